// Owns: making backups, the rehearsed restore that proves one, and remaking them after a purge.
// Must not: replace the store; restore.ts does. Runs on the jobs thread or in the runner, never on the main thread.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { BackupView, RehearsalReport } from '../../../ipc/keeping.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { contentsOf, makeBackup } from '../../../db/keeping/backup.ts';
import {
  isWhole,
  listBackups,
  removeBackups,
  storeIdOf,
  thinBackups,
  unpackBackup,
  type Backup,
} from '../../../db/keeping/backups.ts';
import { buildingFolder, clearBuilding, foldersSetAside } from '../../../db/keeping/folders.ts';
import { openConnection, sqliteCode } from '../../../db/connection.ts';
import { storePaths } from '../../../db/open.ts';
import { purgesSoFar, type ReachedFolders } from '../../../db/local/keeping.ts';
import { openCopy, type Surroundings } from '../lifecycle.ts';
import type { Session } from '../session.ts';
import { verifyStore } from '../verify.ts';
import { isAway, knownFolders } from './backup-folders.ts';
import type { JobContext } from '../../threads/protocol.ts';

/** Where backups go and how many stay; `program` is the version that writes. */
export type Keeping = {
  readonly folder: string;
  readonly keep: number;
  readonly program: string;
  readonly dataKey: Uint8Array;
  readonly nativeBinding?: string | undefined;
};

/** Older ones are thinned only once the new one has been read back whole. */
export function backUp(session: Session, keeping: Keeping, job: JobContext): Result<Backup, Problem> {
  job.progress('backup', 0, 1);
  const { folder, program, dataKey, nativeBinding, keep } = keeping;
  const { dir, db, blobs } = session.store;
  const facts = { madeAt: Math.round(session.now()), program };
  const made = makeBackup({ dir, db, blobs, dataKey, nativeBinding }, folder, facts);
  if (made.ok) thinBackups(folder, made.value.manifest.store, keep);
  job.progress('backup', 1, 1);
  return made;
}

export function viewOf({ name, manifest }: Backup): BackupView {
  const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  return {
    name,
    madeAt: manifest.madeAt,
    events: manifest.events,
    blobs: manifest.blobs,
    megabytes: Math.ceil(bytes / 1024 ** 2),
  };
}

/** The store's own backups in a folder, newest first. */
export function backupsOf(dir: string, folder: string): Backup[] {
  return listBackups(folder, storeIdOf(dir));
}

/**
 * A restore as it would be on a bad day, into a folder that is thrown away: the copy is opened by this program, brought to
 * its schema, and everything in it proved. `around.dir` is the real store and is not touched.
 */
