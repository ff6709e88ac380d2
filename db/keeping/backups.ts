// Owns: the backups in a folder: their names and lists, which are whole, taking one out, thinning them.
// Must not: open a database.
import { createHash } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { storePaths } from '../open.ts';
import { syncFolder } from './folders.ts';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const manifestSchema = z.object({
  v: z.literal(1),
  application: z.literal('sprangbradan/backup'),
  /** Wall time in microseconds. */
  madeAt: z.int().min(0),
  /** Of keyslots.json: several people may keep their backups in one folder. */
  store: z.string(),
  program: z.string(),
  schema: z.int().min(1),
  events: z.int().min(0),
  blobs: z.int().min(0),
  /** Purges the copied store had taken part in: with fewer than the store has now, it still holds what was purged. */
  purges: z.int().min(0),
  /** SHA-256 over how far every device's chain reaches. */
  heads: hex,
  files: z.array(z.object({ name: z.string(), bytes: z.int().min(0), sha256: hex })),
});
export type Manifest = z.infer<typeof manifestSchema>;

export type Backup = {
  /** The folder's own name; safe to show and to choose by. */
  readonly name: string;
  readonly path: string;
  readonly manifest: Manifest;
};

const namePattern = /^sprangbradan-[0-9a-f]{8}-\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}-\d{3}Z$/;
export const manifestName = 'backup.json';

export function backupName(store: string, madeAt: number): string {
  return `sprangbradan-${store.slice(0, 8)}-${stampOf(madeAt)}`;
}

/** Dates sort as text, and no colon stands in a file name. */
export function stampOf(micros: number): string {
  return new Date(micros / 1000).toISOString().replaceAll(/[:.]/g, '-');
}

/** Newest first. Folders that are none of ours are passed by; an unreachable folder has none. */
export function listBackups(folder: string, store?: string): Backup[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => namePattern.test(name))
    .flatMap((name) => {
      const manifest = readManifest(join(folder, name));
      return manifest ? [{ name, path: join(folder, name), manifest }] : [];
    })
    .filter(({ manifest }) => store === undefined || manifest.store === store)
    .sort((a, b) => b.manifest.madeAt - a.manifest.madeAt);
}

function readManifest(path: string): Manifest | undefined {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(join(path, manifestName), 'utf8')));
  } catch {
    return undefined;
  }
}

/** True when both databases are as they were written. Needs no key. */
export function isWhole({ path, manifest }: Backup): boolean {
  return manifest.files.every(({ name, bytes, sha256 }) => {
    const file = join(path, name);
    if (!existsSync(file)) return false;
    // It proves itself and is replaced with the passphrase.
    if (name === 'keyslots.json') return true;
    const found = fingerprint(file);
    return found.bytes === bytes && found.sha256 === sha256;
  });
}

/** Copies a backup's files to an empty folder, as a store. */
export function unpackBackup(backup: Backup, into: string): void {
  for (const { name } of backup.manifest.files) {
    if (/^(store\.db|blobs\.db|keyslots\.json)$/.test(name)) {
      copyFileSync(join(backup.path, name), join(into, name));
      syncFolder(join(into, name));
    }
  }
}

/** Keeps the newest `keep` of a store and the given ones; gives the names of those that went. */
export function thinBackups(folder: string, store: string, keep: number): string[] {
  return removeBackups(listBackups(folder, store).slice(Math.max(1, keep)));
}

export function removeBackups(backups: readonly Backup[]): string[] {
  return backups.map(({ name, path }) => {
    // The list goes first: a half-deleted folder must not be taken for a backup.
    rmSync(join(path, manifestName), { force: true });
    rmSync(path, { recursive: true, force: true });
    return name;
  });
}

/** After a change of passphrase: the old one opens no backup either. The data key is the same. */
export function replaceKeyslots(backup: Backup, text: string): void {
  const path = join(backup.path, 'keyslots.json');
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  syncFolder(`${path}.new`);
  renameSync(`${path}.new`, path);
}

const keyslotsSchema = z.object({ store: z.string().regex(/^[0-9a-f]{32}$/) });

/** The random number of keyslots.json; noughts where it cannot be read. */
export function storeIdOf(dir: string): string {
  const { keyslots } = storePaths(dir);
  return storeIdIn(existsSync(keyslots) ? readFileSync(keyslots, 'utf8') : '');
}

export function storeIdIn(text: string): string {
  try {
    return keyslotsSchema.parse(JSON.parse(text)).store;
  } catch {
    return '0'.repeat(32);
  }
}

export function fingerprint(path: string): { readonly bytes: number; readonly sha256: string } {
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(1024 ** 2);
  const file = openSync(path, 'r');
  let bytes = 0;
  try {
    for (;;) {
      const read = readSync(file, chunk, 0, chunk.length, null);
      if (read === 0) return { bytes, sha256: hash.digest('hex') };
      hash.update(chunk.subarray(0, read));
      bytes += read;
    }
  } finally {
    closeSync(file);
  }
}
