// Owns: what an item of a case file is, and which words may not stand anywhere once it is masked.
// Must not: gather items; case-file.ts and file-history.ts do.
import type { CaseId } from '../ids.ts';
import type { FieldValue } from '../ledger/payload-parts.ts';
import { valueWord, type FileWords } from './file-words.ts';

export const fileSections = [
  'case',
  'facts',
  'checks',
  'offers',
  'employer',
  'form',
  'decision',
  'attachments',
  'incidents',
  'history',
  'people',
] as const;
export type FileSection = (typeof fileSections)[number];

export type FileItem = {
  /** Stable for the same contents: `facts/phone`, `history/<event>/phone`. Never a value. */
  readonly id: string;
  readonly section: FileSection;
  readonly label: string;
  readonly value: string;
  /** Where it comes from and when. */
  readonly source: string;
  /** What it tells of: masking one item masks all that tell of the same. */
  readonly about: readonly string[];
  /** What it was drawn from: it goes with what it was drawn from, but takes nothing with it. */
  readonly reads?: readonly string[];
  /** What may stand nowhere once the item is masked. */
  readonly secrets: readonly string[];
  readonly who?: string;
  /** What the item is a part of: one act of the history, one offer. */
  readonly group?: { readonly id: string; readonly label: string };
  /** Of somebody else than the party: offered first when one masks. */
  readonly third: boolean;
  /** Left out of the notice to the party by 7.4 or 7.11: told to whoever masks, for here it still stands (DI-28). */
  readonly withheld?: true;
};

/** Text that is given out as it was decided, such as a decision's own words. */
export type FilePage = { readonly title: string; readonly paragraphs: readonly string[] };

export type CaseFile = {
  readonly caseId: CaseId;
  readonly items: readonly FileItem[];
  readonly pages: readonly FilePage[];
};

/** Fields that tell of somebody else than the party. */
const thirdPerson = new Set(['supervisorName', 'supervisorEmail', 'supervisorPhone']);

/** The form's own field of the supervisor's name. */
export const supervisorAnswer = '3.4';

export function isThirdPerson(field: string): boolean {
  return thirdPerson.has(field);
}

/** The value as stored and as worded: neither may stand elsewhere. Yes and no and bare numbers say nothing alone. */
export function secretsOf(words: FileWords, field: string, value: FieldValue): string[] {
  if (typeof value === 'boolean' || typeof value === 'number') return [];
  if (typeof value === 'string') return [...new Set([value, valueWord(words, field, value)])];
  if (Array.isArray(value)) return value.flatMap((one) => secretsOf(words, field, one));
  return Object.values(value).flatMap((one) => secretsOf(words, field, one));
}
