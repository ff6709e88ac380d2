// Owns: which rule set a case is judged by: that of its intake's target group, in the version of the day.
// Must not: hold a rule.
import { targetGroupOf, type IntakeId, type IsoDate, type TargetGroup } from '../ids.ts';
import type { Pin } from '../ledger/payload-parts.ts';
import type { RuleSet } from './rule-set.ts';

export type PinnedRuleSet = { readonly set: RuleSet; readonly pin: Pin };

/** Every shipped version of every target group's rules. */
export type RuleSets = readonly PinnedRuleSet[];

/** The last version that has begun on that day; before the first one began, the first. */
export function ruleSetOf(sets: RuleSets, group: TargetGroup, day: IsoDate): PinnedRuleSet {
  const versions = sets.filter(({ set }) => set.id === group).sort((a, b) => a.set.version - b.set.version);
  const found = versions.findLast(({ set }) => set.from <= day) ?? versions[0];
  if (!found) throw new Error(`No rule set for ${group}`);
  return found;
}

/** The rules of an intake; a case that nothing has opened yet is looked at by the regular ones. */
export function ruleSetFor(sets: RuleSets, intake: IntakeId | null, day: IsoDate): PinnedRuleSet {
  return ruleSetOf(sets, intake === null ? 'regular' : targetGroupOf(intake), day);
}
