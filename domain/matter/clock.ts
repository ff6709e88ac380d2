// Owns: the clock of 11 and 12 §§ förvaltningslagen (2017:900) as dated data, and where it stands on a day. Must not: start it from
// anything but a recorded day on which the party opened a case, nor know what day it is.
import { z } from 'zod';
import { isoDateSchema, type IsoDate } from '../ids.ts';
import type { Step } from '../review/case-row.ts';
import { addDays, addMonths, daysBetween } from '../rules/days.ts';
import { afterWorkingDays, workingDaysUntil, type Holidays } from '../rules/holidays.ts';

const paragraph = z.strictObject({
  id: z.string().min(1),
  law: z.string().min(1),
  paragraph: z.string().min(1),
  says: z.string().min(1),
  verified: z.boolean(),
});

export const matterPolicySchema = z.strictObject({
  id: z.literal('matter'),
  version: z.string().min(1).max(40),
  date: isoDateSchema,
  source: z.string().min(1),
  verified: z.boolean(),
  /** No earlier day is taken: another law was in force. */
  earliest: isoDateSchema,
  /** After so many months the party may ask in writing that the case be decided. */
  months: z.int().min(1).max(24),
  /** The agency then has so long. */
  answerWeeks: z.int().min(1).max(12),
  /** So many working days before, the case says so. */
  warnWorkingDays: z.int().min(0).max(120),
  paragraphs: z.array(paragraph).min(1),
});
export type MatterPolicy = z.infer<typeof matterPolicySchema>;

/** Nobody waits for a decision. */
const ended: ReadonlySet<Step> = new Set<Step>([
  'granted',
  'refused',
  'withdrawn',
  'special',
  'joined',
  'barred',
]);

export function awaitsDecision(step: Step): boolean {
  return !ended.has(step);
}

export type ClockContext = {
  readonly today: IsoDate;
  readonly holidays: Holidays;
  readonly policy: Pick<MatterPolicy, 'months' | 'warnWorkingDays'>;
};

export type Clock = {
  /** Whole days since the case was opened. */
  readonly age: number;
  /** The day from which the party may ask for a decision. */
  readonly askFrom: IsoDate;
  /** Working days until then; 0 once it has come. */
  readonly days: number;
  readonly stage: 'running' | 'near' | 'reached';
};

export function clockOf(openedOn: IsoDate, { today, holidays, policy }: ClockContext): Clock {
  const askFrom = addMonths(openedOn, policy.months);
  const days = workingDaysUntil(today, askFrom, holidays);
  const stage = today >= askFrom ? 'reached' : days <= policy.warnWorkingDays ? 'near' : 'running';
  return { age: daysBetween(openedOn, today), askFrom, days, stage };
}

/** Months differ in length by so many days. */
const slack = 3;

/** No case opened later can be near; some that were opened no later than this are not near yet. */
export function nearOpenedUntil({ today, holidays, policy }: ClockContext): IsoDate {
  const past = afterWorkingDays(today, policy.warnWorkingDays + 1, holidays);
  return addDays(addMonths(past, -policy.months), slack);
}
