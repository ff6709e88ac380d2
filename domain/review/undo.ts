// Owns: which acts can be taken back and why the others cannot. Must not: void anything (the ledger does).
import type { EventHash, StreamId } from '../ids.ts';
import type { PayloadKind } from '../ledger/payload.ts';
import { isVoidable } from '../ledger/stream.ts';

/** `newer`: an entry of a newer version, whose kind this program does not know. */
export type UndoEvent = {
  readonly hash: EventHash;
  readonly stream: StreamId;
  readonly kind: PayloadKind | 'newer';
};

/** What the ledger knows around the acts to take back. */
export type UndoGraph = {
  /** Events, of any stream, that name this one directly in their refs. */
  readonly namedBy: (hash: EventHash) => readonly UndoEvent[];
  readonly isVoided: (hash: EventHash) => boolean;
};

export type UndoRefusal =
  | { readonly tag: 'neverUndone'; readonly kind: UndoEvent['kind'] }
  | { readonly tag: 'alreadyUndone' }
  | { readonly tag: 'builtUpon'; readonly by: UndoEvent };

export type UndoPlan = {
  readonly can: readonly EventHash[];
  readonly cannot: readonly { readonly event: UndoEvent; readonly why: UndoRefusal }[];
};

/**
 * Only events that nothing later builds on can be voided (design: Undo). Taken together, the events of one batch do not
 * stand in one another's way; voided events and voids themselves are looked through. An event that must stay keeps
 * standing what it rests on.
 */
export function planUndo(events: readonly UndoEvent[], graph: UndoGraph): UndoPlan {
  const cannot = new Map<EventHash, UndoRefusal>();
  for (const event of events) {
    if (graph.isVoided(event.hash)) cannot.set(event.hash, { tag: 'alreadyUndone' });
    else if (event.kind === 'newer' || !isVoidable(event.kind)) {
      cannot.set(event.hash, { tag: 'neverUndone', kind: event.kind });
    }
  }
  let grew = true;
  while (grew) {
    grew = false;
    const leaving = new Set(events.map((one) => one.hash).filter((hash) => !cannot.has(hash)));
    for (const event of events) {
      if (!leaving.has(event.hash)) continue;
      const by = firstBuilder(event, leaving, graph);
      if (!by) continue;
      cannot.set(event.hash, { tag: 'builtUpon', by });
      grew = true;
    }
  }
  return {
    can: events.filter((one) => !cannot.has(one.hash)).map((one) => one.hash),
    cannot: events.flatMap((event) => {
      const why = cannot.get(event.hash);
      return why ? [{ event, why }] : [];
    }),
  };
}

function firstBuilder(
  event: UndoEvent,
  leaving: ReadonlySet<EventHash>,
  graph: UndoGraph,
): UndoEvent | undefined {
  const visited = new Set<EventHash>([event.hash]);
  const waiting = [...graph.namedBy(event.hash)];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    if (visited.has(next.hash)) continue;
    visited.add(next.hash);
    const seenThrough = next.kind === 'acts.voided' || leaving.has(next.hash) || graph.isVoided(next.hash);
    if (!seenThrough) return next;
    waiting.push(...graph.namedBy(next.hash));
  }
  return undefined;
}
