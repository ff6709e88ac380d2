// Owns: a workbook as people make them, written as a flat OpenDocument file that LibreOffice opens, and its conversions.
// Must not: hold expectations. Invented people only (birth numbers 980–999).
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A cell: text, a number, a real date, a formula with its kind, or what a merged cell covers. */
export type SheetCell =
  | string
  | number
  | null
  | { readonly date: string }
  | { readonly formula: string }
  | { readonly text: string; readonly across: number }
  | { readonly covered: true };

export type SheetRow = { readonly cells: readonly SheetCell[]; readonly hidden?: true };
export type Sheet = {
  readonly name: string;
  readonly rows: readonly SheetRow[];
  readonly hidden?: true;
  /** Places of columns that are hidden, from 0. */
  readonly hiddenColumns?: readonly number[];
};

const namespaces = ['office', 'table', 'text', 'style', 'number']
  .map((name) => {
    const urn = name === 'number' ? 'datastyle' : name;
    return `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${urn}:1.0"`;
  })
  .concat('xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"')
  .join(' ');

/** Dates are shown as `3.9.2026`, as nobody asked for: what is read must not depend on it. */
const styles = `<office:automatic-styles>
<number:date-style style:name="N1"><number:day/><number:text>.</number:text><number:month/><number:text>.</number:text><number:year number:style="long"/></number:date-style>
<style:style style:name="day" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="gone" style:family="table"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles>`;

export function flatDocument(sheets: readonly Sheet[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document ${namespaces} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
${styles}<office:body><office:spreadsheet>${sheets.map(sheetXml).join('')}</office:spreadsheet></office:body></office:document>`;
}

function sheetXml({ name, rows, hidden, hiddenColumns = [] }: Sheet): string {
  const width = Math.max(...rows.map((row) => row.cells.length));
  const columns = Array.from({ length: width }, (_, place) =>
    hiddenColumns.includes(place)
      ? '<table:table-column table:visibility="collapse"/>'
      : '<table:table-column/>',
  );
  const lines = rows.map(
    (row) =>
      `<table:table-row${row.hidden ? ' table:visibility="collapse"' : ''}>${row.cells.map(cellXml).join('')}</table:table-row>`,
  );
  const style = hidden ? ' table:style-name="gone"' : '';
  return `<table:table table:name="${escaped(name)}"${style}>${columns.join('')}${lines.join('')}</table:table>`;
}

function cellXml(cell: SheetCell): string {
  if (cell === null) return '<table:table-cell/>';
  if (typeof cell === 'number') {
    return `<table:table-cell office:value-type="float" office:value="${cell}"/>`;
  }
  if (typeof cell === 'string') return textXml(cell, '');
  if ('covered' in cell) return '<table:covered-table-cell/>';
  if ('date' in cell) {
    return `<table:table-cell table:style-name="day" office:value-type="date" office:date-value="${cell.date}"/>`;
  }
  if ('formula' in cell) return `<table:table-cell table:formula="of:=${escaped(cell.formula)}"/>`;
  return textXml(cell.text, ` table:number-columns-spanned="${cell.across}" table:number-rows-spanned="1"`);
}

function textXml(text: string, attributes: string): string {
  const paragraphs = text.split('\n').map((line) => `<text:p>${escaped(line)}</text:p>`);
  return `<table:table-cell${attributes} office:value-type="string">${paragraphs.join('')}</table:table-cell>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);
}

/** The numbers that LibreOffice's CSV filter has for character sets. */
const charsets = { 'utf-8': 76, 'utf-16': 65_535, 'windows-1252': 1 } as const;

export type Conversion =
  | { readonly to: 'xlsx' | 'ods' }
  | {
      readonly to: 'csv';
      readonly charset: keyof typeof charsets;
      readonly delimiter: ';' | ',' | '\t';
    };

/** One conversion by LibreOffice without a window, with a profile of its own, so that runs do not wait for each other. */
export function converted(folder: string, source: string, conversion: Conversion): Buffer {
  const out = join(folder, `out-${JSON.stringify(conversion).replace(/\W+/g, '-')}`);
  mkdirSync(out, { recursive: true });
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const args = ['--headless', '--norestore', profile, '--convert-to', filterOf(conversion)];
  execFileSync('soffice', [...args, '--outdir', out, source], { stdio: 'pipe', timeout: 120_000 });
  const name = (source.split('/').at(-1) ?? '').replace(/\.[a-z]+$/, `.${conversion.to}`);
  return readFileSync(join(out, name));
}

function filterOf(conversion: Conversion): string {
  if (conversion.to !== 'csv') return conversion.to;
  const delimiter = conversion.delimiter.charCodeAt(0);
  const tokens = [delimiter, 34, charsets[conversion.charset], 1, '', 0, false, true];
  return `csv:Text - txt - csv (StarCalc):${tokens.join(',')}`;
}

export function writeFlatDocument(folder: string, name: string, sheets: readonly Sheet[]): string {
  const path = join(folder, `${name}.fods`);
  writeFileSync(path, flatDocument(sheets));
  return path;
}
