// Owns: walking the whole store for the proof, part by part, so that it can stop between two parts and go on later.
// Must not: repair anything, nor hold a read open between parts: the log of a busy store would grow without end.
import type { DeviceId, StreamId } from '../../domain/ids.ts';
import { parseBody } from '../../domain/ledger/event.ts';
import { hexOf, numberOf, textOf } from '../columns.ts';
import { isDamage, prepared, type Db, type Row } from '../connection.ts';
import type { Problem, ProblemTag, Verified, VerifyOptions } from '../ledger/contract.ts';
import { countEvents } from '../ledger/event-rows.ts';
import {
  checkCached,
  checkOne,
  goneReader,
  headProblems,
  rowsWithoutState,
  sparseEvents,
  type Known,
} from '../ledger/verify.ts';
import { loadMembership, type Membership } from '../ledger/membership.ts';

/** Where a walk stands between two parts; plain data, so that it crosses threads. */
export type ProofPlace = {
  readonly phase: 'events' | 'streams';
  /** The last event looked at; an empty device before the first. */
  readonly device: string;
  readonly seq: number;
  readonly hash: string;
  /** The last stream looked at. */
  readonly stream: string;
  /** False once a body could not be read: a fold over it would prove nothing. */
  readonly readable: boolean;
  readonly done: number;
  readonly total: number;
};

/** `place` is null at the end. */
export type ProofPart = { readonly place: ProofPlace | null; readonly problems: readonly Problem[] };

export type Prover = {
  readonly begin: () => ProofPlace;
  /** Some hundred events or some ten streams, in one read of its own: a writer beside it is never waited for. */
  readonly part: (place: ProofPlace) => ProofPart;
};

const eventsInPart = 512;
const streamsInPart = 64;

/** Keeps what is costly between parts: membership and keys. On any connection. */
export function createProver(db: Db): Prover {
  const folded: { known: Known | undefined; mark: string } = { known: undefined, mark: '' };
  const known = (): Known => {
    const mark = teamMark(db);
    if (folded.known === undefined || folded.mark !== mark) {
      const membership = readableMembership(db);
      folded.known = { membership, keys: new Map(), lawfullyGone: goneReader(db, membership) };
      folded.mark = mark;
    }
    return folded.known;
  };
  return {
    begin: () => firstPlace(db),
    part: (place) => guarded(() => db.transaction(() => onePart(db, known(), place))()),
  };
}

/** Reads everything once; on any connection. Undefined when cancelled. */
export function verifyAll(db: Db, options: VerifyOptions): Verified | undefined {
  const prover = createProver(db);
  const problems: Problem[] = [];
  let total = 0;
  let place: ProofPlace | null = prover.begin();
  while (place) {
    total = place.total;
    const part: ProofPart = prover.part(place);
    problems.push(...part.problems.slice(0, mostProblems - problems.length));
    place = part.place;
    if (place) options.progress?.(Math.min(place.done, total), total);
    if (place && options.cancelled?.()) return undefined;
  }
  options.progress?.(total, total);
  return { ok: problems.length === 0, events: countOrNone(db), problems };
}

/** Problems are listed, at most this many: a broken store would list every event. */
export const mostProblems = 200;

function firstPlace(db: Db): ProofPlace {
  const total = countOrNone(db) + countStreams(db);
  const start = { device: '', seq: 0, hash: '', stream: '' };
  return { phase: 'events', ...start, readable: true, done: 0, total };
}

/** A page that cannot be read ends the walk: what stands behind it cannot be told. */
function guarded(run: () => ProofPart): ProofPart {
  try {
    return run();
  } catch (error) {
    if (!isDamage(error)) throw error;
    return { place: null, problems: [{ tag: 'pageUnreadable' }] };
  }
}

function countOrNone(db: Db): number {
  try {
    return countEvents(db);
  } catch (error) {
    if (!isDamage(error)) throw error;
    return 0;
  }
}

function countStreams(db: Db): number {
  try {
    const row = prepared(db, 'SELECT count(*) AS total FROM stream_state').get();
    return row ? numberOf(row, 'total') : 0;
  } catch (error) {
    if (!isDamage(error)) throw error;
    return 0;
  }
}

/** Changes whenever the group's own stream does. */
function teamMark(db: Db): string {
  const row = prepared(
    db,
    `SELECT count(*) AS total, max(n) AS last FROM events WHERE stream = 'team'`,
  ).get();
  return `${String(row?.['total'])} ${String(row?.['last'])}`;
}

