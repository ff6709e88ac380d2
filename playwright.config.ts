// The window tests: as many windows at a time as there are displays, a temporary user folder each. `screens` remakes docs/screens.
import { defineConfig } from '@playwright/test';
import { displays } from './scripts/electron/launch.ts';

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  workers: Math.max(1, displays().length),
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: { trace: 'retain-on-failure' },
  projects: [
    { name: 'e2e', testMatch: /\.test\.ts$/ },
    { name: 'screens', testMatch: /\.screens\.ts$/ },
  ],
});
