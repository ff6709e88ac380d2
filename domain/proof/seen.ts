// Owns: what an author had before their eyes: a stream as far as an event's refs reach. Must not: look at a clock.
import type { EventHash } from '../ids.ts';
import { orderEvents } from '../ledger/dag.ts';
import { foldStream, type Fold, type FoldEvent, type Judge, type StreamState } from '../ledger/stream.ts';

export type SeenBy<S> = (refs: readonly EventHash[]) => S;

/** The state of one stream at any set of refs. What was folded is kept: many decisions rest on the same heads. */
export function seenThrough<S extends StreamState>(
  fold: Fold<S>,
  events: readonly FoldEvent[],
  judge: Judge,
): SeenBy<S> {
  const ordered = orderEvents(events);
  const inside = new Set(ordered.events.map((event) => event.hash));
  const kept = new Map<string, S>();
  return (refs) => {
    const own = refs.filter((ref) => inside.has(ref)).sort();
    const key = own.join();
    let state = kept.get(key);
    if (state === undefined) {
      const reached = ordered.events.filter(
        (event) => own.includes(event.hash) || own.some((ref) => ordered.isAncestor(event.hash, ref)),
      );
      state = foldStream(fold, reached, judge);
      kept.set(key, state);
    }
    return state;
  };
}
