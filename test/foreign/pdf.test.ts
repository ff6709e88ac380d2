// What programs that know nothing of ours say about our files: qpdf and poppler, from Debian. One missing fails the run.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentOf, form, grant, paragraph, refusal, testRenderer } from '../pdf/samples.ts';

const NAMES = ['Nguyễn Thị-Hà', 'Świątek', 'Øst', 'Ayşe', 'Ștefan', 'Łucja', 'Đặng', 'Шевченко'];

const renderer = testRenderer();
const directory = mkdtempSync(join(tmpdir(), 'sprangbradan-pdf-'));
const paths: Record<string, string> = {};

function run(program: string, ...args: string[]): string {
  return execFileSync(program, args, { encoding: 'utf8' });
}

function keep(name: string, bytes: Uint8Array): void {
  const path = join(directory, `${name}.pdf`);
  writeFileSync(path, bytes);
  paths[name] = path;
}

function pathOf(name: string): string {
  const path = paths[name];
  if (path === undefined) throw new Error(`no file ${name}`);
  return path;
}

beforeAll(async () => {
  const names = documentOf(NAMES.map(paragraph));
  for (const [name, doc] of Object.entries({ grant: grant(), refusal: refusal(), form: form(), names })) {
    const result = await renderer.renderDocument(doc);
    if (!result.ok) throw new Error(result.error.tag);
    keep(name, result.value.bytes);
  }
  const options = { duplex: true, title: 'Utskrift', createdOn: '2026-11-22' };
  const print = await renderer.createPrintFile([refusal(), grant()], options);
  if (!print.ok) throw new Error(print.error.tag);
  keep('print', print.value.bytes);
});

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

describe('qpdf', () => {
  it.each(['grant', 'refusal', 'form', 'names', 'print'])('finds nothing wrong with %s', (name) => {
    const said = run('qpdf', '--check', pathOf(name));
    expect(said).toContain('No syntax or stream encoding errors found');
    expect(said).not.toContain('WARNING');
  });

  it.each(['grant', 'form'])('finds no attachment in %s', (name) => {
    expect(run('qpdf', '--list-attachments', pathOf(name))).toContain('has no embedded files');
  });
});

describe('poppler', () => {
  it('reads every name back as it was written', () => {
    const lines = run('pdftotext', '-layout', pathOf('names'), '-').split('\n');
    expect(NAMES.filter((name) => !lines.some((line) => line.trim() === name))).toEqual([]);
  });

  it.each(['grant', 'refusal', 'form'])('calls %s tagged, A4 and free of scripts', (name) => {
    const said = run('pdfinfo', pathOf(name));
    expect(said).toMatch(/^Tagged: +yes$/m);
    expect(said).toMatch(/^Page size: .*A4/m);
    expect(said).toMatch(/^JavaScript: +no$/m);
  });

  it('shows headings, table headers and list items in the structure', () => {
    const said = run('pdfinfo', '-struct-text', pathOf('grant'));
    for (const role of ['H1', 'H2', 'Table', 'TR', 'TH', 'TD', 'L', 'LI', 'Lbl', 'LBody']) {
      expect(said).toMatch(new RegExp(`^\\s*${role}\\b`, 'm'));
    }
    expect(said).toContain('"Du får arbetspraktik"');
  });

  it.each(['grant', 'form', 'print'])(
    'finds every font of %s embedded, subset and mapped to Unicode',
    (name) => {
      const rows = run('pdffonts', pathOf(name)).trim().split('\n').slice(2);
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.filter((row) => !/ yes yes yes +\d+ +0$/.test(row))).toEqual([]);
    },
  );

  it('puts the second decision of a print file on a front page', () => {
    expect(run('pdftotext', '-f', '2', '-l', '2', pathOf('print'), '-').trim()).toBe('');
    expect(run('pdftotext', '-f', '3', '-l', '3', pathOf('print'), '-')).toContain('Du får arbetspraktik');
  });
});
