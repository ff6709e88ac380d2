// Owns: events between rows, stored form and the form that folds. Must not: fold, nor check chains and hashes.
import { createHash, randomBytes } from 'node:crypto';
import type { BatchId, EventHash, StreamId } from '../../domain/ids.ts';
import { parseBody, writeBody, type EventBody, type StoredEvent } from '../../domain/ledger/event.ts';
import { type Payload } from '../../domain/ledger/payload.ts';
import { readPayload, type ReadPayload } from '../../domain/ledger/read-payload.ts';
import type { FoldEvent } from '../../domain/ledger/stream.ts';
import { hexOf, hexOrNull, numberOf, textOf, textOrNull } from '../columns.ts';
import { prepared, type Db, type Row } from '../connection.ts';

/** A stored event with its body and payload read. `leftOut`: its payload is not for this store's member. */
export type ReadEvent = {
  readonly stored: StoredEvent;
  readonly event: FoldEvent;
  readonly leftOut?: boolean;
};

const columns = 'hash, body, salt, payload, signature';
const insertion = `INSERT INTO events (hash, body, salt, payload, signature, device, seq, hlc, stream, type, batch, left_out)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Returns the event's place in append order. */
export function insertEvent(db: Db, { stored, event, leftOut = false }: ReadEvent): number {
  const done = prepared(db, insertion).run(
    bytes(stored.hash),
    stored.body,
    stored.salt === null ? null : bytes(stored.salt),
    stored.payload,
    stored.signature === null ? null : bytes(stored.signature),
    event.device,
    event.seq,
    event.hlc,
    event.stream,
    event.type,
    batchOf(event.read),
    Number(leftOut),
  );
  return Number(done.lastInsertRowid);
}

export function batchOf(read: ReadPayload): BatchId | null {
  if (read.status === 'newer') return read.batch ?? null;
  if (read.status !== 'known' || !('batch' in read.payload)) return null;
  return read.payload.batch ?? null;
}

export type BodyParts = Omit<EventBody, 'payloadHash'>;

const saltLength = 16;
let salts = Buffer.alloc(0);

/** Asked of the system for many at a time: once for each event, it took a twentieth of what many verdicts take. Each is used once. */
function newSalt(): Buffer {
  if (salts.length < saltLength) salts = randomBytes(256 * saltLength);
  const salt = salts.subarray(0, saltLength);
  salts = salts.subarray(saltLength);
  return salt;
}

/** Makes a new event: salts and hashes the payload, writes the body once. `sign` is given where the type must be signed. */
export function makeEvent(
  parts: BodyParts,
  payload: Payload,
  sign: ((hash: Uint8Array) => Uint8Array) | undefined,
): ReadEvent {
  const text = JSON.stringify(payload);
  const salt = newSalt();
  const body: EventBody = { ...parts, payloadHash: saltedHash(salt, text) };
  const written = writeBody(body);
  const digest = sha256(written);
  const hash = digest.toString('hex') as EventHash;
  const read = readPayload(text);
  // A payload of ours that does not fit its own schema is a bug; it must never reach the ledger.
  if (read.status !== 'known') throw new Error(`Payload ${payload.kind} does not fit its schema`);
  const signature = sign ? Buffer.from(sign(digest)).toString('hex') : null;
  return {
    stored: { hash, body: written, salt: salt.toString('hex'), payload: text, signature },
    event: { ...body, hash, read },
  };
}

export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

export function saltedHash(salt: Uint8Array, payload: string): EventHash {
  return createHash('sha256').update(salt).update(payload).digest('hex') as EventHash;
}

export function storedOf(row: Row): StoredEvent {
  return {
    hash: hexOf(row, 'hash') as EventHash,
    body: textOf(row, 'body'),
    salt: hexOrNull(row, 'salt'),
    payload: textOrNull(row, 'payload'),
    signature: hexOrNull(row, 'signature'),
  };
}

/** Reads what this store holds. An unreadable body here means a damaged or altered store; verify names it. */
export function readStored(stored: StoredEvent): FoldEvent {
  const body = parseBody(stored.body);
  if (!body.ok) throw new Error(`A stored event cannot be read: ${body.error.tag}`);
  return { ...body.value, hash: stored.hash, read: readPayload(stored.payload) };
}

/** `read` has been read in this transaction already: it is not read once more. */
export function eventsOfStream(db: Db, stream: StreamId, read?: FoldEvent): FoldEvent[] {
  const rows = prepared(db, `SELECT ${columns} FROM events WHERE stream = ? ORDER BY hlc, device, seq`).all(
    stream,
  );
  return rows.map((row) => {
    const stored = storedOf(row);
    return stored.hash === read?.hash ? read : readStored(stored);
  });
}

/** In append order. Below zero means no limit to SQLite. */
export function eventsOfBatch(db: Db, batch: BatchId, limit = -1): FoldEvent[] {
  const rows = prepared(db, `SELECT ${columns} FROM events WHERE batch = ? ORDER BY n LIMIT ?`).all(
    batch,
    limit,
  );
  return rows.map((row) => readStored(storedOf(row)));
}

export function eventByHash(db: Db, hash: EventHash): FoldEvent | undefined {
  const row = prepared(db, `SELECT ${columns} FROM events WHERE hash = ?`).get(bytes(hash));
  return row ? readStored(storedOf(row)) : undefined;
}

export function hasEvent(db: Db, hash: EventHash): boolean {
  return prepared(db, 'SELECT 1 FROM events WHERE hash = ?').get(bytes(hash)) !== undefined;
}

/** The hash that a device has at a number, or undefined. */
export function hashAt(db: Db, device: string, seq: number): EventHash | undefined {
  const row = prepared(db, 'SELECT hash FROM events WHERE device = ? AND seq = ?').get(device, seq);
  return row ? (hexOf(row, 'hash') as EventHash) : undefined;
}

/** Stored form of a device's events from one number to another, in order: what a bundle carries. */
export function storedEventsOfDevice(
  db: Db,
  range: { readonly device: string; readonly from: number; readonly to: number },
): StoredEvent[] {
  const sql = `SELECT ${columns} FROM events WHERE device = ? AND seq BETWEEN ? AND ? ORDER BY seq`;
  return prepared(db, sql).all(range.device, range.from, range.to).map(storedOf);
}

/** Stored form of every event of a stream in append order. */
export function storedEventsOfStream(db: Db, stream: StreamId): StoredEvent[] {
  return prepared(db, `SELECT ${columns} FROM events WHERE stream = ? ORDER BY n`).all(stream).map(storedOf);
}

export function storedEventByHash(db: Db, hash: EventHash): StoredEvent | undefined {
  const row = prepared(db, `SELECT ${columns} FROM events WHERE hash = ?`).get(bytes(hash));
  return row ? storedOf(row) : undefined;
}

export function countEvents(db: Db): number {
  const row = prepared(db, 'SELECT count(*) AS total FROM events').get();
  return row ? numberOf(row, 'total') : 0;
}

function bytes(hex: string): Buffer {
  return Buffer.from(hex, 'hex');
}
