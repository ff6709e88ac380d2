// Owns: how a case presses on a day, and why, in an order that anybody can check (product.md 24, 107). A pure function of the row's
// dates and what is missing. Must not: know who works how fast, nor anything that values a person; the day comes in.
import type { IsoDate } from '../ids.ts';
import { isIsoDate } from '../ids.ts';
import type { CaseRow, Step } from '../review/case-row.ts';
import { awaitsDecision, clockOf, type MatterPolicy } from '../matter/clock.ts';
import { afterWorkingDays, workingDaysUntil, type Holidays } from '../rules/holidays.ts';

/** What a start waits for, in the order in which it takes time. */
export const missingAtStart = ['employerCheck', 'union', 'basis', 'registration'] as const;
export type MissingAtStart = (typeof missingAtStart)[number];

/** One sentence each; the locale words it. `days` are working days. */
export type UrgencyReason =
  | { readonly kind: 'startPassed'; readonly day: IsoDate; readonly missing: readonly MissingAtStart[] }
  | {
      readonly kind: 'startsSoon';
      readonly day: IsoDate;
      readonly days: number;
      readonly missing: readonly MissingAtStart[];
    }
  /** RE-78: the party has opened a case at the agency, and may ask in writing that it be decided; from `day`. */
  | { readonly kind: 'askReached'; readonly day: IsoDate; readonly openedOn: IsoDate }
  | { readonly kind: 'askNear'; readonly day: IsoDate; readonly openedOn: IsoDate; readonly days: number }
  | { readonly kind: 'watchDue'; readonly day: IsoDate }
  /** What was asked of the applicant has not come in time. */
  | { readonly kind: 'answerLate'; readonly day: IsoDate }
  | { readonly kind: 'permitEnded'; readonly day: IsoDate }
  | { readonly kind: 'permitEndsBefore'; readonly day: IsoDate; readonly endsOn: IsoDate }
  | { readonly kind: 'permitEndsSoon'; readonly day: IsoDate; readonly days: number }
  /** Since the application came in at Jobbsprånget: orders the review, and is no age of a case (RQ-19). */
  | { readonly kind: 'cameIn'; readonly day: IsoDate; readonly days: number }
  | { readonly kind: 'toReview' };

export type UrgencyContext = {
  readonly today: IsoDate;
  readonly holidays: Holidays;
  readonly limits: { readonly startSoonWorkingDays: number; readonly permitSoonWorkingDays: number };
  readonly matter: Pick<MatterPolicy, 'months' | 'warnWorkingDays'>;
};

/** What the row says; `missing` is asked for only where there is a start. */
export type UrgencyInput = Pick<
  CaseRow,
  'step' | 'startsOn' | 'endsOn' | 'permitValidTo' | 'watchUntil' | 'receivedDate'
> & {
  readonly missing: readonly MissingAtStart[];
  /** The earliest day on which the applicant's answer is due (RQ-7). */
  readonly answerDueOn: string | null;
  /** The recorded day on which the party opened a case at the agency. */
  readonly openedOn: string | null;
};

/** A decision is to be made before the start. */
const beforeStart: ReadonlySet<Step> = new Set<Step>(['offered', 'basisFixed']);
/** A verdict is still to be given. In every other step there is nothing to do, or the inbox or a function of its own has it. */
const toReview: ReadonlySet<Step> = new Set<Step>(['imported', 'needsCheck']);

/** The most pressing first. Empty: nothing presses. */
export function urgency(input: UrgencyInput, context: UrgencyContext): UrgencyReason[] {
  const always = [
    ...clockReason(input, context),
    ...watchReason(input, context),
    ...answerReason(input, context),
  ];
  if (!beforeStart.has(input.step) && !toReview.has(input.step)) return always;
  return [
    ...startReason(input, context),
    ...always,
    ...permitReason(input, context),
    ...cameInReason(input, context),
  ];
}

