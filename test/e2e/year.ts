// The invented year as files for the window: two intakes in one file of 5,080 applications, its days moved so that the
// autumn's basis is due in this week; a real store knows no day but today's.
import Papa from 'papaparse';
import { z } from 'zod';
import { isoDateSchema, type IsoDate } from '../../domain/ids.ts';
import { addDays, addMonths, daysBetween } from '../../domain/rules/days.ts';
import { type DemoIntake, generateYear } from '../../main/demo/generate.ts';

type Row = Readonly<Record<string, string>>;
export type Year = {
  readonly applications: readonly Row[];
  readonly offers: readonly Row[];
  readonly answers: ReadonlyMap<string, Readonly<Record<string, string | boolean>>>;
  readonly bar: readonly Row[];
  /** The portal's export, and the day after which no permit needs to reach. */
  readonly asOf: IsoDate;
  readonly lastDay: IsoDate;
  readonly intake: { readonly year: string; readonly season: 'Våren' | 'Hösten' };
};

const seed = 2026;
const week = 7;

export function yearAround(today: string): Year {
  const [spring, autumn] = generateYear(seed).intakes;
  if (spring === undefined || autumn === undefined) throw new Error('A year has two intakes');
  const due = autumn.days.basis;
  const away = daysBetween(due, isoDateSchema.parse(today));
  const shift = Math.floor(away / week) * week;
  const between = daysBetween(spring.days.basis, due);
  const asOf = addDays(autumn.days.applications, shift);
  return {
    applications: [
      ...moved(spring, 'applications', shift + between),
      ...moved(autumn, 'applications', shift),
    ],
    offers: moved(autumn, 'offers', shift).map(fourMonths),
    answers: new Map(moved(autumn, 'form', shift).map((row) => [row['Ansöknings-ID'] ?? '', answersOf(row)])),
    bar: moved(autumn, 'bar', shift),
    asOf,
    lastDay: addDays(autumn.days.standardLastDay, shift),
    intake: { year: asOf.slice(0, 4), season: Number(asOf.slice(5, 7)) < week ? 'Våren' : 'Hösten' },
  };
}

const rowSchema = z.array(z.record(z.string(), z.string()));

function moved(intake: DemoIntake, file: 'applications' | 'offers' | 'form' | 'bar', days: number): Row[] {
  const parsed = Papa.parse(decode(intake[file].bytes), { header: true, skipEmptyLines: true });
  const move = (cell: string) => {
    const day = isoDateSchema.safeParse(cell);
    return day.success ? addDays(day.data, days) : cell;
  };
  return rowSchema
    .parse(parsed.data)
    .map((row) => Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, move(cell)])));
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Moved days may make four months a day too long. */
function fourMonths(row: Row): Row {
  const start = isoDateSchema.parse(row['Startdatum']);
  return { ...row, Slutdatum: addDays(addMonths(start, 4), -1) };
}

const yesNo = new Set(['5.9', '6.4', '7.9']);

function answersOf(row: Row): Record<string, string | boolean> {
  const given = Object.entries(row).filter(([number, cell]) => /^\d/.test(number) && cell !== '');
  return Object.fromEntries(
    given.map(([number, cell]) => [number, yesNo.has(number) ? cell === 'ja' : cell]),
  );
}

/** A file as Excel writes it: semicolons and a byte order mark. */
export function asCsv(rows: readonly Row[]): string {
  return `\uFEFF${Papa.unparse([...rows], { delimiter: ';' })}\r\n`;
}
