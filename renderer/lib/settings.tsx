// Owns: the member's own settings in the window, applied to the page. Must not: keep anything that is not a setting.
import { createContext, use, useCallback, useEffect, useMemo, type ReactNode } from 'react';
import type { LocalSettings } from '../../ipc/app.ts';
import { demand } from './api.ts';
import { setLanguage } from './i18n.ts';
import { operationQuery, queryClient, useOperation } from './operations.ts';

export const defaultSettings: LocalSettings = {
  language: 'sv',
  theme: 'system',
  autoAdvance: true,
  letterMode: 'single',
  letters: {},
  columns: [],
  panes: {},
};

type Change = (change: Partial<LocalSettings>) => void;
type SettingsValue = { readonly settings: LocalSettings; readonly change: Change };

const SettingsContext = createContext<SettingsValue>({ settings: defaultSettings, change: () => undefined });

export function useSettings(): SettingsValue {
  return use(SettingsContext);
}

export function SettingsProvider({ children }: { readonly children: ReactNode }) {
  const { data } = useOperation('app.settings', {});
  const settings = data ?? defaultSettings;
  const change = useCallback<Change>((changed) => {
    const { queryKey } = operationQuery('app.settings', {});
    queryClient.setQueryData(queryKey, {
      ...(queryClient.getQueryData<LocalSettings>(queryKey) ?? defaultSettings),
      ...changed,
    });
    void demand('app.saveSettings', changed).catch(() => queryClient.invalidateQueries({ queryKey }));
  }, []);
  useEffect(() => {
    document.documentElement.dataset['theme'] = settings.theme;
  }, [settings.theme]);
  useEffect(() => {
    void setLanguage(settings.language);
  }, [settings.language]);
  const value = useMemo(() => ({ settings, change }), [settings, change]);
  return <SettingsContext value={value}>{children}</SettingsContext>;
}
