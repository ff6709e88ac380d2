// Owns: one application that became two cases: which case leads, which follows, and what was said of each other case.
// Must not: move anything from one case to the other; both keep their events.
import type { CaseId } from '../../ids.ts';
import { caseIdSchema } from '../../ids.ts';
import type { PayloadOf } from '../payload.ts';
import { agree, ownOf, write, type Agreement } from '../register.ts';
import type { Application } from '../stream.ts';
import type { CaseState, JoinSaid } from './state.ts';

type JoinPayload = PayloadOf<'case.same-as'> | PayloadOf<'case.not-same'>;

export function applyJoin(state: CaseState, payload: JoinPayload, { act, seen }: Application): CaseState {
  const said: JoinSaid = {
    role: payload.kind === 'case.same-as' ? payload.role : 'apart',
    reason: payload.reason,
  };
  const register = write(ownOf(state.joins, payload.other) ?? [], { act, value: said }, seen);
  return { ...state, joins: { ...state.joins, [payload.other]: register } };
}

export type Join = { readonly other: CaseId; readonly said: Agreement<JoinSaid> };

/** What is said of each other case. Two who said different things apart leave both cases as they were. */
export function joinsOf(state: CaseState): readonly Join[] {
  return Object.entries(state.joins).map(([other, register]) => ({
    other: caseIdSchema.parse(other),
    said: agree(register, (a, b) => a.role === b.role),
  }));
}

function others(state: CaseState, role: JoinSaid['role']): readonly CaseId[] {
  return joinsOf(state).flatMap(({ other, said }) =>
    said.status === 'agreed' && said.value.role === role ? [other] : [],
  );
}

/** The cases that this one is handled in. Not empty: this case is no longer counted or decided by itself. */
export function ledBy(state: CaseState): readonly CaseId[] {
  return others(state, 'follows');
}

/** The cases that are handled in this one. */
export function followersOf(state: CaseState): readonly CaseId[] {
  return others(state, 'leads');
}
