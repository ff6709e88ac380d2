// Proves: what comes from outside and is bent is refused or harmless (SY-4, ST-4, ST-7). A few here; `npm test` runs a thousand.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { run } from '../../scripts/fuzz/run-mutant.ts';
import { root } from '../../scripts/fuzz/trees.ts';

it('bent bundles, key slots, databases and files are refused or harmless, and nothing is half-applied', async () => {
  const { code, said } = await run(join(root, 'scripts/fuzz-input.ts'), ['--runs', '60']);
  expect(said).toMatch(/fuzz:input: 60 runs from seed 1, 0 findings\n$/);
  expect(code).toBe(0);
}, 120_000);
