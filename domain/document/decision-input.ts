// Owns: what a decision to the applicant is composed from. Must not: reach for anything outside a fixed basis.
import type { Reference } from '../form/reference.ts';
import type { CaseId, IsoDate, MemberId } from '../ids.ts';
import type { Answers, DecisionOutcome, Period } from '../ledger/payload.ts';
import { memberOf, type TeamState } from '../team/team-state.ts';
import type { Confirmations } from './texts.ts';

export type DecisionInput = {
  readonly reference: Pick<Reference, 'texts' | 'pins' | 'form'>;
  readonly caseId: CaseId;
  readonly team: TeamState;
  /** The answers that the basis fixed. */
  readonly answers: Answers;
  readonly outcome: DecisionOutcome;
  /** A refusal has none. */
  readonly period?: Period;
  readonly decider: MemberId;
  /** The day the basis was fixed: dates the draft. */
  readonly basisDay: IsoDate;
  /** What BÄR holds; absent in a draft. */
  readonly registered?: { readonly barNumber: string; readonly day: IsoDate };
  readonly confirmations: Confirmations;
  readonly demo: boolean;
  /** The live page in the window: what is missing shows as a gap instead of refusing the page. */
  readonly showGaps?: boolean;
  /** The original, with the names that 7.11 leaves out of the notice; it stays within the agency (33 § fourth paragraph FL). */
  readonly original?: boolean;
};

export function deciderName({ team, decider }: Pick<DecisionInput, 'team' | 'decider'>): string | undefined {
  return memberOf(team, decider)?.name;
}