function startReason({ step, startsOn, missing }: UrgencyInput, context: UrgencyContext): UrgencyReason[] {
  const day = asDay(startsOn);
  if (day === undefined || !beforeStart.has(step)) return [];
  if (day < context.today) return [{ kind: 'startPassed', day, missing }];
  const days = workingDaysUntil(context.today, day, context.holidays);
  return days > context.limits.startSoonWorkingDays ? [] : [{ kind: 'startsSoon', day, days, missing }];
}

/** 12 § förvaltningslagen (2017:900); only from a recorded day, never from the day an application came in. */
function clockReason({ step, openedOn }: UrgencyInput, context: UrgencyContext): UrgencyReason[] {
  const opened = asDay(openedOn);
  if (opened === undefined || !awaitsDecision(step)) return [];
  const { today, holidays, matter: policy } = context;
  const { stage, askFrom: day, days } = clockOf(opened, { today, holidays, policy });
  if (stage === 'running') return [];
  return [
    stage === 'reached'
      ? { kind: 'askReached', day, openedOn: opened }
      : { kind: 'askNear', day, openedOn: opened, days },
  ];
}

function watchReason({ watchUntil }: UrgencyInput, { today }: UrgencyContext): UrgencyReason[] {
  const day = asDay(watchUntil);
  return day === undefined || day > today ? [] : [{ kind: 'watchDue', day }];
}

function answerReason({ answerDueOn }: UrgencyInput, { today }: UrgencyContext): UrgencyReason[] {
  const day = asDay(answerDueOn);
  return day === undefined || day >= today ? [] : [{ kind: 'answerLate', day }];
}

/** A permit that had ended before anybody looked is a fact of the review and does not press more with each day. */
function permitReason(input: UrgencyInput, context: UrgencyContext): UrgencyReason[] {
  const [day, endsOn] = [asDay(input.permitValidTo), asDay(input.endsOn)];
  if (day === undefined) return [];
  const hasOffer = beforeStart.has(input.step);
  if (day < context.today) return hasOffer ? [{ kind: 'permitEnded', day }] : [];
  if (endsOn !== undefined && day < endsOn && hasOffer) return [{ kind: 'permitEndsBefore', day, endsOn }];
  const days = workingDaysUntil(context.today, day, context.holidays);
  return days > context.limits.permitSoonWorkingDays ? [] : [{ kind: 'permitEndsSoon', day, days }];
}

/** From the day on which the application came in; a case that comes back on a later day does not wait meanwhile. */
function cameInReason(
  { step, receivedDate, watchUntil }: UrgencyInput,
  { today, holidays }: UrgencyContext,
): UrgencyReason[] {
  if (!toReview.has(step) || (asDay(watchUntil) ?? '') > today) return [];
  const day = asDay(receivedDate);
  const days = day === undefined ? 0 : workingDaysUntil(day, today, holidays);
  return day === undefined || days === 0 ? [{ kind: 'toReview' }] : [{ kind: 'cameIn', day, days }];
}

function asDay(text: string | null): IsoDate | undefined {
  return text !== null && isIsoDate(text) ? text : undefined;
}

/** A start that cannot wait, a day of law, a day that somebody has set, a right that ends, and then what came in first. */
const order: readonly UrgencyReason['kind'][] = [
  ...([
    'startPassed',
    'startsSoon',
    'askReached',
    'askNear',
    'watchDue',
    'answerLate',
    'permitEndsBefore',
    'permitEnded',
    'permitEndsSoon',
  ] as const),
  ...(['cameIn', 'toReview'] as const),
];

/** Sorts as the cases press: by the first reason's kind, then by its day; undefined where nothing presses. */
export function pressing([first]: readonly UrgencyReason[]): string | undefined {
  if (first === undefined) return undefined;
  const place = String(order.indexOf(first.kind)).padStart(2, '0');
  return `${place} ${first.kind === 'toReview' ? '' : first.day}`;
}

/** The last day on which a permit's end still counts as soon. */
export function permitSoonUntil({ today, holidays, limits }: UrgencyContext): IsoDate {
  return afterWorkingDays(today, limits.permitSoonWorkingDays, holidays);
}
