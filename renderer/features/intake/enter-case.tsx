// Owns: one application entered by hand. Must not: check numbers itself; main refuses with the field's sentence.
import '../../ui/long-form.css';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { isIsoDate } from '../../../domain/ids.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say, useChosenIntake } from '../../lib/session.ts';
import { useFieldName } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField, Tick } from '../../ui/fields.tsx';
import { Failed } from '../../ui/states.tsx';
import { IntakeField } from './intake-field.tsx';
import { isIntakeId } from './plan.ts';

const needed = ['applicationId', 'givenName', 'familyName', 'personalIdentityNumber'] as const;
const further = [
  'birthCountry',
  'citizenship',
  'municipality',
  'degree',
  'university',
  'email',
  'phone',
  'address',
] as const;
const areas = [
  'technology',
  'computerScience',
  'architecture',
  'economics',
  'pharmacy',
  'hr',
  'marketing',
] as const;
type Texts = Readonly<Record<string, string>>;

export function EnterCase({ onClose: close }: { readonly onClose: () => void }) {
  const onClose = useGivenUp('enter-case', close);
  const { t } = useTranslation('intake');
  const chosen = useChosenIntake() ?? '';
  const [draft, setDraft] = useKept<Draft>('enter-case', { intake: chosen, texts: {}, consent: false });
  const [tried, setTried] = useState(false);
  const enter = useEnter(onClose);
  const lacks = lacksOf(draft);
  const shown = tried ? lacks : [];
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (lacks.length === 0 && !enter.isPending) enter.send(draft);
  };
  return (
    <Dialog open wide onClose={onClose} title={t('enter.title')}>
      <form className="stack" noValidate onSubmit={send}>
        <IntakeField
          value={draft.intake}
          onChange={(intake) => set({ intake })}
          error={shown.includes('intake') ? t('lack.intake') : null}
        />
        <EnterFields texts={draft.texts} onTexts={(texts) => set({ texts })} lacking={shown} />
        <Tick
          label={t('enter.consent')}
          help={shown.includes('consent') ? t('enter.noConsent') : t('enter.consentHelp')}
          checked={draft.consent}
          onChange={(consent) => set({ consent })}
        />
        <DayField
          label={t('field.consentDate')}
          value={draft.texts['consentDate'] ?? ''}
          onChange={(consentDate) => set({ texts: { ...draft.texts, consentDate } })}
        />
        {enter.error ? <Failed error={enter.error} /> : null}
        <div className="dialog-acts">
          <Button kind="primary" type="submit" isDisabled={enter.isPending}>
            {t('enter.send')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

type Draft = { readonly intake: string; readonly texts: Texts; readonly consent: boolean };

function lacksOf({ intake, texts, consent }: Draft): readonly string[] {
  const empty = needed.filter((field) => (texts[field] ?? '').trim() === '');
  const days = ['consentDate', 'receivedDate'].filter(
    (field) => (texts[field] ?? '') !== '' && !isIsoDate(texts[field] ?? ''),
  );
  return [...empty, ...days, ...(isIntakeId(intake) ? [] : ['intake']), ...(consent ? [] : ['consent'])];
}

function useEnter(onClose: () => void) {
  const { t } = useTranslation('intake');
  const { data: status } = useOperation('app.status', {});
  const enter = useAct('intake.enterCase', ['intake.list', 'app.today', 'undo.list']);
  const send = ({ intake, texts }: Draft) => {
    const { applicationId = '', ...others } = trimmed(texts);
    const fields = { receivedDate: status?.today ?? '', ...others, consent: true };
    enter.mutate(
      { intake, applicationId, fields },
      {
        onSuccess: () => {
          say(t('enter.done', { id: applicationId }));
          onClose();
        },
      },
    );
  };
  return { send, isPending: enter.isPending, error: enter.error };
}

function trimmed(texts: Texts): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [field, text] of Object.entries(texts)) if (text.trim() !== '') kept[field] = text.trim();
  return kept;
}

type EnterFieldsProps = {
  readonly texts: Texts;
  readonly onTexts: (texts: Texts) => void;
  readonly lacking: readonly string[];
};

function EnterFields({ texts, onTexts, lacking }: EnterFieldsProps) {
  const { t } = useTranslation('intake');
  const fieldName = useFieldName();
  const text = (field: string) => (
    <TextField
      key={field}
      label={fieldName(field)}
      required={needed.some((each) => each === field)}
      error={lacking.includes(field) ? t('enter.fill', { field: fieldName(field) }) : null}
      value={texts[field] ?? ''}
      maxLength={254}
      autoComplete="off"
      onChange={(value) => onTexts({ ...texts, [field]: value })}
    />
  );
  return (
    <div className="enter-fields">
      {needed.map(text)}
      <SelectField
        label={fieldName('area')}
        value={texts['area'] ?? ''}
        onChange={(value) => onTexts({ ...texts, area: value })}
        choices={[
          { value: '', label: t('enter.notSaid') },
          ...areas.map((area) => ({ value: area, label: t(`area.${area}`) })),
        ]}
      />
      {further.map(text)}
      <DayField
        label={fieldName('receivedDate')}
        help={t('enter.receivedHelp')}
        value={texts['receivedDate'] ?? ''}
        onChange={(value) => onTexts({ ...texts, receivedDate: value })}
      />
    </div>
  );
}
