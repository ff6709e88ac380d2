// Owns: dividing atoms into pages. Everything is placed, nothing is clipped. Must not draw.
import { type Atom, type Hold, type Item, moved } from './atoms.ts';

export type Room = {
  /** Where the body begins and ends, from the top of the sheet; the first page has the letterhead above. */
  readonly firstTop: number;
  readonly top: number;
  readonly bottom: number;
};

/** The items of each page, at their final height. At least one page. */
export function paginate(atoms: readonly Atom[], room: Room): Item[][] {
  const pages: Item[][] = [];
  let next = 0;
  do {
    const top = pages.length === 0 ? room.firstTop : room.top;
    const end = pageEnd(atoms, next, { here: room.bottom - top, whole: room.bottom - room.top });
    pages.push(place(atoms.slice(next, end), top));
    next = end;
  } while (next < atoms.length);
  return pages;
}

type Heights = { readonly here: number; readonly whole: number };

/** Index after the last atom of a page that begins at `start`. Always takes one atom at least, so it always ends. */
function pageEnd(atoms: readonly Atom[], start: number, heights: Heights): number {
  const full = fill(atoms, start, heights.here);
  if (full === atoms.length || atoms[full]?.startsPage === true) return full;
  for (const hold of [0, 1, 2] as const) {
    const end = lastBreak(atoms, { start, full, hold });
    if (end === undefined) continue;
    // What follows is kept together but longer than a page: moving it to the next one would only leave this one empty.
    if (hold < 2 && heldHeight(atoms, end, hold) > heights.whole) continue;
    return end;
  }
  return full;
}

/** The height from `start` to the next place where a page may end. */
function heldHeight(atoms: readonly Atom[], start: number, hold: Hold): number {
  let height = atoms[start]?.repeat?.height ?? 0;
  for (let index = start; index < atoms.length; index++) {
    const atom = atoms[index];
    if (atom === undefined) break;
    height += atom.height + (index > start ? atom.before : 0);
    if (atom.hold <= hold) break;
  }
  return height;
}

/** How many atoms fit into the height. */
function fill(atoms: readonly Atom[], start: number, height: number): number {
  let used = atoms[start]?.repeat?.height ?? 0;
  let end = start;
  for (; end < atoms.length; end++) {
    const atom = atoms[end];
    if (atom === undefined) break;
    if (end > start && atom.startsPage === true) return end;
    used += atom.height + (used > 0 ? atom.before : 0);
    if (used > height + 0.01) break;
  }
  return Math.max(end, start + 1);
}

type Span = { readonly start: number; readonly full: number; readonly hold: Hold };

function lastBreak(atoms: readonly Atom[], { start, full, hold }: Span): number | undefined {
  for (let end = full; end > start; end--) {
    if ((atoms[end - 1]?.hold ?? 0) <= hold) return end;
  }
  return undefined;
}

function place(atoms: readonly Atom[], top: number): Item[] {
  const items: Item[] = [];
  const repeat = atoms[0]?.repeat;
  let y = top;
  if (repeat !== undefined) {
    items.push(...moved(repeat.items, y));
    y += repeat.height;
  }
  for (const atom of atoms) {
    if (y > top) y += atom.before;
    items.push(...moved(atom.items, y));
    y += atom.height;
  }
  return items;
}