/** Undefined when the team's own events cannot be read: they are reported one by one. */
function readableMembership(db: Db): Membership | undefined {
  const rows = prepared(db, `SELECT body FROM events WHERE stream = 'team'`).all();
  return rows.every((row) => parseBody(textOf(row, 'body')).ok) ? loadMembership(db) : undefined;
}

function onePart(db: Db, known: Known, place: ProofPlace): ProofPart {
  return place.phase === 'events' ? eventsPart(db, known, place) : streamsPart(db, known.membership, place);
}

// ---- Events ---------------------------------------------------------------------------------------------------

type Previous = Pick<ProofPlace, 'device' | 'seq' | 'hash'>;

function eventsPart(db: Db, known: Known, place: ProofPlace): ProofPart {
  // Every column: a store of an earlier schema has fewer.
  const sql = 'SELECT * FROM events WHERE (device, seq) > (?, ?) ORDER BY device, seq LIMIT ?';
  const rows = prepared(db, sql).all(place.device, place.seq, eventsInPart);
  const sparse = sparseEvents(db);
  const problems: Problem[] = [];
  let previous: Previous = place;
  for (const row of rows) {
    problems.push(...eventProblems(row, { known, sparse, previous }));
    previous = { device: textOf(row, 'device'), seq: numberOf(row, 'seq'), hash: hexOf(row, 'hash') };
  }
  const readable = place.readable && problems.every(({ tag }) => !unreadable.has(tag));
  const next = { ...place, ...previous, readable, done: place.done + rows.length };
  if (rows.length === eventsInPart) return { place: next, problems };
  problems.push(...headProblems(db));
  // What is wrong with bodies is listed already; a fold over them proves nothing.
  return { place: readable && known.membership ? { ...next, phase: 'streams' } : null, problems };
}

const unreadable: ReadonlySet<ProblemTag> = new Set<ProblemTag>(['bodyUnreadable', 'hashMismatch']);

type Beside = {
  readonly known: Known;
  readonly sparse: ReadonlySet<string>;
  readonly previous: Previous;
};

function eventProblems(row: Row, { known, sparse, previous }: Beside): Problem[] {
  const device = textOf(row, 'device') as DeviceId;
  const seq = numberOf(row, 'seq');
  const before = previous.device === device ? previous : { device, seq: 0, hash: '' };
  const tags = checkOne(row, known);
  if (seq === before.seq + 1 && !joins(row, before)) tags.push('chainBroken');
  const stream = textOf(row, 'stream') as StreamId;
  const found: Problem[] = tags.map((tag) => ({ tag, device, seq, stream }));
  const isGap = seq !== before.seq + 1 && !sparse.has(`${device} ${seq}`);
  return isGap ? [{ tag: 'seqGap', device, seq: before.seq + 1 }, ...found] : found;
}

function joins(row: Row, before: Previous): boolean {
  const body = parseBody(textOf(row, 'body'));
  return !body.ok || body.value.prev === (before.seq === 0 ? null : before.hash);
}

// ---- States and rows ------------------------------------------------------------------------------------------

function streamsPart(db: Db, membership: Membership | undefined, place: ProofPlace): ProofPart {
  if (!membership) return { place: null, problems: [] };
  const streams = streamsAfter(db, place.stream);
  const problems: Problem[] = [];
  for (const stream of streams) {
    const tag = checkCached(db, stream, membership);
    if (tag) problems.push({ tag, stream });
  }
  const last = streams.at(-1);
  if (last !== undefined && streams.length === streamsInPart) {
    return { place: { ...place, stream: last, done: place.done + streams.length }, problems };
  }
  for (const stream of rowsWithoutState(db)) problems.push({ tag: 'projectionMismatch', stream });
  return { place: null, problems };
}

/** Streams of events and of states alike, one seek each: counting them out by DISTINCT would read every event. */
function streamsAfter(db: Db, after: string): StreamId[] {
  const next = prepared(
    db,
    `SELECT min(stream) AS stream FROM (SELECT min(stream) AS stream FROM events WHERE stream > ?
     UNION ALL SELECT min(stream) FROM stream_state WHERE stream > ?)`,
  );
  const streams: StreamId[] = [];
  let last = after;
  while (streams.length < streamsInPart) {
    const found = next.get(last, last)?.['stream'];
    if (typeof found !== 'string') break;
    last = found;
    streams.push(found as StreamId);
  }
  return streams;
}
