// Owns: the rows that were not read in as a table to send back. Must not: hold personal data: number, id, field, reason only.
import type { DuplicateRow, ProblemCode, RejectedRow } from './problems.ts';
import type { FieldId } from './fields.ts';

/** `duplicate` is no problem of a field; `of` is then the application that stands. */
export type RejectLine = {
  readonly row: number;
  readonly applicationId: string;
  readonly field: FieldId | '';
  readonly code: ProblemCode | 'duplicate';
  readonly of: string;
};

/** One line per problem, in the order of the file. */
export function rejectTable(
  rejected: readonly RejectedRow[],
  duplicates: readonly DuplicateRow[],
): readonly RejectLine[] {
  const lines = rejected.flatMap(({ row, applicationId = '', problems }) =>
    problems.map(({ field, code }): RejectLine => ({ row, applicationId, field, code, of: '' })),
  );
  const doubled = duplicates.map(
    ({ row, of }): RejectLine => ({ row, applicationId: '', field: '', code: 'duplicate', of }),
  );
  return [...lines, ...doubled].sort((a, b) => a.row - b.row);
}
