// Owns: the state of one case as folded from its stream, and the fold itself.
// Must not: ask what day it is; what is due or stale is computed by readers who are told the day.
import type { EmployerId, EventHash, IntakeId } from '../ids.ts';
import type { Conclusion, OfferStateName, PayloadOf } from './payload.ts';
import type { FieldValue } from './payload-parts.ts';
import {
  agree,
  emptyField,
  ownOf,
  readField,
  write,
  writeAsOf,
  type Agreement,
  type FieldReading,
  type Fields,
  type Register,
} from './register.ts';
import { emptyStream, type Application, type Fold, type StreamState } from './stream.ts';

export type Verdict = Omit<PayloadOf<'verdict.given'>, 'kind' | 'batch'>;
export type OfferMove = { readonly state: OfferStateName; readonly reason?: string; readonly day: string };

export type OfferState = {
  readonly id: string;
  readonly employer: EmployerId | null;
  readonly fields: Fields;
  readonly moves: Register<OfferMove>;
};

export type Stub = Omit<PayloadOf<'case.stubbed'>, 'kind' | 'batch' | 'intake' | 'applicationId'>;

/** A standing deciding act: the basis, BÄR's registration, or the resolve that ended a conflict. */
export type DecisionHead = {
  readonly act: number;
  readonly event: EventHash;
  readonly kind: 'basis.fixed' | 'decision.registered' | 'conflict.resolved';
};

export type CaseState = StreamState & {
  readonly intake: IntakeId | null;
  readonly applicationId: string | null;
  readonly stub: Stub | null;
  readonly fields: Fields;
  readonly verdicts: Register<Verdict>;
  readonly offers: Readonly<Record<string, OfferState>>;
  /** Every effective deciding act in order: basis, registration, resolve. */
  readonly decisions: readonly DecisionRecord[];
  /** Deciding acts that are no ancestor of another. Two are a conflict, even when equal. */
  readonly decisionHeads: readonly DecisionHead[];
  /** Facts that stood beside a decision unseen by its author. */
  readonly decidedWithoutSeeing: boolean;
  readonly issued: readonly Issued[];
};

export type DecisionRecord = {
  readonly act: number;
  readonly event: EventHash;
  /** Deciding acts its author had seen. */
  readonly over: readonly number[];
  readonly payload: PayloadOf<'basis.fixed'> | RegisteredWithoutDocuments | PayloadOf<'conflict.resolved'>;
};
/** The composed documents stay in the event: the cached state would carry every page twice. */
export type RegisteredWithoutDocuments = Omit<PayloadOf<'decision.registered'>, 'documents'>;
export type Issued = Omit<PayloadOf<'document.issued'>, 'kind' | 'batch'> & { readonly act: number };

export const emptyCase: CaseState = {
  ...emptyStream,
  intake: null,
  applicationId: null,
  stub: null,
  fields: {},
  verdicts: [],
  offers: {},
  decisions: [],
  decisionHeads: [],
  decidedWithoutSeeing: false,
  issued: [],
};

export const caseFold: Fold<CaseState> = { empty: emptyCase, apply: applyToCase };

function applyToCase(state: CaseState, application: Application): CaseState {
  const { payload } = application;
  switch (payload.kind) {
    case 'facts.imported':
      return flagUnseen(
        {
          ...state,
          intake: state.intake ?? payload.intake,
          applicationId: state.applicationId ?? payload.applicationId,
          fields: importFields(state, state.fields, {
            ...application,
            fields: payload.fields,
            source: payload.source,
          }),
        },
        application,
      );
    case 'facts.entered':
      return flagUnseen(
        {
          ...state,
          intake: state.intake ?? payload.opens?.intake ?? null,
          applicationId: state.applicationId ?? payload.opens?.applicationId ?? null,
          fields: enterFields(state.fields, payload.fields, application),
        },
        application,
      );
    case 'case.stubbed':
      return stubbed(state, payload);
    case 'verdict.given':
      return {
        ...state,
        verdicts: write(
          state.verdicts,
          { act: application.act, value: verdictOf(payload) },
          application.seen,
        ),
      };
    case 'offer.imported':
    case 'offer.entered':
    case 'offer.moved':
      return flagUnseen(applyOffer(state, payload, application), application);
    case 'basis.fixed':
    case 'decision.registered':
    case 'conflict.resolved':
      return applyDecision(state, payload, application);
    case 'document.issued':
      return {
        ...state,
        issued: [...state.issued, { ...without(payload, 'kind', 'batch'), act: application.act }],
      };
    default:
      return state;
  }
}

function stubbed(state: CaseState, payload: PayloadOf<'case.stubbed'>): CaseState {
  return {
    ...state,
    intake: state.intake ?? payload.intake,
    applicationId: state.applicationId ?? payload.applicationId,
    stub: without(payload, 'kind', 'batch', 'intake', 'applicationId'),
  };
}

function verdictOf(payload: PayloadOf<'verdict.given'>): Verdict {
  return without(payload, 'kind', 'batch');
}

