// Owns: which issued documents the entries name, and which of them colleagues' computers have been given.
// Must not: hold bytes (db/blobs.ts does) or draw a conclusion from a document that is not here.
import { deviceIdSchema, eventHashSchema, type DeviceId, type EventHash } from '../../domain/ids.ts';
import type { Micros } from '../../domain/ports.ts';
import { textOf } from '../columns.ts';
import { prepared, type Db } from '../connection.ts';

/** `device`: the computer that issued it, and so has kept it. */
export type NamedDocument = { readonly sha256: EventHash; readonly device: DeviceId };

/** Entries by which bytes lie in blobs.db; of an issued document of a person with protected identity too. */
const naming = `payload IS NOT NULL AND json_extract(payload, '$.kind') IN ('document.issued', 'attachment.added')`;

/** In the order they came in. A purged entry names nothing any more. */
export function namedDocuments(db: Db): NamedDocument[] {
  const rows = prepared(
    db,
    `SELECT device, json_extract(payload, '$.sha256') AS sha256 FROM events
     WHERE type = 'document' AND ${naming} ORDER BY n`,
  ).all();
  return rows.map((row) => ({
    sha256: eventHashSchema.parse(textOf(row, 'sha256')),
    device: deviceIdSchema.parse(textOf(row, 'device')),
  }));
}

/** SHA-256 in hex of everything that any entry here names. */
export function namedDigests(db: Db): string[] {
  const sql = `SELECT DISTINCT json_extract(payload, '$.sha256') AS sha256 FROM events WHERE type IN ('document', 'restricted') AND ${naming}`;
  return prepared(db, sql)
    .all()
    .map((row) => textOf(row, 'sha256'));
}

export function givenDocuments(db: Db, recipient: DeviceId): ReadonlySet<EventHash> {
  const sql = 'SELECT lower(hex(sha256)) AS sha256 FROM document_given WHERE recipient = ?';
  return new Set(
    prepared(db, sql)
      .all(recipient)
      .map((row) => eventHashSchema.parse(textOf(row, 'sha256'))),
  );
}

/** One transaction. Given twice is given once. */
export function noteGivenDocuments(
  db: Db,
  { recipient, documents, at }: { recipient: DeviceId; documents: readonly EventHash[]; at: Micros },
): void {
  const insert = prepared(
    db,
    'INSERT OR IGNORE INTO document_given (recipient, sha256, given_at) VALUES (?, ?, ?)',
  );
  db.transaction(() => {
    for (const sha256 of documents) insert.run(recipient, Buffer.from(sha256, 'hex'), at);
  }).immediate();
}

/** A file with them was taken back: what is still named is given anew. */
export function forgetGivenDocuments(db: Db, recipient: DeviceId): void {
  prepared(db, 'DELETE FROM document_given WHERE recipient = ?').run(recipient);
}
