// Owns: a union line while it is written: what it lacks, and how main takes it. Must not: decide if an answer hinders.
import { isIsoDate } from '../../../domain/ids.ts';
import type { EmployerView } from '../../../ipc/decision.ts';
import type { Sent } from '../../lib/api.ts';

export const unionAnswers = ['approves', 'remarks', 'objects', 'abstains', 'noAnswer'] as const;
type Answer = (typeof unionAnswers)[number];
export const isAnswer = (text: string): text is Answer => unionAnswers.some((each) => each === text);

export type UnionDraft = {
  /** `named`: every organisation the offers name; `is:…`: one of them; `other`: written by hand. */
  readonly choice: string;
  readonly other: string;
  readonly answer: Answer | null;
  readonly askedOn: string;
  readonly dueOn: string;
  readonly day: string;
  readonly weighed: string;
};

export function emptyUnion(today: string): UnionDraft {
  return { choice: 'named', other: '', answer: null, askedOn: '', dueOn: '', day: today, weighed: '' };
}

export function organisationsOf(employers: readonly EmployerView[]): readonly string[] {
  const names = employers.flatMap((each) => [
    ...each.unionsWithoutAnswer,
    ...each.unions.map((union) => union.organisation),
  ]);
  return [...new Set(names)].sort((a, b) => a.localeCompare(b, 'sv'));
}

export type UnionLack = 'organisation' | 'answer' | 'askedOn' | 'dueOn' | 'day' | 'future' | 'weighed';

/** “No answer in time” needs the days it was asked and due (9 a § gives an opportunity, not a veto); remarks must be weighed. */
export function unionLacks(draft: UnionDraft, today: string): readonly UnionLack[] {
  const lacks: UnionLack[] = [];
  if (draft.choice === 'other' && draft.other.trim() === '') lacks.push('organisation');
  if (draft.answer === null) lacks.push('answer');
  if (askedLacks(draft, today)) lacks.push('askedOn');
  if (dueLacks(draft)) lacks.push('dueOn');
  if (!isIsoDate(draft.day)) lacks.push('day');
  else if (draft.day > today) lacks.push('future');
  if (weighedLacks(draft)) lacks.push('weighed');
  return lacks;
}

function askedLacks({ answer, askedOn }: UnionDraft, today: string): boolean {
  return askedOn === '' ? answer === 'noAnswer' : !isIsoDate(askedOn) || askedOn > today;
}

function dueLacks({ answer, dueOn }: UnionDraft): boolean {
  return dueOn === '' ? answer === 'noAnswer' : !isIsoDate(dueOn);
}

function weighedLacks({ answer, weighed }: UnionDraft): boolean {
  return (answer === 'remarks' || answer === 'objects') && weighed.trim() === '';
}

export function unionSent(
  draft: UnionDraft,
  employers: readonly string[],
): Sent<'employers.union'> | undefined {
  if (draft.answer === null) return undefined;
  const organisation =
    draft.choice === 'other'
      ? draft.other.trim()
      : draft.choice === 'named'
        ? ''
        : draft.choice.slice('is:'.length);
  return {
    employers,
    organisation,
    answer: draft.answer,
    day: draft.day,
    ...(draft.askedOn === '' ? {} : { askedOn: draft.askedOn }),
    ...(draft.dueOn === '' ? {} : { dueOn: draft.dueOn }),
    ...(draft.weighed.trim() === '' ? {} : { weighed: draft.weighed.trim() }),
  };
}
