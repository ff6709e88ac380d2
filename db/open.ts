// Owns: a store as a directory (store.db, blobs.db, keyslots.json, lock.db): making, opening, one at a time.
// Must not: touch anything on disk when it refuses, nor ever fall back to an unencrypted file.
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { err, ok, type Result } from '../domain/result.ts';
import { createBlobFile, checkBlobFile } from './blobs.ts';
import { createConnection, isDamage, openConnection, type Db } from './connection.ts';
import { takeLock, type StoreLock } from './lock.ts';
import { latestSchema, migrate, schemaOf } from './migrate.ts';

export type Mode = 'writer' | 'reader';

/** An open store. One writer at a time holds lock.db; readers have connections of their own that cannot write. */
export type Store<M extends Mode = Mode> = {
  readonly dir: string;
  readonly mode: M;
  readonly db: Db;
  readonly blobs: Db;
  readonly close: () => void;
};

export type OpenOptions<M extends Mode = Mode> = {
  readonly dir: string;
  /** 32 bytes, from keyslots.json. */
  readonly dataKey: Uint8Array;
  readonly mode: M;
  readonly nativeBinding?: string | undefined;
};

export type OpenError =
  /** No directory, or none with a store in it. */
  | { readonly tag: 'noStore' }
  /** A file is there but it is not one of ours: another program's database, or too short. */
  | { readonly tag: 'notAStore' }
  /** Neither file opens with this key: another store's files or key. */
  | { readonly tag: 'wrongKey' }
  | { readonly tag: 'damagedStore'; readonly file: 'store.db' | 'blobs.db' }
  | { readonly tag: 'newerSchema'; readonly found: number; readonly known: number }
  /** A reader met a store that the writer has not migrated yet. */
  | { readonly tag: 'olderSchema'; readonly found: number; readonly known: number }
  | { readonly tag: 'storeAlreadyOpen' };

export type CreateError = { readonly tag: 'storeExists' } | OpenError;

/** Marks the file as ours (SQLite's application_id): "SPRB". */
export const applicationId = 0x53_50_52_42;

export function storePaths(dir: string): { store: string; blobs: string; keyslots: string; lock: string } {
  return {
    store: join(dir, 'store.db'),
    blobs: join(dir, 'blobs.db'),
    keyslots: join(dir, 'keyslots.json'),
    lock: join(dir, 'lock.db'),
  };
}

/**
 * Opens a store. A writer takes the lock, migrates an older schema (with a backup first) and holds the lock until `close`;
 * the operating system lets it go at a crash.
 */
export function openStore<M extends Mode>(options: OpenOptions<M>): Result<Store<M>, OpenError> {
  const paths = storePaths(options.dir);
  if (!existsSync(paths.store)) return err({ tag: 'noStore' });
  const before = new Set(readdirSync(options.dir));
  const lock = options.mode === 'writer' ? takeLock(paths.lock, options.nativeBinding) : ok(undefined);
  if (!lock.ok) return lock;
  const opened = guarded(lock.value, () => openFiles(options));
  if (opened.ok) return ok(storeOf(options, { ...opened.value, lock: lock.value }));
  lock.value?.release();
  removeTraces(options.dir, before);
  return opened;
}

/** A read-only look at a WAL file leaves an empty log and its index behind; a refused store is left as it was found. */
function removeTraces(dir: string, before: ReadonlySet<string>): void {
  for (const name of readdirSync(dir)) {
    const log = join(dir, name.replace(/-shm$/, '-wal'));
    const trace =
      /-(?:wal|shm)$/.test(name) && !before.has(name) && (!existsSync(log) || statSync(log).size === 0);
    if (trace || (name === 'lock.db' && !before.has(name))) rmSync(join(dir, name), { force: true });
  }
}

/** Makes the directory with a new store and opens it for writing. Nothing half-made is ever left under `dir`. */
export function createStore(options: {
  readonly dir: string;
  readonly dataKey: Uint8Array;
  readonly keyslots: string;
  readonly nativeBinding?: string | undefined;
}): Result<Store<'writer'>, CreateError> {
  const { dir } = options;
  if (existsSync(dir) && readdirSync(dir).length > 0) return err({ tag: 'storeExists' });
  const parent = dirname(dir);
  mkdirSync(parent, { recursive: true });
  const making = join(parent, `.${basename(dir)}.${randomBytes(6).toString('hex')}.new`);
  mkdirSync(making, { mode: 0o700 });
  try {
    const paths = storePaths(making);
    const db = createConnection(paths.store, options);
    db.pragma(`application_id=${applicationId}`);
    migrate(db, null);
    db.close();
    createBlobFile(paths.blobs, options);
    writeKeyslots(making, options.keyslots);
    if (existsSync(dir)) rmdirSync(dir);
    renameSync(making, dir);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    throw error;
  }
  return openStore({ ...options, mode: 'writer' });
}

