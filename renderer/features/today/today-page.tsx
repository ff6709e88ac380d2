// Owns: *I dag*: what do I do now, with the reason. Must not: show a figure that leads nowhere.
import './today.css';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { TodaySummary } from '../../../ipc/app.ts';
import { formatCount, formatMoment } from '../../lib/format.ts';
import { useOperation } from '../../lib/operations.ts';
import { useIntakeInput } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Empty, Failed, Waiting } from '../../ui/states.tsx';
import { Alarms } from './alarm-list.tsx';
import { AwaitedAnswers } from './awaited-answers.tsx';
import { HandedOver, LastHeard } from './colleagues.tsx';
import { Due } from './due.tsx';
import { Pace } from './pace.tsx';
import { useOpenColumn } from './open-column.tsx';
import { OpenQuestions } from './open-questions.tsx';

export function TodayPage() {
  const { t } = useTranslation('today');
  const { data: today, error, refetch } = useOperation('app.today', useIntakeInput());
  const { data: status } = useOperation('app.status', {});
  return (
    <Page title={t('title')} lead={status === undefined ? undefined : t('lead', { day: status.today })}>
      {error ? <Failed error={error} onRetry={() => void refetch()} /> : null}
      {today === undefined ? error ? null : <Waiting /> : <Summary today={today} />}
    </Page>
  );
}

function Summary({ today }: { readonly today: TodaySummary }) {
  const { t } = useTranslation('today');
  const navigate = useNavigate();
  const todo = tasks(today);
  return (
    <>
      <Alarms />
      <Awaited count={today.awaited} />
      <Section title={t('now')}>
        {todo.length === 0 ? (
          <Nothing holdsCases={today.holdsCases} />
        ) : (
          <ol className="tasks">
            {todo.map((task, index) => (
              <li key={task.id} className="task">
                <div className="task-text">
                  <p className="task-title">
                    {t(`task.${task.id}.title`, { count: task.count, shown: formatCount(task.count) })}
                  </p>
                  <p className="quiet">
                    {t(`task.${task.id}.why`, { count: task.count, shown: formatCount(task.count) })}
                  </p>
                </div>
                <Button
                  kind={index === 0 ? 'primary' : 'plain'}
                  onPress={() =>
                    void navigate({
                      to: task.to,
                      search: task.query === undefined ? {} : { query: task.query },
                    })
                  }
                >
                  {t(`task.${task.id}.act`)}
                </Button>
              </li>
            ))}
          </ol>
        )}
      </Section>
      <Due />
      <Asked />
      <HandedOver />
      <Next today={today} />
      <Pace />
      <LastHeard holdsCases={today.holdsCases} />
      <Section title={t('exchange.title')}>
        <p>
          {today.lastExchange === null
            ? t('exchange.none')
            : t('exchange.last', {
                name: today.lastExchange.from,
                when: formatMoment(today.lastExchange.at),
                count: today.lastExchange.events,
                shown: formatCount(today.lastExchange.events),
              })}
        </p>
      </Section>
    </>
  );
}

/** What was asked of applicants and of responsible caseworkers. */
function Asked() {
  return (
    <>
      <AwaitedAnswers />
      <OpenQuestions />
    </>
  );
}

/** GR-12: nothing waits, which means another thing to a member whose roles see no cases. */
function Nothing({ holdsCases }: { readonly holdsCases: boolean }) {
  const { t } = useTranslation('today');
  const navigate = useNavigate();
  const words = holdsCases ? 'empty' : 'noCases';
  return (
    <Empty
      title={t(`${words}.title`)}
      acts={
        <Button onPress={() => void navigate({ to: holdsCases ? '/intake' : '/settings/group' })}>
          {t(`${words}.act`)}
        </Button>
      }
    >
      {t(`${words}.text`)}
    </Empty>
  );
}

/** SY-36: a role has come, its cases have not yet. */
function Awaited({ count }: { readonly count: number }) {
  const { t } = useTranslation('today');
  if (count === 0) return null;
  return (
    <Notice tone="check" title={t('awaited.title')}>
      {t('awaited.text', { shown: formatCount(count) })}
    </Notice>
  );
}

type Task = { readonly id: string; readonly count: number; readonly to: string; readonly query?: string };

/** In the order in which waiting hurts: conflicts and days that run out before what can wait. */
function tasks(today: TodaySummary): Task[] {
  const all: Task[] = [
    { id: 'conflicts', count: today.conflicts, to: '/exchange/conflicts' },
    { id: 'bundles', count: today.waitingBundles, to: '/exchange' },
    { id: 'mailbox', count: today.mailboxStopped, to: '/exchange' },
    { id: 'bar', count: today.pendingBar, to: '/intake' },
    { id: 'secondLook', count: today.secondLook, to: '/review', query: 'ögon:väntar' },
    { id: 'offersNotReady', count: today.offeredNotReady, to: '/offers' },
    { id: 'offersReady', count: today.offered - today.offeredNotReady, to: '/decision' },
    { id: 'register', count: today.basisFixed, to: '/decision/bar' },
    { id: 'review', count: today.notReviewed, to: '/review', query: 'läge:inläst' },
    { id: 'check', count: today.needsCheck, to: '/review', query: 'läge:kontrolleras' },
    { id: 'texts', count: today.textsToConfirm, to: '/settings' },
  ];
  return all.filter((task) => task.count > 0);
}

function Next({ today }: { readonly today: TodaySummary }) {
  const { t } = useTranslation('today');
  const open = useOpenColumn();
  if (today.next.length === 0) return null;
  return (
    <Section title={t('next.title')} note={t('next.note')}>
      <DataTable
        caption={t('next.title')}
        hideCaption
        rows={today.next}
        rowKey={(row) => row.caseId}
        columns={[
          { id: 'name', head: t('next.name'), rowHead: true, cell: (row) => row.name },
          { id: 'start', head: t('next.start'), cell: (row) => row.startsOn },
          { id: 'days', head: t('next.days'), number: true, cell: (row) => formatCount(row.workingDays) },
          open,
        ]}
      />
    </Section>
  );
}
