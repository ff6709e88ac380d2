// Which tests run where. The default run is plain Node; suites that need a window, Electron, foreign programs
// or time have their own commands.
import { configDefaults, defineConfig } from 'vitest/config';

const ownCommand = ['test/e2e/**', 'test/foreign/**', 'test/bench/**', 'test/electron/**'];

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: [...configDefaults.exclude, ...ownCommand],
    environment: 'node',
    setupFiles: ['test/builders/lawful.ts'],
    // Every core: the runner's tests mostly wait for their own processes.
    maxWorkers: '100%',
    testTimeout: 60_000,
    passWithNoTests: true,
  },
});
