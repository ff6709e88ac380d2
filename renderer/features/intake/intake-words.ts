// Owns: a field's and a row problem's words. Must not: invent a word for what has none.
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { hasText } from '../../lib/i18n.ts';

/** A field's word in lists: `Personnummer`; the id itself when a newer store knows more. */
export function useFieldName(): (field: string) => string {
  const { t } = useTranslation('intake');
  return useCallback((field) => (hasText(`intake:field.${field}`) ? t(`field.${field}`) : field), [t]);
}

export function useProblemWord(): (code: string) => string {
  const { t } = useTranslation('intake');
  return useCallback(
    (code) => (hasText(`intake:problem.${code}`) ? t(`problem.${code}`) : t('problem.other', { code })),
    [t],
  );
}

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
