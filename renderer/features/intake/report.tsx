// Owns: a report of rows: counts, duplicates, rows that fit no case. Must not: show a value of a rejected row.
import { useTranslation } from 'react-i18next';
import type { ImportPreview, ImportReport } from '../../../ipc/intake.ts';
import { formatCount } from '../../lib/format.ts';
import { useFieldName } from '../../lib/words.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Section } from '../../ui/page.tsx';
import { useRowNumber } from '../../ui/rejected-rows.tsx';
import { RowGrid } from '../../ui/row-grid.tsx';
import { useSideWord } from './intake-words.ts';

/** Rows = new + changed + unchanged + not read in + duplicates; protected ones stand inside new and unchanged. */
export function Counts({ report }: { readonly report: ImportReport }) {
  const { t } = useTranslation('intake');
  const lines = [
    ['new', report.new],
    ['changed', report.changed],
    ['unchanged', report.unchanged],
    ['rejected', report.rejected.length],
    ['duplicates', report.duplicates.length],
  ] as const;
  return (
    <Section title={t('count.title', { count: report.rows })}>
      <dl className="counts">
        {lines.map(([id, count]) => (
          <div key={id} className="count">
            <dt>{t(`count.${id}`, { count })}</dt>
            <dd>{formatCount(count)}</dd>
          </div>
        ))}
      </dl>
      {report.stubs === 0 ? null : <p>{t('count.stubs', { count: report.stubs })}</p>}
    </Section>
  );
}

/** Answers about people: how many cases they reach, and what they leave as it is. */
export function Answers({ report: { answers } }: { readonly report: ImportReport }) {
  const { t } = useTranslation('intake');
  if (answers === undefined) return null;
  const { cases, confirmed, handStands } = answers;
  return (
    <div className="stack-tight">
      <p>{t('answers.cases', { count: cases })}</p>
      {confirmed === 0 ? null : <p>{t('answers.confirmed', { count: confirmed })}</p>}
      {handStands === 0 ? null : <p>{t('answers.handStands', { count: handStands })}</p>}
    </div>
  );
}

export function DuplicateRows({ report: { duplicates, alike = [] } }: { readonly report: ImportReport }) {
  const { t } = useTranslation('intake');
  return (
    <>
      <RowsOf
        rows={duplicates}
        title={t('duplicates.title', { count: duplicates.length })}
        note={t('duplicates.note')}
        caption={t('duplicates.caption')}
        of={t('duplicates.of')}
      />
      <RowsOf
        rows={alike}
        title={t('alike.title', { count: alike.length })}
        note={t('alike.note')}
        caption={t('alike.caption')}
        of={t('alike.of')}
      />
    </>
  );
}

type RowsOfProps = {
  readonly rows: ImportReport['duplicates'];
  readonly title: string;
  readonly note: string;
  readonly caption: string;
  readonly of: string;
};

function RowsOf({ rows, title, note, caption, of }: RowsOfProps) {
  const rowNumber = useRowNumber();
  if (rows.length === 0) return null;
  return (
    <Section title={title} note={note}>
      <RowGrid
        size="box"
        wraps
        label={caption}
        rows={rows}
        rowKey={(line) => String(line.row)}
        columns={[rowNumber, { id: 'of', head: of, width: 'minmax(0, 1fr)', cell: (line) => line.of }]}
      />
    </Section>
  );
}

/** Offers and BÄR rows that fit no case in the intake. */
export function UnmatchedRows({ rows }: { readonly rows: ImportPreview['unmatched'] }) {
  const { t } = useTranslation('intake');
  if (rows.length === 0) return null;
  return (
    <Section title={t('unmatched.title', { count: rows.length })}>
      <p>{t('unmatched.text', { rows: rows.map(({ row }) => formatCount(row)).join(', ') })}</p>
    </Section>
  );
}

export function BarReport({ report }: { readonly report: ImportReport }) {
  const { t } = useTranslation('intake');
  const fieldName = useFieldName();
  const side = useSideWord();
  const differs = report.differs ?? [];
  const noBasis = report.noBasis ?? [];
  if (differs.length + noBasis.length === 0) return null;
  return (
    <Section title={t('bar.reportTitle')} note={t('bar.reportNote')}>
      {differs.length === 0 ? null : (
        <DataTable
          caption={t('bar.differsCaption', { count: differs.length })}
          rows={differs}
          rowKey={(line) => `${line.row}-${line.field}`}
          columns={[
            { id: 'row', head: t('rejected.row'), number: true, cell: (line) => formatCount(line.row) },
            { id: 'case', head: t('changes.id'), rowHead: true, cell: (line) => line.case },
            { id: 'field', head: t('changes.field'), cell: (line) => fieldName(line.field) },
            { id: 'ours', head: t('bar.ours'), cell: (line) => side(line.ours) },
            { id: 'theirs', head: t('bar.theirs'), cell: (line) => side(line.theirs) },
          ]}
        />
      )}
      {noBasis.length === 0 ? null : (
        <p>
          {t('bar.noBasisRows', {
            count: noBasis.length,
            cases: noBasis.map((line) => line.case ?? t('bar.rowNumber', { row: line.row })).join(', '),
          })}
        </p>
      )}
    </Section>
  );
}
