// Owns: rules on parts 6 and 7: need, reasons, kommunicering (25 § FL), decider, jäv (16 § FL).
// Must not: write or weigh a reason; it only says what is missing.
import type { Answers } from '../ledger/payload.ts';
import { memberOf } from '../team/team-state.ts';
import { answerDay, answerText } from './answers.ts';
import { problem, type FormProblem } from './problem.ts';
import type { FormContext } from './reference.ts';

export function decisionRules(answers: Answers, context: FormContext): FormProblem[] {
  return [
    ...(context.outcome === 'grant' ? assessmentRules(answers) : refusalRules(answers, context)),
    ...communicationDay(answers, context),
    ...deciderRules(answers, context),
  ];
}

function assessmentRules(answers: Answers): FormProblem[] {
  const problems: FormProblem[] = [];
  if (answers['6.2'] === 'no') problems.push(problem('6.2', 'noNeed'));
  if (answers['6.4'] === false) problems.push(problem('6.4', 'notSuitable'));
  return problems;
}

function refusalRules(answers: Answers, { today }: FormContext): FormProblem[] {
  const problems: FormProblem[] = [];
  const reasons = ['7.2', '7.2b', '7.2c']
    .map((number) => answerText(answers, number))
    .filter((one) => one !== undefined);
  if (new Set(reasons).size < reasons.length) problems.push(problem('7.2', 'sameReasonTwice'));
  if (answers['7.4'] === 'obvious') problems.push(problem('7.4', 'onlyAtGrant'));
  const replyBy = answerDay(answers, '7.5d');
  const answered = answerText(answers, '6.6') !== undefined && answerDay(answers, '6.6b') !== undefined;
  if (answers['7.5'] === 'done' && replyBy !== undefined && replyBy >= today && !answered) {
    problems.push(problem('7.5', 'replyTimeRuns', { replyBy }));
  }
  return problems;
}

function communicationDay(answers: Answers, { today }: FormContext): FormProblem[] {
  const day = answerDay(answers, '7.5b');
  return day !== undefined && day > today ? [problem('7.5', 'inFuture')] : [];
}

function deciderRules(answers: Answers, { team, member }: FormContext): FormProblem[] {
  const problems: FormProblem[] = [];
  const decider = memberOf(team, member);
  if (!decider?.roles.includes('caseworker')) problems.push(problem('7.6', 'notEntitled'));
  const presenter = answerText(answers, '7.7');
  if (presenter !== undefined && presenter.toLowerCase() === decider?.name.trim().toLowerCase()) {
    problems.push(problem('7.7', 'sameAsDecider'));
  }
  if (answers['7.9'] === false) problems.push(problem('7.9', 'conflictOfInterest'));
  return problems;
}
