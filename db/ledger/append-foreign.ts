// Owns: taking in events of other devices inside one transaction: skip, fork, gap, fold, judge again.
// Must not: verify signatures; the sync service has done it. Must not: advance our clock by a clock that is wrong.
import type { DeviceId, EventHash, StreamId } from '../../domain/ids.ts';
import { parseBody, type StoredEvent } from '../../domain/ledger/event.ts';
import { readPayload } from '../../domain/ledger/read-payload.ts';
import type { FoldEvent } from '../../domain/ledger/stream.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Incoming } from '../../domain/sync/ports.ts';
import { numberOf } from '../columns.ts';
import { prepared, type Db } from '../connection.ts';
import type {
  Cancelled,
  ForeignError,
  ForeignEvent,
  ForeignOptions,
  LedgerOptions,
  Merged,
} from './contract.ts';
import { hashAt, hasEvent, insertEvent, type ReadEvent } from './event-rows.ts';
import { fillPayload } from '../purge/left-out.ts';
import { conflictsAmong, readDeviceHead, writeDeviceHead, type Writing } from './writing.ts';

type Context = { readonly db: Db; readonly writing: Writing; readonly options: LedgerOptions };

/** Runs inside the caller's transaction; the caller rolls back on an error and on a dry run. */
export function mergeEvents(
  context: Context,
  events: readonly ForeignEvent[],
  options: ForeignOptions,
): Result<Merged, ForeignError | Cancelled> {
  const read = readAll(events, options);
  if (!read.ok) return read;
  const fresh = read.value.filter(({ event }) => !hasEvent(context.db, event.hash));
  const refused =
    insertAll(context, fresh, options) ?? joinChains(context.db, fresh, options.allowGaps ?? false);
  if (refused) return err(refused);
  if (!foldTouched(context, fresh, options)) return err({ tag: 'cancelled' });
  const filled = fillAll(context, options.fills ?? []);
  if (!context.writing.judgeAgain(() => options.cancelled?.() ?? false)) return err({ tag: 'cancelled' });
  const streams = [...new Set([...fresh.map(({ event }) => event.stream), ...filled.streams])].sort();
  context.writing.finish();
  const merged = {
    added: fresh.length,
    filled: filled.count,
    skipped: events.length - fresh.length,
    streams,
    conflicts: conflictsAmong(context.db, streams),
  };
  options.alongside?.(merged);
  return ok(merged);
}

/** Doubles inside one call count as present. */
function readAll(
  events: readonly ForeignEvent[],
  { purged: mayLack = false, leftOut }: ForeignOptions,
): Result<ReadEvent[], ForeignError> {
  const byHash = new Map<EventHash, ReadEvent>();
  for (const [index, one] of events.entries()) {
    const incoming = 'stored' in one ? ok(one) : readForeign(one, index);
    if (!incoming.ok) return incoming;
    const { stored, body, read } = incoming.value;
    const lacks = read.status === 'purged' && !mayLack;
    if (read.status === 'invalid' || lacks) return err({ tag: 'eventUnreadable', index });
    const event = { ...body, hash: stored.hash, read };
    byHash.set(stored.hash, { stored, event, leftOut: leftOut?.has(stored.hash) ?? false });
  }
  return ok([...byHash.values()]);
}

function readForeign(stored: StoredEvent, index: number): Result<Incoming, ForeignError> {
  const body = parseBody(stored.body);
  if (body.ok) return ok({ stored, body: body.value, read: readPayload(stored.payload) });
  const isNewer = body.error.tag === 'bodyNewer';
  return err(isNewer ? { tag: 'newerReaderNeeded', v: body.error.v } : { tag: 'eventUnreadable', index });
}

/** Once for so many: a message for each would cost more than what it tells of. */
const eventsBetween = 256;
const streamsBetween = 64;

function insertAll(
  { db, writing, options }: Context,
  fresh: readonly ReadEvent[],
  { progress, cancelled }: ForeignOptions,
): ForeignError | Cancelled | undefined {
  const now = options.now();
  for (const [index, one] of fresh.entries()) {
    if (index % eventsBetween === 0) {
      progress?.('store', index, fresh.length);
      if (cancelled?.()) return { tag: 'cancelled' };
    }
    const { device, seq, hlc } = one.event;
    if (hashAt(db, device, seq) !== undefined) return { tag: 'fork', device, seq };
    const n = insertEvent(db, one);
    if (device === options.signer.device) writing.noteOwn(one.event, n);
    writing.noteNews(one.event, options.signer.actor);
    writing.noteClock(hlc, now);
  }
  return undefined;
}

