// Owns: changing a whole store folder for another in steps that a power cut can interrupt anywhere, and finishing them.
// Must not: look into a store, or delete one that was replaced by a person's choice.
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';

/** Why the folder is changed. After `rekey` the old folder goes: it lies under the key that was given up. */
export type Purpose = 'restore' | 'salvage' | 'rekey';

/** An empty folder beside the store, hidden, for building the next one. */
export function buildingFolder(dir: string): string {
  const path = join(dirname(dir), `.${basename(dir)}.${randomBytes(6).toString('hex')}.new`);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return path;
}

/**
 * Puts a whole store in place of the one at `dir`. Naming it ready is the one step that counts: before it the old store
 * stands untouched, after it `settleFolders` carries the change through at the next start. Gives the old store's new place.
 */
export function changeFolders(
  dir: string,
  built: string,
  change: { readonly purpose: Purpose; readonly stamp: string },
): string | undefined {
  const ready = join(dirname(dir), `.${basename(dir)}.ready.${change.purpose}.${change.stamp}`);
  syncFolder(built);
  renameSync(built, ready);
  syncFolder(dirname(dir));
  return settleFolders(dir);
}

/** Carries an interrupted change through and clears what was being built. Gives where the replaced store lies, if it is kept. */
export function settleFolders(dir: string): string | undefined {
  const parent = dirname(dir);
  if (!existsSync(parent)) return undefined;
  const own = basename(dir);
  const ready = readdirSync(parent).find((name) => name.startsWith(`.${own}.ready.`));
  let kept: string | undefined;
  if (ready !== undefined) {
    const [purpose = '', stamp = ''] = ready.slice(`.${own}.ready.`.length).split('.');
    kept = join(parent, `${own}-before-${purpose}-${stamp}`);
    // A second start in the middle finds the old folder already moved.
    if (existsSync(dir)) renameSync(dir, kept);
    renameSync(join(parent, ready), dir);
    syncFolder(parent);
  }
  for (const name of readdirSync(parent)) {
    if (name.startsWith(`${own}-before-rekey-`)) rmSync(join(parent, name), { recursive: true, force: true });
  }
  return kept !== undefined && existsSync(kept) ? kept : undefined;
}

/** Stores that a restore or a salvage has set aside: nothing of them is ever deleted unasked. */
export function foldersSetAside(dir: string): string[] {
  const parent = dirname(dir);
  if (!existsSync(parent)) return [];
  const mark = new RegExp(`^${escaped(basename(dir))}-before-(restore|salvage)-`);
  return readdirSync(parent)
    .filter((name) => mark.test(name))
    .sort()
    .map((name) => join(parent, name));
}

/** What a killed program was building. Only for whoever holds the store: nobody else can be building then. */
export function clearBuilding(dir: string): void {
  const mark = new RegExp(`^\\.${escaped(basename(dir))}\\.[0-9a-f]{12}\\.new$`);
  for (const name of readdirSync(dirname(dir)))
    if (mark.test(name)) rmSync(join(dirname(dir), name), { recursive: true, force: true });
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Flushes a file, or a folder where the system opens folders; the change stands there without it. */
export function syncFolder(path: string): void {
  let handle: number | undefined;
  try {
    handle = openSync(path, 'r');
    fsyncSync(handle);
  } catch {
    return;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}
