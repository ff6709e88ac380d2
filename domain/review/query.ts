// Owns: a parsed search as data and the closed list of lawful terms (domain.md §10.5).
// Must not: grow a term that the law does not allow; no note text, no valuing reason, no phone, no birth country.

/** 14 § lagen (2002:546) with 9 §; 18 § förordningen (2002:623). Anything not here cannot be searched, filtered, sorted or grouped by. */
export const lawfulTerms = [
  'name',
  'identityNumber',
  'applicationId',
  'barNumber',
  'consent',
  'step',
  'colour',
  'intake',
  'targetGroup',
  'area',
  'receivedDate',
  'permitValidTo',
  'municipality',
  'employer',
  'startsOn',
  'endsOn',
  'decisionDay',
  'missing',
  'outcome',
  'registered',
  'conclusion',
  'handedOver',
  'assignee',
  'takenUntil',
  'watchUntil',
  'awaitsUntil',
  'openedOn',
  'question',
  'secondLook',
  'news',
] as const;
export type Term = (typeof lawfulTerms)[number];

export type Comparison = 'is' | 'words' | 'lt' | 'le' | 'gt' | 'ge' | 'present';

/**
 * `is` compares a coded value or an exact text; `words` matches beginnings of words (name, employer, municipality);
 * the four orders compare ISO dates as text; `present` asks that a value exists (with `not`: that none does).
 */
export type Query =
  | { readonly op: 'and'; readonly all: readonly Query[] }
  | { readonly op: 'or'; readonly any: readonly Query[] }
  | { readonly op: 'not'; readonly not: Query }
  | { readonly op: 'term'; readonly term: Term; readonly cmp: Comparison; readonly value: string };

/** Matches every case. */
export const everything: Query = { op: 'and', all: [] };

export const sortableTerms = [
  'name',
  'applicationId',
  'colour',
  'area',
  'permitValidTo',
  'municipality',
  'employer',
  'startsOn',
  'endsOn',
  'step',
  'conclusion',
  'receivedDate',
  'decisionDay',
  'barNumber',
  'watchUntil',
] as const satisfies readonly Term[];
export type SortableTerm = (typeof sortableTerms)[number];
