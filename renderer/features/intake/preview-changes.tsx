// Owns: what would change in cases that are here already, field by field. Must not: show more than main sent.
import { useTranslation } from 'react-i18next';
import type { ImportPreview } from '../../../ipc/intake.ts';
import { useFieldValue } from '../../lib/words.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Section } from '../../ui/page.tsx';
import { useFieldName } from './intake-words.ts';

type Change = ImportPreview['changes'][number];
type ChangeLine = Change['fields'][number] & { readonly key: string; readonly who: string; readonly id: string };

export function Changes({ changes, total }: { readonly changes: ImportPreview['changes']; readonly total: number }) {
  const { t } = useTranslation('intake');
  const fieldName = useFieldName();
  const value = useFieldValue();
  if (changes.length === 0) return null;
  const lines = changes.flatMap((change) =>
    change.fields.map(
      (field, index): ChangeLine => ({
        ...field,
        key: `${change.caseId}-${field.field}`,
        who: index === 0 ? change.name : '',
        id: index === 0 ? change.applicationId : '',
      }),
    ),
  );
  const shown = (field: string, text: string | null) => (text === null || text === '' ? t('changes.empty') : value(field, text));
  return (
    <Section
      title={t('changes.title')}
      {...(changes.length < total ? { note: t('changes.first', { count: changes.length, total }) } : {})}
    >
      <DataTable
        caption={t('changes.caption')}
        hideCaption
        rows={lines}
        rowKey={(line) => line.key}
        columns={[
          { id: 'id', head: t('changes.id'), cell: (line) => <span className="nowrap">{line.id}</span> },
          { id: 'who', head: t('changes.who'), cell: (line) => line.who },
          { id: 'field', head: t('changes.field'), rowHead: true, cell: (line) => fieldName(line.field) },
          { id: 'before', head: t('changes.before'), cell: (line) => <span className="quiet">{shown(line.field, line.before)}</span> },
          { id: 'after', head: t('changes.after'), cell: (line) => shown(line.field, line.after) },
        ]}
      />
    </Section>
  );
}
