// Owns: which intake a case belongs to: the one it was opened in, until somebody moves it to the season's other one.
// Must not: move a case to another season, nor choose between two who moved it differently.
import { seasonOf, type IntakeId } from '../../ids.ts';
import type { PayloadOf } from '../payload.ts';
import { agree, write, type Agreement } from '../register.ts';
import type { Application } from '../stream.ts';
import type { CaseState, TransferSaid } from './state.ts';

/** RE-39: a transfer takes away what its author had seen and stands beside what nobody had, like every value. */
export function applyTransfer(
  state: CaseState,
  payload: PayloadOf<'case.transferred'>,
  { act, seen }: Application,
): CaseState {
  const home = state.transfers === undefined ? state.intake : state.transfers.home;
  const value: TransferSaid = { to: payload.to, reason: payload.reason };
  const said = write(state.transfers?.said ?? [], { act, value }, seen);
  return { ...state, transfers: { home, said }, intake: standingIntake(home, said) };
}

/** An opening act says where the case began; where it stands is then for the transfers to say. */
export function openedIn(
  state: CaseState,
  intake: IntakeId | undefined,
): Pick<CaseState, 'intake' | 'transfers'> {
  if (state.transfers === undefined) return { intake: state.intake ?? intake ?? null };
  const { said } = state.transfers;
  const home = state.transfers.home ?? intake ?? null;
  return { transfers: { home, said }, intake: standingIntake(home, said) };
}

export function transferOf({ transfers }: Pick<CaseState, 'transfers'>): Agreement<TransferSaid> {
  return agree(transfers?.said ?? [], (a, b) => a.to === b.to);
}

/** While colleagues differ the case stays where it was opened, and waits for somebody to say. */
function standingIntake(
  home: IntakeId | null,
  said: NonNullable<CaseState['transfers']>['said'],
): IntakeId | null {
  if (home === null) return null;
  const agreed = transferOf({ transfers: { home, said } });
  const to = agreed.status === 'agreed' ? agreed.value.to : home;
  return seasonOf(to) === seasonOf(home) ? to : home;
}
