// Owns: the shape of resources/holidays.json, and counting working days without public holidays. Must not: compute a holiday: the
// days are dated data. Outside the years they cover weekends alone are left out.
import { z } from 'zod';
import { isoDateSchema, type IsoDate } from '../ids.ts';
import { addDays, weekdayOf, weekdaysBetween } from './days.ts';

export const holidaysSchema = z.strictObject({
  id: z.literal('holidays'),
  version: z.int().positive(),
  from: isoDateSchema,
  to: isoDateSchema,
  source: z.string().min(1),
  verified: z.boolean(),
  days: z.array(z.strictObject({ day: isoDateSchema, name: z.string().min(1) })).min(1),
});

export type Holidays = ReadonlySet<IsoDate>;

export function holidaysOf({ days }: z.infer<typeof holidaysSchema>): Holidays {
  return new Set(days.map(({ day }) => day));
}

export function isWorkingDay(date: IsoDate, holidays: Holidays): boolean {
  return weekdayOf(date) < 5 && !holidays.has(date);
}

/** Working days after `from` up to and including `to`; none when `to` is not later. */
export function workingDaysUntil(from: IsoDate, to: IsoDate, holidays: Holidays): number {
  const free = [...holidays].filter((day) => day > from && day <= to && weekdayOf(day) < 5);
  return to <= from ? 0 : weekdaysBetween(from, to) - free.length;
}

/** The day that is so many working days after `from`. */
export function afterWorkingDays(from: IsoDate, count: number, holidays: Holidays): IsoDate {
  let day = from;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day, holidays)) left -= 1;
  }
  return day;
}
