// Proves: the exchange holds for groups at random work (SY-1 to SY-16, LE-1 to LE-14). Few seeds here; `npm test` also runs
// a hundred, and the mutants that the fuzzer must catch (scripts/commands/test.mjs).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { mutants } from '../../scripts/fuzz/mutants.ts';
import { run } from '../../scripts/fuzz/run-mutant.ts';
import { root } from '../../scripts/fuzz/trees.ts';

it('groups at random work end alike: every decision made apart is shown, none invented', async () => {
  const { code, said } = await run(join(root, 'scripts/fuzz-sync.ts'), ['--seeds', '5', '--no-shrink']);
  expect(said).toMatch(/fuzz:sync: seeds 1 to 5, 0 findings\n$/);
  expect(code).toBe(0);
}, 120_000);

it.each(Object.entries(mutants))('the fault “%s” still has the line that it changes', (_name, faults) => {
  for (const { file, find } of faults)
    expect(readFileSync(join(root, file), 'utf8').split(find)).toHaveLength(2);
});
