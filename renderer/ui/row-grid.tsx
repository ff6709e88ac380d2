// Owns: a grid of any length moved in by keys: one open row, perhaps several selected; only seen rows are drawn.
// Must not: fetch, sort, or know what a row is.
import './row-grid.css';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../lib/format.ts';
import { useReveal } from '../lib/drawing/use-reveal.ts';
import { letterOf, type LetterName } from '../lib/keys/letters.ts';
import { useSettings } from '../lib/settings.tsx';

export type GridColumn<Row> = {
  readonly id: string;
  readonly head: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** A CSS grid track, such as `minmax(0, 2fr)` or `90px`. */
  readonly width: string;
  readonly number?: boolean;
};

type RowGridProps<Row> = {
  readonly label: string;
  readonly columns: readonly GridColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly openKey?: string | null;
  readonly onOpen?: (key: string) => void;
  readonly selected?: ReadonlySet<string>;
  readonly onSelect?: (selected: ReadonlySet<string>) => void;
  readonly rowHeight?: number;
  /** A row is as high as its words: nothing is cut off where the window is narrow. */
  readonly wraps?: boolean;
  /** The signs for next and previous (usually J and K) move as the arrows do. */
  readonly letterKeys?: boolean;
  /** `fill` takes the room there is; `box` is at most a good handful of rows high. */
  readonly size?: 'fill' | 'box';
  readonly gridRef?: RefObject<HTMLDivElement | null>;
  /** Called with the first and last index that is drawn, so that rows can be fetched as they are seen. */
  readonly onSeen?: (first: number, last: number) => void;
};

const page = 12;
/** As high as one line with its border. */
const head = 30;

export function RowGrid<Row>(props: RowGridProps<Row>) {
  const { columns, rows, rowKey, size = 'fill', rowHeight = 28, wraps = false } = props;
  const own = useRef<HTMLDivElement>(null);
  const box = props.gridRef ?? own;
  const id = useId();
  const { settings } = useSettings();
  const letter = (event: KeyboardEvent) => (props.letterKeys ? letterOf(settings, event) : undefined);
  const open = rows.findIndex((row) => rowKey(row) === props.openKey);
  const { items, height, measure } = useRowsInSight(box, {
    count: rows.length,
    rowHeight,
    open,
    onSeen: props.onSeen,
  });
  const tracks = columns.map((column) => column.width).join(' ');
  const template = props.onSelect === undefined ? tracks : `28px ${tracks}`;
  return (
    <div
      className={`row-grid row-grid-size-${size}${wraps ? ' row-grid-wraps' : ''}`}
      role="grid"
      aria-label={props.label}
      aria-rowcount={rows.length + 1}
      aria-multiselectable={props.onSelect === undefined ? undefined : true}
      tabIndex={0}
      ref={box}
      onKeyDown={(event) => onGridKey(event, props, { open, letter: letter(event) })}
      onClick={(event) => onGridClick(event.target, props)}
      {...(open < 0 ? {} : { 'aria-activedescendant': `${id}-${open}` })}
    >
      <GridHead {...props} template={template} />
      <div role="rowgroup" className="row-grid-body" style={{ height }}>
        {items.map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          const place = { gridTemplateColumns: template, top: item.start };
          return (
            <GridRow
              key={rowKey(row)}
              grid={props}
              row={row}
              index={item.index}
              id={`${id}-${item.index}`}
              place={wraps ? place : { ...place, height: rowHeight }}
              {...(wraps ? { measure } : {})}
            />
          );
        })}
      </div>
    </div>
  );
}

type Sight = {
  readonly count: number;
  readonly rowHeight: number;
  readonly open: number;
  readonly onSeen: ((first: number, last: number) => void) | undefined;
};

/** The rows that are drawn; the open one is brought into sight. */
function useRowsInSight(box: RefObject<HTMLDivElement | null>, { count, rowHeight, open, onSeen }: Sight) {
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoises here; the rows in sight are few
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const { reveal } = useReveal({ scroller: box, virtualizer: virtual, heights: { row: rowHeight, head } });
  useEffect(() => {
    if (open >= 0) reveal(open);
  }, [open, reveal]);
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => onSeen?.(first, last), [onSeen, first, last]);
  return { items, height: virtual.getTotalSize(), measure: virtual.measureElement };
}

