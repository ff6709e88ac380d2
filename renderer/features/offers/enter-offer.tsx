// Owns: one offer entered by hand for a case found by name or application id. Must not: guess an extent without unit (4.4).
import '../../ui/long-form.css';
import { useDeferredValue, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { unpackIds } from '../../../domain/packed-ids.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say, useIntakeInput } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioField, TextArea, TextField } from '../../ui/fields.tsx';
import { Failed } from '../../ui/states.tsx';
import {
  conflicts,
  emptyOffer,
  extents,
  offerFields,
  offerLacks,
  offerTexts,
  type OfferDraft,
} from './offer-draft.ts';

export function EnterOffer({ onClose: close }: { readonly onClose: () => void }) {
  const onClose = useGivenUp('enter-offer', close);
  const { t } = useTranslation('offers');
  const [caseId, setCaseId] = useKept('enter-offer/case', '');
  const [draft, setDraft] = useKept<OfferDraft>('enter-offer/draft', emptyOffer);
  const [tried, setTried] = useState(false);
  const { data: shown, error: unseen } = useOperation(
    'review.case',
    { id: caseId },
    { enabled: caseId !== '' },
  );
  const act = useAct('offers.enter', [
    'offers.list',
    'app.today',
    'undo.list',
    'review.case',
    'decision.form',
  ]);
  const lacks = offerLacks(draft);
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (shown === undefined || lacks.length > 0 || act.isPending) return;
    act.mutate(
      { id: caseId, heads: shown.heads, fields: offerFields(draft) },
      {
        onSuccess: () => {
          say(t('enter.done', { id: shown.row.applicationId, employer: draft.employerName?.trim() ?? '' }));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog open wide onClose={onClose} title={t('enter.title')}>
      <form className="stack" noValidate onSubmit={send}>
        <CasePicker
          value={caseId}
          onChange={setCaseId}
          error={tried && caseId === '' ? t('enter.chooseCase') : null}
        />
        <OfferFields draft={draft} onDraft={setDraft} lacks={tried ? lacks : []} />
        {unseen ? <Failed error={unseen} /> : null}
        {act.error ? <Failed error={act.error} /> : null}
        <div className="dialog-acts">
          <Button kind="primary" type="submit" isDisabled={act.isPending}>
            {t('enter.send')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

const most = 8;
type PickerProps = {
  readonly value: string;
  readonly onChange: (caseId: string) => void;
  readonly error: string | null;
};

function CasePicker({ value, onChange, error }: PickerProps) {
  const { t } = useTranslation('offers');
  const intake = useIntakeInput();
  const [text, setText] = useState('');
  const query = useDeferredValue(text.trim());
  const { data: found } = useOperation(
    'review.ids',
    { query, sort: 'name', descending: false, ...intake },
    { enabled: query.length > 1 },
  );
  const ids = query.length > 1 && found !== undefined ? unpackIds(found.packed, 0, most) : [];
  const { data: rows = [] } = useOperation('review.rows', { ids }, { enabled: ids.length > 0 });
  const shown = ids.length === 0 ? [] : rows.filter((row) => !row.stub);
  return (
    <>
      <TextField
        label={t('enter.find')}
        help={t('enter.findHelp')}
        type="search"
        value={text}
        onChange={setText}
        error={error}
      />
      {query.length > 1 && shown.length === 0 ? <p className="quiet">{t('enter.noHits')}</p> : null}
      {shown.length === 0 ? null : (
        <RadioField
          label={t('enter.hits')}
          value={value}
          onChange={onChange}
          choices={shown.map((row) => ({
            value: row.caseId,
            label: `${row.familyName}, ${row.givenName} · ${row.applicationId}`,
          }))}
        />
      )}
    </>
  );
}

type FieldsProps = {
  readonly draft: OfferDraft;
  readonly onDraft: (draft: OfferDraft) => void;
  readonly lacks: readonly string[];
};

function OfferFields({ draft, onDraft, lacks }: FieldsProps) {
  const { t } = useTranslation('offers');
  const set = (field: string) => (value: string) => onDraft({ ...draft, [field]: value });
  const error = (field: string) => (lacks.includes(field) ? t(`enter.lack.${field}`) : null);
  return (
    <>
      <div className="offer-fields">
        {offerTexts.map((field) => (
          <TextField
            key={field}
            label={t(`field.${field}`)}
            value={draft[field] ?? ''}
            onChange={set(field)}
            error={error(field)}
            maxLength={254}
            autoComplete="off"
          />
        ))}
        <DayField
          label={t('field.start')}
          value={draft.start ?? ''}
          onChange={set('start')}
          error={error('start')}
        />
        <DayField
          label={t('field.end')}
          value={draft.end ?? ''}
          onChange={set('end')}
          error={error('end')}
          help={t('enter.endHelp')}
        />
      </div>
      <ExtentFields draft={draft} set={set} error={error('hours')} />
      <RadioField
        label={t('field.labourConflict')}
        help={t('enter.conflictHelp')}
        value={draft.labourConflict ?? ''}
        onChange={set('labourConflict')}
        choices={conflicts.map((each) => ({ value: each, label: t(`conflict.${each}`) }))}
      />
      <TextField
        label={t('field.unions')}
        help={t('enter.unionsHelp')}
        value={draft.unions ?? ''}
        onChange={set('unions')}
        maxLength={500}
      />
      <TextArea
        label={t('field.tasks')}
        help={t('enter.tasksHelp')}
        rows={3}
        value={draft.tasks ?? ''}
        onChange={set('tasks')}
        maxLength={600}
      />
    </>
  );
}

type ExtentProps = {
  readonly draft: OfferDraft;
  readonly set: (field: string) => (value: string) => void;
  readonly error: string | null;
};

/** Part time is asked for in hours a week: a number alone has no unit (4.4). */
function ExtentFields({ draft, set, error }: ExtentProps) {
  const { t } = useTranslation('offers');
  return (
    <>
      <RadioField
        label={t('field.extent')}
        value={draft.extent ?? ''}
        onChange={set('extent')}
        choices={extents.map((each) => ({ value: each, label: t(`extent.${each}`) }))}
      />
      {draft.extent === 'partTime' ? (
        <TextField
          label={t('field.hours')}
          width="short"
          inputMode="decimal"
          value={draft.hours ?? ''}
          onChange={set('hours')}
          error={error}
          maxLength={5}
        />
      ) : null}
    </>
  );
}