/** The text of keyslots.json, for main/crypto/keyslots.ts. */
export function readKeyslots(dir: string): Result<string, { readonly tag: 'noStore' }> {
  const { keyslots } = storePaths(dir);
  return existsSync(keyslots) ? ok(readFileSync(keyslots, 'utf8')) : err({ tag: 'noStore' });
}

/** Replaces keyslots.json in one step: a power cut leaves the old file or the new one. */
export function writeKeyslots(dir: string, text: string): void {
  const { keyslots } = storePaths(dir);
  const temporary = `${keyslots}.new`;
  const file = openSync(temporary, 'w', 0o600);
  writeSync(file, text);
  fsyncSync(file);
  closeSync(file);
  renameSync(temporary, keyslots);
}

function storeOf<M extends Mode>(
  options: OpenOptions<M>,
  parts: { readonly db: Db; readonly blobs: Db; readonly lock: StoreLock | undefined },
): Store<M> {
  const close = () => {
    parts.db.close();
    parts.blobs.close();
    parts.lock?.release();
  };
  return { dir: options.dir, mode: options.mode, db: parts.db, blobs: parts.blobs, close };
}

function guarded<T>(lock: StoreLock | undefined, open: () => T): T {
  try {
    return open();
  } catch (error) {
    lock?.release();
    throw error;
  }
}

type Files = { readonly db: Db; readonly blobs: Db };

function openFiles(options: OpenOptions): Result<Files, OpenError> {
  const paths = storePaths(options.dir);
  if (readHeader(paths.store) !== 'unknown') return err({ tag: 'notAStore' });
  const refused = lookInto(options);
  if (refused) return err(refused);
  const { dataKey, nativeBinding, mode } = options;
  const connection = { dataKey, readonly: mode === 'reader', nativeBinding };
  const db = openConnection(paths.store, connection);
  if (mode === 'writer') migrate(db, options.dir);
  return ok({ db, blobs: openConnection(paths.blobs, connection) });
}

/** Read-only, so that a refusal changes nothing: a writable connection would fold a crashed log into the file. */
function lookInto(options: OpenOptions): OpenError | undefined {
  const paths = storePaths(options.dir);
  const blobs = openToLook(paths.blobs, options);
  const db = openToLook(paths.store, options);
  try {
    if (!db) return blobs ? { tag: 'damagedStore', file: 'store.db' } : { tag: 'wrongKey' };
    const refused = checkContents(db, options.mode);
    if (refused) return refused;
    return blobs && checkBlobFile(blobs) ? undefined : { tag: 'damagedStore', file: 'blobs.db' };
  } finally {
    db?.close();
    blobs?.close();
  }
}

function openToLook(path: string, { dataKey, nativeBinding }: OpenOptions): Db | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return openConnection(path, { dataKey, readonly: true, nativeBinding });
  } catch (error) {
    if (isDamage(error)) return undefined;
    throw error;
  }
}

function checkContents(db: Db, mode: Mode): OpenError | undefined {
  try {
    if (db.pragma('application_id', { simple: true }) !== applicationId) return { tag: 'notAStore' };
    const found = schemaOf(db);
    if (found > latestSchema) return { tag: 'newerSchema', found, known: latestSchema };
    if (found < latestSchema)
      return mode === 'reader' ? { tag: 'olderSchema', found, known: latestSchema } : undefined;
    // The small tables: a damaged page among them shows before anything is written.
    db.prepare('SELECT count(*) FROM meta').get();
    db.prepare('SELECT count(*) FROM device_head').get();
    return undefined;
  } catch (error) {
    if (isDamage(error)) return { tag: 'damagedStore', file: 'store.db' };
    throw error;
  }
}

/** `plain` is another program's SQLite file, `short` cannot hold one page; an encrypted page looks like anything. */
function readHeader(path: string): 'plain' | 'short' | 'unknown' {
  if (statSync(path).size < 4096) return 'short';
  const head = Buffer.alloc(16);
  const file = openSync(path, 'r');
  readSync(file, head, 0, 16, 0);
  closeSync(file);
  return head.toString('latin1') === 'SQLite format 3\0' ? 'plain' : 'unknown';
}
