// Owns: a verdict on several cases: what will change, what will not and why, before anything is written.
// Must not: offer a reason that values a person; those are given one by one.
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conclusion } from '../../../domain/ledger/payload.ts';
import type { ManyOutcome, ManyPreview } from '../../../ipc/review.ts';
import { formatCount } from '../../lib/format.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { useCode, useReason } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';
import { CapNotice } from '../../ui/warnings/warnings.tsx';

type ManyProps = {
  readonly cases: readonly string[];
  readonly conclusion: Conclusion;
  readonly onClose: (done: boolean) => void;
};

/** The same selection again, near enough: the ids of thousands are no name, and a reason for others must not come up. */
const nameOf = ({ cases, conclusion }: Omit<ManyProps, 'onClose'>): string =>
  `many ${conclusion} ${cases.length} ${cases[0] ?? ''} ${cases.at(-1) ?? ''}`;

export function ManyDialog({ cases, conclusion, onClose: close }: ManyProps) {
  const form = nameOf({ cases, conclusion });
  const onClose = useGivenUp(form, close);
  const { t } = useTranslation('review');
  const code = useCode();
  const [reason, setReason] = useKept(`${form}/reason`, '');
  const asksReason = conclusion === 'notEligible';
  const input = { cases, conclusion, ...(reason === '' ? {} : { reason }) };
  const { data: preview, error } = useOperation('review.previewMany', input, {
    enabled: !asksReason || reason !== '',
  });
  const give = useAct('review.verdictMany', ['undo.list', 'app.today', 'review.case']);
  const word = code('conclusion', conclusion);
  const count = preview?.willChange ?? 0;
  const done = ({ changed }: ManyOutcome) => {
    say(t('done.many', { count: changed, shown: formatCount(changed), conclusion: word }));
    onClose(true);
  };
  return (
    <Dialog
      open
      onClose={() => onClose(false)}
      title={t('many.title', { count: cases.length, shown: formatCount(cases.length), conclusion: word })}
      acts={
        <>
          <Button
            kind="primary"
            keys="Enter"
            startFocus={count > 0 && !asksReason}
            isDisabled={count === 0 || give.isPending}
            onPress={() => give.mutate(input, { onSuccess: done })}
          >
            {t('many.run', { count, shown: formatCount(count) })}
          </Button>
          <Button onPress={() => onClose(false)}>{t('many.cancel')}</Button>
        </>
      }
    >
      {asksReason ? <ReasonChoice value={reason} onChange={setReason} /> : null}
      <Outcome preview={preview} waits={!asksReason} errors={[error, give.error]} />
    </Dialog>
  );
}

type OutcomeProps = {
  readonly preview: ManyPreview | undefined;
  readonly waits: boolean;
  readonly errors: readonly (Error | null)[];
};

function Outcome({ preview, waits, errors }: OutcomeProps) {
  const error = errors.find((each) => each !== null);
  if (error) return <Failed error={error} />;
  if (preview !== undefined) return <Preview preview={preview} />;
  return waits ? <Waiting /> : null;
}

function ReasonChoice({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (code: string) => void;
}) {
  const { t } = useTranslation('review');
  const { data: reasons = [] } = useOperation('review.reasons', { list: 'notEligible' });
  const shown = reasons.filter((reason) => !reason.valuing);
  return (
    <SelectField
      startFocus
      label={t('many.reason')}
      help={t('many.reasonHelp')}
      value={value}
      onChange={onChange}
      choices={[
        { value: '', label: t('reason.choose') },
        ...shown.map((reason) => ({ value: reason.code, label: `${reason.code} ${reason.text}` })),
      ]}
    />
  );
}

function Preview({ preview }: { readonly preview: ManyPreview }) {
  const { t } = useTranslation('review');
  const code = useCode();
  const confirms = Object.entries(preview.confirms).filter(([, count]) => count > 0);
  return (
    <>
      <p className="many-sum">
        {t('many.will', { count: preview.willChange, shown: formatCount(preview.willChange) })}{' '}
        {preview.refused.length === 0
          ? t('many.none')
          : t('many.cannot', { count: preview.refused.length, shown: formatCount(preview.refused.length) })}
      </p>
      {preview.refused.length === 0 ? null : <Refused refused={preview.refused} />}
      {preview.caps.map(({ cap, asked }) => (
        <CapNotice key={cap.intake} cap={cap} asked={asked} />
      ))}
      {preview.oldPlans === 0 ? null : (
        <p>{t('many.oldPlans', { count: preview.oldPlans, shown: formatCount(preview.oldPlans) })}</p>
      )}
      {confirms.length === 0 ? null : (
        <div>
          <p>{t('many.confirms')}</p>
          <ul className="many-list">
            {confirms.map(([criterion, count]) => (
              <li key={criterion}>
                {t('many.confirm', {
                  criterion: `${criterion} ${code('criterion', criterion)}`,
                  shown: formatCount(count),
                })}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

const mostIds = 8;

function Refused({ refused }: { readonly refused: ManyPreview['refused'] }) {
  const { t } = useTranslation('review');
  const worded = useReason();
  const byReason = new Map<string, string[]>();
  for (const { reason, applicationId } of refused)
    byReason.set(reason, [...(byReason.get(reason) ?? []), applicationId]);
  return (
    <ul className="many-list">
      {[...byReason].map(([reason, ids]) => (
        <li key={reason}>
          <strong>{formatCount(ids.length)}</strong> {worded('refusal', reason)}{' '}
          <span className="quiet">
            (
            {ids.slice(0, mostIds).map((id, index) => (
              <Fragment key={id}>
                {index === 0 ? '' : ', '}
                <span className="nowrap">{id}</span>
              </Fragment>
            ))}
            {ids.length > mostIds ? t('many.andMore', { shown: formatCount(ids.length - mostIds) }) : ''})
          </span>
        </li>
      ))}
    </ul>
  );
}
