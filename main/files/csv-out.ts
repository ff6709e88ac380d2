// Owns: the text of tables that leave the store as CSV. Must not: add anything to the lines it is given.
import Papa from 'papaparse';
import type { RejectLine } from '../../domain/intake/reject-table.ts';

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
