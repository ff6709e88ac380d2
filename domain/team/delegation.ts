// Owns: who may decide what on which day, by the group's own table of delegation.
// Must not: know a case; the day is the decision's legal day, never a clock's.
import type { IsoDate, MemberId } from '../ids.ts';
import type { DecisionOutcome } from '../ledger/payload.ts';
import type { Delegation, TeamState } from './team-state.ts';

export type Deciding = {
  readonly decider: MemberId;
  readonly outcome: DecisionOutcome;
  readonly day: IsoDate;
};

/** GR-9: nobody's right is narrowed before the group has recorded its first order of delegation. */
export function mayDecide(team: TeamState, deciding: Deciding): boolean {
  return team.delegations.length === 0 || delegationsFor(team, deciding).length > 0;
}

/** The entries that the decision can rest on, with their sources. */
export function delegationsFor(team: TeamState, { decider, outcome, day }: Deciding): readonly Delegation[] {
  return team.delegations.filter(
    (one) => one.member === decider && one.outcomes.includes(outcome) && holdsOn(one, day),
  );
}

export function holdsOn({ from, to, endedOn }: Delegation, day: IsoDate): boolean {
  return from <= day && (to === null || day <= to) && (endedOn === null || day < endedOn);
}
