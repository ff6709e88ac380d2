// Owns: the tags of everything that can be wrong with a file or a row. Must not: hold the sentences shown (locales do).
import type { FieldId, TableKind } from './fields.ts';

/** Why a row was not read in. The codes are printed by the runner and stand in the file of rows that were not read in. */
export const problemCodes = [
  'missing',
  'notAnIdentityNumber',
  'wrongCheckDigit',
  'notADate',
  'noConsent',
  'tooLong',
  'unknownValue',
  'joinedCase',
  /** No open intake has a case of the person or with the id. */
  'noCase',
  /** Two cases have the id and nothing tells which is meant. */
  'ambiguous',
  /** A recipient whom the file gives no usable address in any channel. */
  'noAddress',
  /** The case has been purged: the same application is not taken in again. */
  'purged',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

export type RowProblem = { readonly field: FieldId; readonly code: ProblemCode };

/** A row not read in: number, application id, fields and codes only, never a value (domain rule on results sent back). */
export type RejectedRow = {
  readonly row: number;
  readonly applicationId?: string;
  readonly problems: readonly RowProblem[];
};

/** `of` is the application id of the record that stands. */
export type DuplicateRow = { readonly row: number; readonly of: string };

/** A file that is refused whole; the store stays unchanged. */
export type FileProblem =
  | { readonly tag: 'fileUnreachable' }
  | { readonly tag: 'fileEmpty' }
  | { readonly tag: 'fileTooLarge'; readonly megabytes: number }
  | { readonly tag: 'fileBinary' }
  | { readonly tag: 'fileNulFilled' }
  | { readonly tag: 'fileTruncated' }
  | { readonly tag: 'fileDamaged' }
  | { readonly tag: 'fileBadQuotes'; readonly row: number }
  | { readonly tag: 'fileRagged'; readonly row: number; readonly cells: number; readonly expected: number }
  | { readonly tag: 'fileHeaderOnly' }
  | { readonly tag: 'fileTooManyRows'; readonly max: number }
  | { readonly tag: 'fileTooManyColumns'; readonly max: number }
  | { readonly tag: 'fileBomb'; readonly megabytes: number }
  | { readonly tag: 'fileOldExcel' }
  | { readonly tag: 'fileOpenDocument' }
  | { readonly tag: 'fileNoVisibleSheet' }
  | { readonly tag: 'fileNotATable' }
  | { readonly tag: 'fileUnreadable' };

/** A table that was read but does not hold what was asked for. */
export type MappingProblem =
  | { readonly tag: 'fileWrongKind'; readonly wanted: TableKind; readonly looksLike: TableKind }
  | { readonly tag: 'fileMissingColumns'; readonly fields: readonly FieldId[] };
