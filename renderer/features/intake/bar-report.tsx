// Owns: what a BÄR list says against the bases we fixed. Must not: settle anything; bar-pending.tsx does.
import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../../ipc/intake.ts';
import { formatCount } from '../../lib/format.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Section } from '../../ui/page.tsx';
import { useFieldName, useSideWord } from './intake-words.ts';

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
