// Owns: rules on part 4, period and extent (domain.md §10.9). Must not: judge any other part.
import type { Answers } from '../ledger/payload.ts';
import { fieldValue } from '../ledger/case/fields.ts';
import { answerDay, answerNumber, answerText } from './answers.ts';
import { unclearExtent } from './extent.ts';
import { isLongerThanMonths } from './period.ts';
import { problem, type FormProblem } from './problem.ts';
import type { FormContext } from './reference.ts';

export function periodRules(answers: Answers, context: FormContext): FormProblem[] {
  if (context.outcome !== 'grant') return [];
  return [...dayRules(answers, context), ...lengthRules(answers, context), ...extentRules(answers, context)];
}

function dayRules(answers: Answers, { today }: FormContext): FormProblem[] {
  const from = answerDay(answers, '4.1');
  const to = answerDay(answers, '4.2');
  const problems: FormProblem[] = [];
  if (from !== undefined && from < today) problems.push(problem('4.1', 'beforeDecision', { today }));
  if (from !== undefined && to !== undefined && to < from) problems.push(problem('4.2', 'beforeStart'));
  return problems;
}

/** Over the programme's own length a reason is asked for; over the ordinance's the placement cannot be decided. */
function lengthRules(answers: Answers, { reference }: FormContext): FormProblem[] {
  const from = answerDay(answers, '4.1');
  const to = answerDay(answers, '4.2');
  if (from === undefined || to === undefined) return [];
  const { periodMonths, periodMaxMonths } = reference.policy;
  if (isLongerThanMonths({ from, to }, periodMaxMonths))
    return [problem('4.3', 'overLongest', { months: periodMaxMonths })];
  const needsReason =
    isLongerThanMonths({ from, to }, periodMonths) && answerText(answers, '4.3') === undefined;
  return needsReason ? [problem('4.3', 'required', { months: periodMonths })] : [];
}

function extentRules(answers: Answers, { offer, reference }: FormContext): FormProblem[] {
  if (answerText(answers, '4.4') === undefined) {
    const raw = unclearExtent(offer === undefined ? undefined : fieldValue(offer.fields, 'extent'));
    return raw === undefined ? [] : [problem('4.4', 'extentUnclear', { raw })];
  }
  const hours = answerNumber(answers, '4.4b');
  const fullTime = reference.law.fullTimeHoursPerWeek;
  const outside = answers['4.4'] === 'partTime' && hours !== undefined && !(hours > 0 && hours < fullTime);
  return outside ? [problem('4.4b', 'hoursOutOfRange', { fullTime })] : [];
}
