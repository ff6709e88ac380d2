// Owns: the words of an item, a line and a value in the inbox. Must not: invent a word for what has none.
import { useTranslation } from 'react-i18next';
import type { CopyLine, InboxItem } from '../../../ipc/colleagues/conflicts.ts';
import { hasText } from '../../lib/i18n.ts';
import { useOperation } from '../../lib/operations.ts';
import { formatIdentityNumber } from '../../lib/format.ts';
import { useCode, useFieldValue } from '../../lib/words.ts';

export type ItemWords = {
  readonly whom: (item: InboxItem) => string;
  readonly kind: (item: InboxItem) => string;
};

export function useItemWords(): ItemWords {
  const { t } = useTranslation('conflicts');
  const code = useCode();
  const about = (item: InboxItem) => {
    if (item.kind === 'acts') return code('act', item.about);
    return item.kind === 'field' || item.kind === 'offerField'
      ? code('field', item.about)
      : (item.about ?? '');
  };
  return {
    whom: (item) => {
      const parts = [item.name, item.label].filter((part) => part !== '');
      return parts.length > 0 ? parts.join(' · ') : t('whom', { count: item.count });
    },
    kind: (item) => t(`kind.${item.kind}`, { about: about(item), count: item.count }),
  };
}

export type LineWords = {
  readonly label: (label: string) => string;
  readonly value: (line: Pick<CopyLine, 'label' | 'value'>) => string;
};

/** Numbers of the form have the form's own names and choices. */
export function useLineWords(): LineWords {
  const { t } = useTranslation('conflicts');
  const code = useCode();
  const fieldValue = useFieldValue();
  const { data: form } = useOperation('decision.definition', {});
  const fields = form?.parts.flatMap((part) => part.fields) ?? [];
  return {
    label: (label) => {
      const field = fields.find((one) => one.number === label);
      if (field !== undefined) return `${label} ${field.label}`;
      return hasText(`conflicts:label.${label}`) ? t(`label.${label}`) : code('field', label);
    },
    value: ({ label, value }) => {
      if (isEmpty(value)) return t('nothing');
      const choices = fields.find((one) => one.number === label)?.choices ?? [];
      const choice = choices.find((one) => one.code === value);
      if (choice !== undefined) return choice.label;
      if (numbers.has(label) && typeof value === 'string') return formatIdentityNumber(value);
      return typeof value === 'string' && hasText(`conflicts:value.${label}.${value}`)
        ? t(`value.${label}.${value}`)
        : fieldValue(label, value);
    },
  };
}

const numbers: ReadonlySet<string> = new Set(['identityNumber', 'personalIdentityNumber']);

/** Nothing was written, or of several none. */
export function isEmpty(value: CopyLine['value']): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** A, B, C as on paper copies. */
export function letterOf(index: number): string {
  return String.fromCharCode(65 + index);
}
