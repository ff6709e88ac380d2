// Owns: the command “Fastställ underlag”: answers and proposal that are locked before BÄR decides (design §7).
// Must not: decide in the law's sense, nor fix a grant without check, union line, jäv tick or cover.
import type { BatchId, EventHash } from '../ids.ts';
import { answerDay, mergeAnswers } from '../form/answers.ts';
import { given } from '../form/given.ts';
import { prefill } from '../form/prefill.ts';
import type { FormProblem } from '../form/problem.ts';
import type { FormContext } from '../form/reference.ts';
import { missingNumbers, validate } from '../form/validate.ts';
import { hasBar } from '../ledger/employer-state.ts';
import type { Answers, PayloadOf, Period } from '../ledger/payload.ts';
import { err, ok, type Result } from '../result.ts';
import { basisBlockOf, blockOf, delegationBlock, streamBlock, type Block } from './gate.ts';
import { lookBlock } from './second-look.ts';

export type FixBasisCommand = {
  /** Heads of the case's stream that were shown. */
  readonly heads: readonly EventHash[];
  /** Heads of the employer's stream that were shown, where the window showed it. */
  readonly employerHeads?: readonly EventHash[];
  /** What a person or a file answered; prefilled answers need not be among them. */
  readonly answers: Answers;
  readonly batch?: BatchId;
  /** Field numbers that a demo run filled with example text. */
  readonly exampleFields?: readonly string[];
};

export type FixBasisError =
  | Block
  /** A bar of 9 b § stops a grant whatever else is in order. */
  | { readonly tag: 'employerBar'; readonly missing: readonly string[] }
  | {
      readonly tag: 'missing';
      readonly missing: readonly string[];
      readonly problems: readonly FormProblem[];
    };

/**
 * The payload of `basis.fixed`, or why not: field numbers in the order of the form (`missing`), a block on the case.
 * `context.outcome` says which of grant and refusal is fixed.
 */
export function decideFixBasis(
  command: FixBasisCommand,
  context: FormContext,
): Result<PayloadOf<'basis.fixed'>, FixBasisError> {
  const { outcome, employer, today } = context;
  const block = blockOn(command, context);
  if (block !== undefined) return err(block);
  const answers = mergeAnswers(context.reference.form, prefill(context), command.answers);
  const problems = validate(answers, context);
  const missing = missingNumbers(problems);
  if (outcome === 'grant' && employer !== undefined && hasBar(employer))
    return err({ tag: 'employerBar', missing });
  if (missing.length > 0) return err({ tag: 'missing', missing, problems });
  const { pins } = context.reference;
  return ok({
    kind: 'basis.fixed',
    outcome,
    answers,
    decider: context.member,
    noConflictOfInterest: true,
    day: today,
    form: pins.form,
    texts: pins.texts,
    ruleSet: context.ruleSet,
    ...placement(context, answers),
    ...given('batch', command.batch),
    ...(command.exampleFields?.length ? { exampleFields: [...command.exampleFields] } : {}),
  });
}

function blockOn(command: FixBasisCommand, context: FormContext): Block | undefined {
  const { state, outcome, employer, team, member, today } = context;
  return (
    blockOf(state, command.heads) ??
    streamBlock(employer, command.employerHeads) ??
    basisBlockOf(state, outcome) ??
    lookBlock(state, 'notEligible', context.asks) ??
    delegationBlock(team, { decider: member, outcome, day: today })
  );
}

type Placement = Pick<PayloadOf<'basis.fixed'>, 'offer' | 'employer' | 'period'>;

function placement({ offer, outcome }: FormContext, answers: Answers): Placement {
  const part: Placement = {};
  if (offer !== undefined) part.offer = offer.id;
  if (offer !== undefined && offer.employer !== null) part.employer = offer.employer;
  const period = outcome === 'grant' ? periodOf(answers) : undefined;
  if (period !== undefined) part.period = period;
  return part;
}

/** First and last day as answered, both counted. */
export function periodOf(answers: Answers): Period | undefined {
  const from = answerDay(answers, '4.1');
  const to = answerDay(answers, '4.2');
  return from === undefined || to === undefined ? undefined : { from, to };
}
