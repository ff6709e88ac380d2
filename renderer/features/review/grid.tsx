// Owns: the list as a grid: virtual rows, head with sort, what is focused, selected and open. Must not: act on a case.
import { useTable, type Row } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  memo,
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type MouseEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { useTranslation } from 'react-i18next';
import { usePart, useStore } from '../../lib/external-store.ts';
import { columnsOf, features, isSortable, templateOf, type ColumnId, type Line } from './columns.tsx';
import { chooseRange, goTo, listing, place, toggleChosen } from './place.ts';
import { needRows, rowOf, rowsVersion } from '../../lib/case-rows.ts';
import { useCode } from '../../lib/words.ts';
import { useReveal } from '../../lib/drawing/use-reveal.ts';

const rowHeight = 28;
const headHeight = 30;
const heights = { row: rowHeight, head: headHeight };
const chunk = 100;
const overscan = 8;
/** A line that leaves the sight is filled with the one that comes: made anew, lines cost most of what a sort or a scroll takes. */
const slotStep = 64;
export const gridId = 'case-grid';

type GridProps = {
  readonly ids: readonly string[];
  readonly columns: readonly ColumnId[];
  readonly label: string;
};

export const Grid = memo(function Grid({ ids, columns, label }: GridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { range, total, reveal } = useWindowOfRows(scroller, ids);
  const data = useLines(ids, range);
  const slots = Math.ceil((range.last - range.first + 1) / slotStep) * slotStep;
  const definitions = useMemo(() => columnsOf(columns), [columns]);
  const table = useTable({ features, columns: definitions, data, getRowId: (line: Line) => line.id });
  useFollowCursor(scroller, ids, reveal);
  useEffect(() => {
    // Keys work at once, unless somebody is writing in the filter.
    if (!(document.activeElement instanceof HTMLInputElement)) scroller.current?.focus();
  }, []);
  return (
    <div
      ref={scroller}
      id={gridId}
      className="grid"
      role="grid"
      aria-label={label}
      aria-rowcount={ids.length + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable="true"
      tabIndex={0}
      style={{ '--columns': templateOf(columns) }}
    >
      <Head columns={columns} />
      <div className="grid-rows" role="rowgroup" style={{ height: `${total}px` }}>
        {table.getRowModel().rows.map((row) => (
          <GridLine
            key={row.original.index % slots}
            row={row}
            ids={ids}
            columns={columns}
            top={row.original.index * rowHeight}
            draw={(cell) => <table.FlexRender cell={cell} />}
          />
        ))}
      </div>
    </div>
  );
});

type Range = { readonly first: number; readonly last: number };

function useWindowOfRows(scroller: RefObject<HTMLDivElement | null>, ids: readonly string[]) {
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoises here; the rows in sight are few
  const virtualizer = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
  });
  const { scrollOffset, scrollRect } = virtualizer;
  const { scrollTo, reveal } = useReveal({ scroller, virtualizer, heights });
  const { jump, landed } = useJump(ids, { top: scrollOffset ?? 0, height: scrollRect?.height ?? 0 });
  useLayoutEffect(() => {
    if (jump === null) return undefined;
    scrollTo(jump.top);
    // The list tells that it was scrolled before the next frame begins; from then on the virtualizer knows what is in sight.
    const frame = requestAnimationFrame(landed);
    return () => cancelAnimationFrame(frame);
  }, [jump, landed, scrollTo]);
  const items = virtualizer.getVirtualItems();
  const range: Range = jump?.range ?? { first: items[0]?.index ?? 0, last: items.at(-1)?.index ?? 0 };
  return { range, total: virtualizer.getTotalSize(), reveal };
}

type Sight = { readonly top: number; readonly height: number };
type Jump = { readonly top: number; readonly range: Range };

/** In a new order the row of the keys stays where the eyes are, and only the rows around it are drawn: once, not first where the list stood. */
function useJump(ids: readonly string[], sight: Sight) {
  const [at, setAt] = useState<{ readonly ids: readonly string[]; readonly jump: Jump | null }>({
    ids,
    jump: null,
  });
  const landed = useCallback(() => setAt((before) => ({ ...before, jump: null })), []);
  if (at.ids === ids) return { jump: at.jump, landed };
  const jump = jumpTo(at.ids, ids, sight);
  setAt({ ids, jump });
  return { jump, landed };
}

function jumpTo(before: readonly string[], ids: readonly string[], { top, height }: Sight): Jump | null {
  const { cursor } = place.get();
  const [from, at] = cursor === null ? [-1, -1] : [before.indexOf(cursor), ids.indexOf(cursor)];
  if (at < 0) return null;
  const most = Math.max(0, ids.length * rowHeight + headHeight - height);
  const below = Math.min(Math.max(0, from * rowHeight - top), Math.max(0, height - headHeight - rowHeight));
  const next = Math.min(most, Math.max(0, at * rowHeight - below));
  const first = Math.max(0, Math.floor(next / rowHeight) - overscan);
  const last = Math.min(ids.length - 1, Math.ceil((next + height) / rowHeight) + overscan);
  return { top: next, range: { first, last } };
}

