// Owns: how many calendar months a placement runs (domain.md §10.9). Must not: ask what day it is.
import { daysInMonth, isoDateSchema, type IsoDate } from '../ids.ts';
import { addDays, addMonths } from '../rules/days.ts';

/**
 * The last day of a placement of that many calendar months: first day + months − 1 day; where the month has no such
 * day, its last one (from 7 December four months end on 6 April).
 */
export function lastDayAfterMonths(first: IsoDate, months: number): IsoDate {
  const same = addMonths(first, months);
  return same.slice(8) === first.slice(8) ? addDays(same, -1) : lastOfMonth(same);
}

/** True when the period, both days counted, is longer than that many calendar months. */
export function isLongerThanMonths(period: { from: IsoDate; to: IsoDate }, months: number): boolean {
  return period.to > lastDayAfterMonths(period.from, months);
}

function lastOfMonth(day: IsoDate): IsoDate {
  return isoDateSchema.parse(
    `${day.slice(0, 8)}${daysInMonth(Number(day.slice(0, 4)), Number(day.slice(5, 7)))}`,
  );
}
