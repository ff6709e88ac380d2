// Owns: what this computer knows of the shared folder: own files that lie there, files to us that were left, what was told.
// Must not: look into the folder, or draw a conclusion from a file that is not there.
import { deviceIdSchema, type DeviceId } from '../../domain/ids.ts';
import type { Micros } from '../../domain/ports.ts';
import { numberOf, textOf } from '../columns.ts';
import { prepared, type Db } from '../connection.ts';

export type PutFile = {
  readonly name: string;
  readonly recipient: DeviceId;
  readonly at: Micros;
  readonly events: number;
};

export function notePutFile(db: Db, file: PutFile): void {
  prepared(
    db,
    `INSERT INTO mailbox_put (name, recipient, put_at, events) VALUES (?, ?, ?, ?) ON CONFLICT (name)
     DO UPDATE SET put_at = excluded.put_at, events = excluded.events`,
  ).run(file.name, file.recipient, file.at, file.events);
}

/** Oldest first. */
export function putFiles(db: Db): PutFile[] {
  return prepared(db, 'SELECT name, recipient, put_at, events FROM mailbox_put ORDER BY put_at, name')
    .all()
    .map((row) => ({
      name: textOf(row, 'name'),
      recipient: deviceIdSchema.parse(textOf(row, 'recipient')),
      at: numberOf(row, 'put_at'),
      events: numberOf(row, 'events'),
    }));
}

export function forgetPutFile(db: Db, name: string): void {
  prepared(db, 'DELETE FROM mailbox_put WHERE name = ?').run(name);
}

/** `state` is what the store had come to when it looked: the file may be worth another look once that is another. */
export type LeftFile = {
  readonly name: string;
  readonly size: number;
  readonly modified: number;
  readonly lookedAt: Micros;
  readonly senderDevice: string;
  readonly state: string;
  /** Plain JSON of the tagged error, or of what holds the file. */
  readonly reason: unknown;
};

export function noteLeftFile(db: Db, file: LeftFile): void {
  prepared(
    db,
    `INSERT OR REPLACE INTO mailbox_left (name, size, modified, looked_at, sender_device, state, reason)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    file.name,
    file.size,
    file.modified,
    file.lookedAt,
    file.senderDevice,
    file.state,
    JSON.stringify(file.reason),
  );
}

export function leftFiles(db: Db): LeftFile[] {
  return prepared(db, 'SELECT * FROM mailbox_left ORDER BY name')
    .all()
    .map((row) => ({
      name: textOf(row, 'name'),
      size: numberOf(row, 'size'),
      modified: numberOf(row, 'modified'),
      lookedAt: numberOf(row, 'looked_at'),
      senderDevice: textOf(row, 'sender_device'),
      state: textOf(row, 'state'),
      reason: JSON.parse(textOf(row, 'reason')) as unknown,
    }));
}

export function forgetLeftFile(db: Db, name: string): void {
  prepared(db, 'DELETE FROM mailbox_left WHERE name = ?').run(name);
}

/** How far of the recipient's own chains our last file to it said that we have come. */
export function toldTo(db: Db, recipient: DeviceId): ReadonlyMap<string, number> {
  const rows = prepared(db, 'SELECT device, seq FROM recipient_told WHERE recipient = ?').all(recipient);
  return new Map(rows.map((row) => [textOf(row, 'device'), numberOf(row, 'seq')]));
}

export function noteTold(
  db: Db,
  recipient: DeviceId,
  have: readonly { readonly device: DeviceId; readonly seq: number }[],
): void {
  const tell = prepared(
    db,
    `INSERT INTO recipient_told (recipient, device, seq) VALUES (?, ?, ?) ON CONFLICT (recipient, device)
     DO UPDATE SET seq = max(seq, excluded.seq)`,
  );
  db.transaction(() => {
    for (const { device, seq } of have) tell.run(recipient, device, seq);
  })();
}
