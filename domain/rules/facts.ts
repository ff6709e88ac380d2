// Owns: what the checks may know of a case: each fact with its source and day, read from the folded state.
// Must not: judge a fact, nor pick one of two that differ.
import { Temporal } from 'temporal-polyfill';
import { isIsoDate, isoDateSchema, type IntakeId, type IsoDate } from '../ids.ts';
import { decisionStanding } from '../ledger/case/decisions.ts';
import { carefulFlag } from '../ledger/case/fields.ts';
import { currentOffer, offerMove } from '../ledger/case/offers.ts';
import { conclusionOf, unseenFacts } from '../ledger/case/readings.ts';
import type { CaseState, OfferState, Verdict } from '../ledger/case/state.ts';
import type { PayloadOf } from '../ledger/payload.ts';
import type { FieldValue } from '../ledger/payload-parts.ts';
import { readField, type Act, type Fields } from '../ledger/register.ts';

/** `asOf` is the export's day, or the day on which a person entered it. */
export type Fact =
  | { readonly status: 'absent' }
  | { readonly status: 'differs' }
  | { readonly status: 'value'; readonly value: FieldValue; readonly source: string; readonly asOf: IsoDate };

export type OfferFacts = {
  readonly id: string;
  readonly read: (name: string) => Fact;
  /** The day of its last move or of the file that brought it. */
  readonly day: IsoDate | null;
  /** Moves that differ between colleagues. */
  readonly differs: boolean;
};

/** The final assessment stands in the fixed basis; `stale` when a fact came beside it unseen. */
export type AssessmentFacts = { readonly day: IsoDate; readonly need: boolean; readonly stale: boolean };

export type CaseFacts = {
  readonly intake: IntakeId | null;
  readonly read: (name: string) => Fact;
  /** Careful value: any standing withdrawal counts (design: safe-side fields). */
  readonly consentWithdrawn: boolean;
  readonly offer: OfferFacts | null;
  readonly offerFell: boolean;
  readonly verdict: Verdict | null;
  readonly assessment: AssessmentFacts | null;
  readonly decisionDay: IsoDate | null;
};

export function caseFacts(state: CaseState): CaseFacts {
  const offer = currentOffer(state);
  const conclusion = conclusionOf(state);
  const standing = decisionStanding(state);
  return {
    intake: state.intake,
    read: (name) => factOf(state, state.fields, name),
    consentWithdrawn: carefulFlag(state.fields, 'consentWithdrawnOn'),
    offer: offer ? offerFacts(state, offer) : null,
    offerFell: !offer && Object.keys(state.offers).length > 0,
    verdict: conclusion.status === 'agreed' ? conclusion.value : null,
    assessment: assessmentOf(state),
    decisionDay: standing.status === 'registered' ? standing.registered.day : null,
  };
}

function factOf(state: CaseState, fields: Fields, name: string): Fact {
  const reading = readField(fields[name], name);
  if (reading.status === 'absent') return reading;
  if (reading.status === 'differs') return { status: 'differs' };
  // An empty text says nothing: a column was there but the cell was not filled.
  if (reading.value === '') return { status: 'absent' };
  return {
    status: 'value',
    value: reading.value,
    source: reading.source,
    asOf: dayOfAct(state.acts[reading.act]),
  };
}

function offerFacts(state: CaseState, offer: OfferState): OfferFacts {
  const move = offerMove(offer);
  const employerName = factOf(state, offer.fields, 'employerName');
  const brought = employerName.status === 'value' ? employerName.asOf : null;
  const day = move.status === 'agreed' && isIsoDate(move.value.day) ? move.value.day : brought;
  return {
    id: offer.id,
    read: (name) => factOf(state, offer.fields, name),
    day,
    differs: move.status === 'differs',
  };
}

function assessmentOf(state: CaseState): AssessmentFacts | null {
  const standing = decisionStanding(state);
  const basis: PayloadOf<'basis.fixed'> | null =
    standing.status === 'basis' || standing.status === 'registered' ? standing.basis : null;
  if (!basis) return null;
  const need = basis.answers['6.2'];
  const says =
    need === undefined ? basis.outcome === 'grant' : ['yes', 'ja', true].some((one) => one === need);
  return { day: basis.day, need: says, stale: unseenFacts(state).length > 0 };
}

/** The export's day, else the Swedish calendar day of the entry. */
function dayOfAct(act: Act | undefined): IsoDate {
  if (act?.asOf) return act.asOf;
  const moment = Temporal.Instant.fromEpochMilliseconds(Math.floor((act?.at ?? 0) / 1000));
  return isoDateSchema.parse(moment.toZonedDateTimeISO('Europe/Stockholm').toPlainDate().toString());
}

export function textFact(fact: Fact): string | undefined {
  return fact.status === 'value' && typeof fact.value === 'string' ? fact.value : undefined;
}

export function dateFact(fact: Fact): IsoDate | undefined {
  const text = textFact(fact);
  return text !== undefined && isIsoDate(text) ? text : undefined;
}
