// Owns: other programs than this one: a copy of the sources with a fault put in (a mutant), and the released program of
// one version earlier. Must not: change the tree it copies.
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { z } from 'zod';
import type { CaseId } from '../../domain/ids.ts';
import type { Session } from '../../main/services/session.ts';
import type { Program } from './program.ts';

export const root = resolve(import.meta.dirname, '../..');
const copied = ['domain', 'db', 'ipc', 'main', 'resources', 'scripts', 'package.json'];

/** One fault: in `file` the text `find`, which must stand there exactly once, becomes `put`. */
export type Fault = { readonly file: string; readonly find: string; readonly put: string };

/** A copy of the sources with these faults, beside the packages that are installed. */
export function copyTree(to: string, faults: readonly Fault[]): void {
  for (const name of copied) cpSync(join(root, name), join(to, name), { recursive: true });
  linkPackages(to);
  for (const { file, find, put } of faults) {
    const path = join(to, file);
    const parts = readFileSync(path, 'utf8').split(find);
    if (parts.length !== 2) throw new Error(`${file} holds ${parts.length - 1} times: ${find}`);
    writeFileSync(path, parts.join(put));
  }
}

function linkPackages(to: string): void {
  symlinkSync(join(root, 'node_modules'), join(to, 'node_modules'), 'junction');
}

const archive = join(import.meta.dirname, 'older', 'program-1.json.br');

/** The program as it was released one version ago, unpacked into a folder (docs/adr/0038). */
export function unpackOlder(to: string): void {
  const files = z
    .record(z.string(), z.string())
    .parse(JSON.parse(brotliDecompressSync(readFileSync(archive)).toString('utf8')));
  for (const [name, text] of Object.entries(files)) {
    const path = join(to, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  linkPackages(to);
}

/** The services of the released program, unpacked at `dir`, as modules of their own in this process. */
export async function loadOlder(dir: string): Promise<Program> {
  const url = pathToFileURL(join(dir, 'scripts/fuzz/program.ts')).href;
  const { program } = (await import(url)) as { readonly program: Omit<Program, keyof Newer> & Older };
  const decisionConflicts = (session: Session) =>
    program.listConflicts(session).flatMap((one) => (one.kind === 'decision' ? [one.caseId] : []));
  return { ...program, decisionConflicts, withoutAsking: (session) => session.ledger };
}

type Newer = Pick<Program, 'decisionConflicts' | 'withoutAsking'>;

/** Its list of conflicts, before there was an inbox; its ledger asked for no role. */
type Older = {
  readonly listConflicts: (session: Session) => { readonly kind: string; readonly caseId: CaseId }[];
};
