// Owns: from what stands on a case to what its decision is composed from, and whether the page prints in earnest.
// Must not: change a stored page; only head and marks may fall away (releaseDocument).
import type { DecisionInput } from '../document/decision-input.ts';
import { composeDecision } from '../document/party-decision.ts';
import { unconfirmedTexts } from '../document/texts.ts';
import { mergeAnswers } from '../form/answers.ts';
import { given } from '../form/given.ts';
import { prefill } from '../form/prefill.ts';
import type { FormContext } from '../form/reference.ts';
import type { DecisionStanding } from '../ledger/case/decisions.ts';
import type { Answers } from '../ledger/payload.ts';
import { periodOf } from './fix-basis.ts';

type Common = Pick<DecisionInput, 'reference' | 'caseId' | 'team' | 'confirmations' | 'demo'>;

/** For a fixed basis (draft) or a registered decision; undefined while undecided, in conflict or without basis. */
export function decisionInputOf(standing: DecisionStanding, common: Common): DecisionInput | undefined {
  if (standing.status === 'undecided' || standing.status === 'conflict' || standing.basis === null)
    return undefined;
  const { basis } = standing;
  const act = standing.status === 'registered' ? standing.registered : basis;
  const registered = standing.status === 'registered' ? standing.registered : undefined;
  return {
    ...common,
    answers: basis.answers,
    outcome: act.outcome,
    decider: basis.decider,
    basisDay: basis.day,
    ...given('period', act.period),
    ...given('registered', registered && { barNumber: registered.barNumber, day: registered.day }),
  };
}

/** For the page as it would print from a form that is being filled in. */
export function draftInputOf(
  context: FormContext,
  answers: Answers,
  common: Pick<DecisionInput, 'confirmations' | 'demo'>,
): DecisionInput {
  const merged = mergeAnswers(context.reference.form, prefill(context), answers);
  const { reference, caseId, team, outcome, member, today } = context;
  return {
    ...common,
    reference,
    caseId,
    team,
    outcome,
    answers: merged,
    decider: member,
    basisDay: today,
    ...given('period', outcome === 'grant' ? periodOf(merged) : undefined),
  };
}

/**
 * Texts in the page that still await confirmation. A page that cannot be composed anew (another outcome than the fixed
 * one, with a supplement) waits for every text of the files.
 */
export function unconfirmedNow(input: DecisionInput): readonly string[] {
  const composed = composeDecision(input);
  return composed.ok ? composed.value.unconfirmed : unconfirmedTexts(input.reference, input.confirmations);
}
