// Owns: commands on an offer: entered by hand, moved to another state with a reason its list allows.
// Must not: make an offer's id (services derive it), nor change an offer of a case that is decided.
import { offerFactsSchema } from '../intake/facts.ts';
import type { BatchId, EmployerId, EventHash, IsoDate } from '../ids.ts';
import { decisionStanding, isOpened, offerMove, type CaseState } from '../ledger/case-state.ts';
import type { FieldValue, OfferStateName, PayloadOf } from '../ledger/payload.ts';
import { err, ok, type Result } from '../result.ts';
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
  for (const [field, value] of Object.entries(command.fields)) {
    const known = offerFactsSchema.keyof().safeParse(field);
    if (!known.success) return err({ tag: 'unknownOfferField', field });
    if (value !== null && !offerFactsSchema.shape[known.data].safeParse(value).success)
      return err({ tag: 'wrongOfferValue', field });
  }
  const isNew = state.offers[command.offer] === undefined;
  const named =
    typeof command.fields['employerName'] === 'string' && command.fields['employerName'].trim() !== '';
  if (isNew && (command.employer === undefined || !named)) return err({ tag: 'noEmployer' });
  return ok({
    kind: 'offer.entered',
    offer: command.offer,
    fields: { ...command.fields },
    ...(command.employer === undefined ? {} : { employer: command.employer }),
    ...(command.batch === undefined ? {} : { batch: command.batch }),
  });
}

export type MoveOfferCommand = {
  readonly offer: string;
  readonly state: OfferStateName;
  readonly reason?: string;
  readonly day: IsoDate;
  readonly batch?: BatchId;
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
  context: { readonly law: Law; readonly reasons: ReasonData; readonly today: IsoDate },
): Result<PayloadOf<'offer.moved'>, MoveOfferError> {
  const block = offerBlock(state);
  if (block !== undefined) return err(block);
  const offer = state.offers[command.offer];
  if (offer === undefined) return err({ tag: 'noOffer' });
  if (command.day > context.today) return err({ tag: 'dayInFuture', day: command.day });
  const allowed = offerReasons(command.state, context);
  if (command.reason === undefined && allowed.length > 0) return err({ tag: 'reasonMissing', allowed });
  if (command.reason !== undefined && !allowed.includes(command.reason)) {
    return err({ tag: 'reasonNotAllowed', reason: command.reason, allowed });
  }
  const current = offerMove(offer);
  if (
    current.status === 'agreed' &&
    current.value.state === command.state &&
    current.value.reason === command.reason
  ) {
    return err({ tag: 'unchanged' });
  }
  return ok({
    kind: 'offer.moved',
    offer: command.offer,
    state: command.state,
    day: command.day,
    ...(command.reason === undefined ? {} : { reason: command.reason }),
    ...(command.batch === undefined ? {} : { batch: command.batch }),
  });
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
