// Owns: moving one offer to another state, with day and, when it fell, the reason. Must not: act on unseen changes (heads).
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
import { RadioField, SelectField } from '../../ui/fields.tsx';
import { Failed } from '../../ui/states.tsx';

type Row = EmployerView['cases'][number];
const states = ['offered', 'accepted', 'declined', 'withdrawn', 'lapsed'] as const;
type OfferState = (typeof states)[number];
const isState = (text: string): text is OfferState => states.some((each) => each === text);
/** The offer fell: the difference between offered and granted must be possible to explain (list D, E, F). */
const fell = (state: OfferState | null): boolean =>
  state === 'declined' || state === 'withdrawn' || state === 'lapsed';

export function MoveDialog({ row, onClose }: { readonly row: Row; readonly onClose: () => void }) {
  const { t } = useTranslation('offers');
  const { data: status } = useOperation('app.status', {});
  const { data: shown, error: unseen } = useOperation('review.case', { id: row.caseId });
  const act = useAct('offers.move', [
    'offers.list',
    'app.today',
    'undo.list',
    'review.case',
    'decision.form',
  ]);
  const [state, setState] = useState<OfferState | null>(null);
  const [reason, setReason] = useState('');
  const [day, setDay] = useState(status?.today ?? '');
  const [tried, setTried] = useState(false);
  const reasonMissing = fell(state) && reason === '';
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (
      state === null ||
      reasonMissing ||
      !isIsoDate(day) ||
      shown === undefined ||
      row.offer === null ||
      act.isPending
    )
      return;
    const why = fell(state) ? { reason } : {};
    act.mutate(
      { id: row.caseId, heads: shown.heads, offer: row.offer, state, day, ...why },
      {
        onSuccess: () => {
          say(t('move.done', { id: row.applicationId, state: t(`state.${state}`).toLowerCase() }));
          onClose();
        },
      },
    );
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
        <RadioField
          label={t('move.state')}
          value={state ?? ''}
          error={tried && state === null ? t('move.choose') : null}
          onChange={(value) => {
            if (isState(value)) setState(value);
          }}
          choices={states
            .filter((each) => each !== row.offerState)
            .map((each) => ({ value: each, label: t(`state.${each}`) }))}
        />
        {fell(state) ? (
          <ReasonField
            value={reason}
            onChange={setReason}
            error={tried && reasonMissing ? t('move.reasonMissing') : null}
          />
        ) : null}
        <DayField
          label={t('move.day')}
          value={day}
          onChange={setDay}
          error={tried && !isIsoDate(day) ? t('dayMissing') : null}
        />
        {unseen ? <Failed error={unseen} /> : null}
        {act.error ? <Failed error={act.error} /> : null}
        <div className="dialog-acts">
          <Button kind="primary" type="submit" isDisabled={act.isPending || shown === undefined}>
            {t('move.send')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
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
