// Owns: facts that stood beside a decision unseen by its author, until a person says that they have been looked at.
// Must not: ask a clock which of the two came first.
import type { EventHash } from '../../ids.ts';
import type { PayloadOf } from '../payload.ts';
import type { Application } from '../stream.ts';
import type { CaseState, UnseenFact } from './state.ts';

/** A fact comes in: every deciding act that had not seen it, and that it had not seen, is paired with it. */
export function noteFact(state: CaseState, { act, seen }: Pick<Application, 'act' | 'seen'>): CaseState {
  const beside = state.decisions.filter((one) => !seen(one.act));
  return {
    ...state,
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
