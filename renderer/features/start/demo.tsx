// Owns: making the store of invented cases, with how far it has come. Must not: be mistaken for real work.
import { useTranslation } from 'react-i18next';
import { useStore } from '../../lib/external-store.ts';
import { hasText } from '../../lib/i18n.ts';
import { queryClient, useAct } from '../../lib/operations.ts';
import { runningJobs, sheetPending } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Failed, Progress } from '../../ui/states.tsx';
import { StartFrame } from './start-frame.tsx';

export function Demo({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation('start');
  const create = useAct('store.createDemo');
  if (create.data !== undefined) return <DemoReady passphrase={create.data.passphrase} />;
  return (
    <StartFrame title={t('demo.title')} {...(create.isPending ? {} : { onBack })}>
      <p className="reading">{t('demo.lead')}</p>
      <Notice tone="info">{t('demo.marked')}</Notice>
      {create.isPending ? <MakingProgress /> : null}
      {create.error ? <Failed error={create.error} /> : null}
      <div className="row">
        <Button
          kind="primary"
          startFocus
          isDisabled={create.isPending}
          onPress={() => {
            sheetPending.set(true);
            create.mutate({}, { onError: () => sheetPending.set(false) });
          }}
        >
          {t('demo.send')}
        </Button>
      </div>
    </StartFrame>
  );
}

function MakingProgress() {
  const { t } = useTranslation('shell');
  const jobs = useStore(runningJobs);
  const job = jobs[0];
  if (job === undefined) return <Progress label={t('stage.other')} done={0} total={0} />;
  return (
    <Progress
      label={hasText(`shell:stage.${job.stage}`) ? t(`stage.${job.stage}`) : t('stage.other')}
      done={job.done}
      total={job.total}
    />
  );
}

function DemoReady({ passphrase }: { readonly passphrase: string }) {
  const { t } = useTranslation('start');
  return (
    <StartFrame title={t('demo.ready')}>
      <p className="reading">{t('demo.passphrase')}</p>
      <p className="recovery-code">{passphrase}</p>
      <div className="row">
        <Button
          kind="primary"
          startFocus
          onPress={() => {
            sheetPending.set(false);
            void queryClient.invalidateQueries();
          }}
        >
          {t('demo.open')}
        </Button>
      </div>
    </StartFrame>
  );
}
