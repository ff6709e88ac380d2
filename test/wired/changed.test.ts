// What the window is told that an act has changed: the cases themselves where they are few, so that its list stays as it stands.
import { expect, it } from 'vitest';
import { changedCases } from '../../main/wired/changed.ts';

const ids = (count: number) => Array.from({ length: count }, (_, at) => `case-${at}`);

it('RE-85 one case or a handful is named; many are many', () => {
  expect(changedCases({ id: 'case-1' })).toEqual(['case-1']);
  expect(changedCases({ cases: ids(1) })).toEqual(['case-0']);
  expect(changedCases({ cases: ids(50) })).toEqual(ids(50));
  expect(changedCases({ cases: ids(51) })).toBe('many');
});

it('RE-85 an act that names no case may have changed any', () => {
  expect(changedCases({})).toBe('many');
});
