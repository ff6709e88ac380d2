// Owns: a union's answer for one or many employers: organisation, answer, days, how it was weighed. Must not: weigh it.
import '../../ui/long-form.css';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { EmployerView } from '../../../ipc/decision.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioField, SelectField, TextArea, TextField } from '../../ui/fields.tsx';
import { Failed } from '../../ui/states.tsx';
import { EmployerNames } from './employer-names.tsx';
import {
  emptyUnion,
  isAnswer,
  organisationsOf,
  unionAnswers,
  unionLacks,
  unionSent,
  type UnionDraft,
} from './union-draft.ts';

type UnionProps = { readonly employers: readonly EmployerView[]; readonly onClose: () => void };

export function UnionDialog({ employers, onClose: close }: UnionProps) {
  const form = `union ${employers
    .map(({ id }) => id)
    .join(' ')
    .slice(0, 150)}`;
  const onClose = useGivenUp(form, close);
  const { t } = useTranslation('offers');
  const { data: status } = useOperation('app.status', {});
  const today = status?.today ?? '';
  const act = useAct('employers.union', [
    'offers.list',
    'employers.history',
    'app.today',
    'undo.list',
    'decision.form',
  ]);
  const [draft, setDraft] = useKept<UnionDraft>(form, emptyUnion(today));
  const [tried, setTried] = useState(false);
  const lacks = unionLacks(draft, today);
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    const input = unionSent(
      draft,
      employers.map((employer) => employer.id),
    );
    if (lacks.length > 0 || input === undefined || act.isPending) return;
    act.mutate(input, {
      onSuccess: ({ changed }) => {
        say(t('union.done', { count: changed }));
        onClose();
      },
    });
  };
  return (
    <Dialog open wide onClose={onClose} title={t('union.dialog', { count: employers.length })}>
      <form className="stack" noValidate onSubmit={send}>
        <EmployerNames employers={employers} />
        <UnionFields
          draft={draft}
          onDraft={setDraft}
          employers={employers}
          lacks={tried ? lacks : lacks.filter((lack) => lack === 'future')}
        />
        {act.error ? <Failed error={act.error} /> : null}
        <div className="dialog-acts">
          <Button kind="primary" type="submit" isDisabled={act.isPending}>
            {t('union.send')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

type FieldsProps = {
  readonly draft: UnionDraft;
  readonly onDraft: (draft: UnionDraft) => void;
  readonly employers: readonly EmployerView[];
  readonly lacks: readonly string[];
};

function UnionFields({ draft, onDraft, employers, lacks }: FieldsProps) {
  const { t } = useTranslation('offers');
  const set = (change: Partial<UnionDraft>) => onDraft({ ...draft, ...change });
  const error = (lack: string) => (lacks.includes(lack) ? t(`union.lack.${lack}`) : null);
  return (
    <>
      <SelectField
        label={t('union.organisation')}
        value={draft.choice}
        onChange={(choice) => set({ choice })}
        help={draft.choice === 'named' ? t('union.namedHelp') : undefined}
        choices={[
          { value: 'named', label: t('union.named') },
          ...organisationsOf(employers).map((name) => ({ value: `is:${name}`, label: name })),
          { value: 'other', label: t('union.other') },
        ]}
      />
      {draft.choice === 'other' ? (
        <TextField
          label={t('union.otherName')}
          value={draft.other}
          onChange={(other) => set({ other })}
          error={error('organisation')}
          maxLength={200}
        />
      ) : null}
      <AnswerFields draft={draft} set={set} error={error} />
    </>
  );
}

type AnswerProps = {
  readonly draft: UnionDraft;
  readonly set: (change: Partial<UnionDraft>) => void;
  readonly error: (lack: string) => string | null;
};

function AnswerFields({ draft, set, error }: AnswerProps) {
  const { t } = useTranslation('offers');
  const day = (name: 'askedOn' | 'dueOn' | 'day', label: string) => (
    <DayField
      label={t(label)}
      value={draft[name]}
      onChange={(value) => set({ [name]: value })}
      error={error(name) ?? (name === 'day' ? error('future') : null)}
    />
  );
  return (
    <>
      <RadioField
        label={t('union.answer')}
        value={draft.answer ?? ''}
        error={error('answer')}
        onChange={(answer) => {
          if (isAnswer(answer)) set({ answer });
        }}
        choices={unionAnswers.map((answer) => ({ value: answer, label: t(`answer.${answer}`) }))}
      />
      <div className="days">
        {day('askedOn', 'union.askedOn')}
        {day('dueOn', 'union.dueOn')}
        {day('day', draft.answer === 'noAnswer' ? 'union.dayNoAnswer' : 'union.day')}
      </div>
      {draft.answer === 'remarks' || draft.answer === 'objects' ? (
        <TextArea
          label={t('union.weighed')}
          help={t('union.weighedHelp')}
          value={draft.weighed}
          onChange={(weighed) => set({ weighed })}
          error={error('weighed')}
          maxLength={2000}
        />
      ) : null}
    </>
  );
}
