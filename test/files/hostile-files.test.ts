// Proves: every file that cannot be trusted is refused with its reason, and nothing throws.
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, it as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { readTable, type TableOptions } from '../../main/files/decode.ts';
import { headerRow, textCell, workbook, zip } from './archives.ts';

async function refusal(
  content: Buffer | string,
  options: TableOptions & { name?: string } = {},
): Promise<unknown> {
  const { name = 'file.csv', ...rest } = options;
  const result = await readTable({ bytes: Buffer.from(content), name }, rest);
  return result.ok ? 'read' : result.error;
}

const twoRows = `${headerRow}<row r="2">${textCell('A2', 'JS-1')}${textCell('B2', '19900704-2386')}</row>`;
const spreadsheet = zip(workbook([{ name: 'Blad1', rows: twoRows }]));

describe('a text file is refused when it', () => {
  it('is empty, or holds blanks only', async () => {
    expect(await refusal('')).toEqual({ tag: 'fileEmpty' });
    expect(await refusal('\uFEFF \r\n\r\n')).toEqual({ tag: 'fileEmpty' });
    expect(await refusal(';;;\n;;;\n')).toEqual({ tag: 'fileEmpty' });
    expect(await refusal('[]', { name: 'x.json' })).toEqual({ tag: 'fileEmpty' });
  });

  it('is binary', async () => {
    expect(await refusal('%PDF-1.7\nab;cd\n1;2\n')).toEqual({ tag: 'fileBinary' });
    expect(await refusal(Buffer.from('a;b\n\u0001\u0002\u0003\u0004;c\n', 'latin1'))).toEqual({
      tag: 'fileBinary',
    });
    expect(await refusal(Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72]))).toEqual(
      {
        tag: 'fileBinary',
      },
    );
  });

  it('is filled with NUL, wholly or from some byte on', async () => {
    expect(await refusal(Buffer.alloc(4096))).toEqual({ tag: 'fileNulFilled' });
    expect(await refusal(Buffer.alloc(3))).toEqual({ tag: 'fileNulFilled' });
    const half = Buffer.concat([Buffer.from('a;b\n1;2\n'), Buffer.alloc(500)]);
    expect(await refusal(half)).toEqual({ tag: 'fileNulFilled' });
    const marked = Buffer.concat([Buffer.from('\uFEFFa;b\n1;2\n'), Buffer.alloc(500)]);
    expect(await refusal(marked)).toEqual({ tag: 'fileNulFilled' });
    const wide = Buffer.concat([Buffer.from('\uFEFFa;b\n1;2\n', 'utf16le'), Buffer.alloc(500)]);
    expect(await refusal(wide)).toEqual({ tag: 'fileNulFilled' });
  });

  it('was cut off: in quotes, in a record, in a character', async () => {
    expect(await refusal('a;b\n1;"två')).toEqual({ tag: 'fileTruncated' });
    expect(await refusal('a;b;c\n1;2;3\n4;5')).toEqual({ tag: 'fileTruncated' });
    expect(await refusal(Buffer.from('a;b\n1;å').subarray(0, -1))).toEqual({ tag: 'fileTruncated' });
    expect(await refusal(Buffer.from('\uFEFFa;b\n1;2\n', 'utf16le').subarray(0, -1))).toEqual({
      tag: 'fileTruncated',
    });
    expect(await refusal('[{"a":1,"b":2},{"a":', { name: 'x.json' })).toEqual({ tag: 'fileTruncated' });
  });

  it('has damaged UTF-8 inside, rather than being read as another encoding', async () => {
    const bytes = Buffer.from('namn;ort\nÅsa Öberg;Malmö\nPär;Åre\n');
    bytes[bytes.indexOf('Mal') + 1] = 0xff;
    expect(await refusal(bytes)).toEqual({ tag: 'fileDamaged' });
  });

  it('has records that are too short or too long', async () => {
    expect(await refusal('a;b;c\n1;2;3\n4;5\n6;7;8\n')).toEqual({
      tag: 'fileRagged',
      row: 3,
      cells: 2,
      expected: 3,
    });
    expect(await refusal('a;b;c\n1;2;3;4\n')).toEqual({ tag: 'fileRagged', row: 2, cells: 4, expected: 3 });
  });

  it('has quotes that do not end where a cell ends', async () => {
    expect(await refusal('a;b\n1;2\n"x" y;3\n')).toEqual({ tag: 'fileBadQuotes', row: 3 });
  });

  it('has a header only', async () => {
    expect(await refusal('a;b;c\n')).toEqual({ tag: 'fileHeaderOnly' });
    expect(await refusal('a;b;c\n;;\n\n')).toEqual({ tag: 'fileHeaderOnly' });
  });

  it('is no table', async () => {
    expect(await refusal('Hej Karin\nvi ses i morgon\n')).toEqual({ tag: 'fileNotATable' });
    expect(await refusal('<!doctype html><table><tr><td>a;b</td></tr></table>')).toEqual({
      tag: 'fileNotATable',
    });
    expect(await refusal('{"a":1,"b":2}', { name: 'x.json' })).toEqual({ tag: 'fileNotATable' });
    expect(await refusal('[{"a":{"b":1},"c":2}]', { name: 'x.json' })).toEqual({ tag: 'fileNotATable' });
    expect(await refusal('['.repeat(1_000_000), { name: 'x.json' })).toEqual({ tag: 'fileNotATable' });
    expect(await refusal('[1,2,3]', { name: 'x.json' })).toEqual({ tag: 'fileNotATable' });
    expect(await refusal('[{"a":1,}]', { name: 'x.json' })).toEqual({ tag: 'fileUnreadable' });
  });

  it('has too many rows or columns', async () => {
    const limits = { rows: 3, columns: 4 };
    const rows = (count: number): string => `a;b\n${'1;2\n'.repeat(count)}`;
    expect(await refusal(rows(3), { limits })).toBe('read');
    expect(await refusal(rows(4), { limits })).toEqual({ tag: 'fileTooManyRows', max: 3 });
    expect(await refusal('a;b;c;d\n1;2;3;4\n', { limits })).toBe('read');
    expect(await refusal('a;b;c;d;e\n1;2;3;4;5\n', { limits })).toEqual({
      tag: 'fileTooManyColumns',
      max: 4,
    });
    const objects = (count: number): string =>
      JSON.stringify(Array.from({ length: count }, () => ({ a: 1, b: 2 })));
    expect(await refusal(objects(3), { limits, name: 'x.json' })).toBe('read');
    expect(await refusal(objects(4), { limits, name: 'x.json' })).toEqual({ tag: 'fileTooManyRows', max: 3 });
    const wide = '[{"a":1,"b":1,"c":1,"d":1,"e":1}]';
    expect(await refusal(wide, { limits, name: 'x.json' })).toEqual({ tag: 'fileTooManyColumns', max: 4 });
    const repeated = `[{${Array.from({ length: 5 }, () => '"a":1').join()}}]`;
    expect(await refusal(repeated, { limits, name: 'x.json' })).toEqual({
      tag: 'fileTooManyColumns',
      max: 4,
    });
    const growing = '[{"a":1,"b":1,"c":1},{"d":1,"e":1}]';
    expect(await refusal(growing, { limits, name: 'x.json' })).toEqual({ tag: 'fileTooManyColumns', max: 4 });
  });
});

