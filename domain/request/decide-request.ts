// Owns: whether something may be asked of the applicant, extended, reminded of or ended in a case, and the refusals.
// Must not: write, or ask for roles: the gate does (GR-10).
import { isIsoDate, type IsoDate } from '../ids.ts';
import { decisionStanding } from '../ledger/case/decisions.ts';
import { carefulFlag } from '../ledger/case/fields.ts';
import { isOpened } from '../ledger/case/readings.ts';
import { openRequests, requestStanding } from '../ledger/case/requests.ts';
import { matterOf, openedDay } from '../matter/matter.ts';
import type { CaseState, PartyRequest } from '../ledger/case/state.ts';
import type { RequestKind, RequestOutcome } from '../ledger/payloads/requests.ts';
import { err, ok, type Result } from '../result.ts';

export type RequestRefusal =
  | { readonly tag: 'caseNotOpened' }
  | { readonly tag: 'specialHandling' }
  | { readonly tag: 'decided' }
  | { readonly tag: 'withdrawn' }
  | { readonly tag: 'noOpenedDay' }
  | { readonly tag: 'openedDayDiffers' }
  | { readonly tag: 'orderBeforeOpened'; readonly day: string }
  | { readonly tag: 'nothingAsked' }
  | { readonly tag: 'alreadyAsked'; readonly day: string }
  | { readonly tag: 'dueTooSoon'; readonly day: string }
  | { readonly tag: 'dueNotLater'; readonly day: string }
  | { readonly tag: 'noOpenRequest' }
  | { readonly tag: 'dayInFuture'; readonly day: string }
  | { readonly tag: 'notDueYet'; readonly day: string }
  | { readonly tag: 'answerMissing' };

type Decided = Result<null, RequestRefusal>;
const yes: Decided = ok(null);

export type Asking = {
  readonly what: RequestKind;
  readonly lacks: readonly string[];
  readonly text: string;
  readonly sentOn: IsoDate;
  readonly dueOn: string;
};

/** RQ-1: of an open, undecided case, once at a time of a kind, with something to answer and a day that can be kept. */
export function decideRequest(state: CaseState, asking: Asking, today: IsoDate): Decided {
  const may = mayBeAsked(state);
  if (!may.ok) return may;
  const block = asking.what === 'order' ? orderBlock(state, asking.sentOn) : undefined;
  if (block) return err(block);
  if (!asksAnything(asking)) return err({ tag: 'nothingAsked' });
  const open = openRequests(state).find(({ what }) => what === asking.what);
  if (open) return err({ tag: 'alreadyAsked', day: open.sentOn });
  const { sentOn, dueOn } = asking;
  if (sentOn > today) return err({ tag: 'dayInFuture', day: sentOn });
  const canBeKept = isIsoDate(dueOn) && dueOn > sentOn && dueOn >= today;
  return canBeKept ? yes : err({ tag: 'dueTooSoon', day: dueOn });
}

function mayBeAsked(state: CaseState): Decided {
  if (!isOpened(state)) return err({ tag: 'caseNotOpened' });
  if (state.stub) return err({ tag: 'specialHandling' });
  const { status } = decisionStanding(state);
  if (status === 'registered' || status === 'conflict') return err({ tag: 'decided' });
  return carefulFlag(state.fields, 'withdrawn') ? err({ tag: 'withdrawn' }) : yes;
}

/** RQ-20: 20 § förvaltningslagen (2017:900) reaches only a case that the party has opened at the agency. */
export function orderBlock(state: CaseState, sentOn: IsoDate): RequestRefusal | undefined {
  if (matterOf(state).status === 'differs') return { tag: 'openedDayDiffers' };
  const day = openedDay(state);
  if (day === undefined) return { tag: 'noOpenedDay' };
  return sentOn < day ? { tag: 'orderBeforeOpened', day } : undefined;
}

function asksAnything({ what, lacks, text }: Asking): boolean {
  return text.trim() !== '' || (what !== 'hearing' && lacks.length > 0);
}

/** RQ-6: more time, never less: the party may rely on the day it was given. */
export function decideExtend(request: PartyRequest, dueOn: string): Decided {
  const { dueOn: now } = requestStanding(request);
  return isIsoDate(dueOn) && dueOn > now ? yes : err({ tag: 'dueNotLater', day: now });
}

type Ending = { readonly outcome: RequestOutcome; readonly day: IsoDate; readonly answer: string };

/** RQ-8: silence can be noted only when the day has passed. */
export function decideEnd(
  { what, ...request }: PartyRequest,
  { outcome, day, answer }: Ending,
  today: IsoDate,
): Decided {
  if (day > today) return err({ tag: 'dayInFuture', day });
  const { dueOn } = requestStanding({ what, ...request });
  if (outcome === 'noAnswer' && today <= dueOn) return err({ tag: 'notDueYet', day: dueOn });
  if (outcome === 'answered' && what === 'hearing' && answer.trim() === '')
    return err({ tag: 'answerMissing' });
  return yes;
}
