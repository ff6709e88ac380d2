// Owns: how long a case may be kept: the dated data of resources/retention.json, and the window they give (16 § lagen (2002:546)).
// Must not: ask what day it is.
import { z } from 'zod';
import { isoDateSchema, type IsoDate } from '../ids.ts';
import { decisionStanding, type DecisionStanding } from '../ledger/case/decisions.ts';
import { openedDay } from '../matter/matter.ts';
import type { CaseState } from '../ledger/case/state.ts';

/** resources/retention.json. */
export const retentionSchema = z.strictObject({
  id: z.string(),
  version: z.string(),
  date: z.iso.date(),
  source: z.string(),
  verified: z.boolean(),
  /** Purged at the latest when so many years have passed after the year in which processing ended. */
  latestYears: z.int().min(1).max(100),
  /** Not before so many years have passed after that year: the group's own choice within the limit. */
  earliestYears: z.int().min(0).max(100),
  rules: z.array(
    z.strictObject({
      id: z.string(),
      law: z.string(),
      paragraph: z.string(),
      says: z.string(),
      verified: z.boolean(),
    }),
  ),
});
export type RetentionData = z.infer<typeof retentionSchema>;

/** First and last day on which the case may and must be purged. */
export type PurgeWindow = { readonly from: IsoDate; readonly by: IsoDate };

/** Closed 2026-05-10 with three years: at the latest 2029-12-31. */
export function purgeWindow(endedOn: IsoDate, data: RetentionData): PurgeWindow {
  const year = Number(endedOn.slice(0, 4));
  const latest = year + data.latestYears;
  const earliest = Math.min(year + data.earliestYears, latest);
  return { from: isoDateSchema.parse(`${earliest}-01-01`), by: isoDateSchema.parse(`${latest}-12-31`) };
}

/**
 * The legal day on which processing of the case ended [confirm]: the last day of a granted period, the day of a refusal,
 * and the intake's last day where nothing was decided, or the day on which the party opened a case if that is later. Never a moment of a clock.
 */
export function processingEnded(state: CaseState, intakeLastDay: IsoDate): IsoDate {
  const standing = decisionStanding(state);
  if (standing.status === 'basis') return latest(standing.basis.day, intakeLastDay);
  if (standing.status !== 'registered') return latest(openedDay(state) ?? intakeLastDay, intakeLastDay);
  return endOfRegistered(standing);
}

/** Two have signed and the data are gone: the case is not opened again by the same application. */
export function isPurged(state: CaseState): boolean {
  return state.applicationId === null && state.retention.signatures.length > 0;
}

function endOfRegistered({
  registered,
  basis,
}: Extract<DecisionStanding, { status: 'registered' }>): IsoDate {
  const period = registered.period ?? basis?.period;
  return period ? latest(period.to, registered.day) : registered.day;
}

function latest(a: IsoDate, b: IsoDate): IsoDate {
  return a > b ? a : b;
}
