// Owns: the desk beside BÄR: the list of what is not registered, the open case beside it, and going on to the next.
// Must not: decide; BÄR does.
import './bar.css';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BarDeskRow } from '../../../ipc/bar.ts';
import { formatCount } from '../../lib/format.ts';
import { useOpened } from '../../lib/opened.ts';
import { useOperation } from '../../lib/operations.ts';
import { useIntakeInput } from '../../lib/session.ts';
import { Mark } from '../../ui/mark.tsx';
import { Page } from '../../ui/page.tsx';
import { RowGrid, type GridColumn } from '../../ui/row-grid.tsx';
import { Empty, Failed, Waiting } from '../../ui/states.tsx';
import { BarCase } from './bar-case.tsx';

export function BarPage() {
  const { t } = useTranslation('bar');
  const { data, error, refetch } = useOperation('bar.desk', useIntakeInput());
  return (
    <Page title={t('title')} lead={t('lead')} focusHeading={false}>
      {error ? <Failed error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && !error ? <Waiting /> : null}
      {data === undefined ? null : <Desk rows={data.rows} more={data.more} />}
    </Page>
  );
}

function Desk({ rows, more }: { readonly rows: readonly BarDeskRow[]; readonly more: boolean }) {
  const { t } = useTranslation('bar');
  const address: { readonly case?: string } = useSearch({ strict: false });
  const [chosen, setChosen] = useState<string | null>(address.case ?? null);
  // What has been registered leaves the list; the case that took its place is open.
  const [place, setPlace] = useState(0);
  const at = rows.findIndex((row) => row.caseId === chosen);
  const shown = rows[at] ?? rows[Math.min(place, rows.length - 1)];
  useOpened(shown?.caseId ?? null);
  const columns = useColumns();
  if (shown === undefined) return <Empty title={t('empty.title')}>{t('empty.text')}</Empty>;
  const open = (caseId: string) => {
    setChosen(caseId);
    setPlace(rows.findIndex((row) => row.caseId === caseId));
  };
  const index = rows.indexOf(shown);
  return (
    <div className="bar-desk">
      <section className="bar-list" aria-label={t('list.name')}>
        <p className="quiet">
          {t('list.count', { count: rows.length })}
          {more ? ` ${t('list.more')}` : ''}
        </p>
        <RowGrid
          label={t('list.name')}
          rows={rows}
          rowKey={(row) => row.caseId}
          openKey={shown.caseId}
          onOpen={open}
          letterKeys
          columns={columns}
        />
      </section>
      <BarCase
        key={shown.caseId}
        row={shown}
        place={t('case.place', { at: formatCount(index + 1), of: formatCount(rows.length) })}
        onRegistered={() => {
          setPlace(index);
          setChosen(null);
        }}
      />
    </div>
  );
}

function useColumns(): readonly GridColumn<BarDeskRow>[] {
  const { t } = useTranslation('bar');
  return [
    { id: 'start', head: t('list.start'), width: '92px', cell: (row) => row.startsOn ?? '–' },
    { id: 'left', head: t('list.left'), width: '104px', cell: (row) => <Left row={row} /> },
    { id: 'who', head: t('list.who'), width: 'minmax(88px, 1fr)', cell: (row) => row.name },
    { id: 'outcome', head: t('list.outcome'), width: '60px', cell: (row) => t(`outcome.${row.outcome}`) },
    {
      id: 'age',
      head: t('list.age'),
      width: '72px',
      number: true,
      cell: (row) => t('list.days', { count: row.days }),
    },
  ];
}

/** How near the start is: what begins before it is registered begins without a decision. */
function Left({ row }: { readonly row: BarDeskRow }) {
  const { t } = useTranslation('bar');
  if (row.waitsForLook) return <Mark tone="check" word={t('list.waits')} />;
  if (row.workingDays === null) return '–';
  if (row.workingDays < 0) return <Mark tone="bad" word={t('list.begun')} />;
  const word = formatCount(row.workingDays);
  return row.workingDays <= 5 ? <Mark tone="check" word={word} /> : word;
}
