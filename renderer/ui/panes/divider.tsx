// Owns: a divider between two panes: what it announces, and how mouse and keys move it. Must not: keep where it stands.
import { useRef, type CSSProperties, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaneView } from '../../../ipc/app.ts';
import { evened, movedBy, type Column, type Shares } from '../../lib/panes/layout.ts';

type DividerProps = {
  readonly view: PaneView;
  readonly columns: readonly Column[];
  /** In pixels, as they stand. */
  readonly widths: readonly number[];
  /** Before which column. */
  readonly at: number;
  readonly place: CSSProperties;
  readonly onDrag: (shares: Partial<Shares> | null) => void;
  readonly onShares: (shares: Partial<Shares>) => void;
};

const far = 100_000;

/** Arrows by little, pages by much, Home and End to the ends; in pixels to the right. Undefined: the key is not ours. */
function byKey(key: string, all: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return -0.02 * all;
    case 'ArrowRight':
      return 0.02 * all;
    case 'PageUp':
      return -0.1 * all;
    case 'PageDown':
      return 0.1 * all;
    case 'Home':
      return -far;
    case 'End':
      return far;
    default:
      return undefined;
  }
}

type Grip = {
  readonly from: number;
  readonly widths: readonly number[];
  readonly columns: readonly Column[];
};

export function Divider({ view, columns, widths, at, place, onDrag, onShares }: DividerProps) {
  const { t } = useTranslation('common');
  const grip = useRef<Grip | null>(null);
  const [left, right] = [columns[at - 1], columns[at]];
  if (left === undefined || right === undefined) return null;
  const both = (widths[at - 1] ?? 0) + (widths[at] ?? 0);
  const all = widths.reduce((sum, width) => sum + width, 0);
  const shareOf = (width: number) => Math.round((width / both) * 100);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = byKey(event.key, all);
    if (by === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    onShares(by === undefined ? evened(view, columns, at) : movedBy(columns, widths, { at, by }));
  };
  const dragged = (x: number) =>
    grip.current === null
      ? null
      : movedBy(grip.current.columns, grip.current.widths, { at, by: x - grip.current.from });
  const now = shareOf(widths[at - 1] ?? 0);
  const names = { left: t(`panes.name.${left.lead}`), right: t(`panes.name.${right.lead}`) };
  return (
    <div
      className="split-divider"
      role="separator"
      aria-orientation="vertical"
      aria-label={t('panes.divider', names)}
      aria-valuenow={now}
      aria-valuemin={shareOf(left.least)}
      aria-valuemax={100 - shareOf(right.least)}
      aria-valuetext={t('panes.value', { ...names, first: now, second: 100 - now })}
      title={t('panes.keys')}
      style={place}
      onDoubleClick={() => onShares(evened(view, columns, at))}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        grip.current = { from: event.clientX, widths, columns };
      }}
      onPointerMove={(event) => {
        const shares = dragged(event.clientX);
        if (shares !== null) onDrag(shares);
      }}
      onPointerUp={(event) => {
        const shares = dragged(event.clientX);
        const isMoved = grip.current !== null && grip.current.from !== event.clientX;
        grip.current = null;
        if (shares !== null && isMoved) onShares(shares);
        onDrag(null);
      }}
      onPointerCancel={() => {
        grip.current = null;
        onDrag(null);
      }}
    />
  );
}
