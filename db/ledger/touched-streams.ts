// Owns: the streams that one writing transaction has touched, in memory until they are written with their rows.
// Must not: end the transaction, nor fold stream `team`.
import type { EventHash, StreamId } from '../../domain/ids.ts';
import { orderEvents } from '../../domain/ledger/dag.ts';
import type { FoldEvent, Judge } from '../../domain/ledger/stream.ts';
import type { Db } from '../connection.ts';
import { eventsOfStream } from './event-rows.ts';
import { project } from './project.ts';
import { cachedFolded, emptyFolded, foldAll, foldNext, saveFolded, type Folded } from './stream-states.ts';

/** Streams kept in memory before they are written: bounds an import of any size. More of them are no faster, and grow old. */
const mostTouched = 40;

type Touched = { readonly before: Folded | undefined; now: Folded; changed: boolean };

export type TouchedStreams = {
  readonly heads: (stream: StreamId) => readonly EventHash[];
  /** Takes an event that is in the table already into its stream's state. */
  readonly take: (event: FoldEvent) => void;
  /** The same for all new events of a stream, in any order. */
  readonly takeAll: (stream: StreamId, events: readonly FoldEvent[]) => void;
  readonly refold: (stream: StreamId) => void;
  readonly flush: () => void;
};

export function touchStreams(db: Db, judge: Judge): TouchedStreams {
  let touched = new Map<StreamId, Touched>();

  const flush = () => {
    for (const [stream, { before, now, changed }] of touched) {
      if (!changed) continue;
      saveFolded(db, stream, now);
      project(db, stream, { before, after: now });
    }
    // A map that has grown old would keep what is put into it from being collected young.
    touched = new Map();
  };
  const entry = (stream: StreamId): Touched => {
    const known = touched.get(stream);
    if (known) return known;
    if (touched.size >= mostTouched) flush();
    const before = cachedFolded(db, stream);
    const one: Touched = { before, now: before ?? emptyFolded(stream), changed: false };
    touched.set(stream, one);
    return one;
  };
  const change = (one: Touched, now: Folded) => {
    one.now = now;
    one.changed = true;
  };
  const refold = (stream: StreamId, read?: FoldEvent) =>
    change(entry(stream), foldAll(stream, eventsOfStream(db, stream, read), judge));
  const takenQuickly = (event: FoldEvent): boolean => {
    const one = entry(event.stream);
    const next = foldNext(one.now, { event, judgement: judge(event) });
    if (next) change(one, next);
    return next !== undefined;
  };
  return {
    heads: (stream) => entry(stream).now.state.heads,
    take: (event) => {
      if (!takenQuickly(event)) refold(event.stream, event);
    },
    takeAll: (stream, events) => {
      const one = entry(stream);
      if (one.before === undefined && !one.changed) change(one, foldAll(stream, events, judge));
      else if (!orderEvents(events).events.every(takenQuickly)) refold(stream);
    },
    refold: (stream) => refold(stream),
    flush,
  };
}
