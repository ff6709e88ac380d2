// Owns: how far a job has come, and its Cancel where there is one, on pages that stand outside the shell. Must not: start one.
import { useTranslation } from 'react-i18next';
import { useStore } from '../../lib/external-store.ts';
import { hasText } from '../../lib/i18n.ts';
import { useAct } from '../../lib/operations.ts';
import { runningJobs } from '../../lib/session.ts';
import { Button } from '../button.tsx';
import { Progress } from '../states.tsx';

export function Working() {
  const { t } = useTranslation('shell');
  const [job] = useStore(runningJobs);
  const cancel = useAct('app.cancelJob');
  const stage = job?.stage ?? 'other';
  return (
    <div className="row">
      <Progress
        label={t(hasText(`shell:stage.${stage}`) ? `stage.${stage}` : 'stage.other')}
        done={job?.done ?? 0}
        total={job?.total ?? 0}
      />
      {job?.cancellable !== true ? null : (
        <Button kind="quiet" onPress={() => cancel.mutate({ job: job.job })}>
          {t('jobs.cancel')}
        </Button>
      )}
    </div>
  );
}
