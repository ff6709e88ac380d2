// What the renderer promises: the same bytes, every sign readable, nothing lost, nothing clipped, nothing personal outside
// the text. Structure is judged in structure.test.ts, by foreign programs in test/foreign/pdf.test.ts.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PDFDict, PDFDocument, PDFHexString, PDFName, PDFRawStream, PDFString } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import type { Block, ComposedDocument } from '../../domain/document/blocks.ts';
import { readFontFiles } from '../../main/pdf/font/files.ts';
import { rendererVersion } from '../../main/pdf/version.ts';
import { textOf } from './extract.ts';
import {
  DEMO_MARK,
  DRAFT_HEAD,
  documentOf,
  form,
  grant,
  paragraph,
  refusal,
  testRenderer,
} from './samples.ts';
import { assertAccessible } from './structure.ts';

const renderer = testRenderer();
/** Agency, "Sida", "1 av 1": what stands before the body on a first page without more. */
const HEAD = 3;

async function render(doc: ComposedDocument) {
  const result = await renderer.renderDocument(doc);
  if (!result.ok) throw new Error(`missing: ${result.error.characters.join(' ')}`);
  return result.value;
}

const NAMES = [
  'Nguyễn Thị-Hà',
  'Świątek',
  'Øst',
  'Ayşe Yıldız',
  'Ștefan Țurcanu',
  'Łucja',
  'Đặng Văn Ước',
  'Ðórunn Þórsdóttir',
  'Jiří Dvořák',
  'İpek Çağlayan',
  'Ģirts Ķēniņš',
  'Ngọc Ưng',
  'Əliyev',
  'Ivana Đurđević',
  'Παπαδόπουλος',
  'Шевченко',
];

