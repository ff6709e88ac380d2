// Owns: the words of a difference with BÄR. Must not: invent a word for what has none.
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { hasText } from '../../lib/i18n.ts';

/** One side of a difference with BÄR: an outcome in words, a day as it is, a sign for nothing. */
export function useSideWord(): (value: string) => string {
  const { t } = useTranslation('intake');
  return useCallback(
    (value) => {
      if (value === '') return t('changes.empty');
      return hasText(`intake:outcomeOf.${value}`) ? t(`outcomeOf.${value}`) : value;
    },
    [t],
  );
}
