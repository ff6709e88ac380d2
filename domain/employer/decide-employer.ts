// Owns: the thin lines on an employer: the check of 9 b § and a union's answer (9 a § förordningen (2000:628)).
// Must not: say what the check found beyond its outcome, nor let silence count before the last day has passed.
import { filledText, given } from '../form/given.ts';
import type { BatchId, IsoDate } from '../ids.ts';
import type { PayloadOf, UnionAnswer } from '../ledger/payload.ts';
import { err, ok, type Result } from '../result.ts';

export type CheckCommand = {
  readonly outcome: PayloadOf<'employer.checked'>['outcome'];
  readonly day: IsoDate;
  readonly sources: readonly string[];
  readonly note?: string;
  readonly batch?: BatchId;
};
export type CheckError = { readonly tag: 'dayInFuture'; readonly day: string } | { readonly tag: 'noSource' };

/** A check names its sources: without one nobody can say what was looked at. */
export function decideCheck(
  command: CheckCommand,
  today: IsoDate,
): Result<PayloadOf<'employer.checked'>, CheckError> {
  if (command.day > today) return err({ tag: 'dayInFuture', day: command.day });
  const sources = command.sources.map((source) => source.trim()).filter((source) => source !== '');
  if (sources.length === 0) return err({ tag: 'noSource' });
  return ok({
    kind: 'employer.checked',
    outcome: command.outcome,
    day: command.day,
    sources,
    ...given('note', filledText(command.note)),
    ...given('batch', command.batch),
  });
}

export type UnionCommand = {
  readonly organisation: string;
  readonly answer: UnionAnswer;
  readonly day: IsoDate;
  readonly askedOn?: IsoDate;
  readonly dueOn?: IsoDate;
  /** How remarks or an objection were weighed; printed in the decision. */
  readonly weighed?: string;
  readonly batch?: BatchId;
};
export type UnionError =
  | { readonly tag: 'dayInFuture'; readonly day: string }
  | { readonly tag: 'noOrganisation' }
  | { readonly tag: 'noAskedDay' }
  | { readonly tag: 'noDueDay' }
  | { readonly tag: 'dueDayNotPassed'; readonly dueOn: string }
  | { readonly tag: 'dueBeforeAsked' };

/** “No answer” needs that the organisation was asked, and a last day for answering that has passed; remarks may be weighed later. */
export function decideUnion(
  command: UnionCommand,
  today: IsoDate,
): Result<PayloadOf<'union.answered'>, UnionError> {
  const error = unionError(command, today);
  if (error !== undefined) return err(error);
  return ok({
    kind: 'union.answered',
    organisation: command.organisation.trim(),
    answer: command.answer,
    day: command.day,
    ...given('askedOn', command.askedOn),
    ...given('dueOn', command.dueOn),
    ...given('weighed', filledText(command.weighed)),
    ...given('batch', command.batch),
  });
}

function unionError(command: UnionCommand, today: IsoDate): UnionError | undefined {
  const { day, askedOn, dueOn } = command;
  if (filledText(command.organisation) === undefined) return { tag: 'noOrganisation' };
  if (day > today) return { tag: 'dayInFuture', day };
  if (askedOn !== undefined && askedOn > today) return { tag: 'dayInFuture', day: askedOn };
  if (askedOn !== undefined && dueOn !== undefined && dueOn < askedOn) return { tag: 'dueBeforeAsked' };
  return command.answer === 'noAnswer' ? silenceError(command, today) : undefined;
}

/** Who was not asked has not failed to answer (9 a § gives an opportunity to speak). */
function silenceError({ askedOn, dueOn }: UnionCommand, today: IsoDate): UnionError | undefined {
  if (askedOn === undefined) return { tag: 'noAskedDay' };
  if (dueOn === undefined) return { tag: 'noDueDay' };
  return dueOn >= today ? { tag: 'dueDayNotPassed', dueOn } : undefined;
}
