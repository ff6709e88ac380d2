// Owns: where one is in the list: focused row, open case, selected rows, filter and sort. It lives outside the table, so that
// a key press repaints two rows. Must not: hold anything of a case but its id.
import { createExternalStore } from '../../lib/external-store.ts';
import type { SortableTerm } from '../../../domain/review/query.ts';

export type Place = {
  /** The row that keys act from. */
  readonly cursor: string | null;
  /** The case that the pane shows. */
  readonly open: string | null;
  readonly chosen: ReadonlySet<string>;
  /** Where a range of selected rows began. */
  readonly anchor: string | null;
};

const nowhere: Place = { cursor: null, open: null, chosen: new Set(), anchor: null };
export const place = createExternalStore<Place>(nowhere);

export type Listing = { readonly query: string; readonly sort: SortableTerm; readonly descending: boolean };
export const listing = createExternalStore<Listing>({ query: '', sort: 'name', descending: false });

/** Moves focus and opens the case there. */
export function goTo(id: string): void {
  place.set((before) => ({ ...before, cursor: id, open: id, anchor: id }));
}

/** Moves focus alone: the open case stays open. */
export function lookAt(id: string): void {
  place.set((before) => ({ ...before, cursor: id, anchor: id }));
}

export function openHere(): void {
  place.set((before) => ({ ...before, open: before.cursor }));
}

export function toggleChosen(id: string): void {
  place.set((before) => {
    const chosen = new Set(before.chosen);
    if (!chosen.delete(id)) chosen.add(id);
    return { ...before, chosen, anchor: id };
  });
}

/** Everything from the anchor to `id`, both included, in list order; what was chosen before stays. */
export function chooseRange(ids: readonly string[], id: string): void {
  place.set((before) => {
    const from = ids.indexOf(before.anchor ?? id);
    const to = ids.indexOf(id);
    if (from < 0 || to < 0) return before;
    const chosen = new Set(before.chosen);
    for (const each of ids.slice(Math.min(from, to), Math.max(from, to) + 1)) chosen.add(each);
    return { ...before, chosen, cursor: id };
  });
}

export function chooseAll(ids: readonly string[]): void {
  place.set((before) => ({ ...before, chosen: new Set(ids) }));
}

export function chooseNone(): void {
  place.set((before) => (before.chosen.size === 0 ? before : { ...before, chosen: new Set() }));
}

/** After a new list: keeps what is still in it, else stands at the top. */
export function settle(ids: readonly string[]): void {
  place.set((before) => {
    const cursor = before.cursor !== null && ids.includes(before.cursor) ? before.cursor : (ids[0] ?? null);
    const chosen = before.chosen.size === 0 ? before.chosen : stillIn(before.chosen, ids);
    return { cursor, open: before.open ?? cursor, chosen, anchor: cursor };
  });
}

function stillIn(chosen: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> {
  const inList = new Set(ids);
  return new Set([...chosen].filter((id) => inList.has(id)));
}

export function forgetPlace(): void {
  place.set(nowhere);
}

/** The case `step` rows away from `id`; undefined at either end. */
export function neighbour(ids: readonly string[], id: string | null, step: number): string | undefined {
  const at = id === null ? -1 : ids.indexOf(id);
  return ids[at + step];
}

/** RE-91: the open case where the list does not have it, and the row to open instead: that of the keys, else the first. */
export function outside(
  ids: readonly string[],
  { open, cursor }: Place,
): { readonly row: string | undefined } | null {
  if (open === null || ids.includes(open)) return null;
  return { row: cursor !== null && ids.includes(cursor) ? cursor : ids[0] };
}
