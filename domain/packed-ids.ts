// Owns: the ids of a whole list as one text. Must not: know where they come from.
import type { CaseId } from './ids.ts';

/** Ids of 32 characters one after another: 1.6 MB for 50,000, one value between threads and to the window. */
export type PackedIds = { readonly count: number; readonly ids: string };

const idLength = 32;

export function packedIds(ids: string): PackedIds {
  return { count: ids.length / idLength, ids };
}

/** The ids of a part of the list, from the first up to, not with, the second place; all when none is given. */
export function unpackIds(list: PackedIds, from = 0, to: number = list.count): CaseId[] {
  const ids: CaseId[] = [];
  for (let at = from; at < Math.min(to, list.count); at += 1) {
    ids.push(list.ids.slice(at * idLength, (at + 1) * idLength) as CaseId);
  }
  return ids;
}