/** Moves each device's head; numbers that are missing are a gap, a `prev` that is not the hash before it a fork. */
function joinChains(db: Db, fresh: readonly ReadEvent[], allowGaps: boolean): ForeignError | undefined {
  const byDevice = new Map<DeviceId, FoldEvent[]>();
  for (const { event } of fresh) {
    const own = byDevice.get(event.device);
    if (own) own.push(event);
    else byDevice.set(event.device, [event]);
  }
  for (const [device, events] of byDevice) {
    const problem = wrongLink(db, events) ?? extendChain(db, device, { events, allowGaps });
    if (problem) return problem;
  }
  return undefined;
}

function wrongLink(db: Db, events: readonly FoldEvent[]): ForeignError | undefined {
  for (const { device, seq, prev, hash } of events) {
    const before = seq === 1 ? null : hashAt(db, device, seq - 1);
    if (before !== undefined && before !== prev) return { tag: 'fork', device, seq };
    const after = prepared(db, 'SELECT body FROM events WHERE device = ? AND seq = ?').get(device, seq + 1);
    const next = after ? parseBody(String(after['body'])) : undefined;
    if (next?.ok && next.value.prev !== hash) return { tag: 'fork', device, seq: seq + 1 };
  }
  return undefined;
}

type Extension = { readonly events: readonly FoldEvent[]; readonly allowGaps: boolean };

function extendChain(db: Db, device: DeviceId, { events, allowGaps }: Extension): ForeignError | undefined {
  const head = readDeviceHead(db, device);
  let contiguous = head.contiguous;
  while (hashAt(db, device, contiguous + 1) !== undefined) contiguous += 1;
  const ahead = events.map((event) => event.seq).filter((seq) => seq > contiguous);
  if (ahead.length > 0 && !allowGaps) {
    const next = prepared(db, 'SELECT min(seq) AS seq FROM events WHERE device = ? AND seq > ?').get(
      device,
      contiguous,
    );
    return {
      tag: 'gap',
      device,
      from: contiguous + 1,
      to: (next ? numberOf(next, 'seq') : contiguous + 2) - 1,
    };
  }
  for (const seq of ahead)
    prepared(db, 'INSERT INTO sparse_event VALUES (?, ?) ON CONFLICT DO NOTHING').run(device, seq);
  prepared(db, 'DELETE FROM sparse_event WHERE device = ? AND seq <= ?').run(device, contiguous);
  const last = events.reduce((newest, event) => (event.seq > newest.seq ? event : newest), {
    seq: head.seq,
    hash: head.hash,
  });
  writeDeviceHead(db, device, { seq: last.seq, hash: last.hash, contiguous });
  return undefined;
}

/** Membership first: it decides what the others are worth. False when it was stopped. */
function foldTouched(
  { writing }: Context,
  fresh: readonly ReadEvent[],
  { progress, cancelled }: ForeignOptions,
): boolean {
  const byStream = new Map<StreamId, FoldEvent[]>();
  for (const { event } of fresh) {
    const own = byStream.get(event.stream);
    if (own) own.push(event);
    else byStream.set(event.stream, [event]);
  }
  if (byStream.delete('team')) writing.teamChanged();
  let done = 0;
  for (const [stream, events] of byStream) {
    if (done % streamsBetween === 0) {
      progress?.('fold', done, byStream.size);
      if (cancelled?.()) return false;
    }
    done += 1;
    writing.takeAll(stream, events);
  }
  return true;
}

/** Payloads that had been left out: their streams are folded anew, since what stands on them was folded without them. */
function fillAll(
  { db, writing, options }: Context,
  fills: readonly StoredEvent[],
): { readonly count: number; readonly streams: ReadonlySet<StreamId> } {
  const streams = new Set<StreamId>();
  let count = 0;
  for (const stored of fills) {
    const filled = fillPayload(db, stored);
    if (!filled) continue;
    count += 1;
    streams.add(filled.event.stream);
    if (filled.event.device === options.signer.device) writing.noteOwn(filled.event, filled.n);
  }
  for (const stream of streams) writing.refold(stream);
  return { count, streams };
}