describe('a file on disk is refused when it', () => {
  it('is missing, is a folder, or is larger than the limit', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'intake-'));
    try {
      const path = join(folder, 'stor.csv');
      await writeFile(path, 'a;b\n1;2\n');
      const read = async (place: string, fileBytes: number) =>
        readTable({ path: place }, { limits: { fileBytes } });
      expect(await read(path, 8)).toMatchObject({ ok: true });
      expect(await read(path, 7)).toEqual({ ok: false, error: { tag: 'fileTooLarge', megabytes: 0 } });
      expect(await read(join(folder, 'saknas.csv'), 100)).toEqual({
        ok: false,
        error: { tag: 'fileUnreachable' },
      });
      expect(await read(folder, 1e6)).toEqual({ ok: false, error: { tag: 'fileUnreachable' } });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it.skipIf(process.platform !== 'linux')(
    'holds more than its size says: it is still being written',
    async () => {
      expect(await readTable({ path: '/proc/self/status' })).toEqual({
        ok: false,
        error: { tag: 'fileTruncated' },
      });
    },
  );

  it.skipIf(process.platform !== 'linux')('is of 4 TB, and is not brought into memory', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'intake-'));
    try {
      const path = join(folder, 'enorm.csv');
      await writeFile(path, '');
      await truncate(path, 4 * 1024 ** 4);
      expect(await readTable({ path })).toEqual({ ok: false, error: { tag: 'fileTooLarge', megabytes: 50 } });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('comes as bytes and is larger than 50 MB', async () => {
    expect(await refusal(Buffer.alloc(50 * 1024 * 1024 + 1, 'a'))).toEqual({
      tag: 'fileTooLarge',
      megabytes: 50,
    });
  });
});

