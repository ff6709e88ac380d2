// Which tests run where. The default run is plain Node; suites that need a window, Electron, foreign programs
// or time have their own commands.
import { configDefaults, defineConfig } from 'vitest/config';

const ownCommand = ['test/e2e/**', 'test/foreign/**', 'test/bench/**', 'test/electron/**'];

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: [...configDefaults.exclude, ...ownCommand],
    environment: 'node',
    setupFiles: ['test/builders/set-up.ts'],
    globalSetup: ['test/builders/run-folder.ts'],
    // A worker goes on to the next file with the modules it has: half of the time went to reading them anew.
    isolate: false,
    // Every core: the runner's tests mostly wait for their own processes.
    maxWorkers: '100%',
    // A command of the runner is a process that opens an encrypted store, which costs scrypt's third of a second and more on a busy machine.
    testTimeout: 180_000,
    hookTimeout: 60_000,
    passWithNoTests: true,
  },
});
