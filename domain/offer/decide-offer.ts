// Owns: commands on an offer: entered by hand, moved to another state with a reason its list allows.
// Must not: make an offer's id (services derive it), nor change an offer of a case that is decided.
import { offerFactsSchema } from '../intake/facts.ts';
import type { BatchId, EmployerId, EventHash, IsoDate } from '../ids.ts';
import { decisionStanding } from '../ledger/case/decisions.ts';
import { offerMove } from '../ledger/case/offers.ts';
import { isOpened } from '../ledger/case/readings.ts';
import type { CaseState, OfferState } from '../ledger/case/state.ts';
import type { OfferStateName, PayloadOf } from '../ledger/payload.ts';
import type { FieldValue } from '../ledger/payload-parts.ts';
import { err, ok, type Result } from '../result.ts';
import { filledText, given } from '../form/given.ts';
import { reasonsOf, type Law } from '../form/reference.ts';
import type { ReasonData } from '../review/reasons.ts';

export type OfferBlock =
  | { readonly tag: 'notOpened' }
  | { readonly tag: 'protectedIdentity' }
  | { readonly tag: 'alreadyRegistered'; readonly barNumber: string; readonly day: string }
  | { readonly tag: 'decisionConflict'; readonly heads: readonly EventHash[] };

export type EnterOfferError =
  | OfferBlock
  | { readonly tag: 'unknownOfferField'; readonly field: string }
  | { readonly tag: 'wrongOfferValue'; readonly field: string }
  | { readonly tag: 'noEmployer' };

export type EnterOfferCommand = {
  readonly offer: string;
  readonly employer?: EmployerId;
  /** Offer fields as imported ones are named; null takes a hand-made value away. */
  readonly fields: Readonly<Record<string, FieldValue | null>>;
  readonly batch?: BatchId;
};

/** A new offer needs an employer and its name; a known one takes any of its fields. */
export function decideEnterOffer(
  state: CaseState,
  command: EnterOfferCommand,
): Result<PayloadOf<'offer.entered'>, EnterOfferError> {
  const block = offerBlock(state);
  if (block !== undefined) return err(block);
  const wrong = wrongField(command.fields);
  if (wrong !== undefined) return err(wrong);
  const name = command.fields['employerName'];
  const named = typeof name === 'string' && filledText(name) !== undefined && command.employer !== undefined;
  if (state.offers[command.offer] === undefined && !named) return err({ tag: 'noEmployer' });
  return ok({
    kind: 'offer.entered',
    offer: command.offer,
    fields: { ...command.fields },
    ...given('employer', command.employer),
    ...given('batch', command.batch),
  });
}

function wrongField(fields: EnterOfferCommand['fields']): EnterOfferError | undefined {
  for (const [field, value] of Object.entries(fields)) {
    const known = offerFactsSchema.keyof().safeParse(field);
    if (!known.success) return { tag: 'unknownOfferField', field };
    if (value !== null && !offerFactsSchema.shape[known.data].safeParse(value).success) {
      return { tag: 'wrongOfferValue', field };
    }
  }
  return undefined;
}

export type MoveOfferCommand = {
  readonly offer: string;
  readonly state: OfferStateName;
  readonly reason?: string;
  readonly day: IsoDate;
  readonly batch?: BatchId;
  /** What a file says is taken as it is: any reason of the list, or none. */
  readonly fromFile?: boolean;
};

export type MoveOfferError =
  | OfferBlock
  | { readonly tag: 'noOffer' }
  | { readonly tag: 'reasonMissing'; readonly allowed: readonly string[] }
  | { readonly tag: 'reasonNotAllowed'; readonly reason: string; readonly allowed: readonly string[] }
  | { readonly tag: 'dayInFuture'; readonly day: string }
  | { readonly tag: 'unchanged' };

/** An offer that fell carries a reason of the list “Avslutat utan beslut i sak”; an open one carries none. */
export function decideMoveOffer(
  state: CaseState,
  command: MoveOfferCommand,
  context: MoveContext,
): Result<PayloadOf<'offer.moved'>, MoveOfferError> {
  const block = offerBlock(state);
  if (block !== undefined) return err(block);
  const error = moveError(state.offers[command.offer], command, context);
  if (error !== undefined) return err(error);
  return ok({
    kind: 'offer.moved',
    offer: command.offer,
    state: command.state,
    day: command.day,
    ...given('reason', command.reason),
    ...given('batch', command.batch),
  });
}

type MoveContext = { readonly law: Law; readonly reasons: ReasonData; readonly today: IsoDate };

function moveError(
  offer: OfferState | undefined,
  command: MoveOfferCommand,
  context: MoveContext,
): MoveOfferError | undefined {
  if (offer === undefined) return { tag: 'noOffer' };
  if (command.day > context.today) return { tag: 'dayInFuture', day: command.day };
  const wrong = reasonError(command, context);
  if (wrong !== undefined) return wrong;
  const current = offerMove(offer);
  if (current.status !== 'agreed') return undefined;
  const { state, reason } = current.value;
  return state === command.state && reason === command.reason ? { tag: 'unchanged' } : undefined;
}

function reasonError(command: MoveOfferCommand, context: MoveContext): MoveOfferError | undefined {
  const { state, reason, fromFile = false } = command;
  const own = offerReasons(state, context);
  if (reason === undefined)
    return own.length > 0 && !fromFile ? { tag: 'reasonMissing', allowed: own } : undefined;
  const any = fromFile && own.length > 0;
  const allowed = any ? reasonsOf(context.reasons, 'closed').map((one) => one.code) : own;
  return allowed.includes(reason) ? undefined : { tag: 'reasonNotAllowed', reason, allowed };
}

/** Codes that a move to that state may carry; none for an open offer. */
export function offerReasons(
  state: OfferStateName,
  { law, reasons }: { law: Law; reasons: ReasonData },
): readonly string[] {
  if (state === 'offered' || state === 'accepted') return [];
  const listed = new Set(reasonsOf(reasons, 'closed').map((reason) => reason.code));
  return (law.offerReasons[state] ?? []).filter((code) => listed.has(code));
}

function offerBlock(state: CaseState): OfferBlock | undefined {
  if (!isOpened(state)) return { tag: 'notOpened' };
  if (state.stub !== null) return { tag: 'protectedIdentity' };
  const standing = decisionStanding(state);
  if (standing.status === 'conflict')
    return { tag: 'decisionConflict', heads: standing.heads.map((head) => head.event) };
  if (standing.status !== 'registered') return undefined;
  return { tag: 'alreadyRegistered', barNumber: standing.registered.barNumber, day: standing.registered.day };
}
