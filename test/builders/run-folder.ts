// Owns: the temporary folder of a whole run and the runner's bundles, taken away with what tests and killed workers have left in them.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const out = resolve(import.meta.dirname, '../../out');

/** How the names of the bundles begin that the workers of a run make, by the number of its process. */
export const bundlesOf = (run: number): string => `runner-${run}-`;

function removeBundles(): void {
  const own = bundlesOf(process.pid);
  for (const name of readdirSync(out))
    if (name.startsWith(own)) rmSync(join(out, name), { recursive: true, force: true });
}

let before: string | undefined;
let folder: string | undefined;

/** Workers are started with it, and start their own processes with it. */
export function setup(): void {
  before = process.env['TMPDIR'];
  folder = mkdtempSync(join(tmpdir(), 'sprangbradan-run-'));
  process.env['TMPDIR'] = folder;
}

export function teardown(): void {
  if (before === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = before;
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  if (existsSync(out)) removeBundles();
}
