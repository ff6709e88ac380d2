// Owns: files set aside because a device's chain stands in two forms. Must not: open one, or take it in.
import type { Micros } from '../../domain/ports.ts';
import { bytesOf, numberOf, textOf } from '../columns.ts';
import { prepared, type Db, type Row } from '../connection.ts';

export type QuarantinedBundle = {
  readonly sha256: string;
  readonly receivedAt: Micros;
  readonly senderDevice: string;
  readonly forkedDevice: string;
  /** The first number at which the two forms differ, as far as the file shows it. */
  readonly seq: number;
  readonly bytes: Uint8Array;
};

/** The same file is kept once. */
export function setAside(db: Db, bundle: QuarantinedBundle): void {
  prepared(
    db,
    `INSERT INTO bundle_quarantine (sha256, received_at, sender_device, forked_device, seq, bytes)
     VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  ).run(bundle.sha256, bundle.receivedAt, bundle.senderDevice, bundle.forkedDevice, bundle.seq, bundle.bytes);
}

/** Without the bytes: oldest first. */
export function quarantinedBundles(db: Db): Omit<QuarantinedBundle, 'bytes'>[] {
  return prepared(
    db,
    `SELECT sha256, received_at, sender_device, forked_device, seq FROM bundle_quarantine
     ORDER BY received_at, sha256`,
  )
    .all()
    .map(decode);
}

function decode(row: Row): Omit<QuarantinedBundle, 'bytes'> {
  return {
    sha256: textOf(row, 'sha256'),
    receivedAt: numberOf(row, 'received_at'),
    senderDevice: textOf(row, 'sender_device'),
    forkedDevice: textOf(row, 'forked_device'),
    seq: numberOf(row, 'seq'),
  };
}

/** The file itself, for who must know what it carries. */
export function quarantinedBytes(db: Db, sha256: string): Uint8Array | undefined {
  const row = prepared(db, 'SELECT bytes FROM bundle_quarantine WHERE sha256 = ?').get(sha256);
  return row ? bytesOf(row, 'bytes') : undefined;
}

/** Only when it carries what has been purged. */
export function dropQuarantined(db: Db, sha256: string): void {
  prepared(db, 'DELETE FROM bundle_quarantine WHERE sha256 = ?').run(sha256);
}
