// Owns: what the rules propose of one case, and whether a verdict for many may take it. Must not: give a verdict.
import type { CheckResult } from '../rules/check.ts';
import { reviewCriteria } from '../rules/all-checks.ts';
import type { CaseFacts } from '../rules/facts.ts';
import type { CriterionId } from '../rules/rule-set.ts';
import { err, ok, type Result } from '../result.ts';
import type { Reason } from './reasons.ts';

/** Facts that a verdict cannot confirm by itself; unmet, they need a written reason. */
export const hardCriteria: readonly CriterionId[] = ['E1', 'E2', 'E4', 'E9', 'E10', 'E13'];
/** What a verdict to eligible confirms, unless a rule says that it is unmet. */
export const confirmedCriteria: readonly CriterionId[] = ['E3', 'E5', 'E6', 'E7', 'E8', 'E11'];

/** Shown as “Behörig”, “Behörig, n att kontrollera” or “Ej behörig”. A proposal is never a verdict. */
export type Proposal =
  | { readonly kind: 'eligible' }
  | { readonly kind: 'toCheck'; readonly criteria: readonly CriterionId[] }
  | { readonly kind: 'notEligible'; readonly criteria: readonly CriterionId[] };

export function proposal(checks: readonly CheckResult[]): Proposal {
  const review = checks.filter((one) => reviewCriteria.includes(one.id));
  const unmet = idsOf(review, 'unmet');
  if (unmet.length > 0) return { kind: 'notEligible', criteria: unmet };
  const open = review.filter((one) => one.outcome === 'check' && !one.confirmed).map((one) => one.id);
  // Without any check (a stub) nothing is known, so nothing is proposed as eligible.
  return open.length > 0 || review.length === 0 ? { kind: 'toCheck', criteria: open } : { kind: 'eligible' };
}

export type BulkRefusal =
  | { readonly tag: 'checksOpen'; readonly criteria: readonly CriterionId[] }
  | { readonly tag: 'criteriaUnmet'; readonly criteria: readonly CriterionId[] }
  | { readonly tag: 'reasonValuesPerson'; readonly reason: string }
  | { readonly tag: 'reasonNotShown'; readonly reason: string };

/**
 * Eligible for many: every hard criterion is met and nothing that the verdict would confirm is unmet.
 * The value is the criteria that the verdict confirms, counted in the preview.
 */
export function bulkEligibility(checks: readonly CheckResult[]): Result<readonly CriterionId[], BulkRefusal> {
  const unmet = checks.filter((one) => one.outcome === 'unmet' && inReview(one.id)).map((one) => one.id);
  if (unmet.length > 0) return err({ tag: 'criteriaUnmet', criteria: unmet });
  const open = hardCriteria.filter((id) => !isSettled(checks.find((one) => one.id === id)));
  return open.length > 0 ? err({ tag: 'checksOpen', criteria: open }) : ok(toConfirm(checks));
}

/** What the rule set does not ask for stands in nobody's way. */
function isSettled(result: CheckResult | undefined): boolean {
  return result?.outcome === 'met' || result?.outcome === 'notApplicable';
}

/** Not eligible for many: only by a reason that the case's own facts show, never by one that values the person. */
export function bulkNotEligible(
  reason: Reason,
  checks: readonly CheckResult[],
  facts: Pick<CaseFacts, 'read'>,
): Result<Reason, BulkRefusal> {
  if (reason.valuesPerson) return err({ tag: 'reasonValuesPerson', reason: reason.code });
  return isShown(reason, checks, facts) ? ok(reason) : err({ tag: 'reasonNotShown', reason: reason.code });
}

function isShown(reason: Reason, checks: readonly CheckResult[], facts: Pick<CaseFacts, 'read'>): boolean {
  return reason.shownBy.some((shown) => {
    if ('unmet' in shown) return checks.some((one) => one.id === shown.unmet && one.outcome === 'unmet');
    const fact = facts.read(shown.field);
    return fact.status === 'value' && fact.value === shown.equals;
  });
}

/** E3, E5–E8 and E11 that apply and are not already met by their own facts. */
export function toConfirm(checks: readonly CheckResult[]): readonly CriterionId[] {
  return checks
    .filter((one) => one.outcome === 'check' && confirmedCriteria.includes(one.id))
    .map((one) => one.id);
}

function inReview(id: CriterionId): boolean {
  return hardCriteria.includes(id) || confirmedCriteria.includes(id);
}

function idsOf(checks: readonly CheckResult[], outcome: CheckResult['outcome']): CriterionId[] {
  return checks.filter((one) => one.outcome === outcome).map((one) => one.id);
}
