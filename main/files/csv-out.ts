// Owns: the text of tables that leave the store as CSV. Must not: add anything to the lines it is given.
import Papa from 'papaparse';
import type { Mapping } from '../../domain/intake/mapping.ts';
import type { DuplicateRow, RejectedRow } from '../../domain/intake/problems.ts';
import { rejectRows } from '../../domain/intake/reject-rows.ts';
import { rejectTable, type RejectLine } from '../../domain/intake/reject-table.ts';
import type { ParseOptions } from '../../domain/intake/rows/applications.ts';
import type { RawTable } from '../../domain/intake/table.ts';

/** Words for the head, the fields and the codes, from the locale: the domain has ids only. */
export type RejectWords = {
  readonly head: {
    readonly row: string;
    readonly applicationId: string;
    readonly field: string;
    readonly reason: string;
    /** The reason column of the rows as they stood. */
    readonly whole: string;
  };
  readonly field: (field: RejectLine['field']) => string;
  readonly reason: (line: RejectLine) => string;
};

export type Rejects = {
  readonly file: { readonly table: RawTable; readonly mapping: Mapping };
  readonly rejected: readonly RejectedRow[];
  readonly duplicates: readonly DuplicateRow[];
  /** The rows as they stood, to correct and read in again; otherwise row number, id, field and reason only. */
  readonly whole: boolean;
  /** The case that a row names by its id is a stub: none of its cells leave. */
  readonly isStub: (applicationId: string) => boolean;
};

/** IN-42, IN-43: the rows of a file that were not read in, as a file to send back. */
export function rejectsFile(asked: Rejects, options: ParseOptions, words: RejectWords): string {
  const lines = rejectTable(asked.rejected, asked.duplicates);
  if (!asked.whole) return rejectCsv(lines, words);
  const reason = (line: RejectLine) =>
    [words.field(line.field), words.reason(line)].filter(Boolean).join(': ');
  const { table, mapping } = asked.file;
  const { fields, data } = rejectRows(
    { table, mapping, lines, reasonHeader: words.head.whole, reason, isStub: asked.isStub },
    options,
  );
  return swedishCsv(fields, data);
}

export function rejectCsv(lines: readonly RejectLine[], words: RejectWords): string {
  const { head } = words;
  const fields = [head.row, head.applicationId, head.field, head.reason];
  const data = lines.map((line) => [
    line.row,
    line.applicationId,
    words.field(line.field),
    words.reason(line),
  ]);
  return swedishCsv(fields, data);
}

type Cell = string | number;

/** As a Swedish spreadsheet opens it: UTF-8 with BOM, semicolons, CRLF; cells that look like formulas are defused. */
export function swedishCsv(fields: readonly string[], data: readonly (readonly Cell[])[]): string {
  const rows = data.map((row) => [...row]);
  const csv = Papa.unparse(
    { fields: [...fields], data: rows },
    { delimiter: ';', newline: '\r\n', escapeFormulae: true },
  );
  return `\uFEFF${csv}\r\n`;
}
