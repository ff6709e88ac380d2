// Owns: where in a sorted list the cases stand whose value the reader does not see. Must not: ask for their values.
import { packedIds, unpackIds, type PackedIds } from '../packed-ids.ts';
import type { CaseId } from '../ids.ts';

/**
 * Together at an end they would be a list of those with protected identity; where they belong they would tell their value. So each
 * stands at a place that its id draws: the same each time, and it says nothing.
 */
export function scattered(list: PackedIds, hidden: ReadonlySet<CaseId>): PackedIds {
  if (hidden.size === 0) return list;
  const all = unpackIds(list);
  const placed = all.filter((id) => !hidden.has(id));
  const drawn = all
    .filter((id) => hidden.has(id))
    .map((id) => ({ id, at: Math.floor(share(id) * (placed.length + 1)) }))
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const parts: string[] = [];
  let from = 0;
  for (const { id, at } of drawn) {
    parts.push(...placed.slice(from, at), id);
    from = at;
  }
  parts.push(...placed.slice(from));
  return packedIds(parts.join(''));
}

/** From 0 up to, not with, 1: an id is a keyed hash. */
function share(id: CaseId): number {
  return Number.parseInt(id.slice(0, 8), 16) / 2 ** 32;
}
