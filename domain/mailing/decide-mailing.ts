// Owns: what may be noted of a mailing, what of it may be taken back, and the refusals. Must not: write.
import { type EventHash, type IsoDate } from '../ids.ts';
import type { MailingChannel } from '../intake/resources.ts';
import type { Mailing } from '../ledger/mailing-state.ts';
import type { IntakeState } from '../ledger/shared-state.ts';
import { err, ok, type Result } from '../result.ts';

export type MailingRefusal =
  | { readonly tag: 'unknownMailing' }
  | { readonly tag: 'dayInFuture'; readonly day: IsoDate }
  | { readonly tag: 'mailingDayBefore'; readonly day: IsoDate }
  | { readonly tag: 'applyByPassed'; readonly day: IsoDate }
  | { readonly tag: 'applyByAfterIntake'; readonly day: IsoDate }
  | { readonly tag: 'mailingEmpty' }
  | { readonly tag: 'mailingTooMany'; readonly left: number }
  | { readonly tag: 'mailingBuiltUpon' };

type Counted = { readonly channel: MailingChannel; readonly day: IsoDate; readonly count: number };

/** MA-8: the letter names a day that has not passed, within the intake; the recipients are kept until then and no longer. */
export function checkApplyBy(
  applyBy: IsoDate,
  { today, lastDay }: { readonly today: IsoDate; readonly lastDay: IsoDate },
): Result<null, MailingRefusal> {
  if (applyBy < today) return err({ tag: 'applyByPassed', day: applyBy });
  return applyBy > lastDay ? err({ tag: 'applyByAfterIntake', day: lastDay }) : ok(null);
}

/** MA-10: never more sent than the list holds for the channel; a day neither in the future nor before the list's own. */
export function decideSent(
  mailing: Mailing | undefined,
  { channel, day, count }: Counted,
  today: IsoDate,
): Result<null, MailingRefusal> {
  if (!mailing?.prepared) return err({ tag: 'unknownMailing' });
  const { asOf, recipients } = mailing.prepared;
  const refused = checkDay(day, { today, first: asOf });
  if (!refused.ok) return refused;
  const left = recipients[channel] - sumOf(mailing.sent, channel);
  return count > left ? err({ tag: 'mailingTooMany', left: Math.max(left, 0) }) : ok(null);
}

/** Never more returned than sent. */
export function decideReturned(
  mailing: Mailing | undefined,
  { channel, day, count }: Counted,
  today: IsoDate,
): Result<null, MailingRefusal> {
  if (!mailing) return err({ tag: 'unknownMailing' });
  const sent = mailing.sent.filter((one) => one.channel === channel);
  const first = sent.map((one) => one.day).sort()[0] ?? day;
  const refused = checkDay(day, { today, first });
  if (!refused.ok) return refused;
  const left = sumOf(mailing.sent, channel) - sumOf(mailing.returned, channel);
  return count > left ? err({ tag: 'mailingTooMany', left: Math.max(left, 0) }) : ok(null);
}

function checkDay(
  day: IsoDate,
  { today, first }: { readonly today: IsoDate; readonly first: IsoDate },
): Result<null, MailingRefusal> {
  if (day > today) return err({ tag: 'dayInFuture', day });
  return day < first ? err({ tag: 'mailingDayBefore', day: first }) : ok(null);
}

export function sumOf(
  counts: readonly Pick<Counted, 'channel' | 'count'>[],
  channel: MailingChannel,
): number {
  return counts.filter((one) => one.channel === channel).reduce((sum, one) => sum + one.count, 0);
}

/**
 * MA-12: a count can be taken back, and a preparation as long as nothing is noted as sent. A sent count stays while more has come
 * back than would be left. That recipients were deleted cannot be taken back.
 */
export function decideTakeBack(state: IntakeState, event: EventHash): Result<null, MailingRefusal> {
  const act = state.acts.findIndex((one) => one.event === event);
  if (act < 0) return err({ tag: 'unknownMailing' });
  if (state.outreach.some((one) => one.act === act)) return ok(null);
  const mailing = state.mailings.find((one) => isOf(one, act));
  if (!mailing) return err({ tag: 'unknownMailing' });
  if (mailing.returned.some((one) => one.act === act)) return ok(null);
  if (mailing.prepared?.act === act)
    return mailing.sent.length > 0 ? err({ tag: 'mailingBuiltUpon' }) : ok(null);
  const sent = mailing.sent.find((one) => one.act === act);
  if (!sent) return err({ tag: 'unknownMailing' });
  const { channel, count } = sent;
  const rest = sumOf(mailing.sent, channel) - count;
  return rest < sumOf(mailing.returned, channel) ? err({ tag: 'mailingBuiltUpon' }) : ok(null);
}

function isOf({ prepared, sent, returned }: Mailing, act: number): boolean {
  return [prepared, ...sent, ...returned].some((one) => one?.act === act);
}
