// Proves RE-64 to RE-66: working days leave out Swedish public holidays, each reason follows from dates, and their order is one.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDateSchema } from '../../domain/ids.ts';
import { steps } from '../../domain/review/case-row.ts';
import { clockOf, nearOpenedUntil } from '../../domain/matter/clock.ts';
import { addDays, weekdayOf } from '../../domain/rules/days.ts';
import {
  afterWorkingDays,
  holidaysOf,
  holidaysSchema,
  isWorkingDay,
  workingDaysUntil,
} from '../../domain/rules/holidays.ts';
import { pressing, urgency, type UrgencyInput } from '../../domain/urgency/urgency.ts';

const day = (text: string) => isoDateSchema.parse(text);
const data = holidaysSchema.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '../../resources/holidays.json'), 'utf8')),
);
const holidays = holidaysOf(data);
const context = {
  today: day('2026-12-22'),
  holidays,
  limits: { startSoonWorkingDays: 10, permitSoonWorkingDays: 20 },
  matter: { months: 6, warnWorkingDays: 20 },
};
const row = (wishes: Partial<UrgencyInput>): UrgencyInput => ({
  step: 'imported',
  startsOn: null,
  endsOn: null,
  permitValidTo: null,
  watchUntil: null,
  receivedDate: '2026-12-22',
  missing: [],
  answerDueOn: null,
  openedOn: null,
  ...wishes,
});
const kinds = (wishes: Partial<UrgencyInput>) => urgency(row(wishes), context).map(({ kind }) => kind);

describe('RE-64 working days', () => {
  it('know the movable and the fixed days of each year, and the eves that count as holidays', () => {
    const named = (year: string, name: string) =>
      data.days.find((one) => one.name === name && one.day.startsWith(year))?.day;
    expect([
      named('2026', 'Långfredagen'),
      named('2026', 'Midsommarafton'),
      named('2027', 'Annandag påsk'),
    ]).toEqual(['2026-04-03', '2026-06-19', '2027-03-29']);
    expect(named('2028', 'Kristi himmelsfärdsdag')).toBe('2028-05-25');
    const years = new Set(data.days.map((one) => one.day.slice(0, 4)));
    for (const year of years) expect(data.days.filter((one) => one.day.startsWith(year))).toHaveLength(16);
    expect([data.from.slice(0, 4), data.to.slice(0, 4)]).toEqual([[...years][0], [...years].at(-1)]);
  });

  it('over Christmas are few', () => {
    expect(workingDaysUntil(day('2026-12-22'), day('2027-01-07'), holidays)).toBe(7);
    expect(workingDaysUntil(day('2026-12-23'), day('2026-12-27'), holidays)).toBe(0);
    expect(workingDaysUntil(day('2026-12-23'), day('2026-12-01'), holidays)).toBe(0);
    expect(isWorkingDay(day('2027-01-06'), holidays)).toBe(false);
  });

  it('end where they were counted to', () => {
    const anyDay = fc
      .integer({ min: 0, max: 3000 })
      .map((n) => day(new Date(Date.UTC(2025, 5, 1) + n * 86_400_000).toISOString().slice(0, 10)));
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (from, count) => {
        const to = afterWorkingDays(from, count, holidays);
        expect(workingDaysUntil(from, to, holidays)).toBe(count);
        expect(weekdayOf(to) < 5 && !holidays.has(to)).toBe(true);
      }),
    );
  });
});

describe('RE-65 a case presses', () => {
  it('by its start, with what is missing, counted in working days', () => {
    const offered = row({ step: 'offered', startsOn: '2027-01-07', missing: ['union', 'basis'] });
    expect(urgency(offered, context)).toEqual([
      { kind: 'startsSoon', day: '2027-01-07', days: 7, missing: ['union', 'basis'] },
    ]);
    expect(kinds({ step: 'offered', startsOn: '2027-01-14' })).toEqual([]);
    expect(kinds({ step: 'basisFixed', startsOn: '2026-12-21' })).toEqual(['startPassed']);
    expect(kinds({ step: 'granted', startsOn: '2026-12-21' })).toEqual([]);
  });

  it('by a watch whose day has come, in any step', () => {
    for (const step of steps) expect(kinds({ step, watchUntil: '2026-12-22' })).toContain('watchDue');
    expect(kinds({ watchUntil: '2026-12-23' })).toEqual([]);
  });

  it('by a permit that ends before the placement, or soon', () => {
    const offer = { step: 'offered', startsOn: '2027-03-01', endsOn: '2027-06-30' } as const;
    expect(kinds({ ...offer, permitValidTo: '2027-05-01' })).toEqual(['permitEndsBefore']);
    expect(kinds({ ...offer, permitValidTo: '2027-07-01' })).toEqual([]);
    expect(kinds({ ...offer, permitValidTo: '2026-12-01' })).toEqual(['permitEnded']);
    expect(kinds({ permitValidTo: '2027-01-07' })).toEqual(['permitEndsSoon', 'toReview']);
    expect(kinds({ step: 'eligible', permitValidTo: '2027-01-07' })).toEqual([]);
  });

  it('by when the application came in, except while it waits for a day', () => {
    expect(urgency(row({ receivedDate: '2026-12-15' }), context)).toEqual([
      { kind: 'cameIn', day: '2026-12-15', days: 5 },
    ]);
    expect(kinds({ receivedDate: '2026-12-15', watchUntil: '2027-01-08' })).toEqual([]);
    expect(kinds({ receivedDate: null })).toEqual(['toReview']);
    expect(kinds({ step: 'notEligible', receivedDate: '2026-12-15' })).toEqual([]);
  });
});

