// Proves DE-25: the desk beside BÄR holds the case that was shown; a list that shifts never puts another person in its place.
import { expect, it } from 'vitest';
import {
  afterRegistering,
  pinFirst,
  whichIsOpen,
  type Pinned,
} from '../../renderer/features/bar/which-case.ts';

const rows = (...ids: readonly string[]) => ids.map((caseId) => ({ caseId }));
const nothing: Pinned = { caseId: null, done: null };
const idOf = (listed: ReturnType<typeof rows>, pinned: Pinned) => {
  const which = whichIsOpen(listed, pinned);
  return which.status === 'open' ? which.row.caseId : which.status;
};

it('DE-25 keeps the case that is shown when an earlier one comes in above it', () => {
  const pinned = pinFirst(rows('a', 'b'), nothing);
  expect(idOf(rows('a', 'b'), pinned)).toBe('a');
  const later = rows('before', 'a', 'b');
  expect(idOf(later, pinFirst(later, pinned))).toBe('a');
  expect(whichIsOpen(later, pinned)).toMatchObject({ index: 1 });
});

it('DE-25 shows nobody else when the open case leaves the list, until somebody is chosen', () => {
  const pinned = pinFirst(rows('a', 'b'), nothing);
  const later = rows('b');
  expect(idOf(later, pinFirst(later, pinned))).toBe('gone');
  expect(idOf(rows(), pinFirst(rows(), pinned))).toBe('gone');
  expect(idOf(later, { caseId: 'b', done: null })).toBe('b');
});

it('DE-25 goes on to the one after what is registered, at the end to the one before, and never back to it', () => {
  expect(afterRegistering(rows('a', 'b', 'c'), 'b')).toEqual({ caseId: 'c', done: 'b' });
  expect(afterRegistering(rows('a', 'b'), 'b')).toEqual({ caseId: 'a', done: 'b' });
  // The last of all still stands in the list when it has been registered.
  const last = afterRegistering(rows('a'), 'a');
  expect(idOf(rows('a'), pinFirst(rows('a'), last))).toBe('none');
  expect(idOf(rows(), pinFirst(rows(), last))).toBe('none');
  expect(idOf(rows('new'), pinFirst(rows('new'), last))).toBe('new');
});
