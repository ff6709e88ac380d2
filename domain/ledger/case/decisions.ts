// Owns: deciding acts within a case: heads, resolves, what is in force, and decisions made without seeing a fact.
// Must not: pick a winner of two deciding acts made apart.
import type { EventHash } from '../../ids.ts';
import type { PayloadOf } from '../payload.ts';
import type { Fields } from '../register.ts';
import type { Application } from '../stream.ts';
import type { CaseState, DecisionHead, DecisionRecord, RegisteredWithoutDocuments } from './state.ts';
import { without } from './without.ts';

type Resolve = PayloadOf<'conflict.resolved'>;
type DecisionPayload = PayloadOf<'basis.fixed'> | PayloadOf<'decision.registered'> | Resolve;

export function applyDecision(
  state: CaseState,
  payload: DecisionPayload,
  application: Application,
): CaseState {
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
export function flagUnseen(state: CaseState, application: Application): CaseState {
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
