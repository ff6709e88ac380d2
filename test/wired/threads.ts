// Owns: the program's threads as built files, so that a test can wire the whole of main without a window.
// Must not: change them: the same sources, every package inside but the native one.
import { mkdirSync, mkdtempSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../..');
const names = ['writer', 'reader', 'jobs', 'pdf'];

/** The folder of the files; it lies two below the root as the build's does. */
export async function buildThreads(): Promise<string> {
  mkdirSync(join(root, 'out'), { recursive: true });
  const dir = mkdtempSync(join(root, 'out', 'threads-'));
  await build({
    configFile: false,
    root,
    logLevel: 'silent',
    // fflate's build for Node declares a `require` of its own (electron.vite.config.ts).
    resolve: { alias: [{ find: /^fflate$/, replacement: 'fflate/browser' }] },
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: {
      ssr: true,
      target: 'node24',
      outDir: dir,
      rolldownOptions: {
        input: Object.fromEntries(names.map((name) => [name, join(root, 'main/threads', `${name}.ts`)])),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  return dir;
}
