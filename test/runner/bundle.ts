// Owns: the runner as one file, so that a test of fifty commands does not load seven hundred modules fifty times.
// Must not: change the runner: the same sources, every package inside but the native one.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { bundlesOf } from '../builders/run-folder.ts';

const root = resolve(import.meta.dirname, '../..');

/** Path of the file, in a folder two below the root as the source is: the program finds its data from there. The run takes it away. */
export async function bundleRunner(): Promise<string> {
  const dir = join(root, 'out', `${bundlesOf(process.ppid)}${process.pid}`);
  mkdirSync(dir, { recursive: true });
  await build({
    configFile: false,
    root,
    logLevel: 'silent',
    // fflate's build for Node declares a `require` of its own (electron.vite.config.ts).
    resolve: { alias: [{ find: /^fflate$/, replacement: 'fflate/browser' }] },
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: {
      ssr: join(root, 'main/runner/casework.ts'),
      target: 'node24',
      outDir: dir,
      rolldownOptions: { output: { entryFileNames: 'casework.mjs', codeSplitting: false } },
    },
  });
  return join(dir, 'casework.mjs');
}
