// Owns: any number of panes side by side with dividers that mouse and keys move, remembered by view in the own settings of this computer.
// Must not: keep anything else of a view, or say which panes are open.
import './panes.css';
import {
  createContext,
  use,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import type { PaneName, PaneView } from '../../../ipc/app.ts';
import {
  arrange,
  columnsOf,
  columnWidths,
  dividerWidth,
  leastWidth,
  sharesOf,
  type Arrangement,
  type Column,
  type Room,
  type Shares,
  type Standing,
} from '../../lib/panes/layout.ts';
import { useLayout } from '../../lib/panes/use-layout.ts';
import { notePlace, walkPanes } from '../../lib/panes/walk.ts';
import { Divider } from './divider.tsx';

export type PaneSpec = {
  readonly name: PaneName;
  /** What takes the focus when F6 comes to it. */
  readonly focus: string;
  /** F6 comes back to the field that was left. */
  readonly returns?: boolean;
} & Pick<Standing, 'over' | 'covers'>;

type Split = {
  readonly view: PaneView;
  readonly specs: ReadonlyMap<PaneName, PaneSpec>;
  readonly arrangement: Arrangement;
  readonly columns: readonly Column[];
  readonly widths: readonly number[];
  /** While a divider is dragged; null: it was let go. */
  readonly onDrag: (shares: Partial<Shares> | null) => void;
  readonly onShares: (shares: Partial<Shares>) => void;
};

const SplitContext = createContext<Split | null>(null);

type SplitPanesProps = {
  readonly view: PaneView;
  /** Those that are open, in the order in which they stand; a `SplitPane` for each stands somewhere in `children`, in that order. */
  readonly panes: readonly PaneSpec[];
  readonly children: ReactNode;
};

/** In a narrow window (200 % zoom) the panes stand one above the other. */
export function SplitPanes({ view, panes, children }: SplitPanesProps) {
  const box = useRef<HTMLDivElement>(null);
  const room = useRoom(box);
  useWalk();
  const { layout, change } = useLayout(view);
  const [dragged, setDragged] = useState<Partial<Shares> | null>(null);
  const split = useMemo((): Split => {
    const standing = panes.map(({ name, over, covers }) => ({
      name,
      over,
      covers,
      least: leastWidth(view, name),
    }));
    const arrangement = arrange(standing, room);
    const shares = { ...sharesOf(view, layout), ...dragged };
    const columns = columnsOf(arrangement, standing, shares);
    return {
      view,
      specs: new Map(panes.map((pane) => [pane.name, pane])),
      arrangement,
      columns,
      widths: columnWidths(columns, room.width),
      onDrag: setDragged,
      onShares: (next) => change({ shares: { ...layout.shares, ...next } }),
    };
  }, [view, panes, room, layout, dragged, change]);
  return (
    <SplitContext value={split}>
      <div className={`split ${isStacked(split) ? 'is-stacked' : ''}`} ref={box} style={tracks(split)}>
        {children}
      </div>
    </SplitContext>
  );
}

const isStacked = ({ arrangement: { columns } }: Split): boolean =>
  columns.length === 1 && (columns[0]?.length ?? 0) > 1;

/** Two in a column: the upper one is the smaller. */
function tracks(split: Split) {
  if (isStacked(split)) return { gridTemplateColumns: 'minmax(0, 1fr)' };
  const isTwo = split.arrangement.columns.some((column) => column.length > 1);
  return {
    gridTemplateColumns: split.columns
      .map(({ least, share }) => `minmax(${least}px, ${share}fr)`)
      .join(` ${dividerWidth}px `),
    gridTemplateRows: isTwo ? 'minmax(0, 2fr) minmax(0, 3fr)' : 'minmax(0, 1fr)',
  };
}

const narrowWindow = '(max-width: 860px)';

/** Measured before the first picture; the same object while nothing has changed. */
function useRoom(box: { readonly current: HTMLElement | null }): Room {
  const [room, setRoom] = useState<Room>({ width: 4000, narrow: false });
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const measure = () => {
      const { width } = element.getBoundingClientRect();
      const narrow = window.matchMedia(narrowWindow).matches;
      setRoom((before) => (before.width === width && before.narrow === narrow ? before : { width, narrow }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return room;
}

/** F6 and Shift+F6, from wherever in the view the focus is; a dialog over it keeps the focus. */
function useWalk(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F6' || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.target instanceof Element && event.target.closest(dialogs) !== null) return;
      event.preventDefault();
      walkPanes(event.shiftKey ? -1 : 1);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

const dialogs = '[role="dialog"], [role="alertdialog"]';

type PaneProps = { readonly name: PaneName; readonly children: ReactNode };

/** One pane, with the divider before it. It is never made anew when the panes change places. */
export function SplitPane({ name, children }: PaneProps) {
  const split = use(SplitContext);
  const spec = split?.specs.get(name);
  if (split === null || spec === undefined) return null;
  const { at, row, isOver, isCovered, hasDivider, isAlone } = placeOf(split.arrangement, name);
  const { view, columns, widths, onDrag, onShares } = split;
  return (
    <>
      {hasDivider ? (
        <Divider
          view={view}
          columns={columns}
          widths={widths}
          at={at}
          onDrag={onDrag}
          onShares={onShares}
          place={{ gridColumn: at * 2, gridRow: wholeHeight }}
        />
      ) : null}
      <div
        className={`split-pane split-pane-${name} ${isOver ? 'is-over' : ''} ${row > 0 ? 'is-below' : ''}`}
        data-focus={spec.focus}
        inert={isCovered}
        style={{ gridColumn: at * 2 + 1, gridRow: isAlone ? wholeHeight : row + 1 }}
        onFocus={spec.returns === true ? (event) => notePlace(event.currentTarget, event.target) : undefined}
      >
        {children}
      </div>
    </>
  );
}

const wholeHeight = '1 / -1';

/** In which column and row; what lies over another stands where that one does. */
function placeOf({ columns, lies }: Arrangement, name: PaneName) {
  const under = lies.get(name);
  const at = columns.findIndex((column) => column.includes(under ?? name));
  const column = columns[at] ?? [name];
  const row = column.indexOf(under ?? name);
  return {
    at,
    row,
    isOver: under !== undefined,
    hasDivider: at > 0 && row === 0 && under === undefined,
    isCovered: [...lies.values()].includes(name),
    isAlone: column.length === 1,
  };
}

/** How the pane stands that this is shown in: over another, and whether it could stand beside. */
export function usePaneStanding(name: PaneName): { readonly isOver: boolean; readonly isRoom: boolean } {
  const arrangement = use(SplitContext)?.arrangement;
  return { isOver: arrangement?.lies.has(name) ?? false, isRoom: arrangement?.isRoom ?? false };
}
