// Owns: the rows that were not read in as they stood in the file, with the reasons, to correct and send again.
// Must not: give out a cell of a row about a person with protected identity.
import type { Mapping } from './mapping.ts';
import type { RejectLine } from './reject-table.ts';
import { markedPersons, personOf, protectionMark, type ParseOptions } from './rows/applications.ts';
import { readContext, RowReader } from './rows/row-reader.ts';
import { cellText, type RawTable } from './table.ts';

export type RejectRows = {
  readonly fields: readonly string[];
  readonly data: readonly (readonly string[])[];
};

type Asked = {
  readonly table: RawTable;
  readonly mapping: Mapping;
  readonly lines: readonly RejectLine[];
  /** The reason column's own name: a file that has come back has it already, and it is told anew. */
  readonly reasonHeader: string;
  readonly reason: (line: RejectLine) => string;
  /** The case that the row names by its id is a stub. */
  readonly isStub: (applicationId: string) => boolean;
};

/** IN-43: one line for each row, every column of the file as it was written, and all its reasons in one column more. */
export function rejectRows(asked: Asked, options: ParseOptions): RejectRows {
  const { table, lines, reasonHeader } = asked;
  const kept = table.header.flatMap((name, index) => (name === reasonHeader ? [] : [index]));
  const byRow = new Map<number, RejectLine[]>();
  for (const line of lines) byRow.set(line.row, [...(byRow.get(line.row) ?? []), line]);
  const isProtected = protectedRows(asked, options);
  const data = table.records.flatMap((record) => {
    const own = byRow.get(record.row);
    if (!own) return [];
    const cells = kept.map((index) => (isProtected(record.row) ? '' : cellText(record.cells[index])));
    return [[...cells, own.map(asked.reason).join(' ')]];
  });
  return { fields: [...kept.map((index) => table.header[index] ?? ''), reasonHeader], data };
}

/** By the row's own mark, by that of another row of the person, or since the case here is a stub. */
function protectedRows({ table, mapping, isStub }: Asked, options: ParseOptions): (row: number) => boolean {
  const context = readContext(mapping, options);
  const marked = markedPersons(table, context);
  const rows = table.records.filter((record) => {
    const reader = new RowReader(record, context);
    if (protectionMark(reader) !== undefined) return true;
    const number = personOf(reader);
    return (number !== undefined && marked.has(number)) || isStub(cellText(reader.cell('applicationId')));
  });
  const found = new Set(rows.map((record) => record.row));
  return (row) => found.has(row);
}
