// Owns: naming the sealed files that a person has chosen, and those of a folder, and reading one when it is its turn.
// Must not: open one, or hold the bytes of more than the caller asks for.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { err, ok, type Result } from '../../domain/result.ts';
import { sealedLimits } from './envelope.ts';

export type SealedFile = {
  readonly name: string;
  /** `damaged`: larger than any sealed file may be. */
  readonly read: () => Result<Uint8Array, { readonly tag: 'fileUnreachable' | 'damaged' }>;
};

const sealed = /\.sprangbradan$/iu;

/** Files as they are named; of a folder those that bear the name of a sealed file. */
export function sealedFilesOf(paths: readonly string[]): SealedFile[] {
  return paths.flatMap(within).map((path) => ({ name: basename(path), read: () => readSealedFile(path) }));
}

function within(path: string): string[] {
  if (!isFolder(path)) return [path];
  return readdirSync(path)
    .filter((name) => sealed.test(name))
    .sort()
    .map((name) => join(path, name));
}

/** What is gone or shut is told by name when it is read. */
function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function readSealedFile(path: string): ReturnType<SealedFile['read']> {
  try {
    return statSync(path).size > sealedLimits.sealedBytes ? err({ tag: 'damaged' }) : ok(readFileSync(path));
  } catch {
    return err({ tag: 'fileUnreachable' });
  }
}
