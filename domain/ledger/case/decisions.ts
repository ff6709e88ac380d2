// Owns: deciding acts within a case: heads, resolves, what is in force, and decisions made without seeing a fact.
// Must not: pick a winner of two deciding acts made apart.
import type { EventHash } from '../../ids.ts';
import type { PayloadOf } from '../payload.ts';
import type { Application } from '../stream.ts';
import type { CaseState, DecisionHead, DecisionRecord, RegisteredWithoutDocuments } from './state.ts';
import { unseenBy } from './looks.ts';
import { without } from '../without.ts';

type Resolve = PayloadOf<'conflict.resolved'>;
type Withdrawal = PayloadOf<'registration.withdrawn'>;
type DecisionPayload = PayloadOf<'basis.fixed'> | PayloadOf<'decision.registered'> | Withdrawal | Resolve;

export function applyDecision(
  state: CaseState,
  payload: DecisionPayload,
  application: Application,
): CaseState {
  const event = state.acts[application.act]?.event;
  if (event === undefined) return state;
  // A resolve that misses a head its author should have seen resolves nothing (design §3).
  if (payload.kind === 'conflict.resolved' && !settles(state, payload, application)) return state;
  if (payload.kind === 'registration.withdrawn' && !withdraws(state, payload, application)) return state;
  const head: DecisionHead = { act: application.act, event, kind: payload.kind };
  const record: DecisionRecord = {
    act: application.act,
    event,
    over: state.decisions.map((one) => one.act).filter(application.seen),
    payload: payload.kind === 'decision.registered' ? without(payload, 'documents') : payload,
  };
  return {
    ...state,
    decisions: [...state.decisions, record],
    decisionHeads: [...state.decisionHeads.filter((old) => !application.seen(old.act)), head],
    unseen: [...state.unseen, ...unseenBy(state, application)],
  };
}

/** DE-23: what its author had seen standing, and nothing beside it. Of two withdrawals made apart neither undoes the other. */
function withdraws(state: CaseState, { of }: Withdrawal, application: Application): boolean {
  const [head, ...others] = headsSeen(state, application);
  return head?.event === of && others.length === 0 && standingOf(state, of).status === 'registered';
}

/** Judged by what its author had seen, not by what still stands. */
function headsSeen(state: CaseState, application: Application): DecisionRecord[] {
  const seen = state.decisions.filter((one) => application.seen(one.act));
  const passed = new Set(seen.flatMap((one) => one.over));
  return seen.filter((one) => !passed.has(one.act));
}

/** Only a head can be kept, and where BÄR has decided only what BÄR decided (domain/decision/resolve.ts). */
function settles(state: CaseState, { heads, keep }: Resolve, application: Application): boolean {
  // Of two resolves made apart neither undoes the other.
  const standing = headsSeen(state, application);
  if (standing.length < 2 || standing.some((head) => !heads.includes(head.event))) return false;
  const registered = standing.filter((head) => standingOf(state, head.event).status === 'registered');
  if (keep === null) return registered.length === 0;
  return (registered.length > 0 ? registered : standing).some((head) => head.event === keep);
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
  if (payload.kind === 'registration.withdrawn') return withoutRegistration(state, payload);
  return { status: 'registered', registered: payload, event, act, basis: basisUnder(state, record) };
}

/** What stood under the registration stands again, by its own act. */
function withoutRegistration(state: CaseState, { of }: Withdrawal): DecisionStanding {
  const basis = basisOf(
    state,
    state.decisions.find((one) => one.event === of),
  );
  const record = basis === null ? undefined : state.decisions.find((one) => one.payload === basis);
  return record === undefined || basis === null
    ? { status: 'undecided' }
    : { status: 'basis', basis, event: record.event, act: record.act };
}

/** The basis that a deciding act stands on: the one it came after, through a resolve the one that was kept. */
function basisUnder(state: CaseState, record: DecisionRecord): PayloadOf<'basis.fixed'> | null {
  const over = state.decisions.filter((one) => record.over.includes(one.act));
  const passed = new Set(over.flatMap((one) => one.over));
  const nearest = over.filter((one) => !passed.has(one.act));
  // Two bases made apart that nobody has chosen between are no basis: which clock ran ahead says nothing.
  return nearest.length === 1 ? basisOf(state, nearest[0]) : null;
}

function basisOf(state: CaseState, record: DecisionRecord | undefined): PayloadOf<'basis.fixed'> | null {
  if (record === undefined) return null;
  const { payload } = record;
  if (payload.kind === 'basis.fixed') return payload;
  if (payload.kind === 'decision.registered') return basisUnder(state, record);
  if (payload.kind === 'registration.withdrawn')
    return basisOf(
      state,
      state.decisions.find((one) => one.event === payload.of),
    );
  return basisOf(state, keptBy(state, payload));
}

function keptBy(state: CaseState, { keep }: Resolve): DecisionRecord | undefined {
  const kept = state.decisions.find((one) => one.event === keep);
  return kept?.payload.kind === 'conflict.resolved' ? keptBy(state, kept.payload) : kept;
}

/** Places of the deciding acts that count: each head, what a resolve kept, and the basis under a registration or its withdrawal. */
export function inForce(state: CaseState): readonly number[] {
  const places = new Set<number>();
  const take = (record: DecisionRecord | undefined) => {
    if (record === undefined || places.has(record.act)) return;
    places.add(record.act);
    if (record.payload.kind === 'conflict.resolved') take(keptBy(state, record.payload));
    if (record.payload.kind !== 'decision.registered' && record.payload.kind !== 'registration.withdrawn')
      return;
    const basis = basisOf(state, record);
    take(state.decisions.find((one) => one.payload === basis));
  };
  for (const head of state.decisionHeads) take(state.decisions.find((one) => one.event === head.event));
  return [...places];
}
