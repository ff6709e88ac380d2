// Owns: what is wrong with or missing from a form's answers before an outcome: rules FO-1… (docs/spec/form-and-decision.md).
// Must not: change an answer, nor hold a sentence (the definition file does).
import type { Answers, DecisionOutcome } from '../ledger/payload.ts';
import type { FieldValue } from '../ledger/payload-parts.ts';
import { isIsoDate } from '../ids.ts';
import { choicesOf, holds, isFilled } from './answers.ts';
import { checkRules } from './check-rules.ts';
import { decisionRules } from './decision-rules.ts';
import { baseNumber, fieldsOfForm, formField, type FormDefinition, type FormField } from './definition.ts';
import { periodRules } from './period-rules.ts';
import { problem, type FormProblem } from './problem.ts';
import type { FormContext } from './reference.ts';

/**
 * Every problem in the order of the form. `stop` keeps the basis from being fixed; `warn` is shown and stops nothing.
 * Only fields used for the context's outcome are judged.
 */
export function validate(answers: Answers, context: FormContext): readonly FormProblem[] {
  const fields = usedFields(context.reference.form, context.outcome);
  const problems = [
    ...fields.flatMap((field) => requiredProblems(field, answers, context)),
    ...fields.flatMap((field) => shapeProblems(field, answers[field.number], context)),
    ...periodRules(answers, context),
    ...checkRules(answers, context),
    ...decisionRules(answers, context),
  ];
  const used = new Map(fields.map((field, index) => [field.number, index]));
  const place = (number: string) => used.get(number) ?? used.get(baseNumber(number)) ?? -1;
  return (
    problems
      .filter((one) => place(one.number) >= 0)
      .sort((a, b) => place(a.number) - place(b.number))
      .filter(
        (one, index, all) =>
          all.findIndex((other) => other.number === one.number && other.code === one.code) === index,
      )
      // Where something more exact is known of an empty field, that is said instead.
      .filter(
        (one, _index, all) =>
          one.code !== 'required' ||
          all.every((other) => other.number !== one.number || other.code === 'required'),
      )
  );
}

/** Numbers of the fields that stand in the way of that outcome, in the order of the form: `['4.3', '5.7']`. */
export function missing(answers: Answers, context: FormContext, outcome: DecisionOutcome): readonly string[] {
  return missingNumbers(validate(answers, { ...context, outcome }));
}

export function missingNumbers(problems: readonly FormProblem[]): readonly string[] {
  return [...new Set(problems.filter((one) => one.severity === 'stop').map((one) => baseNumber(one.number)))];
}

/** The Swedish sentence of a problem: the field's own, else the form's. Values stand where `{name}` does. */
export function problemSentence(form: FormDefinition, one: FormProblem): string {
  const field = formField(form, one.number) ?? formField(form, baseNumber(one.number));
  const message = field?.messages?.[one.code] ?? form.messages[one.code] ?? form.messages['required'] ?? '';
  const values: Record<string, string | number> = { label: field?.label ?? one.number, ...one.values };
  return message.replace(/\{([A-Za-z]+)\}/g, (_whole, name: string) => String(values[name] ?? ''));
}

function usedFields(form: FormDefinition, outcome: DecisionOutcome): readonly FormField[] {
  return fieldsOfForm(form).filter((field) => field.usedFor === 'both' || field.usedFor === outcome);
}

export function isRequired(field: FormField, answers: Answers, outcome: DecisionOutcome): boolean {
  if (field.required === 'never') return false;
  if (field.required !== 'always' && field.required !== outcome) return false;
  return field.when === undefined || holds(field.when, answers);
}

function requiredProblems(field: FormField, answers: Answers, context: FormContext): FormProblem[] {
  if (!isRequired(field, answers, context.outcome) || isFilled(answers[field.number])) return [];
  return [problem(field.number, 'required')];
}

function shapeProblems(field: FormField, value: FieldValue | undefined, context: FormContext): FormProblem[] {
  if (!isFilled(value) || field.type === 'link') return [];
  const code = shapeCode(field, value, context);
  if (code !== undefined) return [problem(field.number, code)];
  return typeof value === 'string' ? lengthProblems(field, value.trim().length) : [];
}

function shapeCode(field: FormField, value: FieldValue, { reference }: FormContext): string | undefined {
  switch (field.type) {
    case 'date':
      return isDay(value) ? undefined : 'notADate';
    case 'choice':
      return isChoice(choicesOf(reference, field), value) ? undefined : 'notAChoice';
    case 'yesNo':
      return typeof value === 'boolean' ? undefined : 'notYesNo';
    case 'hours':
      return isHours(value) ? undefined : 'notANumber';
    default:
      return isText(value) ? undefined : 'notAText';
  }
}

function isText(value: FieldValue): value is string {
  return typeof value === 'string';
}

function isDay(value: FieldValue): boolean {
  return isText(value) && isIsoDate(value);
}

function isChoice(choices: readonly { code: string }[], value: FieldValue): boolean {
  return choices.some((choice) => choice.code === value);
}

function isHours(value: FieldValue): boolean {
  return typeof value === 'number' && value > 0;
}

function lengthProblems(field: FormField, length: number): FormProblem[] {
  if (field.min !== undefined && length < field.min)
    return [problem(field.number, 'tooShort', { min: field.min, length })];
  if (field.max !== undefined && length > field.max)
    return [problem(field.number, 'tooLong', { max: field.max, length })];
  return [];
}
