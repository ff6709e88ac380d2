// Owns: what every part of Utskick says alike: an intake's name, a dialog's open state, what an act refreshes. Must not: hold a word.
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperationName } from '../../../ipc/names.ts';

export const refreshed = ['mailings.list', 'given.files'] as const satisfies readonly OperationName[];

/** `2026-autumn-pilot` → `Hösten 2026, pilot`; the words are those of Intag. */
export function useIntakeName(): (id: string) => string {
  const { t } = useTranslation('intake');
  return useCallback(
    (id) => {
      const [year = '', season = '', pilot] = id.split('-');
      if (season !== 'spring' && season !== 'autumn') return id;
      return t(pilot === undefined ? `name.${season}` : `name.${season}Pilot`, { year });
    },
    [t],
  );
}
