// Owns: changing what opens the store: the passphrase, the recovery code, and the data key itself (rekey).
// Must not: leave a moment in which nothing opens it, nor a copy under what was given up.
import { rmSync } from 'node:fs';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { openConnection } from '../../../db/connection.ts';
import { contentsOf } from '../../../db/keeping/backup.ts';
import { listBackups, replaceKeyslots, storeIdOf } from '../../../db/keeping/backups.ts';
import { buildingFolder, clearBuilding, foldersSetAside, syncFolder } from '../../../db/keeping/folders.ts';
import { openStore, readKeyslots, storePaths, writeKeyslots, type Store } from '../../../db/open.ts';
import {
  changePassphrase,
  changeRecoveryCode,
  openWithPassphrase,
  renewKeyslots,
} from '../../crypto/keyslots.ts';
import type { JobContext } from '../../threads/protocol.ts';
import type { Surroundings } from '../lifecycle.ts';
import { putInPlace } from './restore.ts';

type Opened = { readonly text: string; readonly dataKey: Uint8Array };

async function openedSlots(dir: string, passphrase: string): Promise<Result<Opened, Problem>> {
  const slots = readKeyslots(dir);
  if (!slots.ok) return slots;
  const key = await openWithPassphrase(slots.value, passphrase);
  return key.ok ? ok({ text: slots.value, dataKey: key.value }) : key;
}

/** The old passphrase opens neither the store nor its backups afterwards; the recovery code stays. */
export async function changeOwnPassphrase(
  dir: string,
  folder: string,
  { current, next }: { readonly current: string; readonly next: string },
): Promise<Result<{ readonly backups: number }, Problem>> {
  const slots = await openedSlots(dir, current);
  if (!slots.ok) return slots;
  const changed = await changePassphrase(slots.value.text, {
    dataKey: slots.value.dataKey,
    passphrase: next,
  });
  return changed.ok ? replaceEverywhere(dir, folder, changed.value) : changed;
}

/** A new sheet to print: the code of the old one opens nothing afterwards. */
export async function newRecoveryCode(
  dir: string,
  folder: string,
  passphrase: string,
): Promise<Result<{ readonly recoveryCode: string }, Problem>> {
  const slots = await openedSlots(dir, passphrase);
  if (!slots.ok) return slots;
  const changed = await changeRecoveryCode(slots.value.text, slots.value.dataKey);
  if (!changed.ok) return changed;
  replaceEverywhere(dir, folder, changed.value.text);
  return ok({ recoveryCode: changed.value.recoveryCode });
}

/** The store first: if the power goes in between, a backup still opens by the passphrase before. */
function replaceEverywhere(
  dir: string,
  folder: string,
  text: string,
): Result<{ readonly backups: number }, Problem> {
  writeKeyslots(dir, text);
  const backups = listBackups(folder, storeIdOf(dir));
  for (const backup of backups) replaceKeyslots(backup, text);
  for (const aside of foldersSetAside(dir)) writeKeyslots(aside, text);
  return ok({ backups: backups.length });
}

export type Rekeyed = { readonly dataKey: Uint8Array; readonly recoveryCode: string };

/**
 * Both databases under a new random key, with new slots: built aside, compared, and put in place by one rename. The store
 * must be closed. The old folder is deleted; backups under the old key are for the caller to replace.
 */
export async function rekey(
  around: Surroundings,
  passphrase: string,
  job: JobContext,
): Promise<Result<Rekeyed, Problem>> {
  const slots = await openedSlots(around.dir, passphrase);
  if (!slots.ok) return slots;
  const renewed = await renewKeyslots(slots.value.text, passphrase);
  if (!renewed.ok) return renewed;
  const { dataKey, recoveryCode, text } = renewed.value;
  clearBuilding(around.dir);
  const built = buildingFolder(around.dir);
  try {
    const copied = copyUnderNewKey(around, { built, from: slots.value.dataKey, to: dataKey, job });
    if (!copied.ok) return copied;
    writeKeyslots(built, text);
    const at = Math.round(around.now());
    const entry = { at, kind: 'rekey' as const, problem: null, backup: null, events: null };
    const put = putInPlace(around, { built, dataKey, purpose: 'rekey', entry });
    return put.ok ? ok({ dataKey, recoveryCode }) : put;
  } finally {
    rmSync(built, { recursive: true, force: true });
  }
}

type Copying = {
  readonly built: string;
  readonly from: Uint8Array;
  readonly to: Uint8Array;
  readonly job: JobContext;
};

function copyUnderNewKey(around: Surroundings, { built, from, to, job }: Copying): Result<null, Problem> {
  const { dir, nativeBinding } = around;
  const opened = openStore({ dir, dataKey: from, mode: 'writer', nativeBinding });
  if (!opened.ok) return opened;
  const store: Store = opened.value;
  const paths = storePaths(built);
  try {
    for (const [at, [db, path]] of (
      [
        [store.db, paths.store],
        [store.blobs, paths.blobs],
      ] as const
    ).entries()) {
      job.progress('rekey', at, 2);
      db.prepare('VACUUM INTO ?').run(path);
      const copy = openConnection(path, { dataKey: from, readonly: false, nativeBinding });
      copy.pragma('journal_mode=DELETE');
      copy.pragma(`rekey="x'${Buffer.from(to).toString('hex')}'"`);
      copy.close();
      syncFolder(path);
    }
    job.progress('rekey', 2, 2);
    return same(store, built, { to, nativeBinding }) ? ok(null) : err({ tag: 'backupNotGood' });
  } finally {
    store.close();
  }
}

type Under = { readonly to: Uint8Array; readonly nativeBinding: string | undefined };

/** Every page of the copies is read under the new key before the old ones go. */
function same(store: Store, built: string, { to, nativeBinding }: Under): boolean {
  const paths = storePaths(built);
  const wanted = JSON.stringify(contentsOf(store.db));
  return [paths.store, paths.blobs].every((path) => {
    const db = openConnection(path, { dataKey: to, readonly: true, nativeBinding });
    try {
      const whole = db.pragma('integrity_check(1)', { simple: true }) === 'ok';
      return whole && (path === paths.blobs || JSON.stringify(contentsOf(db)) === wanted);
    } finally {
      db.close();
    }
  });
}
