// Owns: two panes side by side with a divider that mouse and keys move, remembered by view in the own settings of this computer.
// Must not: keep anything else of a view.
import { useTranslation } from 'react-i18next';
import { useSettings } from '../lib/settings.tsx';
import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from 'react';

/** Share of the second pane, per cent, before anybody has moved the divider. */
const usualShares = { review: 43, decision: 48, offers: 50 } as const;
type PaneView = keyof typeof usualShares;

type SplitPanesProps = {
  readonly first: ReactNode;
  readonly second: ReactNode;
  readonly view: PaneView;
  readonly label: string;
};

const least = 25;
const most = 75;
const within = (share: number): number => Math.round(Math.min(most, Math.max(least, share)) * 10) / 10;

/** Arrows by little, pages by much, Home and End to the ends, Enter as from the start. Undefined: the key is not ours. */
function shareByKey(key: string, share: number): number | 'usual' | undefined {
  switch (key) {
    case 'ArrowLeft':
      return share + 2;
    case 'ArrowRight':
      return share - 2;
    case 'PageUp':
      return share + 10;
    case 'PageDown':
      return share - 10;
    case 'Home':
      return most;
    case 'End':
      return least;
    case 'Enter':
      return 'usual';
    default:
      return undefined;
  }
}

/** In a narrow window (200 % zoom) the panes stand one above the other. */
export function SplitPanes({ first, second, view, label }: SplitPanesProps) {
  const { t } = useTranslation('common');
  const { settings, change } = useSettings();
  const share = settings.panes[view] ?? usualShares[view];
  const onShare = (next: number) => change({ panes: { ...settings.panes, [view]: next } });
  const reset = () => {
    const { [view]: _own, ...panes } = settings.panes;
    change({ panes });
  };
  const box = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const shown = within(dragged ?? share);
  useEffect(() => {
    box.current?.style.setProperty('--second', `${shown}%`);
  }, [shown]);
  const shareAt = useCallback((event: PointerEvent) => {
    const area = box.current?.getBoundingClientRect();
    return area === undefined || area.width === 0
      ? 50
      : within(((area.right - event.clientX) / area.width) * 100);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = shareByKey(event.key, shown);
    if (next === undefined) return;
    event.preventDefault();
    if (next === 'usual') reset();
    else onShare(within(next));
  };
  return (
    <div className="split" ref={box}>
      <div className="split-first">{first}</div>
      <div
        className="split-divider"
        role="separator"
        aria-orientation="vertical"
        aria-label={label}
        aria-valuenow={Math.round(100 - shown)}
        aria-valuemin={100 - most}
        aria-valuemax={100 - least}
        aria-valuetext={t('panes.value', { first: Math.round(100 - shown), second: Math.round(shown) })}
        title={t('panes.keys')}
        onDoubleClick={reset}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDragged(shareAt(event));
        }}
        onPointerMove={(event) => {
          if (dragged !== null) setDragged(shareAt(event));
        }}
        onPointerUp={(event) => {
          if (dragged !== null) onShare(shareAt(event));
          setDragged(null);
        }}
      />
      <div className="split-second">{second}</div>
    </div>
  );
}
