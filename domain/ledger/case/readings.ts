// Owns: what a case is worth to its readers: its fields, the group's conclusion, whether it is open.
// Must not: change the state.
import { targetGroupOf } from '../../ids.ts';
import type { Conclusion } from '../payload.ts';
import { agree, ownOf, readField, type Agreement, type FieldReading } from '../register.ts';
import { inForce } from './decisions.ts';
import type { CaseState, UnseenFact, Verdict } from './state.ts';

/** A field of the case; `differs` means it has no value for rules, filters, counts and documents. */
export function caseField(state: CaseState, name: string): FieldReading {
  return readField(ownOf(state.fields, name), name);
}

/** RE-40: a verdict counts under the rules it was given by, those of the intake where the case then stood. */
export function verdictCounts({ intake }: Pick<CaseState, 'intake'>, { ruleSet }: Verdict): boolean {
  return intake === null || ruleSet.id === targetGroupOf(intake);
}

/** The group's own conclusion; different standing verdicts are a conflict, equal ones are one. */
export function conclusionOf(state: CaseState): Agreement<Verdict> {
  const counting = state.verdicts.filter(({ value }) => verdictCounts(state, value));
  return agree(counting, (a, b) => a.conclusion === b.conclusion && a.reason === b.reason);
}

export function conclusionName(state: CaseState): Conclusion | null {
  const agreed = conclusionOf(state);
  return agreed.status === 'agreed' ? agreed.value.conclusion : null;
}

/** True when the case was opened by an event that still stands: an undone import leaves nothing to show. */
export function isOpened(state: CaseState): boolean {
  return state.applicationId !== null;
}

/** Facts that the decisions in force were made without; a decision that a resolve has set aside needs no looking at. */
export function unseenFacts(state: CaseState): readonly UnseenFact[] {
  if (state.unseen.length === 0) return [];
  const standing = new Set(inForce(state));
  return state.unseen.filter((pair) => standing.has(pair.decision));
}
