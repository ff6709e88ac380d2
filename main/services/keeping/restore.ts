// Owns: putting a backup in the store's place, proved first, the replaced store set aside.
// Must not: delete a store, nor put anything in place that has not been opened and proved.
import { existsSync, rmSync } from 'node:fs';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { RehearsalReport } from '../../../ipc/keeping.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { stampOf, type Backup } from '../../../db/keeping/backups.ts';
import { buildingFolder, changeFolders, clearBuilding, type Purpose } from '../../../db/keeping/folders.ts';
import { noteKeeping, type KeptEntry } from '../../../db/local/keeping.ts';
import { takeLock } from '../../../db/lock.ts';
import { openStore, storePaths, writeKeyslots } from '../../../db/open.ts';
import type { JobContext } from '../../threads/protocol.ts';
import type { Surroundings } from '../lifecycle.ts';
import { proveCopy } from './backups.ts';

export type Restoring = {
  readonly dataKey: Uint8Array;
  /** The key slots that stand; null takes those of the backup, as on a new computer. */
  readonly keyslots: string | null;
};

/** The store must be closed. Everything that was in it stands beside it afterwards, in a folder of its own. */
export function restoreBackup(
  around: Surroundings,
  backup: Backup,
  { dataKey, keyslots, job }: Restoring & { readonly job: JobContext },
): Result<RehearsalReport, Problem> {
  clearBuilding(around.dir);
  const dir = buildingFolder(around.dir);
  try {
    const proved = proveCopy(backup, { ...around, dir }, { dataKey, job });
    if (!proved.ok) return proved;
    if (!proved.value.ok) return err({ tag: 'backupDamaged', name: backup.name });
    if (keyslots !== null) writeKeyslots(dir, keyslots);
    const { events } = proved.value;
    const entry: KeptEntry = {
      at: Math.round(around.now()),
      kind: 'restore',
      problem: null,
      backup: backup.name,
      events,
    };
    const put = putInPlace(around, { built: dir, dataKey, purpose: 'restore', entry });
    return put.ok ? proved : put;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

export type Putting = {
  readonly built: string;
  readonly dataKey: Uint8Array;
  readonly purpose: Purpose;
  readonly entry: KeptEntry;
};

/** Notes it in the new store, makes sure that nobody writes in the old one, and changes the folders. */
export function putInPlace(
  { dir, nativeBinding, now }: Pick<Surroundings, 'dir' | 'nativeBinding' | 'now'>,
  { built, dataKey, purpose, entry }: Putting,
): Result<null, Problem> {
  const opened = openStore({ dir: built, dataKey, mode: 'writer', nativeBinding });
  if (!opened.ok) return opened;
  noteKeeping(opened.value.db, entry);
  opened.value.close();
  const { lock } = storePaths(dir);
  if (existsSync(dir)) {
    const held = takeLock(lock, nativeBinding);
    if (!held.ok) return held;
    // An open file keeps Windows from moving its folder.
    held.value.release();
  }
  changeFolders(dir, built, { purpose, stamp: stampOf(now()) });
  return ok(null);
}
