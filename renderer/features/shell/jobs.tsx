// Owns: jobs that run, with how far and cancel. Must not: block the view.
import { useTranslation } from 'react-i18next';
import { useStore } from '../../lib/external-store.ts';
import { hasText } from '../../lib/i18n.ts';
import { useAct } from '../../lib/operations.ts';
import { runningJobs } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/states.tsx';

export function Jobs() {
  const { t } = useTranslation('shell');
  const jobs = useStore(runningJobs);
  const cancel = useAct('app.cancelJob');
  if (jobs.length === 0) return null;
  return (
    <ul className="jobs" aria-label={t('jobs.name')}>
      {jobs.map((job) => (
        <li key={job.job} className="row">
          <Progress
            label={hasText(`shell:stage.${job.stage}`) ? t(`stage.${job.stage}`) : t('stage.other')}
            done={job.done}
            total={job.total}
          />
          {job.cancellable ? (
            <Button kind="quiet" onPress={() => cancel.mutate({ job: job.job })}>
              {t('jobs.cancel')}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
