// The store and service suites once more, inside the real Electron: its Node is older than the tools' and its
// cryptography and memory rules are other ones. vitest stays in our Node; each worker process is Electron's.
import { join } from 'node:path';
import process from 'node:process';
import { defineConfig } from 'vitest/config';
import { ForksPoolWorker, type PoolOptions } from 'vitest/node';

const root = join(import.meta.dirname, '..', '..');
const electron = process.env.ELECTRON_EXEC_PATH;
if (electron === undefined)
  throw new Error('Start these suites with `npm test`: it knows where Electron is.');

/** Starts its process from Electron's executable, as Node (child_process.fork has no other way in here). */
class ElectronWorker extends ForksPoolWorker {
  override async start(): Promise<void> {
    const ours = process.execPath;
    process.execPath = electron ?? ours;
    try {
      await super.start();
    } finally {
      process.execPath = ours;
    }
  }
}

export default defineConfig({
  root,
  test: {
    include: ['test/{db,services,crypto,files,pdf,sync}/**/*.test.ts'],
    // The tools' own Node, for tests that compare the two.
    env: { ELECTRON_RUN_AS_NODE: '1', SPRANGBRADAN_TOOLS_NODE: process.execPath },
    setupFiles: ['test/builders/set-up.ts'],
    globalSetup: ['test/builders/run-folder.ts'],
    // A worker goes on to the next file with the modules it has: half of the time went to reading them anew.
    isolate: false,
    pool: {
      name: 'electron',
      createPoolWorker: (options: PoolOptions) =>
        new ElectronWorker({ ...options, env: { ...options.env, ELECTRON_RUN_AS_NODE: '1' } }),
    },
    maxWorkers: '100%',
    testTimeout: 60_000,
  },
});
