// Owns: counting with legal days: months of a placement, days between, days after. Must not: ask what day it is.
import { daysInMonth, type IsoDate } from '../ids.ts';

const msPerDay = 86_400_000;

/**
 * The last day of a placement of that many calendar months: first day + months − 1 day; where the month has no such
 * day, its last one (domain.md §10.9: from 7 December four months end on 6 April).
 */
export function lastDayAfterMonths(first: IsoDate, months: number): IsoDate {
  const { year, month, day } = monthsLater(first, months);
  const length = daysInMonth(year, month);
  return day > length ? isoOf(Date.UTC(year, month - 1, length)) : isoOf(Date.UTC(year, month - 1, day - 1));
}

/** True when the period, both days counted, is longer than that many calendar months. */
export function isLongerThanMonths(period: { from: IsoDate; to: IsoDate }, months: number): boolean {
  return period.to > lastDayAfterMonths(period.from, months);
}

/** Whole days from the first to the second day; negative when the second is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((utc(to) - utc(from)) / msPerDay);
}

export function addDays(day: IsoDate, days: number): IsoDate {
  return isoOf(utc(day) + days * msPerDay);
}

/** The same day of the month, or the month's last, that many months later (or earlier when negative). */
export function addMonths(from: IsoDate, months: number): IsoDate {
  const { year, month, day } = monthsLater(from, months);
  return isoOf(Date.UTC(year, month - 1, Math.min(day, daysInMonth(year, month))));
}

function monthsLater(from: IsoDate, months: number): { year: number; month: number; day: number } {
  const index = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1 + months;
  return { year: Math.floor(index / 12), month: (index % 12) + 1, day: Number(from.slice(8, 10)) };
}

function utc(day: IsoDate): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)));
}

function isoOf(moment: number): IsoDate {
  return new Date(moment).toISOString().slice(0, 10) as IsoDate;
}
