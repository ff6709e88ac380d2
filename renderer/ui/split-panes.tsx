// Owns: two panes side by side with a divider that mouse and keys move. Must not: remember its size; the view does.
import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from 'react';

type SplitPanesProps = {
  readonly first: ReactNode;
  readonly second: ReactNode;
  /** Share of the second pane, per cent. */
  readonly share: number;
  readonly onShare: (share: number) => void;
  readonly label: string;
};

const least = 25;
const most = 75;
const within = (share: number): number => Math.round(Math.min(most, Math.max(least, share)) * 10) / 10;

/** In a narrow window (200 % zoom) the panes stand one above the other. */
export function SplitPanes({ first, second, share, onShare, label }: SplitPanesProps) {
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
    const step = event.key === 'ArrowLeft' ? 2 : event.key === 'ArrowRight' ? -2 : 0;
    if (step === 0) return;
    event.preventDefault();
    onShare(within(shown + step));
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
