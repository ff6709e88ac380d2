// Owns: what a decoded file is to the domain: a header and numbered records of cells, nothing interpreted yet.
// Must not: know encodings, zip or spreadsheets (main/files does), nor any field of ours (fields.ts does).
import { err, ok, type Result } from '../result.ts';
import type { FileProblem } from './problems.ts';

/** Text as written; a spreadsheet's number or yes/no as itself; its dates are already `YYYY-MM-DD`; null is empty. */
export type Cell = string | number | boolean | null;

/** `row` is the record number with the header as 1; a blank record is left out but keeps its number. */
export type RawRecord = { readonly row: number; readonly cells: readonly Cell[] };

export type TableFormat = 'csv' | 'xlsx' | 'json';
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'cp850';
export type Delimiter = ';' | ',' | '\t' | '|';

/** What the reader should know though the file could be read. Each has a Swedish sentence in problems.ts. */
export type TableNote =
  | { readonly tag: 'hiddenSheetsIgnored'; readonly count: number }
  | { readonly tag: 'otherSheetsIgnored'; readonly count: number }
  | { readonly tag: 'formulasReadAsValues'; readonly count: number }
  | { readonly tag: 'errorCellsEmpty'; readonly count: number }
  | { readonly tag: 'hiddenRowsRead'; readonly count: number }
  | { readonly tag: 'hiddenColumnsRead'; readonly count: number }
  | { readonly tag: 'titleRowsSkipped'; readonly count: number }
  | { readonly tag: 'noFinalLineBreak' }
  | { readonly tag: 'encodingGuessed'; readonly encoding: TextEncoding };

export type RawTable = {
  readonly format: TableFormat;
  readonly encoding?: TextEncoding;
  readonly delimiter?: Delimiter;
  readonly sheet?: string;
  /** Lower-case hex of SHA-256 over the file's bytes. */
  readonly sha256: string;
  readonly header: readonly string[];
  readonly records: readonly RawRecord[];
  readonly notes: readonly TableNote[];
};

export type TableShape = { readonly header: readonly string[]; readonly records: readonly RawRecord[] };

/** A title is looked past in this many first records; a file of loose lines is no table further down either. */
const titlesAtMost = 10;

/** Records before the header that hold one cell each: a title, a date, ”Sida 1”. */
export function titleRows(rows: readonly (readonly Cell[])[]): number {
  return rows.slice(0, headerPlace(rows)).filter((cells) => !isBlank(cells)).length;
}

/** The first record that is not blank; where it has one cell only, the first with several, all of them text. */
function headerPlace(rows: readonly (readonly Cell[])[]): number {
  const first = rows.findIndex((cells) => !isBlank(cells));
  if (filled(rows[first]).length !== 1) return first;
  const head = rows.slice(0, first + titlesAtMost);
  const header = head.findIndex((cells) => filled(cells).length > 1);
  return header !== -1 && filled(head[header]).every((cell) => typeof cell === 'string') ? header : first;
}

function filled(cells: readonly Cell[] | undefined): Cell[] {
  return (cells ?? []).filter((cell) => !isBlank([cell]));
}

/**
 * Finds the header (`headerPlace`) and numbers the rest from it. A record must have as many cells as the
 * header has names; empty cells to the right of the header are dropped, filled ones make the file ragged.
 */
export function shapeTable(rows: readonly (readonly Cell[])[]): Result<TableShape, FileProblem> {
  const headerIndex = headerPlace(rows);
  const first = rows[headerIndex];
  if (first === undefined) return err({ tag: 'fileEmpty' });
  const header = first.map((cell) => cellText(cell));
  const named = header.reduce((width, name, index) => (name === '' ? width : index + 1), 0);
  if (named < 2) return err({ tag: 'fileNotATable' });
  const records: RawRecord[] = [];
  for (let index = headerIndex + 1; index < rows.length; index++) {
    const cells = rows[index] ?? [];
    if (isBlank(cells)) continue;
    const row = index - headerIndex + 1;
    if (cells.length < named || !isBlank(cells.slice(header.length))) {
      return err({ tag: 'fileRagged', row, cells: cells.length, expected: named });
    }
    records.push({ row, cells: cells.length > header.length ? cells.slice(0, header.length) : cells });
  }
  return records.length === 0 ? err({ tag: 'fileHeaderOnly' }) : ok({ header, records });
}

/** A cell as one trimmed text in NFC; a number without exponent or superfluous decimals. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return numberText(cell);
  if (typeof cell === 'boolean') return cell ? 'true' : 'false';
  return cell.normalize('NFC').trim();
}

function numberText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e18 ? BigInt(value).toString() : String(value);
}

function isBlank(cells: readonly Cell[]): boolean {
  return cells.every((cell) => cell === null || (typeof cell === 'string' && cell.trim() === ''));
}
