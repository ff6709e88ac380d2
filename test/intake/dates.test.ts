// Proves: days are read in the Swedish and ISO forms, and nothing else becomes a day.
import { fc, it as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { parseDate } from '../../domain/intake/rows/dates.ts';
import { values } from './intake-setup.ts';

const { months } = values;

describe('a day', () => {
  it.each([
    '2026-09-03',
    ' 2026-09-03 ',
    '2026-09-03T10:15:00Z',
    '2026-09-03 10:15',
    '2026/9/3',
    '20260903',
    '03/09/2026',
    '3/9/2026',
    '3.9.2026',
    '3-9-2026',
    '3 september 2026',
    'den 3 september 2026',
    '3 Sept. 2026',
    'September 3, 2026',
    '3 sep 2026',
  ])('%s is 3 September 2026', (written) => {
    expect(parseDate(written, months)).toBe('2026-09-03');
  });

  it.each([20_260_903, 46_268, 46_268.75])('%d in a number cell is 3 September 2026', (written) => {
    expect(parseDate(written, months)).toBe('2026-09-03');
  });

  it.each([
    '',
    '2026-02-30',
    '31/4/2026',
    '09/13/2026',
    '3/9/26',
    '46268',
    '2026',
    'i morgon',
    '0206-09-03',
    '3 smurf 2026',
  ])('%j is none', (written) => {
    expect(parseDate(written, months)).toBeUndefined();
  });

  it.each([0, -1, 12, 366, 20_261_332, Number.NaN, Number.POSITIVE_INFINITY])('%d is none', (written) => {
    expect(parseDate(written, months)).toBeUndefined();
  });

  it('may be empty, or yes or no, and is then none', () => {
    expect([parseDate(null, months), parseDate(true, months)]).toEqual([undefined, undefined]);
  });

  property.prop([fc.integer({ min: 367, max: 109_574 })])(
    'agrees with the calendar for every serial number',
    (serial) => {
      const moment = new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000);
      const iso = moment.toISOString().slice(0, 10);
      expect(parseDate(serial, months)).toBe(iso);
      const [year, month, day] = iso.split('-').map(Number);
      expect(parseDate(`${day}/${month}/${year}`, months)).toBe(iso);
      expect(parseDate(iso.replaceAll('-', ''), months)).toBe(iso);
    },
  );
});