it('RE-66 a start goes before a watch, a watch before a permit, and that before waiting; then by day', () => {
  const rows = [
    row({ receivedDate: null }),
    row({ receivedDate: '2026-12-16' }),
    row({ receivedDate: '2026-12-15' }),
    row({ permitValidTo: '2027-01-07' }),
    row({ step: 'offered', endsOn: '2027-06-30', permitValidTo: '2027-05-01' }),
    row({ watchUntil: '2026-12-21' }),
    row({ step: 'offered', startsOn: '2027-01-05' }),
    row({ step: 'offered', startsOn: '2027-01-04' }),
    row({ step: 'offered', startsOn: '2026-12-01' }),
  ];
  const keys = rows.map((one) => pressing(urgency(one, context)) ?? '');
  expect(keys.toSorted()).toEqual(keys.toReversed());
  expect(pressing([])).toBeUndefined();
});

describe('RE-65 an answer of the applicant', () => {
  it('presses the day after it was due, at any step, after a watch and before a permit', () => {
    for (const step of steps) {
      expect(kinds({ step, answerDueOn: '2026-12-21' })).toContain('answerLate');
      expect(kinds({ step, answerDueOn: '2026-12-22' })).not.toContain('answerLate');
    }
    const both = kinds({ answerDueOn: '2026-12-20', watchUntil: '2026-12-22', permitValidTo: '2027-01-04' });
    expect(both.slice(0, 3)).toEqual(['watchDue', 'answerLate', 'permitEndsSoon']);
  });
});

describe('RE-78 the clock of a case that the party has opened at the agency', () => {
  it('runs from the recorded day alone: an application of long ago starts none', () => {
    expect(kinds({ step: 'eligible', receivedDate: '2025-01-01' })).toEqual([]);
    expect(kinds({ receivedDate: '2025-01-01' })).toEqual(['cameIn']);
  });

  it('says so some working days before, and that the party may ask once six months have passed', () => {
    const at = (openedOn: string) => urgency(row({ step: 'eligible', openedOn }), context);
    expect(at('2026-06-22')).toEqual([{ kind: 'askReached', day: '2026-12-22', openedOn: '2026-06-22' }]);
    expect(at('2026-06-23')).toEqual([
      { kind: 'askNear', day: '2026-12-23', openedOn: '2026-06-23', days: 1 },
    ]);
    // The twentieth working day is 2027-01-26.
    expect(at('2026-07-26')).toMatchObject([{ kind: 'askNear', days: 20 }]);
    expect(at('2026-07-27')).toEqual([]);
    expect(at('2026-08-31')).toEqual([]);
  });

  it('stops for who waits for no decision, and goes after a start and before a watch', () => {
    const openedOn = '2026-01-01';
    for (const step of ['granted', 'refused', 'withdrawn', 'joined', 'special'] as const)
      expect(kinds({ step, openedOn })).toEqual([]);
    const offer = { step: 'offered', startsOn: '2027-01-04', watchUntil: '2026-12-22' } as const;
    expect(kinds({ ...offer, openedOn })).toEqual(['startsSoon', 'askReached', 'watchDue']);
  });

  it('is looked for among every case that is near, in months of any length', () => {
    const anyDay = fc
      .integer({ min: 0, max: 1500 })
      .map((n) => day(new Date(Date.UTC(2025, 5, 1) + n * 86_400_000).toISOString().slice(0, 10)));
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 260 }), (today, ago) => {
        const openedOn = addDays(today, -ago);
        const clock = { today, holidays, policy: context.matter };
        const isFar = clockOf(openedOn, clock).stage === 'running';
        expect(isFar || openedOn <= nearOpenedUntil(clock)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
