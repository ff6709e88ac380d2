// Owns: whether a question to the responsible caseworker, or what came of it, may be noted in a case, and the refusals.
// Must not: write, or ask for roles: the gate does (GR-10).
import type { IsoDate } from '../ids.ts';
import { isOpened } from '../ledger/case/readings.ts';
import { openQuestions } from '../ledger/case/requests.ts';
import type { CaseState, Question } from '../ledger/case/state.ts';
import type { QuestionOutcome } from '../ledger/payloads/requests.ts';
import { err, ok, type Result } from '../result.ts';

export type QuestionRefusal =
  | { readonly tag: 'caseNotOpened' }
  | { readonly tag: 'specialHandling' }
  | { readonly tag: 'questionEmpty' }
  | { readonly tag: 'officerMissing' }
  | { readonly tag: 'dayInFuture'; readonly day: string }
  | { readonly tag: 'watchTooSoon'; readonly day: string }
  | { readonly tag: 'noOpenQuestion' }
  | { readonly tag: 'answeredBeforeAsked'; readonly day: string }
  | { readonly tag: 'questionAnswerMissing' };

export type NotedQuestion = {
  readonly question: string;
  readonly officer: string;
  readonly unit: string;
  readonly askedOn: IsoDate;
  readonly watchOn: IsoDate | undefined;
};

/** RQ-12: of somebody who is no protected person, with words, to somebody, on a day that has come. */
export function decideQuestion(
  state: CaseState,
  { question, officer, unit, askedOn, watchOn }: NotedQuestion,
  today: IsoDate,
): Result<null, QuestionRefusal> {
  if (!isOpened(state)) return err({ tag: 'caseNotOpened' });
  if (state.stub) return err({ tag: 'specialHandling' });
  if (question === '') return err({ tag: 'questionEmpty' });
  if (officer === '' || unit === '') return err({ tag: 'officerMissing' });
  if (askedOn > today) return err({ tag: 'dayInFuture', day: askedOn });
  return watchOn !== undefined && watchOn <= askedOn ? err({ tag: 'watchTooSoon', day: watchOn }) : ok(null);
}

export type NotedEnd = {
  readonly of: string;
  readonly outcome: QuestionOutcome;
  readonly day: IsoDate;
  readonly answer: string;
};

/** RQ-13: of an open question; an answer has words and a day that is neither before the question nor to come. */
export function decideAnswer(
  state: CaseState,
  { of, outcome, day, answer }: NotedEnd,
  today: IsoDate,
): Result<Question, QuestionRefusal> {
  const question = state.stub ? undefined : openQuestions(state).find(({ id }) => id === of);
  if (!question) return err({ tag: 'noOpenQuestion' });
  if (day > today) return err({ tag: 'dayInFuture', day });
  if (day < question.askedOn) return err({ tag: 'answeredBeforeAsked', day: question.askedOn });
  return outcome === 'answered' && answer === '' ? err({ tag: 'questionAnswerMissing' }) : ok(question);
}
