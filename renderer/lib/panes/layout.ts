// Owns: how the panes of a view stand: which are open, how wide each is, what goes under another when there is no room.
// Must not: measure a window or keep a setting.
import type { LocalSettings, PaneLayout, PaneName, PaneView } from '../../../ipc/app.ts';

/** `usual`: how wide to the others before anybody has moved a divider; `least`: the width under which it is of no use, in pixels. */
type Size = { readonly usual: number; readonly least: number };
type Sizes = Readonly<Record<PaneName, Size>>;

const attachment: Size = { usual: 60, least: 320 };
const none: Size = { usual: 1, least: 0 };
const absent = { list: none, case: none, form: none, paper: none, attachment, employer: none };
const sizes: Readonly<Record<PaneView, Sizes>> = {
  review: { ...absent, list: { usual: 57, least: 290 }, case: { usual: 43, least: 380 } },
  decision: {
    ...absent,
    list: { usual: 23, least: 200 },
    case: { usual: 38, least: 330 },
    form: { usual: 41, least: 330 },
    paper: { usual: 38, least: 320 },
    attachment: { usual: 38, least: 320 },
  },
  offers: { ...absent, list: { usual: 50, least: 290 }, employer: { usual: 50, least: 330 } },
};

/** Between which two the one divider stood that version 0.1 remembered. */
const twoBefore: Readonly<Record<PaneView, readonly [PaneName, PaneName]>> = {
  review: ['list', 'case'],
  decision: ['form', 'paper'],
  offers: ['list', 'employer'],
};

export type Shares = Readonly<Record<PaneName, number>>;

export function usualShares(view: PaneView): Shares {
  const { list, case: open, form, paper, attachment: beside, employer } = sizes[view];
  return {
    list: list.usual,
    case: open.usual,
    form: form.usual,
    paper: paper.usual,
    attachment: beside.usual,
    employer: employer.usual,
  };
}

export function leastWidth(view: PaneView, name: PaneName): number {
  return sizes[view][name].least;
}

/** What is remembered of a view, in today's shape. */
export function layoutOf(panes: LocalSettings['panes'], view: PaneView): PaneLayout {
  const kept = panes[view];
  if (kept === undefined) return {};
  if (typeof kept !== 'number') return kept;
  const [first, second] = twoBefore[view];
  const usual = usualShares(view);
  const both = usual[first] + usual[second];
  const ofSecond = Math.min(75, Math.max(25, kept)) / 100;
  return { shares: { [first]: both * (1 - ofSecond), [second]: both * ofSecond } };
}

export function sharesOf(view: PaneView, { shares }: PaneLayout): Shares {
  const own = Object.fromEntries(
    Object.entries(shares ?? {}).filter(([, share]) => share !== undefined && share > 0),
  );
  return { ...usualShares(view), ...own };
}

/** The panes of a view that come and go, in the order in which they stand. `list` alone is nothing to work in. */
const choices: readonly PaneName[] = ['list', 'case', 'form', 'paper'];
const usuallyOpen: readonly PaneName[] = ['list', 'form', 'paper'];
const isWork = (name: PaneName): boolean => name !== 'list';

export function openPanes({ open }: PaneLayout): readonly PaneName[] {
  const chosen = choices.filter((name) => open?.includes(name) ?? false);
  return chosen.some(isWork) ? chosen : usuallyOpen;
}

/** Undefined: it is the last one to work in, and stays. */
export function toggled(open: readonly PaneName[], name: PaneName): readonly PaneName[] | undefined {
  const next = choices.filter((each) => (each === name ? !open.includes(each) : open.includes(each)));
  return next.some(isWork) ? next : undefined;
}

export type Standing = {
  readonly name: PaneName;
  readonly least: number;
  /** What it lies over where there is no room beside, or always. */
  readonly over?: PaneName | undefined;
  readonly covers?: boolean | undefined;
};
/** `width` in pixels; `narrow`: everything stands in one column (200 % zoom). */
export type Room = { readonly width: number; readonly narrow: boolean };

export type Arrangement = {
  /** From left to right; of a column from the top. */
  readonly columns: readonly (readonly PaneName[])[];
  /** By the pane that lies over another: which. */
  readonly lies: ReadonlyMap<PaneName, PaneName>;
  /** Whether every pane has room beside the others. */
  readonly isRoom: boolean;
};

export const dividerWidth = 7;

