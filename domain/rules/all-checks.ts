// Owns: the list of all checks and running them on a case. To add a check: copy one file of checks/, add it here and to the rule set.
import { ag1 } from './checks/ag1-bar.ts';
import { ag2 } from './checks/ag2-representatives.ts';
import { ag3 } from './checks/ag3-refrain.ts';
import { ag4 } from './checks/ag4-union.ts';
import { ag5 } from './checks/ag5-conflict.ts';
import { ag6 } from './checks/ag6-named.ts';
import { notApplicable, type Check, type CheckResult, type FactUsed, type RuleContext } from './check.ts';
import { e10 } from './checks/e10-permit-covers.ts';
import { e11 } from './checks/e11-action-plan.ts';
import { e12 } from './checks/e12-assessment.ts';
import { e13 } from './checks/e13-consent.ts';
import { e14 } from './checks/e14-offer.ts';
import { e16 } from './checks/e16-age.ts';
import { e1 } from './checks/e1-registered.ts';
import { e2 } from './checks/e2-born-outside-europe.ts';
import { e3 } from './checks/e3-degree.ts';
import { e4 } from './checks/e4-area.ts';
import { e5 } from './checks/e5-upper-secondary.ts';
import { e6 } from './checks/e6-limited-work.ts';
import { e7 } from './checks/e7-language.ts';
import { e8 } from './checks/e8-need.ts';
import { e9 } from './checks/e9-right-to-work.ts';
import type { CaseFacts, Fact } from './facts.ts';
import { criterion, hasCriterion, type CriterionId, type RuleSet } from './rule-set.ts';
import { t1 } from './checks/t1-in-time.ts';

/** E15 is the sources' open list (“med mera”) and has no check of its own. */
const allChecks: readonly Check[] = [
  e1,
  e2,
  e3,
  e4,
  e5,
  e6,
  e7,
  e8,
  e9,
  e10,
  e11,
  e12,
  e13,
  e14,
  e16,
  ag1,
  ag2,
  ag3,
  ag4,
  ag5,
  ag6,
  t1,
];

/** What the review looks at; E12, E14, E16, AG and T belong to the decision. */
export const reviewCriteria: readonly CriterionId[] = [
  'E1',
  'E2',
  'E3',
  'E4',
  'E5',
  'E6',
  'E7',
  'E8',
  'E9',
  'E10',
  'E11',
  'E13',
];

/** Every check of the rule set on one case, in the order of the list. */
export function runChecks(facts: CaseFacts, context: RuleContext): CheckResult[] {
  return checksOf(context.ruleSet).map((one) => runCheck(one, facts, context));
}

/** Only what the review looks at: much used when many cases are judged at once. */
export function runReviewChecks(facts: CaseFacts, context: RuleContext): CheckResult[] {
  return checksOf(context.ruleSet)
    .filter((one) => reviewCriteria.includes(one.id))
    .map((one) => runCheck(one, facts, context));
}

function checksOf(ruleSet: RuleSet): readonly Check[] {
  return allChecks.filter((one) => hasCriterion(ruleSet, one.id));
}

/** One criterion alone; undefined where the rule set does not have it. */
export function runOneCheck(
  id: CriterionId,
  facts: CaseFacts,
  context: RuleContext,
): CheckResult | undefined {
  const found = checksOf(context.ruleSet).find((one) => one.id === id);
  return found && runCheck(found, facts, context);
}

function runCheck(one: Check, facts: CaseFacts, context: RuleContext): CheckResult {
  const { applies } = criterion(context.ruleSet, one.id);
  const finding = applies ? one.find(facts, context) : notApplicable;
  return {
    id: one.id,
    ...finding,
    stale: finding.stale === true,
    facts: applies ? one.reads.map((name) => used(name, facts.read(name))) : [],
    lists: applies ? (one.lists ?? []) : [],
    confirmed: finding.outcome === 'check' && facts.verdict?.confirms.includes(one.id) === true,
  };
}

function used(name: string, fact: Fact): FactUsed {
  if (fact.status !== 'value') return { name, status: fact.status };
  return { name, status: 'value', value: fact.value, source: fact.source, asOf: fact.asOf };
}
