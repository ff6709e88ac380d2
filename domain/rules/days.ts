// Owns: counting with legal dates: days, months, working days, age. Must not: know what day it is.
import { daysInMonth, isoDateSchema, type IsoDate } from '../ids.ts';

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The same day of a later (or earlier) month, or the month's last day where that day is missing. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const { year, month, day } = parts(date);
  const index = year * 12 + (month - 1) + months;
  const [newYear, newMonth] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  return iso(newYear, newMonth, Math.min(day, daysInMonth(newYear, newMonth)));
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** Mondays to Fridays after `from` up to and including `to`; working days are `holidays.ts`'s. */
export function weekdaysBetween(from: IsoDate, to: IsoDate): number {
  const last = dayNumber(to);
  let count = 0;
  for (let day = dayNumber(from) + 1; day <= last; day++) if (weekday(day) < 5) count++;
  return count;
}

/** Monday 0 … Sunday 6. */
export function weekdayOf(date: IsoDate): number {
  return weekday(dayNumber(date));
}

/** Whole years on a day of the holder of a twelve-digit number; a coordination number has 60 added to the day. */
export function ageOn(identityNumber: string, day: IsoDate): number | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})\d{4}$/.exec(identityNumber);
  if (!match) return undefined;
  const born = Number(match[3]);
  const birthday = `${match[2]}-${String(born > 60 ? born - 60 : born).padStart(2, '0')}`;
  const years = Number(day.slice(0, 4)) - Number(match[1]);
  return day.slice(5) < birthday ? years - 1 : years;
}

function parts(date: IsoDate) {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

function iso(year: number, month: number, day: number): IsoDate {
  const two = (value: number) => String(value).padStart(2, '0');
  return isoDateSchema.parse(`${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`);
}

/** Days since 1 March of year 0 in the Gregorian calendar: leap days come last in such a year. */
function dayNumber(date: IsoDate): number {
  const { year, month, day } = parts(date);
  const shifted = month <= 2 ? year - 1 : year;
  const inYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return (
    365 * shifted + Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400) + inYear
  );
}

function fromDayNumber(number: number): IsoDate {
  const era = Math.floor(number / 146_097);
  const dayOfEra = number - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  return iso(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

/** 1 March of year 0 was a Wednesday. */
function weekday(number: number): number {
  return (((number + 2) % 7) + 7) % 7;
}
