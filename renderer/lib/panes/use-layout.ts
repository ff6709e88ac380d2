// Owns: what is remembered of a view's panes, and changing it. Must not: know what a pane shows.
import { useCallback, useMemo } from 'react';
import type { PaneLayout, PaneView } from '../../../ipc/app.ts';
import { useSettings } from '../settings.tsx';
import { layoutOf } from './layout.ts';

type Remembered = {
  readonly layout: PaneLayout;
  readonly change: (change: PaneLayout) => void;
};

export function useLayout(view: PaneView): Remembered {
  const { settings, change: save } = useSettings();
  const { panes } = settings;
  const layout = useMemo(() => layoutOf(panes, view), [panes, view]);
  const change = useCallback(
    (part: PaneLayout) => save({ panes: { ...panes, [view]: { ...layout, ...part } } }),
    [save, panes, view, layout],
  );
  return { layout, change };
}
