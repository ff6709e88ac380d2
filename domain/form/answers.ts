// Owns: reading, merging and wording the answers of a form. Must not: judge them (validate.ts does).
import type { Answers } from '../ledger/payload.ts';
import type { FieldValue } from '../ledger/payload-parts.ts';
import { isIsoDate, type IsoDate } from '../ids.ts';
import { fieldsOfForm, type FieldCondition, type FormDefinition, type FormField } from './definition.ts';
import { filledText, given } from './given.ts';
import { reasonsOf, type Reference } from './reference.ts';

/** Where a prefilled value came from. `hand` is a value that a caseworker entered as a fact; `draft` one in the form. */
export type AnswerSource =
  | 'portal'
  | 'register'
  | 'migration'
  | 'offers'
  | 'hand'
  | 'employer'
  | 'union'
  | 'verdict'
  | 'system'
  | 'draft'
  | 'example';
export type Provenance = { readonly source: AnswerSource; readonly asOf?: IsoDate };
export type Prefilled = Readonly<Record<string, Provenance & { readonly value: FieldValue }>>;

export function isFilled(value: FieldValue | undefined): value is FieldValue {
  if (value === undefined) return false;
  if (typeof value === 'string') return value.trim() !== '';
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

export function answerText(answers: Answers, number: string): string | undefined {
  const value = answers[number];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

export function answerDay(answers: Answers, number: string): IsoDate | undefined {
  const value = answerText(answers, number);
  return value !== undefined && isIsoDate(value) ? value : undefined;
}

export function answerNumber(answers: Answers, number: string): number | undefined {
  const value = answers[number];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function holds(condition: FieldCondition, answers: Answers): boolean {
  const value = answers[condition.field];
  if ('filled' in condition) return isFilled(value);
  return condition.equals.some((wanted) => wanted === value);
}

/**
 * A draft's answer lies above the prefilled one; a locked field keeps what its source says. Empty answers and numbers
 * that the form does not have drop out.
 */
export function mergeAnswers(form: FormDefinition, prefilled: Prefilled, draft: Answers): Answers {
  const merged: Record<string, FieldValue> = {};
  for (const [number, one] of Object.entries(prefilled)) merged[number] = one.value;
  const open = new Set(
    fieldsOfForm(form)
      .filter((field) => !field.locked)
      .map((field) => field.number),
  );
  for (const [number, value] of Object.entries(draft)) {
    if (open.has(number)) merged[number] = value;
  }
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => isFilled(value)));
}

export function choicesOf(
  reference: Pick<Reference, 'reasons'>,
  field: FormField,
): readonly { code: string; label: string }[] {
  if (field.choicesFrom === undefined) return field.choices ?? [];
  return reasonsOf(reference.reasons, field.choicesFrom).map(({ code, name }) => ({
    code,
    label: `${code} ${name}`,
  }));
}

/** Union statements stand at 5.8, 5.8b, 5.8c …, one organisation each. */
export function unionNumber(index: number): string {
  return index === 0 ? '5.8' : `5.8${String.fromCharCode(97 + index)}`;
}

export type FixedUnion = {
  readonly organisation: string;
  readonly answer: string;
  readonly day: string;
  readonly askedOn?: string;
  readonly dueOn?: string;
  readonly weighed?: string;
  /** The last day the answer carries a grant; absent in forms from before answers aged. */
  readonly validTo?: string;
  /** True while standing answers of one organisation differ. */
  readonly differs?: boolean;
};

export function fixedUnions(answers: Answers): readonly FixedUnion[] {
  const unions: FixedUnion[] = [];
  for (let index = 0; index < 26; index++) {
    const value = answers[unionNumber(index)];
    if (value === undefined || typeof value !== 'object' || Array.isArray(value)) break;
    const text = (key: string) => (typeof value[key] === 'string' ? value[key] : undefined);
    unions.push({
      organisation: text('organisation') ?? '',
      answer: text('answer') ?? '',
      day: text('day') ?? '',
      ...given('askedOn', filledText(text('askedOn'))),
      ...given('dueOn', filledText(text('dueOn'))),
      ...given('weighed', filledText(text('weighed'))),
      ...given('validTo', filledText(text('validTo'))),
      ...(value['differs'] === true ? { differs: true } : {}),
    });
  }
  return unions;
}

export type FixedCheck = {
  readonly outcome: string;
  readonly day: string;
  readonly validTo: string;
  readonly by: string;
  readonly sources: string;
};

export function fixedCheck(answers: Answers): FixedCheck | undefined {
  const value = answers['5.7'];
  if (value === undefined || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const text = (key: string) => (typeof value[key] === 'string' ? value[key] : '');
  return {
    outcome: text('outcome'),
    day: text('day'),
    validTo: text('validTo'),
    by: text('by'),
    sources: text('sources'),
  };
}