describe('a spreadsheet is refused when it', () => {
  it('was cut off, or continues with NUL', async () => {
    expect(await refusal(spreadsheet)).toBe('read');
    expect(await refusal(spreadsheet.subarray(0, spreadsheet.length >> 1))).toEqual({ tag: 'fileTruncated' });
    const nulled = Buffer.concat([spreadsheet.subarray(0, spreadsheet.length >> 1), Buffer.alloc(2000)]);
    expect(await refusal(nulled)).toEqual({ tag: 'fileNulFilled' });
  });

  it('has a part whose bytes were changed', async () => {
    const bytes = Buffer.from(spreadsheet);
    const at = bytes.indexOf('xl/worksheets/sheet1.xml') + 60;
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    expect(await refusal(bytes)).toEqual({ tag: 'fileDamaged' });
    const otherSum = Buffer.from(spreadsheet);
    const sum = otherSum.lastIndexOf('xl/worksheets/sheet1.xml') - 30;
    otherSum[sum] = (otherSum[sum] ?? 0) ^ 1;
    expect(await refusal(otherSum)).toEqual({ tag: 'fileDamaged' });
  });

  it('inflates to more than the limit in any part, whatever sizes it declares', async () => {
    const bomb = { name: 'xl/media/image1.png', content: Buffer.alloc(3_000_000) };
    const sheet = { name: 'Blad1', rows: twoRows };
    const limits = { inflatedBytes: 1_000_000 };
    for (const declared of [undefined, 10]) {
      expect(await refusal(zip(workbook([sheet], [bomb]), declared), { limits })).toEqual({
        tag: 'fileBomb',
        megabytes: 1,
      });
    }
    const parts = Array.from({ length: 6 }, (_, n) => ({
      name: `xl/p${n}.xml`,
      content: Buffer.alloc(200_000),
    }));
    expect(await refusal(zip(workbook([sheet], parts)), { limits })).toEqual({
      tag: 'fileBomb',
      megabytes: 1,
    });
    expect(await refusal(zip(workbook([sheet], parts)))).toBe('read');
  });

  it('has too many parts', async () => {
    const parts = Array.from({ length: 20 }, (_, n) => ({ name: `p${n}`, content: '' }));
    const bytes = zip(workbook([{ name: 'Blad1', rows: twoRows }], parts));
    expect(await refusal(bytes, { limits: { parts: 10 } })).toMatchObject({ tag: 'fileBomb' });
  });

  it('has one cell far out, or an address that cannot be measured', async () => {
    const rows = (cell: string): Buffer =>
      zip(workbook([{ name: 'Blad1', rows: `${twoRows}<row r="3">${cell}</row>` }]));
    expect(await refusal(rows(textCell('XFD3', 'x')))).toEqual({ tag: 'fileTooManyColumns', max: 200 });
    expect(await refusal(rows('<c r="&#88;FD3"><v>1</v></c>'))).toEqual({ tag: 'fileUnreadable' });
    const far = `${twoRows}<row r="1000000">${textCell('A1000000', 'x')}</row>`;
    expect(await refusal(zip(workbook([{ name: 'Blad1', rows: far }])))).toEqual({
      tag: 'fileTooManyRows',
      max: 100_000,
    });
    const farther = `${twoRows}<row r="99999999"></row>`;
    expect(await refusal(zip(workbook([{ name: 'Blad1', rows: farther }])))).toEqual({
      tag: 'fileUnreadable',
    });
  });

  it('declares entities', async () => {
    const parts = workbook([{ name: 'Blad1', rows: twoRows }]).map((part) =>
      part.name.endsWith('sheet1.xml')
        ? { ...part, content: `<!DOCTYPE a [<!ENTITY b "c">]>${part.content}` }
        : part,
    );
    expect(await refusal(zip(parts))).toEqual({ tag: 'fileUnreadable' });
  });

  it('has no visible sheet, no workbook, or is an old or locked one', async () => {
    expect(await refusal(zip(workbook([{ name: 'Dold', state: 'veryHidden', rows: twoRows }])))).toEqual({
      tag: 'fileNoVisibleSheet',
    });
    expect(await refusal(zip([{ name: 'word/document.xml', content: '<a/>' }]))).toEqual({
      tag: 'fileNotATable',
    });
    expect(await refusal(Buffer.from('d0cf11e0a1b11ae10000', 'hex'))).toEqual({ tag: 'fileOldExcel' });
    const kind = 'application/vnd.oasis.opendocument.spreadsheet';
    expect(await refusal(zip([{ name: 'mimetype', content: '', packed: Buffer.from(kind) }]))).toEqual({
      tag: 'fileOpenDocument',
    });
  });

  it('has a header only, or nothing', async () => {
    expect(await refusal(zip(workbook([{ name: 'Blad1', rows: headerRow }])))).toEqual({
      tag: 'fileHeaderOnly',
    });
    expect(await refusal(zip(workbook([{ name: 'Blad1', rows: '' }])))).toEqual({ tag: 'fileEmpty' });
  });
});

describe('no bytes make the reader throw', () => {
  property.prop([fc.uint8Array({ maxLength: 400 })])('random bytes', async (bytes) => {
    await expect(readTable({ bytes, name: 'x' })).resolves.toHaveProperty('ok');
  });

  property.prop([fc.uint8Array({ maxLength: 60 }), fc.nat(), fc.boolean()])(
    'a spreadsheet with bytes written over',
    async (noise, place, keepEnd) => {
      const bytes = Buffer.from(spreadsheet);
      const room = bytes.length - (keepEnd ? 22 : 0) - noise.length;
      bytes.set(noise, place % room);
      await expect(readTable({ bytes, name: 'x.xlsx' })).resolves.toHaveProperty('ok');
    },
  );

  property.prop([fc.nat()])('a spreadsheet cut anywhere is never read', async (place) => {
    const bytes = spreadsheet.subarray(0, place % spreadsheet.length);
    await expect(readTable({ bytes, name: 'x.xlsx' })).resolves.toMatchObject({ ok: false });
  });
});
