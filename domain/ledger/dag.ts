// Owns: what happened before what inside one stream. Must not: look at clocks to decide anything.
import type { DeviceId, EventHash } from '../ids.ts';
import type { Micros } from '../ports.ts';

type Node = {
  readonly hash: EventHash;
  readonly hlc: Micros;
  readonly device: DeviceId;
  readonly seq: number;
  readonly refs: readonly EventHash[];
};

export type Ordered<N extends Node> = {
  /** Every event after all its ancestors; ties by (hlc, device, seq), so every store has one order. */
  readonly events: readonly N[];
  /** Events that no other event of the set refers to, sorted. */
  readonly heads: readonly EventHash[];
  /** True when the first happened before the second: it is reachable along refs. */
  readonly isAncestor: (earlier: EventHash, later: EventHash) => boolean;
};

/**
 * Orders a SET of events of one stream. Refs that lead out of the set (other streams) are passed over.
 * The result depends on the set alone, not on the order the events came in.
 */
export function orderEvents<N extends Node>(set: readonly N[]): Ordered<N> {
  const byHash = new Map(set.map((event) => [event.hash, event]));
  const parents = new Map(set.map((event) => [event.hash, event.refs.filter((ref) => byHash.has(ref))]));
  const events = topological(byHash, parents);
  let ancestry: IsAncestor | undefined;
  const referred = new Set([...parents.values()].flat());
  return {
    events,
    heads: events
      .map((event) => event.hash)
      .filter((hash) => !referred.has(hash))
      .sort(),
    isAncestor: (earlier, later) => (ancestry ??= collectAncestors(events, parents))(earlier, later),
  };
}

function topological<N extends Node>(
  byHash: ReadonlyMap<EventHash, N>,
  parents: ReadonlyMap<EventHash, readonly EventHash[]>,
): N[] {
  const children = new Map<EventHash, N[]>();
  const waitsFor = new Map<EventHash, number>();
  for (const event of byHash.values()) {
    const own = new Set(parents.get(event.hash));
    waitsFor.set(event.hash, own.size);
    for (const parent of own) {
      const known = children.get(parent);
      if (known) known.push(event);
      else children.set(parent, [event]);
    }
  }
  const ready = [...byHash.values()].filter((event) => waitsFor.get(event.hash) === 0).sort(byTime);
  const sorted: N[] = [];
  for (let next = ready.shift(); next !== undefined; next = ready.shift()) {
    sorted.push(next);
    for (const child of children.get(next.hash) ?? []) {
      const left = (waitsFor.get(child.hash) ?? 1) - 1;
      waitsFor.set(child.hash, left);
      if (left === 0) insertByTime(ready, child);
    }
  }
  // A cycle cannot be made (a ref is a hash of what it refers to), so every event has been placed.
  return sorted;
}

function insertByTime<N extends Node>(ready: N[], event: N): void {
  let at = ready.length;
  for (let before = ready[at - 1]; before !== undefined && byTime(event, before) < 0; before = ready[at - 1])
    at -= 1;
  ready.splice(at, 0, event);
}

function byTime(a: Node, b: Node): number {
  return a.hlc - b.hlc || compare(a.device, b.device) || a.seq - b.seq || compare(a.hash, b.hash);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

type IsAncestor = (earlier: EventHash, later: EventHash) => boolean;

/** One bit for each earlier event: sets of hashes would take gigabytes for some ten thousand events of one stream. */
function collectAncestors(
  events: readonly Node[],
  parents: ReadonlyMap<EventHash, readonly EventHash[]>,
): IsAncestor {
  const places = new Map(events.map((event, place) => [event.hash, place]));
  const rows: Uint32Array[] = [];
  for (const [place, event] of events.entries()) {
    const row = new Uint32Array((place >>> 5) + 1);
    for (const parent of parents.get(event.hash) ?? []) {
      const at = places.get(parent);
      if (at === undefined) continue;
      rows[at]?.forEach((word, index) => {
        row[index] = (row[index] ?? 0) | word;
      });
      row[at >>> 5] = (row[at >>> 5] ?? 0) | (1 << (at & 31));
    }
    rows.push(row);
  }
  return (earlier, later) => {
    const [at, place] = [places.get(earlier), places.get(later)];
    if (at === undefined || place === undefined) return false;
    return (((rows[place]?.[at >>> 5] ?? 0) >>> (at & 31)) & 1) === 1;
  };
}
