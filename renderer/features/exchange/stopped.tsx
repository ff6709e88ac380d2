// Owns: what is shown while a file is sealed inside a dialog, and after a person has stopped work on a file.
// Must not: call a stop a fault.
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../lib/api.ts';
import { useStore } from '../../lib/external-store.ts';
import { useAct } from '../../lib/operations.ts';
import { runningJobs } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Failed, Progress } from '../../ui/states.tsx';

type StoppedProps = {
  readonly error: unknown;
  readonly work: 'merge' | 'receive' | 'give';
  readonly onRetry?: () => void;
};

export function FailedOrStopped({ error, work, onRetry }: StoppedProps) {
  const { t } = useTranslation('exchange');
  if (problemOf(error).tag !== 'cancelled')
    return <Failed error={error} {...(onRetry === undefined ? {} : { onRetry })} />;
  return (
    <Notice tone="info" live>
      {t(`${work}.stopped`)}
    </Notice>
  );
}

/** The dialog covers the line of running work at the foot of the window, and its Cancel with it. */
export function SealingLine() {
  const { t } = useTranslation('exchange');
  const job = useStore(runningJobs).find((each) => each.job.startsWith('exchange.seal'));
  const cancel = useAct('app.cancelJob');
  if (job === undefined) return null;
  return (
    <div className="row">
      <Progress label={t('give.busy')} done={job.done} total={job.total} />
      {job.cancellable ? (
        <Button kind="quiet" onPress={() => cancel.mutate({ job: job.job })}>
          {t('give.stop')}
        </Button>
      ) : null}
    </div>
  );
}
