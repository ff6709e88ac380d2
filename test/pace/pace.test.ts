// Proves RE-67 and RE-68: the pace is the group's, over working days that are over; a number of one or two colleagues is never told.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDateSchema, memberIdSchema, type MemberId } from '../../domain/ids.ts';
import { paceFrom, paceOf, type Reviewed } from '../../domain/pace/pace.ts';
import { holidaysOf, holidaysSchema } from '../../domain/rules/holidays.ts';

const day = (text: string) => isoDateSchema.parse(text);
const member = (sign: string): MemberId => memberIdSchema.parse(sign.repeat(32));
const [self, bo, cai] = [member('a'), member('b'), member('c')];
const holidays = holidaysOf(
  holidaysSchema.parse(
    JSON.parse(readFileSync(join(import.meta.dirname, '../../resources/holidays.json'), 'utf8')),
  ),
);
const today = day('2026-11-27');
const many = (on: string, by: MemberId, count: number): Reviewed[] =>
  Array.from({ length: count }, () => ({ day: day(on), by }));
const ofThree = [
  ...many('2026-11-24', self, 10),
  ...many('2026-11-25', bo, 20),
  ...many('2026-11-26', cai, 30),
];
const pace = (reviewed: readonly Reviewed[], left = 100) => paceOf({ today, holidays, self, reviewed, left });

describe('RE-67 the pace', () => {
  it('is per working day that is over, and says when the rest is done', () => {
    expect(pace(ofThree)).toEqual({ kind: 'pace', perDay: 20, done: '2026-12-03' });
    expect(pace([...ofThree, ...many('2026-11-27', bo, 500)])).toEqual(pace(ofThree));
    expect(pace(ofThree, 0)).toMatchObject({ done: null });
    expect(pace(ofThree, 1_000_000)).toMatchObject({ done: null });
  });

  it('leaves out weekends and holidays on both sides', () => {
    const over = paceOf({
      today: day('2027-01-07'),
      holidays,
      self,
      left: 40,
      reviewed: [
        ...many('2026-12-22', self, 20),
        ...many('2026-12-23', bo, 20),
        ...many('2027-01-05', cai, 80),
      ],
    });
    // 22, 23, 28, 29, 30 December, 4 and 5 January.
    expect(over).toEqual({ kind: 'pace', perDay: 17, done: '2027-01-11' });
    expect(paceFrom(day('2027-01-07'), holidays)).toBe('2026-12-17');
  });

  it('is not told of two days, nor of what lies before', () => {
    expect(pace(ofThree.filter((one) => one.day !== '2026-11-24'))).toEqual({ kind: 'tooFewDays' });
    expect(pace([])).toEqual({ kind: 'tooFewDays' });
    expect(pace(many('2026-10-01', bo, 40))).toEqual({ kind: 'tooFewDays' });
  });
});

describe('RE-68 nobody’s number', () => {
  it('is told of one or two, but of oneself alone', () => {
    const by = (people: readonly MemberId[]) => pace(people.flatMap((one) => many('2026-11-24', one, 30)));
    expect([by([bo]), by([bo, self]), by([bo, cai])]).toEqual(Array(3).fill({ kind: 'tooFewPeople' }));
    expect([by([self]).kind, by([self, bo, cai]).kind]).toEqual(['pace', 'pace']);
  });

  it('does not change with who did what', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(self, bo, cai), { minLength: 60, maxLength: 60 }), (whose) => {
        const moved = [self, bo, cai, ...whose].map((by, at) => ({
          day: ofThree[at % 60]?.day ?? today,
          by,
        }));
        const other = moved.map((one, at) => ({ ...one, by: [self, bo, cai][at % 3] ?? self }));
        expect(pace(moved)).toEqual(pace(other));
      }),
    );
  });
});
