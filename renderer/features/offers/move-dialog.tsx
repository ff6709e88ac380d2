// Owns: moving one offer to another state, with day and, when it fell, the reason. Must not: act on unseen changes (heads).
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
import { RadioField, SelectField } from '../../ui/fields.tsx';
import { Failed } from '../../ui/states.tsx';

type Row = EmployerView['cases'][number];
const states = ['offered', 'accepted', 'declined', 'withdrawn', 'lapsed'] as const;
type OfferState = (typeof states)[number];
const isState = (text: string): text is OfferState => states.some((each) => each === text);
/** The offer fell: the difference between offered and granted must be possible to explain (list D, E, F). */
const fell = (state: OfferState | null): boolean =>
  state === 'declined' || state === 'withdrawn' || state === 'lapsed';

type Draft = { readonly state: OfferState | null; readonly reason: string; readonly day: string };
type Lack = 'state' | 'reason' | 'day';

function lacksOf({ state, reason, day }: Draft): readonly Lack[] {
  const lacks: Lack[] = [];
  if (state === null) lacks.push('state');
  if (fell(state) && reason === '') lacks.push('reason');
  if (!isIsoDate(day)) lacks.push('day');
  return lacks;
}

type MoveProps = { readonly row: Row; readonly onClose: () => void };

export function MoveDialog({ row, onClose: close }: MoveProps) {
  const form = `move ${row.caseId}`;
  const onClose = useGivenUp(form, close);
  const { t } = useTranslation('offers');
  const { data: status } = useOperation('app.status', {});
  const [draft, setDraft] = useKept<Draft>(form, { state: null, reason: '', day: status?.today ?? '' });
  const [tried, setTried] = useState(false);
  const { move, ready, errors } = useMove(row, onClose);
  const lacks = lacksOf(draft);
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (lacks.length === 0 && ready) move(draft);
  };
  return (
    <Dialog open onClose={onClose} title={t('move.title')}>
      <form className="stack" noValidate onSubmit={send}>
        <p>
          <strong>
            {row.familyName}, {row.givenName}
          </strong>{' '}
          <span className="quiet">
            {t('move.at', { employer: row.employerName ?? '', id: row.applicationId })}
          </span>
        </p>
        <MoveFields draft={draft} onDraft={setDraft} lacks={tried ? lacks : []} now={row.offerState} />
        {errors.map((error) => (
          <Failed key={String(error)} error={error} />
        ))}
        <div className="dialog-acts">
          <Button kind="primary" type="submit" isDisabled={!ready}>
            {t('move.send')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** The act goes out on the heads of the case as it was shown. */
function useMove(row: Row, onClose: () => void) {
  const { t } = useTranslation('offers');
  const { data: shown, error: unseen } = useOperation('review.case', { id: row.caseId });
  const act = useAct('offers.move', [
    'offers.list',
    'app.today',
    'undo.list',
    'review.case',
    'decision.form',
  ]);
  const move = ({ state, reason, day }: Draft) => {
    if (shown === undefined || row.offer === null || state === null) return;
    const why = fell(state) ? { reason } : {};
    const sent = { id: row.caseId, heads: shown.heads, offer: row.offer, state, day, ...why };
    act.mutate(sent, {
      onSuccess: () => {
        say(t('move.done', { id: row.applicationId, state: t(`state.${state}`).toLowerCase() }));
        onClose();
      },
    });
  };
  return {
    move,
    ready: shown !== undefined && !act.isPending,
    errors: [unseen, act.error].filter((error) => error !== null),
  };
}

type FieldsProps = {
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  readonly lacks: readonly Lack[];
  readonly now: string | null;
};

function MoveFields({ draft, onDraft, lacks, now }: FieldsProps) {
  const { t } = useTranslation('offers');
  const error = (lack: Lack, sentence: string) => (lacks.includes(lack) ? t(sentence) : null);
  return (
    <>
      <RadioField
        label={t('move.state')}
        value={draft.state ?? ''}
        error={error('state', 'move.choose')}
        onChange={(value) => {
          if (isState(value)) onDraft({ ...draft, state: value });
        }}
        choices={states
          .filter((each) => each !== now)
          .map((each) => ({ value: each, label: t(`state.${each}`) }))}
      />
      {fell(draft.state) ? (
        <ReasonField
          value={draft.reason}
          onChange={(reason) => onDraft({ ...draft, reason })}
          error={error('reason', 'move.reasonMissing')}
        />
      ) : null}
      <DayField
        label={t('move.day')}
        value={draft.day}
        onChange={(day) => onDraft({ ...draft, day })}
        error={error('day', 'dayMissing')}
      />
    </>
  );
}

type ReasonProps = {
  readonly value: string;
  readonly onChange: (reason: string) => void;
  readonly error: string | null;
};

function ReasonField({ value, onChange, error }: ReasonProps) {
  const { t } = useTranslation('offers');
  const { data: reasons = [] } = useOperation('review.reasons', { list: 'closed' });
  return (
    <SelectField
      label={t('move.reason')}
      value={value}
      onChange={onChange}
      error={error}
      choices={[
        { value: '', label: t('move.chooseReason') },
        ...reasons.map(({ code, text }) => ({ value: code, label: `${code} ${text}` })),
      ]}
    />
  );
}
