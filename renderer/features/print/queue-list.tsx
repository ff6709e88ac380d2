// Owns: the queue as a list: what is not ready first, in words. Must not: leave a case out.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrintQueue } from '../../../ipc/decision.ts';
import { Mark } from '../../ui/mark.tsx';
import { Section } from '../../ui/page.tsx';
import { RowGrid } from '../../ui/row-grid.tsx';
import { order, readinessOf, tones } from './readiness.ts';

type QueueProps = {
  readonly queue: PrintQueue;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
};

export function QueueList({ queue, selected, onSelect }: QueueProps) {
  const { t } = useTranslation('print');
  const [open, setOpen] = useState<string | null>(null);
  const rows = useMemo(
    () => [...queue.rows].sort((a, b) => order.indexOf(readinessOf(a)) - order.indexOf(readinessOf(b))),
    [queue.rows],
  );
  return (
    <Section
      title={t('queue.title', { count: rows.length })}
      note={t('queue.note', { ready: queue.ready, drafts: queue.drafts })}
    >
      <div className="print-queue">
        <RowGrid
          label={t('queue.name')}
          rows={rows}
          rowKey={(row) => row.caseId}
          openKey={open}
          onOpen={setOpen}
          selected={selected}
          onSelect={onSelect}
          letterKeys
          columns={[
            {
              id: 'who',
              head: t('queue.who'),
              width: 'minmax(120px, 2fr)',
              cell: (row) => `${row.familyName}, ${row.givenName}`,
            },
            {
              id: 'application',
              head: t('queue.application'),
              width: '136px',
              cell: (row) => row.applicationId,
            },
            {
              id: 'outcome',
              head: t('queue.outcome'),
              width: '72px',
              cell: (row) => (row.outcome === null ? '–' : t(`outcome.${row.outcome}`)),
            },
            { id: 'number', head: t('queue.number'), width: '120px', cell: (row) => row.barNumber ?? '–' },
            { id: 'day', head: t('queue.day'), width: '92px', cell: (row) => row.decisionDay ?? '–' },
            {
              id: 'state',
              head: t('queue.state'),
              width: 'minmax(150px, 2fr)',
              cell: (row) => <Mark tone={tones[readinessOf(row)]} word={t(`state.${readinessOf(row)}`)} />,
            },
          ]}
        />
      </div>
    </Section>
  );
}
