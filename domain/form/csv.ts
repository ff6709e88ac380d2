// Owns: a table of answers (one row per application, one column per field number) -> answers per application id.
// Must not: decide; nor read a word as a value that it may not be.
import type { FieldValue } from '../ledger/payload-parts.ts';
import { parseDate } from '../intake/rows/dates.ts';
import { foldWord } from '../intake/resources.ts';
import { cellText, type Cell, type TableShape } from '../intake/table.ts';
import { err, ok, type Result } from '../result.ts';
import { choicesOf } from './answers.ts';
import { formField, partsOfField, type FormField } from './definition.ts';
import type { Reference } from './reference.ts';

export type FormCellProblem = {
  readonly number: string;
  readonly code: 'locked' | 'unknownValue' | 'notADate' | 'notYesNo' | 'notANumber' | 'ambiguous';
};
export type FormCsvRow = {
  /** Record number with the header as 1. */
  readonly row: number;
  readonly applicationId: string;
  readonly answers: Readonly<Record<string, FieldValue>>;
  readonly problems: readonly FormCellProblem[];
};
export type FormCsv = {
  readonly rows: readonly FormCsvRow[];
  /** Rows without application id. */
  readonly withoutId: readonly number[];
  /** Headers that are neither the application id nor a number of the form. */
  readonly unknownColumns: readonly string[];
};

type CsvReference = Pick<Reference, 'form' | 'reasons'>;
type Column = { readonly index: number; readonly field: FormField };

const idHeaders = new Set(
  ['ansokningsid', 'ansokningsidiportalen', 'applicationid', 'ansokan', 'application', 'id', '12'].map(
    foldWord,
  ),
);

/**
 * A header may carry words after the number (`4.3 Skäl`). A cell of a field with parts may hold them divided by `|` in
 * the order of the form (`3.4`: `Karin Lind | 070-1740605 | karin@example.org`). An empty cell says nothing.
 */
export function parseFormCsv(
  table: TableShape,
  reference: CsvReference,
): Result<FormCsv, { tag: 'noApplicationId' }> {
  const idIndex = table.header.findIndex((header) => idHeaders.has(foldWord(header)));
  if (idIndex < 0) return err({ tag: 'noApplicationId' });
  const columns: Column[] = [];
  const unknownColumns: string[] = [];
  for (const [index, header] of table.header.entries()) {
    if (index === idIndex || header === '') continue;
    const number = /^\s*(\d\.\d{1,2}[a-z]?)(?![\dA-Za-z])/.exec(header)?.[1] ?? '';
    const field = formField(reference.form, number);
    if (field) columns.push({ index, field });
    else unknownColumns.push(header);
  }
  const rows = table.records.map(({ row, cells }) => {
    const applicationId = cellText(cells[idIndex]);
    return { row, applicationId, ...readCells(columns, cells, reference) };
  });
  return ok({
    rows: rows.filter((one) => one.applicationId !== ''),
    withoutId: rows.filter((one) => one.applicationId === '').map((one) => one.row),
    unknownColumns,
  });
}

function readCells(
  columns: readonly Column[],
  cells: readonly Cell[],
  reference: CsvReference,
): Pick<FormCsvRow, 'answers' | 'problems'> {
  const answers: Record<string, FieldValue> = {};
  const problems: FormCellProblem[] = [];
  for (const { index, field } of columns) {
    for (const [part, text] of parted(field, cellText(cells[index]), reference)) {
      if (text === '') continue;
      const read = readCell(part, text, reference);
      if (typeof read === 'object' && 'code' in read) problems.push({ number: part.number, code: read.code });
      else answers[part.number] = read.value;
    }
  }
  return { answers, problems };
}

function parted(field: FormField, text: string, { form }: CsvReference): (readonly [FormField, string])[] {
  if (field.number === '4.4') {
    const hours = /^deltid\D+(\d{1,2}(?:[.,]\d{1,2})?) ?(?:h|tim)/iu.exec(text)?.[1];
    const part = formField(form, '4.4b');
    if (hours !== undefined && part)
      return [
        [field, 'deltid'],
        [part, hours],
      ];
  }
  if (!text.includes('|')) return [[field, text]];
  const parts = partsOfField(form, field.number);
  return text.split('|').flatMap((piece, index) => {
    const part = parts[parts.indexOf(field) + index];
    return part ? [[part, piece.trim()] as const] : [];
  });
}

type Read = { readonly value: FieldValue } | { readonly code: FormCellProblem['code'] };

function readCell(field: FormField, text: string, reference: CsvReference): Read {
  if (field.locked) return { code: 'locked' };
  if (field.number === '7.9') return readTick(text);
  switch (field.type) {
    case 'date': {
      const day = parseDate(text, new Map());
      return day === undefined ? { code: 'notADate' } : { value: day };
    }
    case 'yesNo':
      return readYesNo(text);
    case 'hours': {
      const hours = Number(text.replace(',', '.').replace(/ ?(h|tim|timmar)$/iu, ''));
      return Number.isFinite(hours) && hours > 0 ? { value: hours } : { code: 'notANumber' };
    }
    case 'choice':
      return readChoice(field, text, reference);
    default:
      return { value: text };
  }
}

const yes = new Set(['ja', 'j', 'yes', 'y', 'true', 'sant', '1', 'x']);
const no = new Set(['nej', 'n', 'no', 'false', 'falskt', '0']);

function readYesNo(text: string): Read {
  const word = foldWord(text);
  if (yes.has(word)) return { value: true };
  return no.has(word) ? { value: false } : { code: 'notYesNo' };
}

/** A tick says “I am not disqualified”. “Nej” could mean either and is left to a person. */
function readTick(text: string): Read {
  const word = foldWord(text);
  if (
    yes.has(word) ||
    ['jagarintejavig', 'intejavig', 'ejjavig', 'notdisqualified'].map(foldWord).includes(word)
  )
    return { value: true };
  if (['javig', 'jagarjavig'].map(foldWord).includes(word)) return { value: false };
  return { code: 'ambiguous' };
}

/** The code, the label, or the label's first words up to a comma or bracket. */
function readChoice(field: FormField, text: string, reference: CsvReference): Read {
  const choices = choicesOf(reference, field);
  const word = foldWord(text);
  const first = (label: string) => label.split(/[,(]/)[0] ?? '';
  const exact = choices.find((choice) => foldWord(choice.code) === word || foldWord(choice.label) === word);
  if (exact) return { value: exact.code };
  const begun = choices.filter((choice) => foldWord(first(choice.label)) === word);
  return begun[0] && begun.length === 1 ? { value: begun[0].code } : { code: 'unknownValue' };
}
