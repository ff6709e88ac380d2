// Owns: what a verdict or a basis rests on that is no longer of the day: old facts, older rules, an older country list.
// Must not: stop anything; a person says what it means for the case.
import type { Verdict } from '../ledger/case/state.ts';
import type { Pin } from '../ledger/payload-parts.ts';
import type { CheckResult } from './check.ts';
import type { CriterionId } from './rule-set.ts';

export type Stale =
  | { readonly what: 'check'; readonly id: CriterionId }
  | { readonly what: 'rules' | 'countries'; readonly given: string; readonly now: string };

export type PinsOfToday = { readonly ruleSet: Pin; readonly countries: Pin };

/** RE-43: of the verdict that stands, what it was given by; of the checks, what is too old to be rested on. */
export function staleOf(
  checks: readonly CheckResult[],
  verdict: Verdict | null,
  today: PinsOfToday,
): readonly Stale[] {
  const old = checks.filter(({ stale }) => stale).map(({ id }): Stale => ({ what: 'check', id }));
  if (verdict === null) return old;
  return [
    ...old,
    ...olderThan('rules', verdict.ruleSet, today.ruleSet),
    ...olderThan('countries', verdict.countries, today.countries),
  ];
}

/** By the hash: a list that was changed without a new number is another list. A verdict from before lists were pinned says nothing. */
function olderThan(what: 'rules' | 'countries', given: Pin | undefined, now: Pin): Stale[] {
  if (given === undefined || given.sha256 === now.sha256) return [];
  return [{ what, given: given.version, now: now.version }];
}
