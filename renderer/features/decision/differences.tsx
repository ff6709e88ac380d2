// Owns: what BÄR has otherwise than our basis, side by side, each settled by a person. Must not: have a side chosen from the start.
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../ipc/operation.ts';
import { hasText } from '../../lib/i18n.ts';
import { RadioField } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';

export type Difference = { readonly field: string; readonly ours: string; readonly theirs: string };
type Side = 'ours' | 'theirs';
export type Kept = Readonly<Record<string, Side>>;

const isSide = (text: string): text is Side => text === 'ours' || text === 'theirs';

function isDifference(value: unknown): value is Difference {
  if (typeof value !== 'object' || value === null) return false;
  const { field, ours, theirs }: { field?: unknown; ours?: unknown; theirs?: unknown } = value;
  return typeof field === 'string' && typeof ours === 'string' && typeof theirs === 'string';
}

/** Main refuses with `differs` until a person has said what holds. */
export function readDifferences(problem: Problem): readonly Difference[] {
  const found = problem['differences'];
  return problem.tag === 'differs' && Array.isArray(found) ? found.filter(isDifference) : [];
}

type DifferencesProps = { readonly differences: readonly Difference[]; readonly kept: Kept; readonly onKept: (kept: Kept) => void };

export function Differences({ differences, kept, onKept }: DifferencesProps) {
  const { t } = useTranslation('decision');
  const word = (value: string) => (hasText(`decision:outcome.${value}`) ? t(`outcome.${value}`) : value);
  return (
    <>
      <Notice tone="check" live title={t('differs.title', { count: differences.length })}>
        {t('differs.text')}
      </Notice>
      {differences.map(({ field, ours, theirs }) => (
        <RadioField
          key={field}
          label={hasText(`decision:differs.field.${field}`) ? t(`differs.field.${field}`) : field}
          value={kept[field] ?? ''}
          onChange={(side) => {
            if (isSide(side)) onKept({ ...kept, [field]: side });
          }}
          choices={[
            { value: 'ours', label: t('differs.ours', { value: word(ours) }) },
            { value: 'theirs', label: t('differs.theirs', { value: word(theirs) }) },
          ]}
        />
      ))}
    </>
  );
}
