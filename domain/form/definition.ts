// Owns: the shape of a form definition (resources/forms/*.json) and look-ups in it.
// Must not: hold a label, a sentence or a rule of any one form; nor know where files lie.
import { z } from 'zod';

const choiceSchema = z.strictObject({ code: z.string().min(1), label: z.string().min(1) });

export const fieldTypes = [
  'text',
  'longText',
  'date',
  'choice',
  'yesNo',
  'id',
  'person',
  'link',
  'hours',
  'fact',
] as const;

const numberSchema = z.string().regex(/^[1-7]\.\d{1,2}[a-z]?$/);

/** Holds when the named field has one of the values, or any value at all. */
const conditionSchema = z.union([
  z.strictObject({ field: numberSchema, equals: z.array(z.union([z.string(), z.boolean()])).min(1) }),
  z.strictObject({ field: numberSchema, filled: z.literal(true) }),
]);

const formFieldSchema = z.strictObject({
  /** `4.4`, or `4.4b` for a further part of the same field: both are reported as 4.4. */
  number: numberSchema,
  label: z.string().min(1),
  type: z.enum(fieldTypes),
  /** Before which outcome an answer is needed; with `when` only if that holds too. */
  required: z.enum(['always', 'grant', 'refusal', 'never']),
  when: conditionSchema.optional(),
  /** P portal, E offer file, R register extract, M Migrationsverket, A employer register, F union, H caseworker, S system. */
  source: z.array(z.enum(['P', 'E', 'R', 'M', 'A', 'F', 'H', 'S', 'BÄR'])).min(1),
  usedFor: z.enum(['both', 'grant', 'refusal']),
  /** Changed in its source only, never in the form. */
  locked: z.boolean().optional(),
  choices: z.array(choiceSchema).min(1).optional(),
  /** The choices are a list of resources/reasons.json. */
  choicesFrom: z.enum(['refusal']).optional(),
  min: z.int().positive().optional(),
  max: z.int().positive().optional(),
  /** False: shown in no print (2.3). */
  printed: z.literal(false).optional(),
  /** Rests on law or facts that nobody has read in force. */
  toConfirm: z.literal(true).optional(),
  help: z.string().optional(),
  messages: z.record(z.string(), z.string()).optional(),
});
export type FormField = z.infer<typeof formFieldSchema>;
export type FieldCondition = z.infer<typeof conditionSchema>;

export const formDefinitionSchema = z
  .strictObject({
    id: z.string().min(1).max(80),
    version: z.string().min(1).max(40),
    date: z.iso.date(),
    source: z.string(),
    verified: z.boolean(),
    title: z.string().min(1),
    messages: z.record(z.string(), z.string()),
    parts: z
      .array(
        z.strictObject({
          number: z.string(),
          title: z.string().min(1),
          fields: z.array(formFieldSchema).min(1),
        }),
      )
      .min(1),
  })
  .refine((form) => new Set(form.parts.flatMap(numbersOf)).size === form.parts.flatMap(numbersOf).length, {
    error: 'a field number stands twice',
  });
export type FormDefinition = z.infer<typeof formDefinitionSchema>;

function numbersOf(part: { readonly fields: readonly { readonly number: string }[] }): string[] {
  return part.fields.map((field) => field.number);
}

export function fieldsOfForm(form: FormDefinition): readonly FormField[] {
  return form.parts.flatMap((part) => part.fields);
}

export function formField(form: FormDefinition, number: string): FormField | undefined {
  return fieldsOfForm(form).find((field) => field.number === number);
}

/** `4.4b` is a part of 4.4. */
export function baseNumber(number: string): string {
  return number.replace(/[a-z]$/, '');
}

/** The field and its further parts, in order. */
export function partsOfField(form: FormDefinition, number: string): readonly FormField[] {
  return fieldsOfForm(form).filter((field) => baseNumber(field.number) === baseNumber(number));
}

/** Id under which an administrator confirms a field that rests on something unread. */
export function fieldTextId(field: FormField): string {
  return `form.${field.number}`;
}
