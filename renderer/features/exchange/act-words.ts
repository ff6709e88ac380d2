// Owns: the words of acts in what a file brings. Must not: invent a word for what has none.
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