export function rehearse(
  around: Surroundings,
  keeping: Pick<Keeping, 'folder' | 'dataKey'>,
  job: JobContext,
): Result<RehearsalReport, Problem> {
  const backup = backupsOf(around.dir, keeping.folder)[0];
  if (!backup) return err({ tag: 'noBackup' });
  const beside = `${around.dir}-rehearsal`;
  clearBuilding(beside);
  const dir = buildingFolder(beside);
  try {
    return proveCopy(backup, { ...around, dir }, { dataKey: keeping.dataKey, job });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

type Proving = { readonly dataKey: Uint8Array; readonly job: JobContext };

/** Unpacks the backup into `around.dir`, opens it and proves it. The copy is left there, closed. */
export function proveCopy(
  backup: Backup,
  around: Surroundings,
  { dataKey, job }: Proving,
): Result<RehearsalReport, Problem> {
  const { name, manifest } = backup;
  if (!isWhole(backup)) return err({ tag: 'backupDamaged', name });
  unpackBackup(backup, around.dir);
  const opened = openCopy(around, dataKey);
  if (!opened.ok) return opened;
  const session = opened.value;
  try {
    const found = contentsOf(session.store.db);
    const verified = verifyStore(session, job);
    if (!verified.ok) return verified;
    const same = found.events === manifest.events && found.heads === manifest.heads;
    return ok({
      ok: verified.value.ok && same,
      backup: name,
      madeAt: manifest.madeAt,
      events: verified.value.events,
      problems: verified.value.problems.length + (same ? 0 : 1),
    });
  } finally {
    session.store.close();
  }
}

/** `pending`: backups that hold what was purged and could not be reached; they go when the folder is there again. */
export type ThinnedOut = {
  readonly made: string;
  readonly removed: readonly string[];
  readonly aside: number;
} & ReachedFolders;

type Reaching = Pick<Keeping, 'folder' | 'dataKey' | 'nativeBinding'>;

/** True while a backup here, or another copy of the store, was made before the last purge. */
export function needsThinning(session: Session, reaching: Reaching): boolean {
  const purges = purgesSoFar(session.store.db);
  if (purges === 0) return false;
  const { dir } = session.store;
  return (
    knownFolders(session, reaching.folder).some((folder) => behindIn(dir, folder, purges).length > 0) ||
    copiesBehind(dir, purges, reaching).length > 0
  );
}

/**
 * After a purge: one new backup, then every older one that still holds what was purged goes, with the copies made before a
 * migration and the stores set aside, also in folders that were chosen before. What cannot be reached now is found again by
 * `needsThinning`, and said by `foldersAway`.
 */
export function thinOut(session: Session, keeping: Keeping, job: JobContext): Result<ThinnedOut, Problem> {
  const made = backUp(session, keeping, job);
  if (!made.ok) return made;
  const { dir } = session.store;
  const purges = purgesSoFar(session.store.db);
  const { removed, reached } = reachFolders(session, keeping.folder, purges);
  // What a killed rehearsal or restore was building is a copy too.
  clearBuilding(dir);
  clearBuilding(`${dir}-rehearsal`);
  const copies = copiesBehind(dir, purges, keeping);
  for (const path of copies)
    for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { recursive: true, force: true });
  return ok({ made: made.value.name, removed, aside: copies.length, reached, purges });
}

/** Backups that hold what was purged; none in a folder that is away. */
function behindIn(dir: string, folder: string, purges: number): Backup[] {
  return isAway(folder) ? [] : backupsOf(dir, folder).filter(({ manifest }) => manifest.purges < purges);
}

function reachFolders(
  session: Session,
  current: string,
  purges: number,
): Pick<ThinnedOut, 'removed' | 'reached'> {
  const { dir } = session.store;
  const removed: string[] = [];
  const reached: { path: string; isEmpty: boolean }[] = [];
  for (const path of knownFolders(session, current)) {
    const behind = behindIn(dir, path, purges);
    removed.push(...removeBackups(behind));
    const isEmpty = backupsOf(dir, path).length === 0;
    // An empty folder may be the place where a disk is not: only where backups were seen has been reached.
    if (behind.length > 0 || !isEmpty) reached.push({ path, isEmpty });
  }
  return { removed, reached };
}

/**
 * Whole copies of the store that are no backups, as before a migration or after a restore, and that do not show to have
 * taken part in every purge. One that nobody can open any more shows nothing.
 */
function copiesBehind(
  dir: string,
  purges: number,
  key: Pick<Keeping, 'dataKey' | 'nativeBinding'>,
): string[] {
  if (!existsSync(dir)) return [];
  const before = readdirSync(dir).filter((name) => /^before-schema-\d+\.db$/.test(name));
  const files = before.map((name) => ({ path: join(dir, name), db: join(dir, name) }));
  const folders = foldersSetAside(dir).map((path) => ({ path, db: storePaths(path).store }));
  return [...files, ...folders].filter(({ db }) => purgesIn(db, key) < purges).map(({ path }) => path);
}

function purgesIn(
  path: string,
  { dataKey, nativeBinding }: Pick<Keeping, 'dataKey' | 'nativeBinding'>,
): number {
  try {
    const db = openConnection(path, { dataKey, nativeBinding, readonly: true });
    try {
      return purgesSoFar(db);
    } finally {
      db.close();
    }
  } catch (error) {
    if (sqliteCode(error) === undefined) throw error;
    return 0;
  }
}
