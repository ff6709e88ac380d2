// Owns: cases that come back today, or should have before. Must not: show a colleague's.
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../lib/format.ts';
import { useOperation } from '../../lib/operations.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Section } from '../../ui/page.tsx';
import { useOpenColumn } from './open-column.tsx';

export function Due() {
  const { t } = useTranslation('today');
  const open = useOpenColumn();
  const { data } = useOperation('work.overview', {});
  if (data === undefined || data.due.length === 0) return null;
  const count = data.due.length;
  return (
    <Section title={t('due.title', { count, shown: formatCount(count) })} note={t('due.note')}>
      <DataTable
        caption={t('due.caption')}
        hideCaption
        rows={data.due}
        rowKey={(row) => row.caseId}
        columns={[
          { id: 'name', head: t('due.name'), rowHead: true, cell: (row) => row.name },
          { id: 'id', head: t('due.id'), cell: (row) => row.applicationId },
          { id: 'day', head: t('due.day'), cell: (row) => <span className="nowrap">{row.day}</span> },
          open,
        ]}
      />
    </Section>
  );
}
