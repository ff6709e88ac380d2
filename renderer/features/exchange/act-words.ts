// Owns: the words of acts and of facts in exchange and conflicts. Must not: invent a word for what has none.
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { hasText } from '../../lib/i18n.ts';

/** `verdict.given` → “Ställningstagande”. Keys stand with a dash, since a dot parts keys. */
export function useActWords(): (kind: string) => string {
  const { t } = useTranslation('exchange');
  return useCallback(
    (kind) => {
      const key = kind.replace('.', '-');
      return hasText(`exchange:act.${key}`) ? t(`act.${key}`) : t('act.newer');
    },
    [t],
  );
}

/** A side's label or coded value; free text stays as it is. */
export function useSideWords(): (list: 'label' | 'value' | 'field', text: string) => string {
  const { t } = useTranslation('exchange');
  return useCallback(
    (list, text) => {
      const key = text.replace('.', '-');
      return /^[\w-]+$/.test(key) && hasText(`exchange:${list}.${key}`) ? t(`${list}.${key}`) : text;
    },
    [t],
  );
}
