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
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { RowGrid, type GridColumn } from '../../ui/row-grid.tsx';
import { Empty, Failed, Waiting } from '../../ui/states.tsx';
import { BarCase } from './bar-case.tsx';
import { afterRegistering, pinFirst, whichIsOpen, type Pinned } from './which-case.ts';

export function BarPage() {
  const { t } = useTranslation('bar');
  const within = useIntakeInput();
  const { data, error, refetch } = useOperation('bar.desk', within);
  return (
    <Page title={t('title')} lead={t('lead')} focusHeading={false}>
      {error ? <Failed error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && !error ? <Waiting /> : null}
      {data === undefined ? null : <Desk key={within.intake ?? ''} rows={data.rows} more={data.more} />}
    </Page>
  );
}

type DeskProps = { readonly rows: readonly BarDeskRow[]; readonly more: boolean };

function Desk({ rows, more }: DeskProps) {
  const { t } = useTranslation('bar');
  const address: { readonly case?: string } = useSearch({ strict: false });
  const [kept, setPinned] = useState<Pinned>({ caseId: address.case ?? null, done: null });
  const pinned = pinFirst(rows, kept);
  // Held from the moment it is shown: the list may shift under it.
  if (pinned !== kept) setPinned(pinned);
  const which = whichIsOpen(rows, pinned);
  const shown = which.status === 'open' ? which.row.caseId : null;
  useOpened(shown);
  const columns = useColumns();
  return (
    <div className="bar-desk">
      {rows.length === 0 ? (
        <Empty title={t('empty.title')}>{t('empty.text')}</Empty>
      ) : (
        <section className="bar-list" aria-label={t('list.name')}>
          <p className="quiet">
            {t('list.count', { count: rows.length })}
            {more ? ` ${t('list.more')}` : ''}
          </p>
          <RowGrid
            label={t('list.name')}
            rows={rows}
            rowKey={(row) => row.caseId}
            openKey={shown}
            onOpen={(caseId) => setPinned({ caseId, done: null })}
            letterKeys
            columns={columns}
          />
        </section>
      )}
      {which.status === 'gone' ? <Gone /> : null}
      {which.status === 'open' ? (
        <BarCase
          key={which.row.caseId}
          row={which.row}
          place={t('case.place', { at: formatCount(which.index + 1), of: formatCount(rows.length) })}
          onRegistered={() => setPinned(afterRegistering(rows, which.row.caseId))}
        />
      ) : null}
    </div>
  );
}

/** Nobody else is shown in its place: BÄR's window may still stand at the one who was. */
function Gone() {
  const { t } = useTranslation('bar');
  return (
    <Notice tone="check" live title={t('gone.title')}>
      {t('gone.text')}
    </Notice>
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

const lookTones = { waiting: 'check', changed: 'check', sentBack: 'bad' } as const;

/** How near the start is: what begins before it is registered begins without a decision. */
function Left({ row }: { readonly row: BarDeskRow }) {
  const { t } = useTranslation('bar');
  if (row.look !== null) return <Mark tone={lookTones[row.look]} word={t(`list.look.${row.look}`)} />;
  if (row.workingDays === null) return '–';
  if (row.workingDays < 0) return <Mark tone="bad" word={t('list.begun')} />;
  const word = formatCount(row.workingDays);
  return row.workingDays <= 5 ? <Mark tone="check" word={word} /> : word;
}
