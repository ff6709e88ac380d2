// Owns: every folder where backups of this store are known to lie, a former one too, and which a purge cannot reach now (PU-13).
// Must not: remove anything, or take a folder that is away for one that is empty.
import { accessSync, constants } from 'node:fs';
import { resolve } from 'node:path';
import { backupFolders, purgesSoFar } from '../../../db/local/keeping.ts';
import type { Session } from '../session.ts';
import { ownBackupFolder } from './any-slots.ts';

/** The one in use first. */
export function knownFolders({ store: { db } }: Session, current: string): string[] {
  return [...new Set([resolve(current), ...backupFolders(db).map(({ path }) => path)])];
}

/** A disk that is not there, or a folder that nothing can be removed from. */
export function isAway(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return false;
  } catch {
    return true;
  }
}

/**
 * Folders that were last seen before the latest purge and are away: backups there may hold what was purged. The program's own
 * folder lies beside the store, so where it is not, there is nothing.
 */
export function foldersAway({ store: { db, dir } }: Session): string[] {
  const purges = purgesSoFar(db);
  const own = resolve(ownBackupFolder(dir));
  return backupFolders(db)
    .filter((one) => one.purges < purges && one.path !== own && isAway(one.path))
    .map(({ path }) => path);
}