function GridHead<Row>({
  columns,
  rows,
  rowKey,
  selected,
  onSelect,
  template,
}: RowGridProps<Row> & { readonly template: string }) {
  const { t } = useTranslation('grid');
  const all = rows.length > 0 && selected?.size === rows.length;
  return (
    <div role="rowgroup" className="row-grid-head">
      <div role="row" aria-rowindex={1} className="row-grid-row" style={{ gridTemplateColumns: template }}>
        {onSelect === undefined ? null : (
          <div role="columnheader" className="row-grid-tick">
            <input
              type="checkbox"
              aria-label={t('selectAll', { shown: formatCount(rows.length) })}
              checked={all}
              onChange={() => onSelect(all ? new Set() : new Set(rows.map(rowKey)))}
            />
          </div>
        )}
        {columns.map((column) => (
          <div
            key={column.id}
            role="columnheader"
            className={column.number ? 'row-grid-cell number' : 'row-grid-cell'}
          >
            {column.head}
          </div>
        ))}
      </div>
    </div>
  );
}

type GridRowProps<Row> = {
  readonly grid: RowGridProps<Row>;
  readonly row: Row;
  readonly index: number;
  readonly id: string;
  readonly place: { readonly gridTemplateColumns: string; readonly top: number; readonly height?: number };
  readonly measure?: (element: Element | null) => void;
};

function GridRow<Row>({ grid, row, index, id, place, measure }: GridRowProps<Row>) {
  const key = grid.rowKey(row);
  const isOpen = grid.openKey === key;
  const isSelected = grid.selected?.has(key) ?? false;
  const names = ['row-grid-row', isOpen ? 'row-grid-open' : '', isSelected ? 'row-grid-selected' : ''].join(
    ' ',
  );
  return (
    <div
      role="row"
      ref={measure}
      data-index={index}
      data-key={key}
      id={id}
      aria-rowindex={index + 2}
      className={names}
      style={place}
      {...(grid.onSelect === undefined ? {} : { 'aria-selected': isSelected })}
      {...(isOpen ? { 'aria-current': true } : {})}
    >
      {grid.onSelect === undefined ? null : (
        <div role="gridcell" className="row-grid-tick" data-tick>
          <span
            aria-hidden="true"
            className={isSelected ? 'row-grid-mark row-grid-mark-on' : 'row-grid-mark'}
          >
            {isSelected ? '✓' : ''}
          </span>
        </div>
      )}
      {grid.columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          className={column.number ? 'row-grid-cell number' : 'row-grid-cell'}
        >
          {column.cell(row)}
        </div>
      ))}
    </div>
  );
}

/** The grid itself takes keys and mouse; rows only say who they are. */
function onGridClick<Row>(target: EventTarget, grid: RowGridProps<Row>): void {
  if (!(target instanceof Element) || target.closest('button, a, input') !== null) return;
  const key = target.closest<HTMLElement>('[data-key]')?.dataset['key'];
  if (key === undefined) return;
  if (target.closest('[data-tick]') === null) grid.onOpen?.(key);
  else toggle(grid, key);
}

function toggle<Row>(grid: RowGridProps<Row>, key: string): void {
  const next = new Set(grid.selected);
  if (!next.delete(key)) next.add(key);
  grid.onSelect?.(next);
}

const steps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: page,
  PageUp: -page,
  Home: -1_000_000,
  End: 1_000_000,
};
const letters: Readonly<Partial<Record<LetterName, number>>> = { next: 1, previous: -1 };

type Pressed = { readonly open: number; readonly letter: LetterName | undefined };

function onGridKey<Row>(
  event: KeyboardEvent<HTMLDivElement>,
  grid: RowGridProps<Row>,
  pressed: Pressed,
): void {
  if (event.target !== event.currentTarget || (event.altKey && pressed.letter === undefined)) return;
  const done =
    event.ctrlKey || event.metaKey ? selectAll(event.key, grid) : selectOrMove(event.key, grid, pressed);
  if (done) event.preventDefault();
}

function selectAll<Row>(key: string, grid: RowGridProps<Row>): boolean {
  if (key.toLowerCase() !== 'a' || grid.onSelect === undefined) return false;
  grid.onSelect(new Set(grid.rows.map(grid.rowKey)));
  return true;
}

function selectOrMove<Row>(key: string, grid: RowGridProps<Row>, { open, letter }: Pressed): boolean {
  if (key === ' ' && typeof grid.openKey === 'string' && grid.onSelect !== undefined) {
    toggle(grid, grid.openKey);
    return true;
  }
  const step = steps[key] ?? (letter === undefined ? undefined : letters[letter]);
  if (step === undefined || grid.onOpen === undefined) return false;
  const row = grid.rows[Math.min(grid.rows.length - 1, Math.max(0, open + step))];
  if (row !== undefined) grid.onOpen(grid.rowKey(row));
  return true;
}
