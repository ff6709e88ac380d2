// Owns: the view Läslogg: the own log and handing it over, and for a log reviewer the received logs and the review.
// Must not: show anything of an applicant but the application's number.
import './access.css';
import { useTranslation } from 'react-i18next';
import type { AccessStatus } from '../../../ipc/access.ts';
import { formatCount, formatMoment } from '../../lib/format.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';
import { FinishedReviews } from './finished-reviews.tsx';
import { Lacking } from './lacking.tsx';
import { OpenReview } from './open-review.tsx';
import { StartReview } from './start-review.tsx';

export function AccessPage() {
  const { t } = useTranslation('access');
  const { data, error, refetch } = useOperation('access.status', {});
  return (
    <Page title={t('title')} lead={t('lead')}>
      {error ? <Failed error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && !error ? <Waiting /> : null}
      {data === undefined ? null : (
        <>
          <OwnLog status={data} />
          {data.mayReview ? <Reviewing status={data} /> : null}
        </>
      )}
    </Page>
  );
}

function OwnLog({ status }: { readonly status: AccessStatus }) {
  const { t } = useTranslation('access');
  const seal = useAct('access.seal', ['access.status']);
  const { own, reviewers } = status;
  const given =
    own.sealedAt === null
      ? t('own.neverGiven')
      : t('own.given', { shown: formatCount(own.sealedLines), when: formatMoment(own.sealedAt) });
  return (
    <Section title={t('own.title')} note={t('own.note')}>
      <p>
        {t('own.lines', { count: own.lines, shown: formatCount(own.lines) })} {given}
      </p>
      <p className="quiet">
        {reviewers.length === 0 ? t('own.noReviewer') : t('own.reviewers', { names: reviewers.join(', ') })}
      </p>
      <div className="row">
        <Button
          isDisabled={seal.isPending || reviewers.length === 0}
          onPress={() =>
            seal.mutate(
              {},
              {
                onSuccess: ({ saved, lines }) =>
                  say(
                    saved === null
                      ? t('own.notSaved')
                      : t('own.saved', { file: saved, shown: formatCount(lines) }),
                  ),
              },
            )
          }
        >
          {t('own.seal')}
        </Button>
      </div>
      {seal.error ? <Failed error={seal.error} /> : null}
    </Section>
  );
}

function Reviewing({ status }: { readonly status: AccessStatus }) {
  const { t } = useTranslation('access');
  // Here, not in the open review: that one is gone before the protocol is saved.
  const finish = useAct('access.finish', ['access.status']);
  const end = () =>
    finish.mutate(
      {},
      {
        onSuccess: ({ saved }) =>
          say(saved === null ? t('review.finished') : t('review.finishedSaved', { file: saved })),
      },
    );
  return (
    <>
      <Received status={status} />
      {status.review === null ? (
        <StartReview />
      ) : (
        <OpenReview review={status.review} isEnding={finish.isPending} onEnd={end} />
      )}
      {finish.error ? <Failed error={finish.error} /> : null}
      <FinishedReviews finished={status.finished} />
    </>
  );
}

function Received({ status }: { readonly status: AccessStatus }) {
  const { t } = useTranslation('access');
  const receive = useAct('access.receive', ['access.status']);
  return (
    <Section
      title={t('received.title')}
      note={t('received.note')}
      acts={
        <Button
          isDisabled={receive.isPending}
          onPress={() =>
            receive.mutate(
              {},
              {
                onSuccess: (got) =>
                  say(
                    got === null
                      ? t('received.cancelled')
                      : t('received.done', {
                          name: got.from,
                          count: got.added,
                          shown: formatCount(got.added),
                        }),
                  ),
              },
            )
          }
        >
          {t('received.act')}
        </Button>
      }
    >
      {receive.error ? <Failed error={receive.error} /> : null}
      {status.review === null ? <Lacking lacking={status.lacking} /> : null}
      {status.received.length > 0 ? <LogTable received={status.received} /> : null}
      {status.received.length === 0 && status.lacking.length === 0 ? (
        <p className="quiet">{t('received.none')}</p>
      ) : null}
    </Section>
  );
}

function LogTable({ received }: Pick<AccessStatus, 'received'>) {
  const { t } = useTranslation('access');
  return (
    <DataTable
      caption={t('received.title')}
      hideCaption
      rows={received}
      rowKey={(log) => log.device}
      columns={[
        {
          id: 'by',
          head: t('received.by'),
          rowHead: true,
          cell: (log) => (log.self ? t('received.self') : log.by),
        },
        { id: 'device', head: t('received.device'), cell: (log) => log.device.slice(0, 8) },
        {
          id: 'sealed',
          head: t('received.sealed'),
          cell: (log) => (log.sealedAt === null ? t('received.now') : formatMoment(log.sealedAt)),
        },
        { id: 'lines', head: t('received.lines'), number: true, cell: (log) => formatCount(log.lines) },
      ]}
    />
  );
}
