import { describe, expect, it } from 'vitest';
import { isLongerThanMonths, lastDayAfterMonths } from '../../domain/form/period.ts';
import { day } from './case-setup.ts';

describe('the length of a placement', () => {
  it.each([
    ['2026-12-07', '2027-04-06'],
    ['2026-11-30', '2027-03-29'],
    ['2026-10-29', '2027-02-28'],
    ['2026-10-30', '2027-02-28'],
    ['2026-10-31', '2027-02-28'],
    ['2026-11-01', '2027-02-28'],
    ['2027-10-29', '2028-02-28'],
    ['2027-10-30', '2028-02-29'],
    ['2027-10-31', '2028-02-29'],
    ['2027-01-31', '2027-05-30'],
    ['2027-05-31', '2027-09-30'],
    ['2026-09-01', '2026-12-31'],
  ])('FO-3 four months from %s end on %s', (first, last) => {
    expect(lastDayAfterMonths(day(first), 4)).toBe(last);
    expect(isLongerThanMonths({ from: day(first), to: day(last) }, 4)).toBe(false);
  });

  it('FO-4 one day more is longer', () => {
    expect(isLongerThanMonths({ from: day('2026-10-31'), to: day('2027-03-01') }, 4)).toBe(true);
    expect(isLongerThanMonths({ from: day('2026-12-07'), to: day('2027-06-06') }, 6)).toBe(false);
    expect(isLongerThanMonths({ from: day('2026-12-07'), to: day('2027-06-07') }, 6)).toBe(true);
  });
});
