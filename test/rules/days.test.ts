import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDateSchema, type IsoDate } from '../../domain/ids.ts';
import {
  addDays,
  addMonths,
  ageOn,
  daysBetween,
  weekdayOf,
  weekdaysBetween,
} from '../../domain/rules/days.ts';

const iso = (text: string): IsoDate => isoDateSchema.parse(text);
const anyDay = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => iso(date.toISOString().slice(0, 10)));

describe('counting with legal dates', () => {
  test.prop([anyDay, fc.integer({ min: -40_000, max: 40_000 })])(
    'addDays and daysBetween undo each other',
    (day, days) => {
      const other = addDays(day, days);
      expect(daysBetween(day, other)).toBe(days);
      expect(Date.parse(other) - Date.parse(day)).toBe(days * 86_400_000);
      expect(weekdayOf(other)).toBe((new Date(other).getUTCDay() + 6) % 7);
    },
  );

  it('takes the last day of the month where the day is missing', () => {
    expect(addMonths(iso('2026-10-31'), 4)).toBe('2027-02-28');
    expect(addMonths(iso('2026-12-07'), 4)).toBe('2027-04-07');
    expect(addMonths(iso('2026-03-31'), -1)).toBe('2026-02-28');
  });

  it('counts Mondays to Fridays after the first day', () => {
    expect(weekdaysBetween(iso('2026-11-20'), iso('2026-11-23'))).toBe(1);
    expect(weekdaysBetween(iso('2026-11-22'), iso('2026-12-04'))).toBe(10);
  });

  it('knows the age of a holder of a coordination number', () => {
    expect(ageOn('199004772381', iso('2026-04-16'))).toBe(35);
    expect(ageOn('199004772381', iso('2026-04-17'))).toBe(36);
  });
});
