// Owns: the view Utskrift: what can be printed, what blocks it, the run and what it gave. Must not: print unseen or in part silently.
import './print.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportOutcome, PrintQueue } from '../../../ipc/decision.ts';
import { formatCount } from '../../lib/format.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say, useIntakeInput } from '../../lib/session.ts';
import { Page } from '../../ui/page.tsx';
import { Empty, Failed, Waiting } from '../../ui/states.tsx';
import { Blocked } from './blocked.tsx';
import { QueueList } from './queue-list.tsx';
import { RunBar, type RunChoice } from './run-bar.tsx';
import { RunResult } from './run-result.tsx';

export function PrintPage() {
  const { t } = useTranslation('print');
  const input = { query: '', sort: 'name', descending: false, ...useIntakeInput() };
  const { data, error, refetch } = useOperation('print.queue', input);
  return (
    <Page title={t('title')} lead={t('lead')}>
      {error ? <Failed error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && !error ? <Waiting /> : null}
      {data?.rows.length === 0 ? <Empty title={t('empty.title')}>{t('empty.text')}</Empty> : null}
      {data === undefined || data.rows.length === 0 ? null : <Queue queue={data} />}
    </Page>
  );
}

function Queue({ queue }: { readonly queue: PrintQueue }) {
  const { t } = useTranslation('print');
  const run = useAct('print.export', ['print.queue', 'app.today']);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<ExportOutcome | null>(null);
  const start = ({ cases, drafts, variant }: RunChoice) => {
    setLast(null);
    run.mutate(
      { cases, drafts, variant },
      {
        onSuccess: (outcome) => {
          setLast(outcome);
          say(
            outcome.folder === null
              ? t('run.noFolder')
              : t('run.said', { shown: formatCount(outcome.files + outcome.drafts) }),
          );
        },
      },
    );
  };
  return (
    <>
      {last === null ? null : <RunResult outcome={last} />}
      {run.error ? <Failed error={run.error} /> : null}
      <Blocked queue={queue} />
      <RunBar queue={queue} selected={selected} running={run.isPending} onRun={start} />
      <QueueList queue={queue} selected={selected} onSelect={setSelected} />
    </>
  );
}
