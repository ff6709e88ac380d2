// Owns: the employer check of 9 b § for one or many: outcome, sources, day. Must not: suggest the outcome.
import '../../ui/long-form.css';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { isIsoDate } from '../../../domain/ids.ts';
import type { EmployerView } from '../../../ipc/decision.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioField, TextArea, TextField } from '../../ui/fields.tsx';
import { Failed } from '../../ui/states.tsx';
import { EmployerNames } from './employer-names.tsx';

const outcomes = ['clear', 'incomplete', 'bar'] as const;
type Outcome = (typeof outcomes)[number];
const isOutcome = (text: string): text is Outcome => outcomes.some((each) => each === text);

type CheckProps = { readonly employers: readonly EmployerView[]; readonly onClose: () => void };

export function CheckDialog({ employers, onClose }: CheckProps) {
  const { t } = useTranslation('offers');
  const { data: status } = useOperation('app.status', {});
  const act = useAct('employers.check', ['offers.list', 'app.today', 'undo.list', 'decision.form']);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [day, setDay] = useState(status?.today ?? '');
  const [sources, setSources] = useState('');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const named = sources
    .split(/[,;\n]/)
    .map((source) => source.trim())
    .filter((source) => source !== '');
  const future = status !== undefined && day > status.today;
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (outcome === null || !isIsoDate(day) || future || named.length === 0 || act.isPending) return;
    const ids = employers.map((employer) => employer.id);
    const noted = note.trim() === '' ? {} : { note: note.trim() };
    act.mutate(
      { employers: ids, outcome, day, sources: named, ...noted },
      {
        onSuccess: ({ changed }) => {
          say(t('check.done', { count: changed }));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog open onClose={onClose} title={t('check.dialog', { count: employers.length })}>
      <form className="stack" noValidate onSubmit={send}>
        <EmployerNames employers={employers} />
        <RadioField
          label={t('check.outcome')}
          value={outcome ?? ''}
          error={tried && outcome === null ? t('check.chooseOutcome') : null}
          onChange={(value) => {
            if (isOutcome(value)) setOutcome(value);
          }}
          choices={outcomes.map((each) => ({ value: each, label: t(`check.choice.${each}`) }))}
        />
        <TextField
          label={t('check.sources')}
          help={t('check.sourcesHelp')}
          value={sources}
          onChange={setSources}
          error={tried && named.length === 0 ? t('check.sourcesMissing') : null}
          maxLength={600}
        />
        <DayField
          label={t('check.day')}
          value={day}
          onChange={setDay}
          error={future ? t('future') : tried && !isIsoDate(day) ? t('dayMissing') : null}
        />
        <TextArea
          label={t('check.note')}
          help={t('check.noteHelp')}
          rows={2}
          value={note}
          onChange={setNote}
          maxLength={2000}
        />
        {act.error ? <Failed error={act.error} /> : null}
        <div className="dialog-acts">
          <Button kind="primary" type="submit" isDisabled={act.isPending}>
            {t('check.send')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
