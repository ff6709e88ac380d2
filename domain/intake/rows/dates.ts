// Owns: the ways a day is written in Swedish files. Must not: guess a two-digit year or a month before the day.
import { daysInMonth, type IsoDate, isIsoDate } from '../../ids.ts';
import { type Cell, cellText } from '../table.ts';

type DateParts = readonly [
  year: string | undefined,
  month: string | number | undefined,
  day: string | undefined,
];

/**
 * `2026-09-03` (a time after it is dropped), `2026/9/3`, `20260903`, `3/9/2026`, `3.9.2026`, `3-9-2026` (day first),
 * `den 3 september 2026`, `September 3, 2026`, and a spreadsheet's serial number where the cell is a number.
 * `months` is folded lower-case name -> 1..12 (resources/intake-values.json).
 */
export function parseDate(cell: Cell, months: ReadonlyMap<string, number>): IsoDate | undefined {
  if (typeof cell === 'number') return cell > 19_000_000 ? parseText(String(cell), months) : serialDate(cell);
  return parseText(cellText(cell), months);
}

function parseText(text: string, months: ReadonlyMap<string, number>): IsoDate | undefined {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}[:.]\d{2}.*)?$/.exec(text);
  if (iso) return assemble([iso[1], iso[2], iso[3]]);
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (compact) return assemble([compact[1], compact[2], compact[3]]);
  const dayFirst = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: \d{1,2}[:.]\d{2}.*)?$/.exec(text);
  if (dayFirst) return assemble([dayFirst[3], dayFirst[2], dayFirst[1]]);
  const words = text.toLowerCase().replace(/\s+/gu, ' ');
  const named = /^(?:den )?(\d{1,2})(?::?[ea])?\.? (\p{L}+)\.?,? (\d{4})$/u.exec(words);
  if (named) return assemble([named[3], months.get(named[2] ?? ''), named[1]]);
  const monthFirst = /^(\p{L}+)\.? (\d{1,2}),? (\d{4})$/u.exec(words);
  return monthFirst ? assemble([monthFirst[3], months.get(monthFirst[1] ?? ''), monthFirst[2]]) : undefined;
}

function assemble([year, month, day]: DateParts): IsoDate | undefined {
  const date = `${year}-${String(month ?? '').padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const inReach = Number(year) >= 1900 && Number(year) <= 2199;
  return inReach && isIsoDate(date) ? date : undefined;
}

const firstSerial = 367; // 1 January 1901: smaller numbers are counts, not days
const lastSerial = 109_574; // 31 December 2199

/** Days since 30 December 1899, as spreadsheets count them; a fraction is the time of day. */
function serialDate(serial: number): IsoDate | undefined {
  if (!(serial >= firstSerial && serial <= lastSerial)) return undefined;
  let days = Math.floor(serial) - firstSerial;
  let year = 1901;
  for (; days >= daysInYear(year); year++) days -= daysInYear(year);
  let month = 1;
  for (; days >= daysInMonth(year, month); month++) days -= daysInMonth(year, month);
  return assemble([String(year), month, String(days + 1)]);
}

function daysInYear(year: number): number {
  return 337 + daysInMonth(year, 2);
}
