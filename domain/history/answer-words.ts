// Owns: an answer of the form in the form's own words: its label, and the choice that a code stands for.
// Must not: word what is no choice; yes, no, days and lists have their words elsewhere.
import type { FieldValue } from '../ledger/payload-parts.ts';
import { choicesOf } from '../form/answers.ts';
import { baseNumber, fieldsOfForm } from '../form/definition.ts';
import type { Reference } from '../form/reference.ts';

export type AnswerWords = {
  readonly label: string;
  readonly word: (value: FieldValue) => FieldValue;
};

/** A further statement of a union (`5.8b`) has the label of the first. */
export function answerWords(reference: Pick<Reference, 'form' | 'reasons'>): (number: string) => AnswerWords {
  const fields = new Map(fieldsOfForm(reference.form).map((field) => [field.number, field]));
  return (number) => {
    const field = fields.get(number) ?? fields.get(baseNumber(number));
    if (!field) return { label: '', word: (value) => value };
    const choices = choicesOf(reference, field);
    return {
      label: field.label,
      word: (value) => choices.find((one) => one.code === value)?.label ?? value,
    };
  };
}
