// Owns: a report of rows: counts, rows not read in with reason in words, duplicates. Must not: show a value of a rejected row.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportPreview, ImportReport } from '../../../ipc/intake.ts';
import { formatCount } from '../../lib/format.ts';
import { useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Section } from '../../ui/page.tsx';
import { Tick } from '../../ui/fields.tsx';
import { RowGrid } from '../../ui/row-grid.tsx';
import { Failed } from '../../ui/states.tsx';
import { useFieldName, useProblemWord, useSideWord } from './intake-words.ts';
import type { PlanSent } from './plan.ts';

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

type RejectedLine = {
  readonly key: string;
  readonly row: number;
  readonly field: string;
  readonly code: string;
};

export function RejectedRows({ report, acts }: { readonly report: ImportReport; readonly acts?: ReactNode }) {
  const { t } = useTranslation('intake');
  const fieldName = useFieldName();
  const word = useProblemWord();
  if (report.rejected.length === 0) return null;
  const lines = report.rejected.flatMap(({ row, problems }) =>
    problems.map(({ field, code }): RejectedLine => ({ key: `${row}-${field}-${code}`, row, field, code })),
  );
  return (
    <Section
      title={t('rejected.title', { count: report.rejected.length })}
      note={t('rejected.note')}
      acts={acts}
    >
      <RowGrid
        size="box"
        label={t('rejected.caption')}
        rows={lines}
        rowKey={(line) => line.key}
        columns={[
          {
            id: 'row',
            head: t('rejected.row'),
            width: '72px',
            number: true,
            cell: (line) => formatCount(line.row),
          },
          { id: 'field', head: t('rejected.field'), width: '290px', cell: (line) => fieldName(line.field) },
          { id: 'why', head: t('rejected.why'), width: 'minmax(0, 1fr)', cell: (line) => word(line.code) },
        ]}
      />
    </Section>
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
  const { t } = useTranslation('intake');
  if (rows.length === 0) return null;
  return (
    <Section title={title} note={note}>
      <RowGrid
        size="box"
        label={caption}
        rows={rows}
        rowKey={(line) => String(line.row)}
        columns={[
          {
            id: 'row',
            head: t('rejected.row'),
            width: '72px',
            number: true,
            cell: (line) => formatCount(line.row),
          },
          { id: 'of', head: of, width: 'minmax(0, 1fr)', cell: (line) => line.of },
        ]}
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

export function SaveRejects({ plan }: { readonly plan: PlanSent }) {
  const { t } = useTranslation('intake');
  const save = useAct('intake.saveRejects');
  const [whole, setWhole] = useState(false);
  const run = () =>
    save.mutate(
      { ...plan, whole },
      {
        onSuccess: ({ saved }) =>
          say(saved === null ? t('rejected.notSaved') : t('rejected.saved', { file: saved })),
      },
    );
  return (
    <>
      <Tick label={t('rejected.whole')} help={t('rejected.wholeHelp')} checked={whole} onChange={setWhole} />
      <Button onPress={run} isDisabled={save.isPending}>
        {t('rejected.save')}
      </Button>
      {save.error ? <Failed error={save.error} /> : null}
    </>
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
