// Owns: a backup as a folder: whole copies of both databases under the same key, the key slots, and a list of what it holds.
// Must not: hold anything unencrypted but dates, counts and checksums; never touch the store it copies.
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '../../domain/result.ts';
import { openConnection, isDamage, prepared, type Db } from '../connection.ts';
import { numberOf, textOf } from '../columns.ts';
import { purgesSoFar } from '../local/keeping.ts';
import { schemaOf } from '../migrate.ts';
import { storePaths } from '../open.ts';
import { backupName, fingerprint, manifestName, storeIdOf, type Backup, type Manifest } from './backups.ts';
import { buildingFolder, clearBuilding, syncFolder } from './folders.ts';

export type BackupError =
  /** The store itself could not be read whole; older backups stay. */
  | { readonly tag: 'damagedStore'; readonly file: 'store.db' | 'blobs.db' }
  | { readonly tag: 'diskFull'; readonly neededMegabytes: number }
  | { readonly tag: 'backupFolderUnreachable' }
  /** What was written does not read back as it should; it is gone and older backups stay. */
  | { readonly tag: 'backupNotGood' };

export type Copied = {
  readonly dir: string;
  readonly db: Db;
  readonly blobs: Db;
  readonly dataKey: Uint8Array;
  readonly nativeBinding?: string | undefined;
};

/**
 * VACUUM INTO of both databases on any connection (the backup API fails on encrypted files), read back and compared before
 * it gets its name: a folder with a backup's name is a backup that was good.
 */
export function makeBackup(
  from: Copied,
  into: string,
  facts: { readonly madeAt: number; readonly program: string },
): Result<Backup, BackupError> {
  const room = makeRoom(from, into);
  if (!room.ok) return room;
  const store = storeIdOf(from.dir);
  const name = backupName(store, facts.madeAt);
  const path = join(into, name);
  clearBuilding(join(into, 'sprangbradan'));
  const building = buildingFolder(join(into, 'sprangbradan'));
  try {
    const copied = copyInto(from, building);
    if (!copied.ok) return copied;
    const manifest = describe(building, { ...facts, store, from });
    writeFileSync(join(building, manifestName), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
    for (const file of readdirSync(building)) syncFolder(join(building, file));
    syncFolder(building);
    if (!readsWhole(from, building) || existsSync(path)) return err({ tag: 'backupNotGood' });
    renameSync(building, path);
    syncFolder(into);
    return ok({ name, path, manifest });
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
}

function makeRoom(from: Copied, into: string): Result<null, BackupError> {
  try {
    mkdirSync(into, { recursive: true, mode: 0o700 });
    const paths = storePaths(from.dir);
    const size = [paths.store, `${paths.store}-wal`, paths.blobs]
      .filter((path) => existsSync(path))
      .reduce((sum, path) => sum + statSync(path).size, 0);
    const { bavail, bsize } = statfsSync(into);
    const needed = size + 8 * 1024 ** 2;
    return bavail * bsize < needed
      ? err({ tag: 'diskFull', neededMegabytes: Math.ceil(needed / 1024 ** 2) })
      : ok(null);
  } catch {
    return err({ tag: 'backupFolderUnreachable' });
  }
}

/** The store before the blobs: every blob that an event of the copy names is then in the copy too. */
function copyInto(from: Copied, building: string): Result<null, BackupError> {
  const paths = storePaths(building);
  for (const [file, db, path] of [
    ['store.db', from.db, paths.store],
    ['blobs.db', from.blobs, paths.blobs],
  ] as const) {
    try {
      db.prepare('VACUUM INTO ?').run(path);
    } catch (error) {
      if (isDamage(error) && sqliteDamage(db)) return err({ tag: 'damagedStore', file });
      throw error;
    }
  }
  copyFileSync(storePaths(from.dir).keyslots, paths.keyslots);
  return ok(null);
}

/** A failed write of the copy also says IOERR: only a store that does not read is damaged. */
function sqliteDamage(db: Db): boolean {
  try {
    return db.pragma('quick_check(1)', { simple: true }) !== 'ok';
  } catch (error) {
    return isDamage(error);
  }
}

type Described = {
  readonly madeAt: number;
  readonly program: string;
  readonly store: string;
  readonly from: Copied;
};

function describe(building: string, { madeAt, program, store, from }: Described): Manifest {
  const { dataKey, nativeBinding } = from;
  const paths = storePaths(building);
  const options = { dataKey, readonly: true, nativeBinding };
  const db = openConnection(paths.store, options);
  const blobs = openConnection(paths.blobs, options);
  try {
    const contents = { ...contentsOf(db), blobs: countOf(blobs, 'blob') };
    const files = readdirSync(building)
      .filter((name) => /^(store\.db|blobs\.db|keyslots\.json)$/.test(name))
      .sort()
      .map((name) => ({ name, ...fingerprint(join(building, name)) }));
    return { v: 1, application: 'sprangbradan/backup', madeAt, store, program, ...contents, files };
  } finally {
    db.close();
    blobs.close();
  }
}

/** Counts and heads: equal in two stores that hold the same events. */
export function contentsOf(db: Db): Pick<Manifest, 'schema' | 'events' | 'heads' | 'purges'> {
  const heads = prepared(
    db,
    'SELECT device, last_seq, hex(last_hash) AS hash FROM device_head ORDER BY device',
  )
    .all()
    .map((row) => `${textOf(row, 'device')} ${numberOf(row, 'last_seq')} ${textOf(row, 'hash')}`);
  return {
    schema: schemaOf(db),
    events: countOf(db, 'events'),
    purges: purgesSoFar(db),
    heads: createHash('sha256').update(heads.join('\n')).digest('hex'),
  };
}

function countOf(db: Db, table: 'events' | 'blob'): number {
  return Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
}

/** Every page of the copy is read: one that does not decrypt shows here and not on the day it is needed. */
function readsWhole(from: Copied, building: string): boolean {
  const { dataKey, nativeBinding } = from;
  const paths = storePaths(building);
  return [paths.store, paths.blobs].every((path) => {
    const db = openConnection(path, { dataKey, readonly: true, nativeBinding });
    try {
      return db.pragma('integrity_check(1)', { simple: true }) === 'ok';
    } catch (error) {
      if (isDamage(error)) return false;
      throw error;
    } finally {
      db.close();
    }
  });
}