/** The rows in sight, and whole chunks around them asked for. A new version means that some row is another one. */
function useLines(ids: readonly string[], { first, last }: Range): Line[] {
  const version = useStore(rowsVersion);
  const code = useCode();
  useEffect(() => {
    const from = Math.floor(first / chunk) * chunk;
    const ahead = last % chunk > chunk / 2 ? chunk : 0;
    if (version >= 0) needRows(ids.slice(from, (Math.floor(last / chunk) + 1) * chunk + ahead));
  }, [ids, first, last, version]);
  return useMemo(
    () =>
      ids
        .slice(first, last + 1)
        .map((id, offset) => ({ id, index: first + offset, row: rowOf(id), version, code })),
    [ids, first, last, version, code],
  );
}

/** The grid keeps the focus; which row it stands on is told by `aria-activedescendant`, set without a repaint. */
function useFollowCursor(
  scroller: RefObject<HTMLDivElement | null>,
  ids: readonly string[],
  reveal: (index: number) => void,
): void {
  const show = useEffectEvent((cursor: string | null) => {
    const at = cursor === null ? -1 : ids.indexOf(cursor);
    if (at < 0) scroller.current?.removeAttribute('aria-activedescendant');
    else {
      reveal(at);
      scroller.current?.setAttribute('aria-activedescendant', `case-${cursor}`);
    }
  });
  useEffect(() => {
    let before: string | null = null;
    const follow = () => {
      const { cursor } = place.get();
      if (cursor !== before) show(cursor);
      before = cursor;
    };
    follow();
    return place.subscribe(follow);
  }, [ids]);
}

function Head({ columns }: { readonly columns: readonly ColumnId[] }) {
  const { t } = useTranslation('review');
  const { sort, descending } = useStore(listing);
  return (
    <div className="grid-head" role="rowgroup">
      <div className="grid-line" role="row" aria-rowindex={1}>
        <span role="columnheader" className="grid-cell">
          <span className="visually-hidden">{t('column.chosen')}</span>
        </span>
        {columns.map((id) => (
          <span
            key={id}
            role="columnheader"
            className="grid-cell"
            {...(sort === id
              ? { 'aria-sort': descending ? ('descending' as const) : ('ascending' as const) }
              : {})}
          >
            {isSortable(id) ? (
              <button
                type="button"
                className="grid-sort"
                onClick={() =>
                  listing.set((before) => ({
                    ...before,
                    sort: id,
                    descending: before.sort === id && !before.descending,
                  }))
                }
              >
                {t(`column.${id}`)}
                <span aria-hidden="true">{sort === id ? (descending ? ' ↓' : ' ↑') : ''}</span>
              </button>
            ) : (
              t(`column.${id}`)
            )}
          </span>
        ))}
      </div>
    </div>
  );
}

type GridRow = Row<typeof features, Line>;
type LineProps = {
  readonly row: GridRow;
  readonly ids: readonly string[];
  /** Only so that other columns draw the line anew. */
  readonly columns: readonly ColumnId[];
  readonly top: number;
  readonly draw: (cell: ReturnType<GridRow['getAllCells']>[number]) => ReactNode;
};

const GridLine = memo(
  function GridLine({ row, ids, top, draw }: LineProps) {
    const id = row.id;
    const cursor = usePart(place, (at) => at.cursor === id);
    const open = usePart(place, (at) => at.open === id);
    const chosen = usePart(place, (at) => at.chosen.has(id));
    const className = `grid-line grid-row${cursor ? ' is-cursor' : ''}${open ? ' is-open' : ''}${chosen ? ' is-chosen' : ''}`;
    return (
      <div
        id={`case-${id}`}
        className={className}
        role="row"
        aria-rowindex={row.original.index + 2}
        aria-selected={chosen}
        {...(open ? { 'aria-current': 'true' as const } : {})}
        style={{ transform: `translateY(${top}px)` }}
        onMouseDown={(event) => press(event, ids, id)}
      >
        <span role="gridcell" className="grid-cell grid-choose" aria-colindex={1} data-choose="">
          <span aria-hidden="true">{chosen ? '✓' : ''}</span>
        </span>
        {row.getAllCells().map((cell, index) => (
          <span key={cell.id} role="gridcell" className="grid-cell" aria-colindex={index + 2}>
            {draw(cell)}
          </span>
        ))}
      </div>
    );
  },
  (before, after) =>
    before.row.id === after.row.id &&
    before.row.original.row === after.row.original.row &&
    before.row.original.code === after.row.original.code &&
    before.top === after.top &&
    before.ids === after.ids &&
    before.columns === after.columns,
);

function press(event: MouseEvent<HTMLElement>, ids: readonly string[], id: string): void {
  if (event.button !== 0) return;
  const onBox = event.target instanceof Element && event.target.closest('[data-choose]') !== null;
  if (event.shiftKey) chooseRange(ids, id);
  else if (event.ctrlKey || event.metaKey || onBox) toggleChosen(id);
  else goTo(id);
}
