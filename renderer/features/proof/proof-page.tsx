// Owns: the view Kontroll av lagret: how sound the store is, proving it now, what was found in words, and the laws.
// Must not: mend anything, nor show anything of a person.
import './proof.css';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProofRecord, ProofStatus } from '../../../ipc/proof.ts';
import { formatCount, formatMoment } from '../../lib/format.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';
import { FindingList } from './finding-list.tsx';
import { Laws } from './laws.tsx';
import { Onward } from './rescue.tsx';

export function ProofPage() {
  const { t } = useTranslation('proof');
  const { data, error, refetch } = useOperation('proof.status', {});
  const run = useAct('proof.run', ['proof.status']);
  const running = data?.running !== null && data?.running !== undefined;
  useEffect(() => {
    // What runs by itself sends no progress: it is asked for while it is looked at.
    const timer = running ? setInterval(() => void refetch(), 1000) : undefined;
    return () => clearInterval(timer);
  }, [running, refetch]);
  const start = () =>
    run.mutate(
      {},
      {
        onSuccess: ({ findings, more }) => {
          const count = findings.length + more;
          if (count === 0) say(t('done'));
          else say(t('doneBad', { count, shown: formatCount(count) }), 'problem');
        },
      },
    );
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      acts={
        <Button kind="primary" isDisabled={run.isPending} onPress={start}>
          {run.isPending ? t('busy') : t('run')}
        </Button>
      }
    >
      {error ? <Failed error={error} onRetry={() => void refetch()} /> : null}
      {run.error ? <Failed error={run.error} /> : null}
      {data === undefined && !error ? <Waiting /> : null}
      {data === undefined ? null : <State status={data} onRescued={start} />}
    </Page>
  );
}

type StateProps = { readonly status: ProofStatus; readonly onRescued: () => void };

function State({ status, onRescued }: StateProps) {
  return (
    <>
      <Running status={status} />
      <Start start={status.start} />
      <Last last={status.last} />
      <Onward status={status} onRescued={onRescued} />
      <NotHere last={status.last} />
      <Laws status={status} />
    </>
  );
}

function Running({ status: { running } }: { readonly status: ProofStatus }) {
  const { t } = useTranslation('proof');
  if (running === null) return null;
  const figures = { done: formatCount(running.done), total: formatCount(running.total) };
  return <Notice tone="info">{t(running.idle ? 'runsIdle' : 'runs', figures)}</Notice>;
}

/** Good news is one quiet line; bad news is the first thing on the page. */
function Start({ start }: { readonly start: ProofStatus['start'] }) {
  const { t } = useTranslation('proof');
  const when = formatMoment(start.at);
  if (start.findings.length === 0) return <p className="quiet">{t('start.good', { when })}</p>;
  return (
    <Notice tone="bad" title={t('start.bad', { when })}>
      <FindingList findings={start.findings} />
    </Notice>
  );
}

/** Contents left out by role: said in words, so that nobody takes them for damage. */
function NotHere({ last }: { readonly last: ProofRecord | null }) {
  const { t } = useTranslation('proof');
  const { notOurs = 0, awaited = 0 } = last ?? {};
  return (
    <>
      {notOurs > 0 ? (
        <Notice tone="info">{t('notHere.notOurs', { shown: formatCount(notOurs) })}</Notice>
      ) : null}
      {awaited > 0 ? (
        <Notice tone="check">{t('notHere.awaited', { shown: formatCount(awaited) })}</Notice>
      ) : null}
    </>
  );
}

function Last({ last }: { readonly last: ProofRecord | null }) {
  const { t } = useTranslation('proof');
  if (last === null) return <Notice tone="info">{t('never')}</Notice>;
  const count = last.findings.length + last.more;
  const when = formatMoment(last.at);
  const by = t(`by.${last.by}`);
  if (count === 0) {
    const figures = {
      events: formatCount(last.events),
      cases: formatCount(last.cases),
      papers: formatCount(last.papers),
    };
    return (
      <Notice tone="good" title={t('good')}>
        {t('goodText', { ...figures, when, by })}
      </Notice>
    );
  }
  return (
    <Notice tone="bad" title={t('bad', { count, shown: formatCount(count) })}>
      <p>{t('badText', { when, by })}</p>
      <FindingList findings={last.findings} />
      {last.more > 0 ? <p>{t('found.more', { count: last.more, shown: formatCount(last.more) })}</p> : null}
    </Notice>
  );
}
