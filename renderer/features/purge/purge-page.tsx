// Owns: the view of the purge: what is due, each step to two signatures, runs and their receipts, protected persons.
// Must not: take anything away without two signatures, nor name a purged person.
import './purge.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PurgeStatus } from '../../../ipc/purge.ts';
import { useOperation } from '../../lib/operations.ts';
import { Page, Section } from '../../ui/page.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';
import { DueList } from './due-list.tsx';
import { Gone } from './gone.tsx';
import { IntakeSteps } from './intake-steps.tsx';
import { Marks } from './marks.tsx';
import { Rule } from './rule.tsx';
import { Runs } from './runs.tsx';

export function PurgePage() {
  const { t } = useTranslation('purge');
  const { data, error, refetch } = useOperation('purge.status', {});
  return (
    <Page title={t('title')} lead={t('lead')}>
      {error ? <Failed error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined ? error ? null : <Waiting /> : <Parts status={data} />}
    </Page>
  );
}

function Parts({ status }: { readonly status: PurgeStatus }) {
  const { t } = useTranslation('purge');
  const [opened, setOpened] = useState<string | null>(null);
  const intake = status.intakes.find((one) => one.intake === opened);
  return (
    <>
      <Section title={t('due.title')} note={t('due.note', { day: status.today })}>
        <DueList intakes={status.intakes} opened={opened} onOpen={setOpened} />
      </Section>
      {intake === undefined ? null : (
        <IntakeSteps key={intake.intake} intake={intake} mayRecord={status.mayRecord} />
      )}
      <Section title={t('runs.title')} note={t('runs.note')}>
        <Runs runs={status.runs} mayRecord={status.mayRecord} />
      </Section>
      <Section title={t('gone.title')} note={t('gone.note')}>
        <Gone status={status} />
      </Section>
      <Section title={t('marks.title')} note={t('marks.note')}>
        <Marks status={status} />
      </Section>
      <Section title={t('rule.title')}>
        <Rule status={status} />
      </Section>
    </>
  );
}
