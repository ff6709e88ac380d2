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

export default function setUp(): () => void {
  const before = process.env['TMPDIR'];
  const folder = mkdtempSync(join(tmpdir(), 'sprangbradan-run-'));
  process.env['TMPDIR'] = folder;
  return () => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    rmSync(folder, { recursive: true, force: true });
    if (existsSync(out)) removeBundles();
  };
}
