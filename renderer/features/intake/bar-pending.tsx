// Owns: rows of a BÄR list that differ from our basis or have none: a person settles each, field by field.
// Must not: choose a side beforehand; neither is recorded until settled.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PendingBar } from '../../../ipc/intake.ts';
import { formatCount } from '../../lib/format.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Section } from '../../ui/page.tsx';
import { Failed } from '../../ui/states.tsx';
import { SettleBar } from './settle-bar.tsx';

export function BarPending() {
  const { t } = useTranslation('intake');
  const { data = [], error, refetch } = useOperation('bar.pending', {});
  const [settling, setSettling] = useState<PendingBar | null>(null);
  const record = useAct('bar.settle', ['bar.pending', 'app.today', 'intake.list']);
  if (error) return <Failed error={error} onRetry={() => void refetch()} />;
  if (data.length === 0) return null;
  const tryAgain = (row: PendingBar) =>
    record.mutate(
      { id: row.id, kept: {} },
      { onSuccess: ({ settled }) => say(settled ? t('bar.recorded', { number: row.barNumber }) : t('bar.stillNot'), settled ? 'done' : 'problem') },
    );
  return (
    <Section title={t('bar.title', { count: data.length })} note={t('bar.note')}>
      <DataTable
        caption={t('bar.caption')}
        hideCaption
        rows={data}
        rowKey={(row) => row.id}
        columns={[
          {
            id: 'who',
            head: t('bar.case'),
            rowHead: true,
            cell: (row) => (
              <span className="stack-tight">
                <span>{row.name ?? t('bar.noCase')}</span>
                <span className="quiet">{row.applicationId ?? t('bar.fileRow', { file: row.fileName, row: formatCount(row.row) })}</span>
              </span>
            ),
          },
          { id: 'number', head: t('bar.number'), cell: (row) => <span className="nowrap">{row.barNumber}</span> },
          { id: 'day', head: t('bar.day'), cell: (row) => <span className="nowrap">{row.day}</span> },
          { id: 'why', head: t('bar.why'), cell: (row) => <Mark tone="check" word={t(`bar.reason.${row.reason}`, { count: row.differences.length })} /> },
          {
            id: 'acts',
            head: <span className="visually-hidden">{t('bar.acts')}</span>,
            cell: (row) => (
              <span className="row">
                {row.reason === 'noBasis' ? (
                  <Button onPress={() => tryAgain(row)} isDisabled={record.isPending}>
                    {t('bar.tryAgain')}
                  </Button>
                ) : null}
                <Button onPress={() => setSettling(row)}>{row.reason === 'differs' ? t('bar.settle') : t('bar.handle')}</Button>
              </span>
            ),
          },
        ]}
      />
      {record.error ? <Failed error={record.error} /> : null}
      {settling === null ? null : <SettleBar row={settling} onClose={() => setSettling(null)} />}
    </Section>
  );
}