describe('the same document', () => {
  it('gives the same bytes twice, also from a renderer made anew', async () => {
    const first = await render(grant());
    expect(await render(grant())).toEqual(first);
    expect((await render(form())).sha256).not.toBe(first.sha256);
    expect((await render(grant())).sha256).toBe(first.sha256);
    const again = await testRenderer().renderDocument(grant());
    expect(again.ok && again.value.sha256).toBe(first.sha256);
  });

  it('gives the same bytes when its keys stand in another order', async () => {
    const { footer, blocks, ...rest } = grant();
    expect(await render({ footer, blocks, ...rest })).toEqual(await render(grant()));
  });

  it('gives the same bytes in another process, and in Electron the same as in the tools’ Node', async () => {
    const node = process.env['SPRANGBRADAN_TOOLS_NODE'] ?? process.execPath;
    const script = fileURLToPath(new URL('./render-in-process.ts', import.meta.url));
    const output = execFileSync(node, [script], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const here = [];
    for (const doc of [form(), refusal(), grant()]) here.push((await render(doc)).sha256);
    expect(JSON.parse(output)).toEqual(here);
  });

  it('changes its bytes and its id when a single sign changes', async () => {
    const one = await render(grant('Anna Exempel'));
    const other = await render(grant('Anna Exempell'));
    expect(one.sha256).not.toBe(other.sha256);
  });
});

describe('text', () => {
  it('is read back exactly, for names that are hard to print', async () => {
    const { bytes } = await render(documentOf(NAMES.map(paragraph)));
    const [page = ''] = await textOf(bytes);
    expect(page.split('|').slice(HEAD)).toEqual(NAMES);
  });

  it('is composed first, so that a name typed with loose accents is the same name', async () => {
    const { bytes } = await render(documentOf(NAMES.map((name) => paragraph(name.normalize('NFD')))));
    expect((await textOf(bytes))[0]?.split('|').slice(HEAD)).toEqual(NAMES);
  });

  it('keeps a space at each wrapped line end, so that words do not run together', async () => {
    const text = 'Praktiken ger dig svensk erfarenhet och en referens i yrket. '.repeat(20).trim();
    const { bytes } = await render(documentOf([paragraph(text)]));
    expect((await textOf(bytes))[0]?.split('|').slice(HEAD).join('')).toBe(text);
  });

  it('breaks a word longer than the line and loses no letter of it', async () => {
    const word = 'Arbetsmarknadspolitisk'.repeat(20);
    const { bytes } = await render(documentOf([paragraph(word)]));
    expect((await textOf(bytes))[0]?.split('|').slice(HEAD).join('')).toBe(word);
  });

  it('keeps a number and its paragraph sign on one line', async () => {
    for (let filler = 60; filler < 90; filler++) {
      const { bytes } = await render(documentOf([paragraph(`${'i '.repeat(filler)}9 § förordningen`)]));
      expect((await textOf(bytes))[0]).not.toMatch(/9 ?\|/);
    }
  });
});

describe('long documents', () => {
  it('flow over ten pages and more without losing a word', async () => {
    const words = Array.from({ length: 5600 }, (_, index) => `ord${index}`);
    const paragraphs = Array.from({ length: 40 }, (_, index) =>
      words.slice(index * 140, (index + 1) * 140).join(' '),
    );
    const { bytes, pages } = await render(documentOf(paragraphs.map(paragraph)));
    expect(pages).toBeGreaterThanOrEqual(10);
    expect((await textOf(bytes)).join(' ').match(/ord\d+/g) ?? []).toEqual(words);
    expect(await assertAccessible(bytes)).toEqual([]);
  });

  it('repeat the head of a table of 60 rows on each page and keep every row', async () => {
    const rows = Array.from({ length: 60 }, (_, index) => [
      [{ text: `rad${index}` }],
      [{ text: 'Påhittat värde' }],
    ]);
    const table: Block = { kind: 'table', columns: [{ label: 'Rubrik ett' }, { label: 'Rubrik två' }], rows };
    const { bytes, pages } = await render(documentOf([{ kind: 'heading', level: 1, text: 'Tabell' }, table]));
    const texts = await textOf(bytes);
    expect(pages).toBeGreaterThan(1);
    expect(texts.map((text) => text.includes('Rubrik ett'))).toEqual(texts.map(() => true));
    expect(texts.join(' ').match(/rad\d+/g) ?? []).toEqual(rows.map((_, index) => `rad${index}`));
    expect(await assertAccessible(bytes)).toEqual([]);
  });

  it('continue a single answer taller than a page overleaf', async () => {
    const value = [{ text: Array.from({ length: 1500 }, (_, index) => `svar${index}`).join(' ') }];
    const block: Block = { kind: 'field', number: '6.3', label: 'Bedömning', value, multiline: true };
    const { bytes, pages } = await render(documentOf([block]));
    expect(pages).toBeGreaterThan(1);
    expect(((await textOf(bytes)).join(' ').match(/svar\d+/g) ?? []).length).toBe(1500);
    expect(await assertAccessible(bytes)).toEqual([]);
  });

  it('never leave a heading or a lone line at the foot of a page', async () => {
    for (let filler = 30; filler < 52; filler++) {
      const blocks: Block[] = [
        { kind: 'heading', level: 1, text: 'Först' },
        ...Array.from({ length: filler }, (_, index) => paragraph(`Rad ${index}`)),
        { kind: 'heading', level: 2, text: 'RUBRIK' },
        paragraph(`STYCKE ${'ord '.repeat(60)}SLUT`),
      ];
      const texts = await textOf((await render(documentOf(blocks))).bytes);
      const ofHeading = texts.findIndex((text) => text.includes('RUBRIK'));
      expect(texts.findIndex((text) => text.includes('STYCKE'))).toBe(ofHeading);
      const lines = texts.map((text) => text.split('|').filter((line) => / ord |SLUT/.test(line)).length);
      expect(lines.filter((count) => count === 1)).toEqual([]);
    }
  });

  it('begin a new page where a block asks for it', async () => {
    const blocks: Block[] = [paragraph('Ett'), { kind: 'spacer', size: 'page' }, paragraph('Två')];
    const texts = await textOf((await render(documentOf(blocks))).bytes);
    expect(texts.map((text) => /Ett|Två/.exec(text)?.[0])).toEqual(['Ett', 'Två']);
  });
});

describe('a sign that the typeface lacks', () => {
  it('is a returned error that names the signs, in body, letterhead and footer alike', async () => {
    const expected = { ok: false, error: { tag: 'missingGlyph', characters: ['王', '芳'] } };
    expect(await renderer.renderDocument(documentOf([paragraph('王芳')]))).toEqual(expected);
    expect(await renderer.renderDocument(grant('王芳'))).toEqual(expected);
    expect(await renderer.renderDocument(documentOf([], { footer: { text: '王芳' } }))).toEqual(expected);
  });

  it('is listed before a run, with the text it stands in', () => {
    expect(renderer.missingGlyphs([...NAMES, 'Wang 王', 'محمد'])).toEqual([
      { text: 'Wang 王', characters: ['王'] },
      { text: 'محمد', characters: ['م', 'ح', 'د'] },
    ]);
  });

  it('stops a print file too', async () => {
    const result = await renderer.createPrintFile([grant(), grant('王')], PRINT);
    expect(result).toEqual({ ok: false, error: { tag: 'missingGlyph', characters: ['王'] } });
  });
});

describe('every page', () => {
  it('bears the draft head and the example mark, and its number', async () => {
    const doc = grant('Anna Exempel', { draftHead: DRAFT_HEAD, demoMark: DEMO_MARK });
    const long = { ...doc, blocks: [...doc.blocks, ...doc.blocks.slice(1), ...doc.blocks.slice(1)] };
    const texts = await textOf((await render(long)).bytes);
    expect(texts.length).toBeGreaterThan(3);
    texts.forEach((text, index) => {
      expect(text).toContain(DRAFT_HEAD);
      expect(text).toContain(DEMO_MARK);
      expect(text).toContain(`${index + 1} av ${texts.length}`);
    });
  });
});

describe('metadata', () => {
  it('holds the title, the agency and the day, and nothing about the person', async () => {
    const { bytes } = await render(grant('Łucja Świątek'));
    const doc = await PDFDocument.load(bytes, { updateMetadata: false });
    const said: string[] = [];
    for (const [, object] of doc.context.enumerateIndirectObjects()) {
      if (object instanceof PDFRawStream && String(object.dict.get(PDFName.of('Type'))) === '/Metadata') {
        said.push(new TextDecoder().decode(object.contents));
      }
      if (!(object instanceof PDFDict)) continue;
      for (const [key, value] of object.entries()) {
        said.push(key.asString());
        if (value instanceof PDFHexString || value instanceof PDFString) said.push(value.decodeText());
        if (value instanceof PDFName) said.push(value.asString());
      }
    }
    const all = said.join('\n');
    expect(all).toContain('Beslut om arbetspraktik');
    expect(all).toContain(rendererVersion);
    expect(all).toContain('D:20261122000000Z');
    for (const personal of ['Łucja', 'Świątek', '19900704', 'Exempelvägen'])
      expect(all).not.toContain(personal);
  });
});

const PRINT = { duplex: true, title: 'Utskrift', createdOn: '2026-11-22' };

describe('the print file', () => {
  it('begins each decision on a front page, with blanks between', async () => {
    const docs = [refusal(), grant(), refusal(), refusal(), grant('Nguyễn Thị-Hà')];
    const result = await renderer.createPrintFile(docs, PRINT);
    if (!result.ok) throw new Error(result.error.tag);
    expect(result.value.starts).toEqual([1, 3, 5, 7, 9]);
    expect(result.value.pages).toBe(10);
    const texts = await textOf(result.value.bytes);
    expect(texts.map((text) => text === '')).toEqual(
      [1, 0, 0, 0, 1, 0, 1, 0, 0, 0].map((_, page) => [1, 5, 7].includes(page)),
    );
    expect(texts[8]).toContain('Nguyễn Thị-Hà');
  });

  it('has no blanks when it is printed on one side', async () => {
    const result = await renderer.createPrintFile([refusal(), refusal()], { ...PRINT, duplex: false });
    expect(result.ok && [result.value.pages, result.value.starts]).toEqual([2, [1, 2]]);
  });

  it('is the same bytes for the same documents and takes them one at a time', async () => {
    const taken: number[] = [];
    function* docs() {
      for (let index = 0; index < 3; index++) {
        taken.push(index);
        yield grant(`Person ${index}`);
      }
    }
    const one = await renderer.createPrintFile(docs(), PRINT);
    expect(taken).toEqual([0, 1, 2]);
    expect(await renderer.createPrintFile(docs(), PRINT)).toEqual(one);
  });
});

describe('a document against the schema', () => {
  it('is a bug of the composer and throws: a heading level skipped cannot be tagged lawfully', async () => {
    const skipped: Block[] = [
      { kind: 'heading', level: 1, text: 'Ett' },
      { kind: 'heading', level: 3, text: 'Tre' },
    ];
    await expect(renderer.renderDocument(documentOf(skipped))).rejects.toThrow('skip none');
  });

  it('is never reached where the typeface is not installed', () => {
    expect(() => readFontFiles('no-such-folder')).toThrow('ENOENT');
  });
});
