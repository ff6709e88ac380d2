// Owns: from text to records of cells: delimiter, quotes, line breaks. Must not: know fields or encodings.
import Papa from 'papaparse';
import type { FileProblem } from '../../domain/intake/problems.ts';
import {
  type Delimiter,
  shapeTable,
  type TableNote,
  type TableShape,
  titleRows,
} from '../../domain/intake/table.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { FileLimits } from './limits.ts';

export type CsvTable = TableShape & { readonly delimiter: Delimiter; readonly notes: readonly TableNote[] };

const delimiters: readonly Delimiter[] = [';', ',', '\t', '|'];
const previewRecords = 50;

/** `wanted` overrides the guess. Line breaks become LF, also inside cells: files mix CRLF and LF. */
export function decodeCsv(
  text: string,
  limits: FileLimits,
  wanted?: Delimiter,
): Result<CsvTable, FileProblem> {
  const unified = text.replace(/\r\n?/g, '\n').replace(/^\n+/, '');
  const declared = /^sep=([;,\t|])\n/.exec(unified);
  const body = declared ? unified.slice(declared[0].length) : unified;
  if (!/[^;,\t|\s]/.test(body)) return err({ tag: 'fileEmpty' });
  const delimiter = wanted ?? declaredDelimiter(declared?.[1]) ?? guessDelimiter(body);
  const content = withoutBlankEnd(body, delimiter);
  const size = checkSize(content, delimiter, limits);
  if (size !== undefined) return err(size);
  const rows = splitCells(content, delimiter);
  if (!rows.ok) return rows;
  const cutOff = !body.endsWith('\n');
  const errors = emptyErrorCells(rows.value);
  const shaped = shapeTable(rows.value);
  if (!shaped.ok) return err(raggedOrTruncated(shaped.error, rows.value.length, cutOff));
  const notes = [
    { tag: 'titleRowsSkipped', count: titleRows(rows.value) },
    { tag: 'errorCellsEmpty', count: errors },
  ] as const satisfies TableNote[];
  const told: TableNote[] = notes.filter((note) => note.count > 0);
  if (cutOff) told.push({ tag: 'noFinalLineBreak' });
  return ok({ ...shaped.value, delimiter, notes: told });
}

/** What spreadsheets write for a formula that failed, in English and Swedish; LibreOffice has numbers besides. */
const errorCell =
  /^(?:#(?:DIV\/0!|N\/A|NAME\?|NULL!|NUM!|REF!|VALUE!|DIVISION\/0!|NAMN\?|OGILTIGT!|REFERENS!|SAKNAS!|SKÄRNING!|VÄRDEFEL!)|Err:5\d\d)$/u;

/** Takes the words of failed formulas away, in place, and counts them: ”#REF!” is nobody's name. */
function emptyErrorCells(rows: string[][]): number {
  let count = 0;
  for (const cells of rows) {
    for (const [place, cell] of cells.entries()) {
      if ((cell[0] !== '#' && cell[0] !== 'E') || !errorCell.test(cell)) continue;
      cells[place] = '';
      count++;
    }
  }
  return count;
}

function splitCells(content: string, delimiter: Delimiter): Result<string[][], FileProblem> {
  const parsed = Papa.parse<string[]>(content, { delimiter, newline: '\n', quoteChar: '"' });
  const problem = parsed.errors.find((one) => one.type === 'Quotes');
  if (problem === undefined) return ok(parsed.data);
  if (problem.code === 'MissingQuotes') return err({ tag: 'fileTruncated' });
  return err({ tag: 'fileBadQuotes', row: (problem.row ?? 0) + 1 });
}

/** A last record that is too short and has no line break after it was cut off, not miswritten. */
function raggedOrTruncated(problem: FileProblem, records: number, cutOff: boolean): FileProblem {
  const short = problem.tag === 'fileRagged' && problem.cells < problem.expected;
  return short && cutOff && problem.row === records ? { tag: 'fileTruncated' } : problem;
}

function declaredDelimiter(written: string | undefined): Delimiter | undefined {
  return delimiters.find((delimiter) => delimiter === written);
}

/**
 * The delimiter under which most of the first records are as wide as the header (the first with two cells: a title may stand
 * before it); the wider header wins a tie.
 */
function guessDelimiter(text: string): Delimiter {
  const scores = delimiters.map((delimiter) => {
    const head = text.slice(0, 256 * 1024);
    const { data } = Papa.parse<string[]>(head, { delimiter, newline: '\n', preview: previewRecords });
    const filled = data.filter((cells) => cells.some((cell) => cell !== ''));
    const header = filled.find((cells) => cells.filter((cell) => cell !== '').length > 1);
    const width = header?.length ?? 0;
    const even = filled.filter((cells) => cells.length === width).length / Math.max(1, filled.length);
    return { delimiter, width, score: width < 2 ? 0 : even };
  });
  scores.sort((a, b) => b.score - a.score || b.width - a.width);
  return scores[0]?.delimiter ?? ';';
}

/** Spreadsheets write formatted but empty rows at the end as lines of delimiters, up to a million of them. */
function withoutBlankEnd(text: string, delimiter: Delimiter): string {
  let end = text.length;
  while (end > 0 && isBlankCharacter(text[end - 1], delimiter)) end--;
  const lineEnd = text.indexOf('\n', end);
  return lineEnd === -1 ? text : text.slice(0, lineEnd);
}

function isBlankCharacter(character: string | undefined, delimiter: Delimiter): boolean {
  return character === delimiter || character === '\n' || character === ' ' || character === '\t';
}

/** Counts records and cells without keeping any, so that a hostile file is refused before it fills the memory. */
function checkSize(text: string, delimiter: Delimiter, limits: FileLimits): FileProblem | undefined {
  const separator = delimiter.charCodeAt(0);
  let [rows, columns, index] = [1, 1, 0];
  while (index < text.length) {
    if (text.charCodeAt(index) === 34) index = afterQuoted(text, index);
    const end = endOfCell(text, index, separator);
    if (end >= text.length) break;
    if (text.charCodeAt(end) === separator) columns++;
    else {
      rows++;
      columns = 1;
    }
    if (columns > limits.columns) return { tag: 'fileTooManyColumns', max: limits.columns };
    if (rows > limits.rows + 1) return { tag: 'fileTooManyRows', max: limits.rows };
    index = end + 1;
  }
  return undefined;
}

function endOfCell(text: string, from: number, separator: number): number {
  let index = from;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (code === separator || code === 10) return index;
    index++;
  }
  return index;
}

function afterQuoted(text: string, open: number): number {
  let index = open + 1;
  for (;;) {
    const close = text.indexOf('"', index);
    if (close === -1) return text.length;
    if (text.charCodeAt(close + 1) !== 34) return close + 1;
    index = close + 2;
  }
}
