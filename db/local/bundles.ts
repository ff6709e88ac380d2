// Owns: bundles read and kept waiting, and what each colleague's device has been given and has shown to have.
// Must not: open a bundle.
import { deviceIdSchema, type DeviceId } from '../../domain/ids.ts';
import type { Micros } from '../../domain/ports.ts';
import { bytesOf, numberOf, textOf } from '../columns.ts';
import { prepared, type Db, type Row } from '../connection.ts';

/** `reason` is plain JSON of the tagged error that keeps it waiting. */
export type WaitingBundle = {
  readonly sha256: string;
  readonly receivedAt: Micros;
  readonly senderDevice: string;
  readonly reason: unknown;
  readonly bytes: Uint8Array;
};

export function keepWaiting(db: Db, bundle: WaitingBundle): void {
  prepared(
    db,
    `INSERT INTO bundle_waiting (sha256, received_at, sender_device, reason, bytes) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (sha256) DO UPDATE SET reason = excluded.reason`,
  ).run(bundle.sha256, bundle.receivedAt, bundle.senderDevice, JSON.stringify(bundle.reason), bundle.bytes);
}

/** Without the bytes: oldest first. */
export function waitingBundles(db: Db): Omit<WaitingBundle, 'bytes'>[] {
  const rows = prepared(
    db,
    'SELECT sha256, received_at, sender_device, reason FROM bundle_waiting ORDER BY received_at, sha256',
  ).all();
  return rows.map(decodeWaiting);
}

export function waitingBundle(db: Db, sha256: string): WaitingBundle | undefined {
  const row = prepared(db, 'SELECT * FROM bundle_waiting WHERE sha256 = ?').get(sha256);
  return row ? { ...decodeWaiting(row), bytes: bytesOf(row, 'bytes') } : undefined;
}

export function dropWaiting(db: Db, sha256: string): void {
  prepared(db, 'DELETE FROM bundle_waiting WHERE sha256 = ?').run(sha256);
}

function decodeWaiting(row: Row): Omit<WaitingBundle, 'bytes'> {
  return {
    sha256: textOf(row, 'sha256'),
    receivedAt: numberOf(row, 'received_at'),
    senderDevice: textOf(row, 'sender_device'),
    reason: JSON.parse(textOf(row, 'reason')) as unknown,
  };
}

export type ImportLogEntry = {
  readonly sha256: string;
  readonly kind: string;
  readonly senderDevice: string;
  readonly at: Micros;
  readonly outcome: string;
  readonly added: number;
  readonly skipped: number;
  /** Plain JSON. */
  readonly details: unknown;
};

type StoredImport = ImportLogEntry & { readonly id: number };

export function logImport(db: Db, entry: ImportLogEntry): void {
  prepared(
    db,
    'INSERT INTO import_log (sha256, kind, sender_device, at, outcome, added, skipped, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  ).run(
    entry.sha256,
    entry.kind,
    entry.senderDevice,
    entry.at,
    entry.outcome,
    entry.added,
    entry.skipped,
    JSON.stringify(entry.details),
  );
}

/** That very file has been taken in before. */
export function isTakenIn(db: Db, sha256: string): boolean {
  const sql = `SELECT 1 FROM import_log WHERE sha256 = ? AND kind = 'bundle'`;
  return prepared(db, sql).get(sha256) !== undefined;
}

/** Newest first. */
export function importLog(db: Db, limit: number): StoredImport[] {
  const rows = prepared(db, 'SELECT * FROM import_log ORDER BY id DESC LIMIT ?').all(limit);
  return rows.map(decodeEntry);
}

export function importEntry(db: Db, id: number): StoredImport | undefined {
  const row = prepared(db, 'SELECT * FROM import_log WHERE id = ?').get(id);
  return row ? decodeEntry(row) : undefined;
}

function decodeEntry(row: Row): StoredImport {
  return {
    id: numberOf(row, 'id'),
    sha256: textOf(row, 'sha256'),
    kind: textOf(row, 'kind'),
    senderDevice: textOf(row, 'sender_device'),
    at: numberOf(row, 'at'),
    outcome: textOf(row, 'outcome'),
    added: numberOf(row, 'added'),
    skipped: numberOf(row, 'skipped'),
    details: JSON.parse(textOf(row, 'details')) as unknown,
  };
}

/** Per device of the group: the last number given to the recipient, and the last its own bundles have shown. */
export type RecipientMark = { readonly device: DeviceId; readonly given: number; readonly seen: number };

export function recipientMarks(db: Db, recipient: DeviceId): RecipientMark[] {
  const rows = prepared(
    db,
    'SELECT device, given, seen FROM recipient_mark WHERE recipient = ? ORDER BY device',
  ).all(recipient);
  return rows.map((row) => ({
    device: deviceIdSchema.parse(textOf(row, 'device')),
    given: numberOf(row, 'given'),
    seen: numberOf(row, 'seen'),
  }));
}

/** Per device the last number that any file taken in here has shown somebody to have. */
export function furthestShown(db: Db): { readonly device: DeviceId; readonly seen: number }[] {
  const sql = 'SELECT device, max(seen) AS seen FROM recipient_mark GROUP BY device ORDER BY device';
  return prepared(db, sql)
    .all()
    .map((row) => ({ device: deviceIdSchema.parse(textOf(row, 'device')), seen: numberOf(row, 'seen') }));
}

/** Marks only rise. */
export function raiseMarks(db: Db, recipient: DeviceId, marks: readonly RecipientMark[]): void {
  const raise = prepared(
    db,
    `INSERT INTO recipient_mark (recipient, device, given, seen) VALUES (?, ?, ?, ?) ON CONFLICT (recipient, device)
     DO UPDATE SET given = max(given, excluded.given), seen = max(seen, excluded.seen)`,
  );
  db.transaction(() => {
    for (const { device, given, seen } of marks) raise.run(recipient, device, given, seen);
  })();
}

/** A file that was withdrawn before it was picked up has given nothing: the next begins where the colleague has shown to be. */
export function withdrawMarks(db: Db, recipient: DeviceId): void {
  prepared(db, 'UPDATE recipient_mark SET given = seen WHERE recipient = ? AND given > seen').run(recipient);
}

export type DeviceMark = {
  readonly device: DeviceId;
  readonly lastSeq: number;
  readonly lastHash: string;
  readonly contiguous: number;
};

/** How far each device's chain reaches here: what a bundle's header says and what a gap is measured against. */
export function deviceMarks(db: Db): DeviceMark[] {
  const rows = prepared(
    db,
    'SELECT device, last_seq, last_hash, contiguous FROM device_head ORDER BY device',
  ).all();
  return rows.map((row) => ({
    device: deviceIdSchema.parse(textOf(row, 'device')),
    lastSeq: numberOf(row, 'last_seq'),
    lastHash: Buffer.from(bytesOf(row, 'last_hash')).toString('hex'),
    contiguous: numberOf(row, 'contiguous'),
  }));
}