type Incoming = Application & { readonly fields: Record<string, FieldValue | null>; readonly source: string };

function importFields(state: CaseState, fields: Fields, incoming: Incoming): Fields {
  const next: Record<string, Fields[string]> = { ...fields };
  for (const [name, value] of Object.entries(incoming.fields)) {
    const field = ownOf(next, name) ?? emptyField;
    const register = writeAsOf(
      field.sources[incoming.source] ?? [],
      { act: incoming.act, value },
      { acts: state.acts, seen: incoming.seen },
    );
    next[name] = { ...field, sources: { ...field.sources, [incoming.source]: register } };
  }
  return next;
}

function enterFields(
  fields: Fields,
  entered: Record<string, FieldValue | null>,
  application: Application,
): Fields {
  const next: Record<string, Fields[string]> = { ...fields };
  for (const [name, value] of Object.entries(entered)) {
    const field = ownOf(next, name) ?? emptyField;
    next[name] = { ...field, hand: write(field.hand, { act: application.act, value }, application.seen) };
  }
  return next;
}

type OfferPayload = PayloadOf<'offer.imported'> | PayloadOf<'offer.entered'> | PayloadOf<'offer.moved'>;

function applyOffer(state: CaseState, payload: OfferPayload, application: Application): CaseState {
  const offer = state.offers[payload.offer] ?? { id: payload.offer, employer: null, fields: {}, moves: [] };
  return {
    ...state,
    offers: { ...state.offers, [payload.offer]: changeOffer(state, offer, { ...application, payload }) },
  };
}

function changeOffer(
  state: CaseState,
  offer: OfferState,
  application: Application<OfferPayload>,
): OfferState {
  const { payload } = application;
  switch (payload.kind) {
    case 'offer.imported':
      return {
        ...offer,
        employer: payload.employer,
        fields: importFields(state, offer.fields, {
          ...application,
          fields: payload.fields,
          source: 'offers',
        }),
      };
    case 'offer.entered':
      return {
        ...offer,
        employer: payload.employer ?? offer.employer,
        fields: enterFields(offer.fields, payload.fields, application),
      };
    case 'offer.moved': {
      const move: OfferMove = {
        state: payload.state,
        day: payload.day,
        ...(payload.reason === undefined ? {} : { reason: payload.reason }),
      };
      return { ...offer, moves: write(offer.moves, { act: application.act, value: move }, application.seen) };
    }
  }
}

type Resolve = PayloadOf<'conflict.resolved'>;
type DecisionPayload = PayloadOf<'basis.fixed'> | PayloadOf<'decision.registered'> | Resolve;

function applyDecision(state: CaseState, payload: DecisionPayload, application: Application): CaseState {
  const event = state.acts[application.act]?.event;
  if (event === undefined) return state;
  // A resolve that misses a head its author should have seen resolves nothing (design §3).
  if (payload.kind === 'conflict.resolved' && !settles(state, payload, application)) return state;
  const head: DecisionHead = { act: application.act, event, kind: payload.kind };
  const record: DecisionRecord = {
    act: application.act,
    event,
    over: state.decisions.map((one) => one.act).filter(application.seen),
    payload: payload.kind === 'decision.registered' ? without(payload, 'documents') : payload,
  };
  const unseenFacts = state.acts.some(
    (_, act) => act !== application.act && !application.seen(act) && isFactAct(state, act),
  );
  return {
    ...state,
    decisions: [...state.decisions, record],
    decisionHeads: [...state.decisionHeads.filter((old) => !application.seen(old.act)), head],
    decidedWithoutSeeing: state.decidedWithoutSeeing || unseenFacts,
  };
}

/** Only a head can be kept, and where BÄR has decided only what BÄR decided (domain/decision/resolve.ts). */
function settles(state: CaseState, { heads, keep }: Resolve, application: Application): boolean {
  // Judged by what its author had seen, not by what still stands: of two resolves made apart neither undoes the other.
  const seen = state.decisions.filter((one) => application.seen(one.act));
  const passed = new Set(seen.flatMap((one) => one.over));
  const standing = seen.filter((one) => !passed.has(one.act));
  if (standing.length < 2 || standing.some((head) => !heads.includes(head.event))) return false;
  const registered = standing.filter((head) => standingOf(state, head.event).status === 'registered');
  if (keep === null) return registered.length === 0;
  return (registered.length > 0 ? registered : standing).some((head) => head.event === keep);
}

/** A fact that comes in beside a decision whose author had not seen it flags that decision. */
function flagUnseen(state: CaseState, application: Application): CaseState {
  const beside = state.decisionHeads.some((head) => !application.seen(head.act));
  return beside ? { ...state, decidedWithoutSeeing: true } : state;
}

