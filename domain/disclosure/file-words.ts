// Owns: from coded values to the words that a case file prints. Must not: hold a word (resources/case-file-words.json does).
import { z } from 'zod';
import type { FieldValue } from '../ledger/payload-parts.ts';

const list = z.record(z.string(), z.string());

export const fileWordsSchema = z.strictObject({
  /** Names of sections and of things the file speaks of. */
  heads: z.strictObject({
    offer: z.string(),
    intake: z.string(),
    colleague: z.string(),
    employer: z.string(),
    /** `{fore}` and `{efter}`. */
    change: z.string(),
    /** Between two values that stood beside one another. */
    joined: z.string(),
    /** `{vem}` and `{dag}`. */
    beside: z.string(),
    nothing: z.string(),
    newer: z.string(),
    gone: z.string(),
  }),
  field: list,
  /** Names of facts inside an act, such as `reason`. */
  fact: list,
  /** Kind of act, such as `verdict.given`. */
  act: list,
  source: list,
  effect: list,
  outcome: list,
  yesNo: z.strictObject({ true: z.string(), false: z.string() }),
  /** Field or fact → code → word. */
  values: z.record(z.string(), list),
});
export type FileWords = z.infer<typeof fileWordsSchema>;

export function fieldWord(words: FileWords, field: string): string {
  return ownWord(words.field, field) ?? ownWord(words.fact, field) ?? field;
}

export function factWord(words: FileWords, fact: string): string {
  return ownWord(words.fact, fact) ?? ownWord(words.field, fact) ?? fact;
}

export function actWord(words: FileWords, kind: string): string {
  return ownWord(words.act, kind) ?? kind;
}

export function valueWord(words: FileWords, field: string, value: FieldValue | null): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return words.yesNo[value ? 'true' : 'false'];
  if (typeof value === 'number') return String(value).replace('.', ',');
  if (typeof value === 'string') return textWord(words, field, value);
  if (Array.isArray(value)) return value.map((one) => valueWord(words, field, one)).join(', ');
  return Object.entries(value)
    .map(
      ([name, one]) =>
        valueWord(words, name, one) + (typeof one === 'number' ? ` ${factWord(words, name)}` : ''),
    )
    .join(' ');
}

function textWord(words: FileWords, field: string, value: string): string {
  if (field === 'intake' || field === 'leftIntake') return intakeWord(words, value);
  const codes = Object.hasOwn(words.values, field) ? words.values[field] : undefined;
  return (codes && ownWord(codes, value)) ?? numberWord(field, value);
}

/** `2026-autumn-pilot` as `Hösten 2026, pilot`. */
function intakeWord(words: FileWords, intake: string): string {
  const [year = '', season = '', pilot] = intake.split('-');
  const target =
    pilot === undefined ? '' : `, ${valueWord(words, 'targetGroup', pilot).toLocaleLowerCase('sv')}`;
  return `${valueWord(words, 'season', season)} ${year}${target}`;
}

/** Numbers of persons and employers as they are written: a hyphen before the last four. */
function numberWord(field: string, value: string): string {
  const numbered = field === 'personalIdentityNumber' || field === 'organisationNumber';
  return numbered ? value.replace(/^(\d{6}|\d{8})(\d{4})$/, '$1-$2') : value;
}

/** Fields have names like any other: `constructor` has no word. */
function ownWord(from: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(from, name) ? from[name] : undefined;
}
