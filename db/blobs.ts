// Owns: attachments and issued documents as content-addressed bytes in blobs.db. Must not: know what they mean.
import { createHash } from 'node:crypto';
import { err, ok, type Result } from '../domain/result.ts';
import { greatestDocument } from '../domain/sync/documents.ts';
import { bytesOf, textOf } from './columns.ts';
import { namedDigests } from './local/documents.ts';
import { createConnection, isDamage, prepared, type ConnectionOptions, type Db } from './connection.ts';

const schema = `
CREATE TABLE blob (
  sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32),
  size INTEGER NOT NULL,
  bytes BLOB NOT NULL CHECK (length(bytes) = size)
) STRICT;
PRAGMA user_version = 1;`;

export function createBlobFile(path: string, options: Omit<ConnectionOptions, 'readonly'>): void {
  const blobs = createConnection(path, options);
  blobs.exec(schema);
  blobs.close();
}

export function checkBlobFile(blobs: Db): boolean {
  try {
    return blobs.prepare('SELECT count(*) FROM sqlite_schema WHERE name = ?').pluck().get('blob') === 1;
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  }
}

/** Keeps the bytes and returns their SHA-256 in hex; the same bytes are kept once. At most 20 MB. */
export function putBlob(
  store: { readonly blobs: Db },
  bytes: Uint8Array,
): Result<string, { readonly tag: 'blobTooLarge'; readonly size: number; readonly most: number }> {
  if (bytes.length > greatestDocument)
    return err({ tag: 'blobTooLarge', size: bytes.length, most: greatestDocument });
  const digest = createHash('sha256').update(bytes).digest();
  prepared(store.blobs, 'INSERT INTO blob (sha256, size, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(
    digest,
    bytes.length,
    bytes,
  );
  return ok(digest.toString('hex'));
}

/** Many blobs in one transaction: one sync to disk instead of one each. All or none; throws nothing but bugs. */
export function putBlobs(
  store: { readonly blobs: Db },
  many: readonly Uint8Array[],
): ReturnType<typeof putBlob>[] {
  return store.blobs.transaction(() => many.map((bytes) => putBlob(store, bytes))).immediate();
}

/** The bytes, or undefined when they are not here (a colleague may have them). */
export function getBlob(store: { readonly blobs: Db }, sha256: string): Uint8Array | undefined {
  const row = prepared(store.blobs, 'SELECT bytes FROM blob WHERE sha256 = ?').get(
    Buffer.from(sha256, 'hex'),
  );
  return row ? bytesOf(row, 'bytes') : undefined;
}

/** Bytes that no entry names: those of an act that was refused, or of a purge that was cut off in between. */
export function dropUnnamed({ db, blobs }: { readonly db: Db; readonly blobs: Db }): number {
  const named = new Set(namedDigests(db));
  const kept = prepared(blobs, 'SELECT lower(hex(sha256)) AS sha256 FROM blob').all();
  const loose = kept.map((row) => textOf(row, 'sha256')).filter((digest) => !named.has(digest));
  dropBlobs(blobs, loose);
  return loose.length;
}

export function dropBlobs(blobs: Db, digests: readonly string[]): void {
  const drop = prepared(blobs, 'DELETE FROM blob WHERE sha256 = ?');
  blobs
    .transaction(() => {
      for (const digest of digests) drop.run(Buffer.from(digest, 'hex'));
    })
    .immediate();
}

export function hasBlob(store: { readonly blobs: Db }, sha256: string): boolean {
  return (
    prepared(store.blobs, 'SELECT 1 FROM blob WHERE sha256 = ?').get(Buffer.from(sha256, 'hex')) !== undefined
  );
}
