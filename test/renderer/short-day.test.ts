// A day written short: so many days ahead, or the next day of a month.
import { expect, it } from 'vitest';
import { dayOfShort } from '../../renderer/ui/day-field.tsx';

const today = '2026-11-28';

it.each([
  ['+14', '2026-12-12'],
  [' +7 ', '2026-12-05'],
  ['+0', '2026-11-28'],
  ['12/12', '2026-12-12'],
  ['28/11', '2026-11-28'],
  ['27/11', '2027-11-27'],
  ['1/3', '2027-03-01'],
])('RE-84 %s is %s', (typed, day) => {
  expect(dayOfShort(typed, today)).toBe(day);
});

it.each(['', '+', '+1000', '-3', '31/2', '0/5', '12/13', '12-12', '2026-12-12', '+7 dagar'])(
  '“%s” is no short day',
  (typed) => {
    expect(dayOfShort(typed, today)).toBeUndefined();
  },
);

it('is no day before the program has said what day it is', () => {
  expect(dayOfShort('+7', undefined)).toBeUndefined();
});
