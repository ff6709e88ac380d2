// Owns: whether the fuzzer notices a fault: it runs in a copy of the sources that has it.
// Must not: judge the fault; the fuzzer of the copy does.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { workFolder } from './desks.ts';
import { copyTree, type Fault } from './trees.ts';

export type MutantRun = { readonly code: number | null; readonly said: string };

/** Runs the copy's fuzzer until its first finding. */
export async function runMutant(
  faults: readonly Fault[],
  asked: { readonly seeds: number; readonly templates: string },
): Promise<MutantRun> {
  const dir = workFolder('mutant');
  try {
    copyTree(dir, faults);
    mkdirSync(asked.templates, { recursive: true });
    const args = [
      '--seeds',
      String(asked.seeds),
      '--findings',
      '1',
      '--no-shrink',
      '--templates',
      asked.templates,
    ];
    return await run(join(dir, 'scripts/fuzz-sync.ts'), args);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

export function run(script: string, args: readonly string[]): Promise<MutantRun> {
  const switches = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];
  const child = spawn(process.execPath, [...switches, script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      said += text;
    });
  }
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, said }));
  });
}
