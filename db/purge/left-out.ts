// Owns: events whose payload is not for this store's member: how many, where in a chain, and filling one that has come.
// Must not: decide who may hold what; domain/team/holding.ts does.
import { eventHashSchema, type DeviceId, type EventHash, type StreamId } from '../../domain/ids.ts';
import type { StoredEvent } from '../../domain/ledger/event.ts';
import type { FoldEvent } from '../../domain/ledger/stream.ts';
import type { Holes } from '../../domain/sync/plan.ts';
import type { Place } from '../../domain/team/holding.ts';
import { hexOf, numberOf, textOf } from '../columns.ts';
import { prepared, type Db, type Row } from '../connection.ts';
import { batchOf, readStored, storedOf } from '../ledger/event-rows.ts';

function placeOf(row: Row): Place {
  return { stream: textOf(row, 'stream') as StreamId, type: textOf(row, 'type') };
}

/** Undefined when the payload was not left out here: then nothing is changed. */
export function fillPayload(
  db: Db,
  stored: StoredEvent,
): { readonly event: FoldEvent; readonly n: number } | undefined {
  if (stored.payload === null || stored.salt === null) return undefined;
  const key = Buffer.from(stored.hash, 'hex');
  const row = prepared(db, 'SELECT n FROM events WHERE hash = ? AND left_out = 1').get(key);
  if (!row) return undefined;
  const event = readStored(stored);
  prepared(db, 'UPDATE events SET payload = ?, salt = ?, batch = ?, left_out = 0 WHERE hash = ?').run(
    stored.payload,
    Buffer.from(stored.salt, 'hex'),
    batchOf(event.read),
    key,
  );
  return { event, n: numberOf(row, 'n') };
}

export function isLeftOut(db: Db, hash: string): boolean {
  const sql = 'SELECT 1 FROM events WHERE hash = ? AND left_out = 1';
  return prepared(db, sql).get(Buffer.from(hash, 'hex')) !== undefined;
}

/** Per device how many payloads were left out here; devices with none are not listed. */
export function leftOutByDevice(db: Db): ReadonlyMap<string, number> {
  const sql = 'SELECT device, count(*) AS total FROM events WHERE left_out = 1 GROUP BY device';
  return new Map(
    prepared(db, sql)
      .all()
      .map((row) => [textOf(row, 'device'), numberOf(row, 'total')]),
  );
}

export type LeftOutPlaces = { readonly place: Place; readonly count: number };

/** What was left out, by where it stands. */
export function leftOutPlaces(db: Db): LeftOutPlaces[] {
  const sql = 'SELECT stream, type, count(*) AS total FROM events WHERE left_out = 1 GROUP BY stream, type';
  return prepared(db, sql)
    .all()
    .map((row) => ({
      place: placeOf(row),
      count: numberOf(row, 'total'),
    }));
}

type Range = { readonly device: DeviceId; readonly from: number; readonly to: number };

/** Numbers in a part of a chain whose payloads were left out here although `wanted`; undefined when there are none. */
export function holesIn(db: Db, range: Range, wanted: (place: Place) => boolean): Holes | undefined {
  const sql = `SELECT seq, stream, type FROM events WHERE device = ? AND seq BETWEEN ? AND ? AND left_out = 1
    ORDER BY seq`;
  const seqs = prepared(db, sql)
    .all(range.device, range.from, range.to)
    .filter((row) => wanted(placeOf(row)))
    .map((row) => numberOf(row, 'seq'));
  const [first, last] = [seqs[0], seqs.at(-1)];
  return first === undefined || last === undefined ? undefined : { first, last };
}

/** The last event in a part of a chain that carries its own device's signature: the chain can be relayed up to it. */
export function signedBefore(
  db: Db,
  { device, from, to }: Range,
): { readonly seq: number; readonly head: EventHash; readonly signature: string } | undefined {
  const sql = `SELECT seq, hash, signature FROM events WHERE device = ? AND seq BETWEEN ? AND ? AND signature IS NOT NULL
    ORDER BY seq DESC LIMIT 1`;
  const row = prepared(db, sql).get(device, from, to);
  if (!row) return undefined;
  const head = eventHashSchema.parse(hexOf(row, 'hash'));
  return { seq: numberOf(row, 'seq'), head, signature: hexOf(row, 'signature') };
}

export type PlacedEvent = { readonly stored: StoredEvent; readonly place: Place };

/** Stored form of a device's events from one number to another, in order, with what everybody can read of each. */
export function placedEventsOfDevice(db: Db, range: Range): PlacedEvent[] {
  const sql = `SELECT hash, body, salt, payload, signature, stream, type FROM events
    WHERE device = ? AND seq BETWEEN ? AND ? ORDER BY seq`;
  return prepared(db, sql)
    .all(range.device, range.from, range.to)
    .map((row) => ({ stored: storedOf(row), place: placeOf(row) }));
}

/** Payloads that are here, by where they stand; for taking away what is not for the member any more. */
export type HeldPayload = {
  readonly hash: StoredEvent['hash'];
  readonly device: DeviceId;
  readonly seq: number;
  readonly place: Place;
};

/** Every payload outside stream `team`, or only those for the named holders: these are found without reading all. */
export function heldPayloads(db: Db, of: 'all' | 'restricted'): HeldPayload[] {
  const where = of === 'all' ? `stream <> 'team'` : `type = 'restricted'`;
  const sql = `SELECT hash, device, seq, stream, type FROM events WHERE payload IS NOT NULL AND ${where}`;
  return prepared(db, sql)
    .all()
    .map((row) => ({
      hash: eventHashSchema.parse(hexOf(row, 'hash')),
      device: textOf(row, 'device') as DeviceId,
      seq: numberOf(row, 'seq'),
      place: placeOf(row),
    }));
}

/** Streams in which something was left out, with the types it stands under. */
export function leftOutStreams(db: Db): { readonly stream: StreamId; readonly types: readonly string[] }[] {
  const byStream = new Map<StreamId, string[]>();
  for (const { place } of leftOutPlaces(db)) {
    const types = byStream.get(place.stream);
    if (types) types.push(place.type);
    else byStream.set(place.stream, [place.type]);
  }
  return [...byStream].map(([stream, types]) => ({ stream, types }));
}

/** The payload was purged meanwhile: it is not awaited any more. */
export function settleLeftOut(db: Db, hash: string): void {
  const sql = 'UPDATE events SET left_out = 0 WHERE hash = ? AND left_out = 1';
  prepared(db, sql).run(Buffer.from(hash, 'hex'));
}
