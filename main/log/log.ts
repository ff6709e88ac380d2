// Owns: the program's own log of faults. Must not: hold personal data, names, numbers, file contents or query texts.
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const maxBytes = 1_000_000;

export type Log = { readonly fault: (where: string, error: unknown) => void };

/** Writes one line per fault: when, where, the error's class and stack frames without messages, which may quote data. */
export function createLog(path: string, now: () => Date): Log {
  mkdirSync(dirname(path), { recursive: true });
  return {
    fault: (where, error) => {
      rotate(path);
      appendFileSync(path, `${now().toISOString()} ${where} ${describe(error)}\n`);
    },
  };
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return [error.name, ...frames.slice(0, 12).map((line) => line.trim())].join(' | ');
}

function rotate(path: string): void {
  try {
    if (statSync(path).size > maxBytes) renameSync(path, `${path}.1`);
  } catch {
    // No log yet: nothing to rotate.
  }
}
