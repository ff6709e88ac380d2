// Owns: what a check is given and what it answers, and the writing of its sentence. Must not: hold a rule.
import type { IsoDate } from '../ids.ts';
import type { EmployerState } from '../ledger/employer-state.ts';
import type { FieldValue } from '../ledger/payload-parts.ts';
import type { Countries } from './countries.ts';
import type { CaseFacts, Fact } from './facts.ts';
import type { Holidays } from './holidays.ts';
import {
  criterion,
  type CriterionId,
  type ListName,
  type Outcome,
  type RuleSet,
  type Thresholds,
} from './rule-set.ts';

export type RuleContext = {
  readonly today: IsoDate;
  /** Before an offer the permit is measured against this day; a setting of the intake. */
  readonly standardLastDay: IsoDate | null;
  readonly ruleSet: RuleSet;
  readonly thresholds: Thresholds;
  readonly countries: Countries;
  readonly holidays: Holidays;
  /** The employer of the current offer, when there is one. */
  readonly employer?: EmployerState;
};

/** A fact as the check saw it; `differs` has no value. */
export type FactUsed = {
  readonly name: string;
  readonly status: Fact['status'];
  readonly value?: FieldValue;
  readonly source?: string;
  readonly asOf?: IsoDate;
};

export type SentenceValues = Readonly<Record<string, string | number>>;

/** `sentence` names a template of the rule set: outcome and variant; see `sentenceOf`. */
export type CheckResult = {
  readonly id: CriterionId;
  readonly outcome: Outcome;
  readonly sentence: { readonly variant: string; readonly values: SentenceValues } | null;
  readonly facts: readonly FactUsed[];
  readonly lists: readonly ListName[];
  /** The fact is there and too old to be rested on. */
  readonly stale: boolean;
  /** True where a verdict has confirmed what the rule could not settle. */
  readonly confirmed: boolean;
};

export type Finding = Omit<CheckResult, 'id' | 'confirmed' | 'facts' | 'lists' | 'stale'> & {
  readonly stale?: true;
};
export type Check = {
  readonly id: CriterionId;
  /** Names of the case's fields it reads: shown with source and day under the sentence. */
  readonly reads: readonly string[];
  /** Dated lists it reads: named with version and date under the sentence (RE-44). */
  readonly lists?: readonly ListName[];
  readonly find: (facts: CaseFacts, context: RuleContext) => Finding;
};

export function met(variant: string, values: SentenceValues = {}): Finding {
  return { outcome: 'met', sentence: { variant, values } };
}

export function check(variant: string, values: SentenceValues = {}): Finding {
  return { outcome: 'check', sentence: { variant, values } };
}

export function unmet(variant: string, values: SentenceValues = {}): Finding {
  return { outcome: 'unmet', sentence: { variant, values } };
}

export const notApplicable: Finding = { outcome: 'notApplicable', sentence: null };

export function differs(...facts: readonly Fact[]): boolean {
  return facts.some((fact) => fact.status === 'differs');
}

/** The Swedish sentence of a check. What does not apply says why where the rule set does, else “Gäller inte.” */
export function sentenceOf(
  ruleSet: RuleSet,
  result: Pick<CheckResult, 'id' | 'outcome' | 'sentence'>,
): string {
  if (result.outcome === 'notApplicable' || !result.sentence)
    return criterion(ruleSet, result.id).whyNot ?? 'Gäller inte.';
  const template = criterion(ruleSet, result.id).sentences[result.outcome][result.sentence.variant];
  if (template === undefined)
    throw new Error(`No sentence ${result.id} ${result.outcome} ${result.sentence.variant}`);
  const { values } = result.sentence;
  return template.replace(/\{(\w+)\}/gu, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`No value {${name}} for ${result.id}`);
    return String(value);
  });
}

const sourceWords: Readonly<Record<string, string>> = {
  register: 'registerutdraget',
  migration: 'Migrationsverkets svar',
  offers: 'erbjudandefilen',
  portal: 'portalens fil',
  hand: 'handläggarens uppgift',
};

/** A source in a sentence: “enligt portalens fil”. */
export function sourceWord(source: string): string {
  return sourceWords[source] ?? source;
}
