// Proves: a stream of thousands of events, honest or not, is ordered within an ordinary PC's memory.
import { describe, expect, it } from 'vitest';
import { orderEvents } from '../../domain/ledger/dag.ts';
import type { FoldEvent } from '../../domain/ledger/stream.ts';
import { act } from '../ledger/acts.ts';

describe('a long stream', () => {
  it('of some ten thousand acts is ordered within the memory of an ordinary PC', () => {
    const chain: FoldEvent[] = [];
    for (let index = 0; index < 12_000; index += 1) {
      const last = chain.at(-1);
      chain.push(act({ kind: 'facts.entered', fields: {} }, { refs: last ? [last] : [] }));
    }
    const before = process.memoryUsage().rss;
    const { isAncestor, heads } = orderEvents(chain);
    expect(heads).toEqual([chain[11_999]?.hash]);
    const [first, last] = [chain[0], chain[11_999]];
    if (!first || !last) throw new Error('chain is empty');
    expect(isAncestor(first.hash, last.hash)).toBe(true);
    expect(isAncestor(last.hash, first.hash)).toBe(false);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 ** 2);
  });
});
