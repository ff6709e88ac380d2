// Owns: Takt i intaget: the group's pace per working day and when the review is done at that pace (product.md 25).
// Must not: tell what one person did. A number that only one or two colleagues made is none: it would be theirs.
import type { IsoDate, MemberId } from '../ids.ts';
import { addDays } from '../rules/days.ts';
import { afterWorkingDays, isWorkingDay, workingDaysUntil, type Holidays } from '../rules/holidays.ts';

/** Working days before today over which the pace is counted; today is not over and is left out. */
const span = 10;
/** Fewer say more of the days than of the pace. */
const leastDays = 3;
/** So many must have worked for the number to be the group's; one's own alone is one's own. */
const leastPeople = 3;
/** A day further away than this is a guess. */
const longest = 250;

/** A case that left *Inläst* by a verdict: on which day, and by whom. */
export type Reviewed = { readonly day: IsoDate; readonly by: MemberId };

export type PaceInput = {
  readonly today: IsoDate;
  readonly holidays: Holidays;
  readonly self: MemberId;
  readonly reviewed: readonly Reviewed[];
  /** Cases that nobody has taken a position on. */
  readonly left: number;
};

export type Pace =
  /** `done`: null when nothing is left, or when the day is too far off to be said. */
  | { readonly kind: 'pace'; readonly perDay: number; readonly done: IsoDate | null }
  | { readonly kind: 'tooFewDays' }
  | { readonly kind: 'tooFewPeople' };

/** The first day that counts. */
export function paceFrom(today: IsoDate, holidays: Holidays): IsoDate {
  let day = today;
  for (let left = span; left > 0; ) {
    day = addDays(day, -1);
    if (isWorkingDay(day, holidays)) left -= 1;
  }
  return day;
}

export function paceOf({ today, holidays, self, reviewed, left }: PaceInput): Pace {
  const from = paceFrom(today, holidays);
  const counted = reviewed.filter(({ day }) => day >= from && day < today);
  const first = counted.map(({ day }) => day).sort()[0];
  const yesterday = addDays(today, -1);
  const days = first === undefined ? 0 : workingDaysUntil(addDays(first, -1), yesterday, holidays);
  if (days < leastDays) return { kind: 'tooFewDays' };
  if (!isOfGroup(counted, self)) return { kind: 'tooFewPeople' };
  const perDay = counted.length / days;
  const needed = Math.ceil(left / perDay);
  const done = needed === 0 || needed > longest ? null : afterWorkingDays(yesterday, needed, holidays);
  return { kind: 'pace', perDay: Math.max(1, Math.round(perDay)), done };
}

function isOfGroup(counted: readonly Reviewed[], self: MemberId): boolean {
  const people = new Set(counted.map(({ by }) => by));
  return people.size >= leastPeople || [...people].every((one) => one === self);
}
