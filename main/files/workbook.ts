// Owns: which sheet of a workbook is read, and how large it is, before a library opens it. Must not: read cell values.
import type { FileProblem } from '../../domain/intake/problems.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { FileLimits } from './limits.ts';

export type SheetChoice = {
  readonly name: string;
  /** Place among all sheets, hidden ones too, from 1. */
  readonly position: number;
  readonly path: string;
  /** Parts that hold texts and formats for all sheets. */
  readonly shared: readonly string[];
  readonly hidden: number;
  readonly others: number;
};

export type SheetScan = {
  readonly formulas: number;
  readonly errors: number;
  /** Read like the others, and mentioned: a filter hides rows that nobody meant to leave out. */
  readonly hiddenRows: number;
  readonly hiddenColumns: number;
};

type Relation = { readonly id: string; readonly kind: string; readonly path: string };

/** A person who hides a sheet does not mean it to be read; sheets after the first are not read either, but mentioned. */
export function firstVisibleSheet(workbook: string, relations: string): Result<SheetChoice, FileProblem> {
  const related = relationsOf(relations);
  const sheets = elements(workbook, 'sheet').flatMap((element) => {
    const name = attribute(element, 'name');
    return name === undefined || name === '' ? [] : [{ name, element }];
  });
  const described = sheets.map(({ name, element }, index) => ({
    name: decodeEntities(name),
    position: index + 1,
    hidden: ['hidden', 'veryHidden'].includes(attribute(element, 'state') ?? ''),
    path: related.find((one) => one.kind === 'worksheet' && one.id === attribute(element, '(?:\\w+:)?id'))
      ?.path,
  }));
  const visible = described.filter((sheet) => !sheet.hidden && sheet.path !== undefined);
  const first = visible[0];
  if (first?.path === undefined) return err({ tag: 'fileNoVisibleSheet' });
  const kinds = ['sharedStrings', 'styles'];
  const shared = related.filter((one) => kinds.includes(one.kind)).map((one) => one.path);
  return ok({
    name: first.name,
    position: first.position,
    path: first.path,
    shared: [...shared, 'xl/sharedStrings.xml', 'xl/styles.xml'],
    hidden: described.filter((sheet) => sheet.hidden).length,
    others: visible.length - 1,
  });
}

function relationsOf(relations: string): Relation[] {
  return elements(relations, 'Relationship').map((element) => {
    const target = attribute(element, 'Target') ?? '';
    return {
      id: attribute(element, 'Id') ?? '',
      kind: (attribute(element, 'Type') ?? '').split('/').at(-1) ?? '',
      path: target.startsWith('/') ? target.slice(1) : `xl/${target}`,
    };
  });
}

const lastRowOfASheet = 1_048_576;
const lastColumnOfASheet = 16_384;

type Counting = { -readonly [name in keyof SheetScan]: number };

/**
 * Measures the filled cells by their addresses. The library pads every record to the widest address, so one cell far out
 * would otherwise cost gigabytes; a cell without a plain address, or a document type (entity expansion), is not accepted.
 */
export function scanSheet(content: Buffer, limits: FileLimits): Result<SheetScan, FileProblem> {
  const xml = content.toString('latin1');
  if (xml.includes('<!DOCTYPE') || xml.includes('<!ENTITY')) return err({ tag: 'fileUnreadable' });
  const tags = /<(?:[A-Za-z][\w.-]*:)?(row|c|f|col)(?=[\s/>])([^<>]*)>/g;
  const scan = { formulas: 0, errors: 0, hiddenRows: 0, hiddenColumns: 0 };
  for (let match = tags.exec(xml); match !== null; match = tags.exec(xml)) {
    const [, name = '', attributes = ''] = match;
    const problem = checkElement(name, attributes, limits);
    if (problem !== undefined) return err(problem);
    count(scan, name, attributes);
  }
  return ok(scan);
}

function count(scan: Counting, name: string, attributes: string): void {
  if (name === 'f') scan.formulas++;
  else if (name === 'c') scan.errors += /\st\s*=\s*["']e["']/.test(attributes) ? 1 : 0;
  else if (/\shidden\s*=\s*["'](?:1|true)["']/.test(attributes)) {
    if (name === 'row') scan.hiddenRows++;
    else scan.hiddenColumns += columnsOf(attributes);
  }
}

/** One element can describe many columns; one that says nothing believable counts once. */
function columnsOf(attributes: string): number {
  const [first, last] = ['min', 'max'].map((name) => Number(attribute(attributes, name)));
  const columns = (last ?? 0) - (first ?? 0) + 1;
  return columns > 0 && columns <= lastColumnOfASheet ? columns : 1;
}

function checkElement(name: string, attributes: string, limits: FileLimits): FileProblem | undefined {
  if (name === 'c') return checkCell(attributes, limits);
  return name === 'row' ? checkRow(attributes) : undefined;
}

function checkRow(attributes: string): FileProblem | undefined {
  const row = /\sr\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1];
  const measurable = row === undefined || (/^\d{1,7}$/.test(row) && Number(row) <= lastRowOfASheet);
  return measurable ? undefined : { tag: 'fileUnreadable' };
}

function checkCell(attributes: string, limits: FileLimits): FileProblem | undefined {
  const address = /\sr\s*=\s*["']([A-Z]{1,3})(\d{1,7})["']/.exec(attributes);
  if (!address) return { tag: 'fileUnreadable' };
  if (attributes.endsWith('/')) return undefined;
  if (columnNumber(address[1] ?? '') > limits.columns)
    return { tag: 'fileTooManyColumns', max: limits.columns };
  return Number(address[2]) > limits.rows + 1 ? { tag: 'fileTooManyRows', max: limits.rows } : undefined;
}

function columnNumber(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}

function elements(xml: string, name: string): string[] {
  return xml.match(new RegExp(`<(?:[A-Za-z][\\w.-]*:)?${name}\\s[^<>]*>`, 'g')) ?? [];
}

function attribute(element: string, name: string): string | undefined {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(element);
  return match ? (match[1] ?? match[2]) : undefined;
}

function decodeEntities(value: string): string {
  const named: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return value
    .replace(/&#(\d{1,7});/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, code: string) =>
      String.fromCodePoint(Math.min(parseInt(code, 16), 0x10ffff)),
    )
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, entity: string) => named[entity] ?? '');
}
