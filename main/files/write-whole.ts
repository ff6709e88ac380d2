// Owns: putting a file in place whole: nobody ever meets half of it. Must not: overwrite in place.
import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Temp name in the same folder, fsync, rename, fsync of the folder. On failure nothing is left behind. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await writeAside(path, bytes);
  await syncFolder(dirname(path));
}

/** One of many files of a run, which ends with a file written by `writeWhole`: the folder is synced once, then. */
export async function writeOfRun(path: string, bytes: Uint8Array): Promise<void> {
  await writeAside(path, bytes);
}

async function writeAside(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.part`);
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Windows and some network shares refuse to open a folder; the rename stands there without it. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    return;
  }
}
