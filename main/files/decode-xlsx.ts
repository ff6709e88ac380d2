// Owns: the first visible sheet of an XLSX file as records of cells. Must not: keep or read any other sheet.
import { Readable } from 'node:stream';
import { readSheet } from 'read-excel-file/node';
import type { FileProblem } from '../../domain/intake/problems.ts';
import {
  type Cell,
  shapeTable,
  type TableNote,
  type TableShape,
  titleRows,
} from '../../domain/intake/table.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { FileLimits } from './limits.ts';
import { type Budget, inflatePart, listParts, packStored, type ZipPart } from './unzip.ts';
import { firstVisibleSheet, type SheetChoice, scanSheet } from './workbook.ts';

export type XlsxTable = TableShape & { readonly sheet: string; readonly notes: readonly TableNote[] };

type Reading<T> = Result<T, FileProblem>;
type Opened = { readonly choice: SheetChoice; readonly contents: ReadonlyMap<string, Buffer> };

const workbookPath = 'xl/workbook.xml';
const relationsPath = 'xl/_rels/workbook.xml.rels';

/**
 * The archive is inflated and counted here, and the sheet measured, before the spreadsheet library sees a byte: it gets a new
 * archive with the needed parts only, so it can neither be fed a bomb nor read another directory than the one checked.
 */
export async function decodeXlsx(bytes: Buffer, limits: FileLimits): Promise<Reading<XlsxTable>> {
  const opened = await openWorkbook(bytes, limits);
  if (!opened.ok) return opened;
  const { choice, contents } = opened.value;
  const scan = scanSheet(contents.get(choice.path) ?? Buffer.alloc(0), limits);
  if (!scan.ok) return scan;
  const rows = await readRows(contents, choice.position);
  if (!rows.ok) return rows;
  const shaped = shapeTable(rows.value);
  if (!shaped.ok) return shaped;
  const counts = [
    { tag: 'hiddenSheetsIgnored', count: choice.hidden },
    { tag: 'otherSheetsIgnored', count: choice.others },
    { tag: 'titleRowsSkipped', count: titleRows(rows.value) },
    { tag: 'hiddenRowsRead', count: scan.value.hiddenRows },
    { tag: 'hiddenColumnsRead', count: scan.value.hiddenColumns },
    { tag: 'formulasReadAsValues', count: scan.value.formulas },
    { tag: 'errorCellsEmpty', count: scan.value.errors },
  ] as const satisfies TableNote[];
  return ok({ ...shaped.value, sheet: choice.name, notes: counts.filter((note) => note.count > 0) });
}

async function openWorkbook(bytes: Buffer, limits: FileLimits): Promise<Reading<Opened>> {
  const parts = listParts(bytes, limits);
  if (!parts.ok) return parts;
  const contents = new Map<string, Buffer>();
  const inflating: Inflating = { bytes, contents, limits, budget: { left: limits.inflatedBytes } };
  const first = parts.value.filter((part) => part.name === workbookPath || part.name === relationsPath);
  if (first.length !== 2) return err({ tag: 'fileNotATable' });
  const opened = await inflateAll(first, inflating, () => true);
  if (!opened.ok) return opened;
  const choice = firstVisibleSheet(text(contents.get(workbookPath)), text(contents.get(relationsPath)));
  if (!choice.ok) return choice;
  const wanted = new Set([choice.value.path, ...choice.value.shared]);
  const rest = parts.value.filter((part) => !first.includes(part));
  const inflated = await inflateAll(rest, inflating, (name) => wanted.has(name));
  if (!inflated.ok) return inflated;
  return contents.has(choice.value.path)
    ? ok({ choice: choice.value, contents })
    : err({ tag: 'fileDamaged' });
}

type Inflating = {
  readonly bytes: Buffer;
  readonly contents: Map<string, Buffer>;
  readonly limits: FileLimits;
  readonly budget: Budget;
};

/** Also the parts that nobody wants are inflated, to be counted: a bomb is refused wherever it lies. */
async function inflateAll(
  parts: readonly ZipPart[],
  { bytes, contents, limits, budget }: Inflating,
  isWanted: (name: string) => boolean,
): Promise<Reading<null>> {
  for (const part of parts) {
    const keep = isWanted(part.name);
    const content = await inflatePart(bytes, part, { budget, keep, limits });
    if (!content.ok) return content;
    if (keep) contents.set(part.name, content.value);
  }
  return ok(null);
}

function text(content: Buffer | undefined): string {
  return content === undefined ? '' : content.toString('utf8');
}

async function readRows(contents: ReadonlyMap<string, Buffer>, position: number): Promise<Reading<Cell[][]>> {
  try {
    const rows = await readSheet(Readable.from(packStored(contents)), position);
    return ok(rows.map((cells) => cells.map(cellOf)));
  } catch {
    return err({ tag: 'fileUnreadable' });
  }
}

/** The library gives dates as moments in UTC; the day is what counts. */
function cellOf(value: unknown): Cell {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Date && !Number.isNaN(value.valueOf())) return value.toISOString().slice(0, 10);
  return null;
}
