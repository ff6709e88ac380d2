// Owns: the file's columns with sample values and the field each is read into. Must not: judge a value.
import { useFieldName } from '../../lib/words.ts';
import { useTranslation } from 'react-i18next';
import { fieldsOf, fieldSpec, isFieldOf } from '../../../domain/intake/fields.ts';
import type { TableKind } from '../../../ipc/intake.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { SelectField, type Choice } from '../../ui/fields.tsx';
import { Mark } from '../../ui/mark.tsx';
import { withColumn, type Plan } from './plan.ts';

type ColumnTableProps = {
  readonly plan: Plan;
  readonly onPlan: (plan: Plan) => void;
  readonly kind: TableKind;
};
type ColumnRow = { readonly column: string; readonly index: number; readonly field: string };

export function ColumnTable({ plan, onPlan, kind }: ColumnTableProps) {
  const { t } = useTranslation('intake');
  const choices = useFieldChoices(kind);
  const rows = plan.file.header.map(
    (column, index): ColumnRow => ({ column, index, field: plan.mapping[column] ?? '' }),
  );
  return (
    <DataTable
      caption={t('columns.caption')}
      hideCaption
      rows={rows}
      rowKey={(row) => `${row.index}-${row.column}`}
      columns={[
        {
          id: 'column',
          head: t('columns.column'),
          rowHead: true,
          cell: (row) => <strong>{row.column}</strong>,
        },
        {
          id: 'sample',
          head: t('columns.sample'),
          cell: (row) => <Samples values={plan.file.sample.map((cells) => cells[row.index] ?? '')} />,
        },
        {
          id: 'field',
          head: t('columns.field'),
          cell: (row) => (
            <SelectField
              quietLabel
              label={t('columns.fieldOf', { column: row.column })}
              value={row.field}
              choices={choices}
              onChange={(field) => onPlan(withColumn(plan, row.column, field === '' ? null : field))}
            />
          ),
        },
        {
          id: 'state',
          head: t('columns.state'),
          cell: (row) => <ColumnState kind={kind} field={row.field} />,
        },
      ]}
    />
  );
}

function useFieldChoices(kind: TableKind): readonly Choice[] {
  const { t } = useTranslation('intake');
  const fieldName = useFieldName();
  const named = fieldsOf(kind).map((field): Choice => {
    const required = fieldSpec(kind, field)?.column === true;
    return {
      value: field,
      label: required ? t('columns.required', { field: fieldName(field) }) : fieldName(field),
    };
  });
  return [
    { value: '', label: t('columns.notRead') },
    ...named.sort((a, b) => a.label.localeCompare(b.label, 'sv')),
  ];
}

function ColumnState({ kind, field }: { readonly kind: TableKind; readonly field: string }) {
  const { t } = useTranslation('intake');
  if (field === '' || !isFieldOf(kind, field)) return <Mark tone="none" word={t('columns.skipped')} />;
  return <Mark tone="good" word={t('columns.read')} />;
}

const shown = 3;

function Samples({ values }: { readonly values: readonly string[] }) {
  const { t } = useTranslation('intake');
  const some = [...new Set(values.filter((value) => value.trim() !== ''))].slice(0, shown);
  if (some.length === 0) return <span className="quiet">{t('columns.empty')}</span>;
  return <span className="samples quiet">{some.join(' · ')}</span>;
}
