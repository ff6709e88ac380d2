// Proves: the faults that the sync fuzzer must catch can be put into the sources as they are. `npm test` runs the fuzzer itself,
// a hundred seeds and every fault (scripts/commands/test.mjs).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { mutants } from '../../scripts/fuzz/mutants.ts';
import { root } from '../../scripts/fuzz/trees.ts';

it.each(Object.entries(mutants))('the fault “%s” still has the line that it changes', (_name, faults) => {
  for (const { file, find } of faults)
    expect(readFileSync(join(root, file), 'utf8').split(find)).toHaveLength(2);
});
