// The window tests: one Electron at a time, a temporary user folder each. `screens` remakes docs/screens.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  workers: 1,
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
