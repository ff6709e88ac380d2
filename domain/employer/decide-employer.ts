// Owns: the thin lines on an employer: the check of 9 b § and a union's answer (9 a § förordningen (2000:628)).
// Must not: say what the check found beyond its outcome, nor let silence count before the last day has passed.
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
  const note = command.note?.trim() ?? '';
  return ok({
    kind: 'employer.checked',
    outcome: command.outcome,
    day: command.day,
    sources,
    ...(note === '' ? {} : { note }),
    ...(command.batch === undefined ? {} : { batch: command.batch }),
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
  | { readonly tag: 'noDueDay' }
  | { readonly tag: 'dueDayNotPassed'; readonly dueOn: string }
  | { readonly tag: 'dueBeforeAsked' };

/** “No answer” needs the last day for answering, and that it has passed; remarks may be weighed later. */
export function decideUnion(
  command: UnionCommand,
  today: IsoDate,
): Result<PayloadOf<'union.answered'>, UnionError> {
  const { day, askedOn, dueOn, answer } = command;
  const organisation = command.organisation.trim();
  if (organisation === '') return err({ tag: 'noOrganisation' });
  if (day > today) return err({ tag: 'dayInFuture', day });
  if (askedOn !== undefined && dueOn !== undefined && dueOn < askedOn) return err({ tag: 'dueBeforeAsked' });
  if (answer === 'noAnswer' && dueOn === undefined) return err({ tag: 'noDueDay' });
  if (answer === 'noAnswer' && dueOn !== undefined && dueOn >= today)
    return err({ tag: 'dueDayNotPassed', dueOn });
  const weighed = command.weighed?.trim() ?? '';
  return ok({
    kind: 'union.answered',
    organisation,
    answer,
    day,
    ...(askedOn === undefined ? {} : { askedOn }),
    ...(dueOn === undefined ? {} : { dueOn }),
    ...(weighed === '' ? {} : { weighed }),
    ...(command.batch === undefined ? {} : { batch: command.batch }),
  });
}
