// Owns: whether the payloads that a bundle comes without were lawfully taken away (SY-9, PU-6).
// Must not: take anything away here, or believe a store that is not ours about days.
import type { DeviceId, EventHash, StreamId } from '../ids.ts';
import type { FoldEvent, Judge } from '../ledger/stream.ts';
import { coverOf } from '../purge/cover.ts';
import { isDue } from '../purge/judge.ts';
import type { Incoming, Known } from './ports.ts';

export type Lacking = {
  readonly incoming: readonly Incoming[];
  /** Payloads of the file for events that are here without them: a purge may stand in one of these. */
  readonly fills: readonly Incoming[];
  /** Left out because it is not for us, as the header says. */
  readonly excused: (event: Incoming) => boolean;
};

/** The first event whose payload is missing without a purge or a mark that holds; undefined when there is none. */
export function lackingWithoutPurge(
  { incoming, fills, excused }: Lacking,
  known: Known,
  judge: Judge,
): { readonly device: DeviceId; readonly seq: number } | undefined {
  const lacking = incoming.filter((event) => event.read.status === 'purged' && !excused(event));
  if (lacking.length === 0) return undefined;
  const inFile = [...fills, ...incoming];
  const allowed = new Map<StreamId, ReadonlySet<EventHash>>();
  return lacking.find(({ stored, body }) => {
    let may = allowed.get(body.stream);
    if (!may) {
      may = lawfullyGone(body.stream, inFile, { known, judge });
      allowed.set(body.stream, may);
    }
    return !may.has(stored.hash);
  })?.body;
}

type Context = { readonly known: Known; readonly judge: Judge };

function lawfullyGone(
  stream: StreamId,
  incoming: readonly Incoming[],
  { known, judge }: Context,
): ReadonlySet<EventHash> {
  // Only what is said of a person can be taken away: a case's own stream.
  if (!stream.startsWith('case:')) return new Set();
  const inFile = incoming.filter(({ body }) => body.stream === stream).map(foldable);
  const events = new Map([...known.eventsOf(stream), ...inFile].map((event) => [event.hash, event]));
  const cover = coverOf([...events.values()], judge);
  const gone = cover.marks.length > 0 ? new Set(cover.markCovers) : new Set<EventHash>();
  for (const purge of cover.purges)
    if (purge.complete && isDue(purge, known)) for (const hash of purge.covers) gone.add(hash);
  return gone;
}

function foldable({ stored, body, read }: Incoming): FoldEvent {
  return { ...body, hash: stored.hash, read };
}
