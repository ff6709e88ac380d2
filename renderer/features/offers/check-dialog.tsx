// Owns: the employer check of 9 b § for one or many: outcome, sources, day. Must not: suggest the outcome.
import '../../ui/long-form.css';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { isIsoDate } from '../../../domain/ids.ts';
import type { EmployerView } from '../../../ipc/decision.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
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

export function CheckDialog({ employers, onClose: close }: CheckProps) {
  const form = `check ${employers
    .map(({ id }) => id)
    .join(' ')
    .slice(0, 150)}`;
  const onClose = useGivenUp(form, close);
  const { t } = useTranslation('offers');
  const { data: status } = useOperation('app.status', {});
  const today = status?.today ?? '';
  const act = useAct('employers.check', [
    'offers.list',
    'employers.history',
    'app.today',
    'undo.list',
    'decision.form',
  ]);
  const [draft, setDraft] = useKept<Draft>(form, { outcome: null, day: today, sources: '', note: '' });
  const [tried, setTried] = useState(false);
  const lacks = lacksOf(draft, today);
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (draft.outcome === null || lacks.length > 0 || act.isPending) return;
    const { day, outcome } = draft;
    const note = draft.note.trim() === '' ? {} : { note: draft.note.trim() };
    const sent = {
      employers: employers.map((each) => each.id),
      outcome,
      day,
      sources: named(draft),
      ...note,
    };
    act.mutate(sent, {
      onSuccess: ({ changed }) => {
        say(t('check.done', { count: changed }));
        onClose();
      },
    });
  };
  return (
    <Dialog open onClose={onClose} title={t('check.dialog', { count: employers.length })}>
      <form className="stack" noValidate onSubmit={send}>
        <EmployerNames employers={employers} />
        <CheckFields
          draft={draft}
          onDraft={setDraft}
          lacks={tried ? lacks : lacks.filter((each) => each === 'future')}
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

type Draft = {
  readonly outcome: Outcome | null;
  readonly day: string;
  readonly sources: string;
  readonly note: string;
};
type Lack = 'outcome' | 'sources' | 'day' | 'future';

function named({ sources }: Draft): readonly string[] {
  return sources
    .split(/[,;\n]/)
    .map((source) => source.trim())
    .filter((source) => source !== '');
}

function lacksOf(draft: Draft, today: string): readonly Lack[] {
  const lacks: Lack[] = [];
  if (draft.outcome === null) lacks.push('outcome');
  if (named(draft).length === 0) lacks.push('sources');
  if (!isIsoDate(draft.day)) lacks.push('day');
  else if (draft.day > today) lacks.push('future');
  return lacks;
}

const sentences: Readonly<Record<Lack, string>> = {
  outcome: 'check.chooseOutcome',
  sources: 'check.sourcesMissing',
  day: 'dayMissing',
  future: 'future',
};

type FieldsProps = {
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  readonly lacks: readonly Lack[];
};

function CheckFields({ draft, onDraft, lacks }: FieldsProps) {
  const { t } = useTranslation('offers');
  const error = (lack: Lack) => (lacks.includes(lack) ? t(sentences[lack]) : null);
  const set = (change: Partial<Draft>) => onDraft({ ...draft, ...change });
  return (
    <>
      <RadioField
        label={t('check.outcome')}
        value={draft.outcome ?? ''}
        error={error('outcome')}
        onChange={(value) => {
          if (isOutcome(value)) set({ outcome: value });
        }}
        choices={outcomes.map((each) => ({ value: each, label: t(`check.choice.${each}`) }))}
      />
      <TextField
        label={t('check.sources')}
        help={t('check.sourcesHelp')}
        value={draft.sources}
        onChange={(sources) => set({ sources })}
        error={error('sources')}
        maxLength={600}
      />
      <DayField
        label={t('check.day')}
        value={draft.day}
        onChange={(day) => set({ day })}
        error={error('future') ?? error('day')}
      />
      <TextArea
        label={t('check.note')}
        help={t('check.noteHelp')}
        rows={2}
        value={draft.note}
        onChange={(note) => set({ note })}
        maxLength={2000}
      />
    </>
  );
}
