// Owns: the chains of devices as an exchange needs them: signed heads, ranges of events, hashes at places.
// Must not: verify or judge; domain/sync does.
import { deviceIdSchema, eventHashSchema, type DeviceId, type EventHash } from '../../domain/ids.ts';
import type { StoredEvent } from '../../domain/ledger/event.ts';
import type { DeviceHead, SignedHead } from '../../domain/sync/header.ts';
import { bytesOf, numberOf, textOf } from '../columns.ts';
import { prepared, type Db, type Row } from '../connection.ts';

function hexOf(row: Row, column: string): string {
  return Buffer.from(bytesOf(row, column)).toString('hex');
}

/** How far each device's chain stands here without holes. */
export function chainHeads(db: Db): DeviceHead[] {
  const sql = `SELECT h.device, h.contiguous AS seq, e.hash FROM device_head h
    JOIN events e ON e.device = h.device AND e.seq = h.contiguous ORDER BY h.device`;
  return prepared(db, sql)
    .all()
    .map((row) => ({
      device: deviceIdSchema.parse(textOf(row, 'device')),
      seq: numberOf(row, 'seq'),
      head: eventHashSchema.parse(hexOf(row, 'hash')),
    }));
}

/** The furthest place of each device's chain that the device itself has signed: only so far may it be relayed. */
export function signedHeads(db: Db): SignedHead[] {
  const sql = `SELECT h.device, e.seq, e.hash, e.signature FROM device_head h JOIN events e ON e.device = h.device
    AND e.seq = (SELECT max(seq) FROM events s WHERE s.device = h.device AND s.seq <= h.contiguous AND s.signature IS NOT NULL)`;
  return prepared(db, sql)
    .all()
    .map((row) => ({
      device: deviceIdSchema.parse(textOf(row, 'device')),
      seq: numberOf(row, 'seq'),
      head: eventHashSchema.parse(hexOf(row, 'hash')),
      signature: hexOf(row, 'signature'),
    }));
}

/** Events after `base` up to and with `seq` of one device, in order, verbatim. */
export function eventsOfChain(db: Db, chain: { readonly device: DeviceId; readonly base: number; readonly seq: number }): StoredEvent[] {
  const sql = 'SELECT hash, body, salt, payload, signature FROM events WHERE device = ? AND seq > ? AND seq <= ? ORDER BY seq';
  return prepared(db, sql).all(chain.device, chain.base, chain.seq).map(storedEvent);
}

/** Every stored event of one stream, verbatim. */
export function storedEventsOf(db: Db, stream: string): StoredEvent[] {
  const sql = 'SELECT hash, body, salt, payload, signature FROM events WHERE stream = ? ORDER BY hlc, device, seq';
  return prepared(db, sql).all(stream).map(storedEvent);
}

export function hashAtPlace(db: Db, device: DeviceId, seq: number): EventHash | undefined {
  const row = prepared(db, 'SELECT hash FROM events WHERE device = ? AND seq = ?').get(device, seq);
  return row ? eventHashSchema.parse(hexOf(row, 'hash')) : undefined;
}

export function isStored(db: Db, hash: EventHash): boolean {
  return prepared(db, 'SELECT 1 AS found FROM events WHERE hash = ?').get(Buffer.from(hash, 'hex')) !== undefined;
}

function storedEvent(row: Row): StoredEvent {
  return {
    hash: eventHashSchema.parse(hexOf(row, 'hash')),
    body: textOf(row, 'body'),
    salt: row['salt'] === null ? null : hexOf(row, 'salt'),
    payload: row['payload'] === null ? null : textOf(row, 'payload'),
    signature: row['signature'] === null ? null : hexOf(row, 'signature'),
  };
}
