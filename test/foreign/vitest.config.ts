// The suites that call foreign programs (Debian's age, qpdf, poppler-utils): `npm run test:foreign`.
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: join(import.meta.dirname, '..', '..'),
  test: { include: ['test/foreign/**/*.test.ts'], testTimeout: 120_000 },
});
