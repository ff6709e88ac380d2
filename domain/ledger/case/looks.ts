// Owns: what has been looked at: facts that stood beside a decision unseen by its author, until a person says that they have been;
// and second looks at what somebody else has done, with whether the case has changed beside or after them.
// Must not: ask a clock which of the two came first.
import type { EventHash } from '../../ids.ts';
import type { PayloadOf } from '../payload.ts';
import { write } from '../register.ts';
import type { Application } from '../stream.ts';
import type { CaseState, Looks, UnseenFact } from './state.ts';

/** A fact comes in: every deciding act that had not seen it, and that it had not seen, is paired with it. */
export function noteFact(state: CaseState, { act, seen }: Pick<Application, 'act' | 'seen'>): CaseState {
  const beside = state.decisions.filter((one) => !seen(one.act));
  return {
    ...changedAfterLooks(state),
    facts: [...state.facts, act],
    unseen: [...state.unseen, ...beside.map((one): UnseenFact => ({ decision: one.act, fact: act }))],
  };
}

/** A deciding act comes in: the facts that stand and that its author had not seen. */
export function unseenBy(state: CaseState, { act, seen }: Pick<Application, 'act' | 'seen'>): UnseenFact[] {
  return state.facts.filter((fact) => !seen(fact)).map((fact) => ({ decision: act, fact }));
}

/** Only what its author had seen of both is taken away: what comes in beside it is asked about anew. */
export function reviewUnseen(
  state: CaseState,
  { facts }: PayloadOf<'unseen.reviewed'>,
  { seen }: Pick<Application, 'seen'>,
): CaseState {
  const named = new Set<EventHash>(facts);
  const looked = ({ decision, fact }: UnseenFact) => {
    const event = state.acts[fact]?.event;
    return event !== undefined && named.has(event) && seen(fact) && seen(decision);
  };
  return { ...state, unseen: state.unseen.filter((pair) => !looked(pair)) };
}

const noLooks: Looks = { asked: [], given: [], undone: [] };

type LookPayload = PayloadOf<'secondLook.asked' | 'secondLook.given' | 'acts.voided'>;

export function applyLook(
  state: CaseState,
  { payload, act, seen }: Pick<Application<LookPayload>, 'payload' | 'act' | 'seen'>,
): CaseState {
  const looks = state.looks ?? noLooks;
  // Something was taken back: what had been looked at is no longer what stands.
  if (payload.kind === 'acts.voided')
    return changedAfterLooks({ ...state, looks: { ...looks, undone: [...looks.undone, act] } });
  if (payload.kind === 'secondLook.asked') {
    const of = askedAbout(state, payload.about, seen);
    return of === undefined
      ? state
      : { ...state, looks: { ...looks, asked: [...looks.asked, { about: payload.about, of }] } };
  }
  const { of, outcome, reason } = payload;
  const changes = [...state.facts, ...state.verdicts.map((one) => one.act), ...looks.undone];
  const value = {
    of,
    outcome,
    missed: changes.some((change) => !seen(change)),
    ...(reason === undefined ? {} : { reason }),
  };
  const ofSame = looks.given.filter((one) => one.value.of === of);
  const ofOther = looks.given.filter((one) => one.value.of !== of);
  return { ...state, looks: { ...looks, given: [...ofOther, ...write(ofSame, { act, value }, seen)] } };
}

/** What its author had just written: the newest basis or verdict that they had seen. */
function askedAbout(
  state: CaseState,
  about: PayloadOf<'secondLook.asked'>['about'],
  seen: Application['seen'],
): EventHash | undefined {
  if (about === 'basis')
    return state.decisionHeads.findLast(({ kind, act }) => kind === 'basis.fixed' && seen(act))?.event;
  const verdict = state.verdicts.findLast(({ act }) => seen(act));
  return verdict && state.acts[verdict.act]?.event;
}

/** What comes in after a look, or beside it, was not looked at: the case asks again. */
export function changedAfterLooks(state: CaseState): CaseState {
  if (state.looks === undefined || state.looks.given.length === 0) return state;
  const given = state.looks.given.map(({ act, value }) => ({ act, value: { ...value, missed: true } }));
  return { ...state, looks: { ...state.looks, given } };
}
