// Owns: reading the sealed files that a person has chosen, and those of a folder. Must not: open one.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { err, ok, type Result } from '../../domain/result.ts';
import { sealedLimits } from './envelope.ts';

export type SealedFile = { readonly name: string; readonly bytes: Uint8Array };

/** Papers travel in files of their own, which hold no events. */
const ofEvents = /(?<!\.documents)\.sprangbradan$/u;

/** Files as they are named; of a folder those that hold events. */
export function readSealedFiles(
  paths: readonly string[],
): Result<SealedFile[], { readonly tag: 'sheetDamaged'; readonly file: string }> {
  const files: SealedFile[] = [];
  for (const path of paths.flatMap(within)) {
    const name = basename(path);
    if (statSync(path).size > sealedLimits.sealedBytes) return err({ tag: 'sheetDamaged', file: name });
    files.push({ name, bytes: readFileSync(path) });
  }
  return ok(files);
}

function within(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => ofEvents.test(name))
    .map((name) => join(path, name));
}