export function arrange(panes: readonly Standing[], { width, narrow }: Room): Arrangement {
  const leasts = new Map(panes.map(({ name, least }) => [name, least]));
  const fits = (columns: Arrangement['columns']): boolean =>
    columns.reduce((sum, column) => sum + columnLeast(column, leasts), dividerWidth * (columns.length - 1)) <=
    width;
  const isRoom = !narrow && fits(panes.map(({ name }) => [name]));
  const lies = new Map<PaneName, PaneName>();
  for (const { name, over, covers } of panes)
    if (over !== undefined && leasts.has(over) && (covers === true || !isRoom)) lies.set(name, over);
  const standing = panes.filter(({ name }) => !lies.has(name)).map(({ name }) => name);
  if (narrow) return { columns: [standing], lies, isRoom };
  let columns: Arrangement['columns'] = standing.map((name) => [name]);
  for (let joined = columns; !fits(columns); columns = joined) {
    joined = joinFirst(columns);
    if (joined === columns) return { columns: [standing], lies, isRoom };
  }
  return { columns, lies, isRoom };
}

function columnLeast(column: readonly PaneName[], leasts: ReadonlyMap<PaneName, number>): number {
  return Math.max(0, ...column.map((name) => leasts.get(name) ?? 0));
}

/** The first two that stand alone beside each other get one column. */
function joinFirst(columns: Arrangement['columns']): Arrangement['columns'] {
  const at = columns.findIndex((column, index) => column.length === 1 && columns[index + 1]?.length === 1);
  return at < 0
    ? columns
    : [...columns.slice(0, at), columns.slice(at, at + 2).flat(), ...columns.slice(at + 2)];
}

export type Column = { readonly lead: PaneName; readonly share: number; readonly least: number };

/** A column is as wide as its last pane asks for. */
export function columnsOf(
  { columns }: Arrangement,
  panes: readonly Standing[],
  shares: Shares,
): readonly Column[] {
  const leasts = new Map(panes.map(({ name, least }) => [name, least]));
  return columns.flatMap((column) => {
    const lead = column.at(-1);
    return lead === undefined ? [] : [{ lead, share: shares[lead], least: columnLeast(column, leasts) }];
  });
}

/** In pixels, as the grid of CSS reckons `minmax(least, share)`: who would be too narrow gets its least, the others share what is left. */
export function columnWidths(columns: readonly Column[], width: number): readonly number[] {
  const room = width - dividerWidth * (columns.length - 1);
  const held = new Set<Column>();
  for (;;) {
    const free = columns.filter((column) => !held.has(column));
    const left = [...held].reduce((rest, { least }) => rest - least, room);
    const unit = left / free.reduce((sum, { share }) => sum + share, 0);
    const short = free.filter(({ share, least }) => share * unit < least);
    if (short.length === 0)
      return columns.map((column) => (held.has(column) ? column.least : column.share * unit));
    for (const column of short) held.add(column);
  }
}

/** The divider before column `at` has gone `by` pixels to the right: only its two neighbours give and take. */
export function movedBy(
  columns: readonly Column[],
  widths: readonly number[],
  { at, by }: { readonly at: number; readonly by: number },
): Partial<Record<PaneName, number>> {
  const [left, right] = [columns[at - 1], columns[at]];
  const [before, after] = [widths[at - 1] ?? 0, widths[at] ?? 0];
  if (left === undefined || right === undefined) return {};
  const both = before + after;
  const first = Math.max(left.least, Math.min(both - right.least, before + by));
  const next = widths.map((width, index) => (index === at - 1 ? first : index === at ? both - first : width));
  // What all of them share stays the same, so that a pane that is closed now fits in again as it was.
  const sum = columns.reduce((all, { share }) => all + share, 0);
  const pixels = next.reduce((all, width) => all + width, 0);
  return Object.fromEntries(
    columns.map(({ lead }, index) => [lead, Math.round(((next[index] ?? 0) / pixels) * sum * 100) / 100]),
  );
}

/** As from the start between the two: what they have together is shared as usual. */
export function evened(
  view: PaneView,
  columns: readonly Column[],
  at: number,
): Partial<Record<PaneName, number>> {
  const [left, right] = [columns[at - 1], columns[at]];
  if (left === undefined || right === undefined) return {};
  const usual = usualShares(view);
  const both = left.share + right.share;
  const first = (both * usual[left.lead]) / (usual[left.lead] + usual[right.lead]);
  return { [left.lead]: first, [right.lead]: both - first };
}