function isFactAct(state: CaseState, act: number): boolean {
  const holds = (fields: Fields) =>
    Object.values(fields).some(
      (field) =>
        field.hand.some((one) => one.act === act) ||
        Object.values(field.sources).some((r) => r.some((one) => one.act === act)),
    );
  return (
    holds(state.fields) ||
    Object.values(state.offers).some(
      (offer) => holds(offer.fields) || offer.moves.some((one) => one.act === act),
    )
  );
}

function without<T extends object, K extends keyof T>(value: T, ...keys: K[]): Omit<T, K> {
  const copy = { ...value };
  for (const key of keys) delete copy[key];
  return copy;
}

// ---- Readings -------------------------------------------------------------------------------------------------

/** A field of the case; `differs` means it has no value for rules, filters, counts and documents. */
export function caseField(state: CaseState, name: string): FieldReading {
  return readField(ownOf(state.fields, name));
}

/** The agreed value, or undefined while absent or in conflict. */
export function fieldValue(fields: Fields, name: string): FieldValue | undefined {
  const reading = readField(ownOf(fields, name));
  return reading.status === 'value' ? reading.value : undefined;
}

export function textValue(fields: Fields, name: string): string | undefined {
  const value = fieldValue(fields, name);
  return typeof value === 'string' ? value : undefined;
}

/**
 * Safe-side fields take the careful value while they differ: any standing `true` (or any date of withdrawal)
 * counts, whoever wrote it (design §3).
 */
export function carefulFlag(fields: Fields, name: string): boolean {
  const reading = readField(ownOf(fields, name));
  if (reading.status === 'absent') return false;
  if (reading.status === 'value') return isSet(reading.value);
  return reading.values.some((one) => isSet(one.value));
}

function isSet(value: FieldValue): boolean {
  return value !== false && value !== '' && value !== 'no';
}

/** The group's own conclusion; different standing verdicts are a conflict, equal ones are one. */
export function conclusionOf(state: CaseState): Agreement<Verdict> {
  return agree(state.verdicts, (a, b) => a.conclusion === b.conclusion && a.reason === b.reason);
}

export function conclusionName(state: CaseState): Conclusion | null {
  const agreed = conclusionOf(state);
  return agreed.status === 'agreed' ? agreed.value.conclusion : null;
}

export type DecisionStanding =
  | { readonly status: 'undecided' }
  | {
      readonly status: 'basis';
      readonly basis: PayloadOf<'basis.fixed'>;
      readonly event: EventHash;
      readonly act: number;
    }
  | {
      readonly status: 'registered';
      readonly registered: RegisteredWithoutDocuments;
      readonly event: EventHash;
      readonly act: number;
      readonly basis: PayloadOf<'basis.fixed'> | null;
    }
  | { readonly status: 'conflict'; readonly heads: readonly DecisionHead[] };

/** What is in force. A resolve stands for the head it kept. */
export function decisionStanding(state: CaseState): DecisionStanding {
  if (state.decisionHeads.length > 1) return { status: 'conflict', heads: state.decisionHeads };
  const head = state.decisionHeads[0];
  return head ? standingOf(state, head.event) : { status: 'undecided' };
}

function standingOf(state: CaseState, event: EventHash): DecisionStanding {
  const record = state.decisions.find((one) => one.event === event);
  if (!record) return { status: 'undecided' };
  const { payload, act } = record;
  if (payload.kind === 'basis.fixed') return { status: 'basis', basis: payload, event, act };
  if (payload.kind === 'conflict.resolved') {
    return payload.keep === null ? { status: 'undecided' } : standingOf(state, payload.keep);
  }
  const basis = state.decisions
    .filter((one) => record.over.includes(one.act))
    .map((one) => one.payload)
    .reverse()
    .find((one): one is PayloadOf<'basis.fixed'> => one.kind === 'basis.fixed');
  return { status: 'registered', registered: payload, event, act, basis: basis ?? null };
}

/** The state of an offer: different standing moves are a conflict; an offer without a move is `offered`. */
export function offerMove(offer: OfferState): Agreement<OfferMove> {
  return agree(offer.moves);
}

export function isOpenOffer(offer: OfferState): boolean {
  const move = offerMove(offer);
  if (move.status === 'none') return true;
  return move.status === 'agreed' && (move.value.state === 'offered' || move.value.state === 'accepted');
}

/** The offer a decision can rest on: the one open offer, or the last that came in when several are open. */
export function currentOffer(state: CaseState): OfferState | undefined {
  const open = Object.values(state.offers).filter(isOpenOffer);
  return open.sort((a, b) => newestAct(a) - newestAct(b)).at(-1);
}

function newestAct(offer: OfferState): number {
  const acts = Object.values(offer.fields).flatMap((field) => [
    ...field.hand.map((one) => one.act),
    ...Object.values(field.sources).flatMap((register) => register.map((one) => one.act)),
  ]);
  return Math.max(-1, ...acts, ...offer.moves.map((one) => one.act));
}

/** True when the case was opened by an event that still stands: an undone import leaves nothing to show. */
export function isOpened(state: CaseState): boolean {
  return state.applicationId !== null;
}
