// Proves: honest files are read whole, whatever encoding, delimiter, line end or format they come in.
import { fc, it as property } from '@fast-check/vitest';
import iconv from 'iconv-lite';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import type { RawTable } from '../../domain/intake/table.ts';
import { readTable, type TableOptions } from '../../main/files/decode.ts';
import { headerRow, textCell, workbook, zip } from './archives.ts';

async function read(
  content: Uint8Array | string,
  name = 'fil.csv',
  options: TableOptions = {},
): Promise<RawTable> {
  const result = await readTable({ bytes: Buffer.from(content), name }, options);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

function cells(table: RawTable): unknown[] {
  return table.records.map((record) => record.cells);
}

const encodings = {
  'utf-8': (text: string) => Buffer.from(text),
  'utf-8 with BOM': (text: string) => Buffer.from(`\uFEFF${text}`),
  'utf-16le': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'utf-16be': (text: string) => iconv.encode(`\uFEFF${text}`, 'utf16-be'),
  'utf-16le without BOM': (text: string) => Buffer.from(text, 'utf16le'),
  'utf-16be without BOM': (text: string) => iconv.encode(text, 'utf16-be'),
  'windows-1252': (text: string) => iconv.encode(text, 'windows-1252'),
  cp850: (text: string) => iconv.encode(text, 'cp850'),
} as const;

describe('encodings', () => {
  const text = 'Förnamn;Efternamn;Ort\r\nÅsa;Öberg;Malmö\r\nJosé;Åkerström-Haddad;Älvdalen\r\n';

  it.each(Object.entries(encodings))('%s keeps å ä ö', async (name, encode) => {
    const table = await read(encode(text));
    expect(table.header).toEqual(['Förnamn', 'Efternamn', 'Ort']);
    expect(cells(table)).toEqual([
      ['Åsa', 'Öberg', 'Malmö'],
      ['José', 'Åkerström-Haddad', 'Älvdalen'],
    ]);
    expect(name.startsWith(table.encoding ?? '?')).toBe(true);
  });

  it('says when the letters were judged, and lets a person choose instead', async () => {
    const bytes = iconv.encode('Namn;Ort\r\nKarin;Åre\r\n', 'cp850');
    expect((await read(bytes)).notes).toEqual([{ tag: 'encodingGuessed', encoding: 'cp850' }]);
    const chosen = await read(bytes, 'fil.csv', { encoding: 'windows-1252' });
    expect(chosen).toMatchObject({ encoding: 'windows-1252', notes: [] });
    expect(cells(chosen)).not.toEqual([['Karin', 'Åre']]);
  });

  it('reads Windows quotation marks as such, not as DOS letters', async () => {
    const quoted = 'Namn;Ort\r\n„Karin”;Malmö ”här”\r\n';
    expect(cells(await read(iconv.encode(quoted, 'windows-1252')))).toEqual([['„Karin”', 'Malmö ”här”']]);
  });

  it('takes a Windows-1252 file that ends in å', async () => {
    expect(cells(await read(iconv.encode('Namn;Ort\r\nKarin;Umeå', 'windows-1252')))).toEqual([
      ['Karin', 'Umeå'],
    ]);
  });

  property.prop([
    fc.constantFrom(...Object.values(encodings)),
    fc.constantFrom(';', ',', '\t', '|'),
    fc.constantFrom('\r\n', '\n'),
    fc.array(fc.tuple(...Array.from({ length: 3 }, () => fc.stringMatching(/^[a-zåäöÅÄÖé ;,"\n]{0,12}$/))), {
      minLength: 1,
      maxLength: 12,
    }),
  ])(
    'every encoding, delimiter and line end gives the same cells back',
    async (...[encode, delimiter, newline, rows]) => {
      const header = ['Förnamn', 'Ort i Sverige', 'Län och län'];
      const data = [header, ['Åsa Björk', 'Mölndal', 'Värmland'], ...rows, ['sist', 'här', 'nu']];
      const written = Papa.unparse(data, { delimiter, newline, quotes: true });
      const table = await read(encode(`${written}${newline}`), 'x.csv', { delimiter: pick(delimiter) });
      const expected = data.slice(1).filter((row) => row.some((cell) => cell.trim() !== ''));
      expect(table.header).toEqual(header);
      expect(cells(table)).toEqual(expected);
    },
  );
});

function pick(delimiter: string): ';' | ',' | '\t' | '|' {
  return delimiter === ';' || delimiter === ',' || delimiter === '|' ? delimiter : '\t';
}

describe('CSV', () => {
  it.each([';', ',', '\t', '|'] as const)(
    'guesses the delimiter %j, also with one row',
    async (delimiter) => {
      const line = (...values: string[]): string => `${values.join(delimiter)}\n`;
      const one = await read(line('Namn', 'Ort', 'Dag') + line('Karin', 'Åre', '2026-09-03'));
      expect(one).toMatchObject({ delimiter, header: ['Namn', 'Ort', 'Dag'] });
    },
  );

  it('is not misled by decimal commas, or by commas in quotes', async () => {
    expect((await read('a;b\n1,5;2,5\n3,5;4,5\n')).delimiter).toBe(';');
    expect((await read('a;b\n"x, y, z";2\n')).delimiter).toBe(';');
  });

  it('obeys a first line sep= and a chosen delimiter', async () => {
    expect(await read('sep=,\na,b;c\n1,2;3\n')).toMatchObject({ delimiter: ',', header: ['a', 'b;c'] });
    expect((await read('a,b;c\n1,2;3\n', 'x.csv', { delimiter: ',' })).header).toEqual(['a', 'b;c']);
  });

  it('keeps quotes, delimiters and line breaks in cells, and mixed line ends apart', async () => {
    const table = await read('a;b\r\n"rad ett\nrad ""två"";";x\r\n1;2\n3;4\r\n');
    expect(cells(table)).toEqual([
      ['rad ett\nrad "två";', 'x'],
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('numbers records with the header as 1, over blank records', async () => {
    const table = await read('\n\na;b\n1;2\n\n;\n3;4\n;;;\n;;;\n');
    expect(table.records).toEqual([
      { row: 2, cells: ['1', '2'] },
      { row: 5, cells: ['3', '4'] },
    ]);
  });

  it('looks past a title of single cells, and says so (IN-5)', async () => {
    const table = await read('Ansökningar, höst 2026\n\nUtskrivet 15 september\nNamn;Ort\nKarin;Åre\n');
    expect(table).toMatchObject({ delimiter: ';', header: ['Namn', 'Ort'] });
    expect(table.records).toEqual([{ row: 2, cells: ['Karin', 'Åre'] }]);
    expect(table.notes).toEqual([{ tag: 'titleRowsSkipped', count: 2 }]);
    const padded = await read('Titel;;\nNamn;Ort;\nKarin;Åre;\n');
    expect(padded).toMatchObject({ header: ['Namn', 'Ort', ''], records: [{ row: 2 }] });
  });

  it('takes the words of a failed formula as an empty cell, and nothing that only looks like them (IN-7)', async () => {
    const table = await read(
      'Namn;Ort\n#REF!;Err:510\n#SAKNAS!;#N/A\nKarin;#DIVISION/0!\n#1;Err:51\nErr:5101;Eva\n',
    );
    expect(cells(table)).toEqual([
      ['Karin', ''],
      ['#1', 'Err:51'],
      ['Err:5101', 'Eva'],
    ]);
    expect(table.notes).toEqual([{ tag: 'errorCellsEmpty', count: 5 }]);
  });

  it('drops empty cells to the right and keeps columns without a name', async () => {
    const table = await read('a;;c;\n1;2;3;;;\n4;5;6\n');
    expect(table.header).toEqual(['a', '', 'c', '']);
    expect(cells(table)).toEqual([
      ['1', '2', '3', ''],
      ['4', '5', '6'],
    ]);
  });

  it('mentions a missing last line break, and gives the digest of the bytes', async () => {
    const table = await read('a;b\n1;2');
    expect(table.notes).toEqual([{ tag: 'noFinalLineBreak' }]);
    expect(table.sha256).toBe('c240dd6e09e4e9e9a4f0e41061881734c9e704c8aa4f38c30bdd2b3d0d6cbfe6');
  });

  it('keeps a formula as text', async () => {
    expect(cells(await read('a;b\n=1+1;"=HYPERLINK(""x"",""y"")"\n'))).toEqual([
      ['=1+1', '=HYPERLINK("x","y")'],
    ]);
  });
});

describe('JSON', () => {
  it('is an array of flat objects; a missing name is an empty cell', async () => {
    const table = await read(
      '\uFEFF[{"Namn":"Åsa","Ja":true},{"Ja":false,"Nr":198203099901,"Tom":null}]',
      'x.json',
    );
    expect(table).toMatchObject({ format: 'json', header: ['Namn', 'Ja', 'Nr', 'Tom'] });
    expect(table.records).toEqual([
      { row: 2, cells: ['Åsa', true, null, null] },
      { row: 3, cells: [null, false, 198203099901, null] },
    ]);
  });

  it('takes a name that is special in the language as any other', async () => {
    const table = await read('[{"__proto__":"x","constructor":"y"}]', 'x.json');
    expect(table).toMatchObject({ header: ['__proto__', 'constructor'], records: [{ cells: ['x', 'y'] }] });
  });
});

describe('XLSX', () => {
  it('reads what a spreadsheet program writes: text, numbers, dates, yes and no', async () => {
    const written = await writeXlsxFile([
      ['Ansöknings-ID', 'Personnummer', 'Startdatum', 'Samtycke', 'Ort'].map((value) => ({ value })),
      [
        { value: 'JS-1' },
        { value: 199007042386, type: Number },
        { value: new Date(Date.UTC(2026, 8, 3)), type: Date, format: 'yyyy-mm-dd' },
        { value: true, type: Boolean },
        { value: 'Åre' },
      ],
    ]).toBuffer();
    const table = await read(written, 'x.xlsx');
    expect(table).toMatchObject({
      format: 'xlsx',
      header: ['Ansöknings-ID', 'Personnummer', 'Startdatum', 'Samtycke', 'Ort'],
    });
    expect(table.records).toEqual([{ row: 2, cells: ['JS-1', 199007042386, '2026-09-03', true, 'Åre'] }]);
  });

  it('reads the first visible sheet and mentions the others', async () => {
    const rows = (id: string): string => `${headerRow}<row r="2">${textCell('A2', id)}</row>`;
    const bytes = zip(
      workbook([
        { name: 'Dold', state: 'hidden', rows: rows('dold') },
        { name: 'Sökande &amp; mer', rows: rows('synlig') },
        { name: 'Mer', rows: rows('mer') },
      ]),
    );
    const table = await read(bytes, 'x.xlsx');
    expect(table.sheet).toBe('Sökande & mer');
    expect(cells(table)).toEqual([['synlig', null, null]]);
    expect(table.notes).toEqual([
      { tag: 'hiddenSheetsIgnored', count: 1 },
      { tag: 'otherSheetsIgnored', count: 1 },
    ]);
  });

  it('takes formulas as their last value and errors as empty, and says so', async () => {
    const row = `<row r="2"><c r="A2" t="str"><f>"JS-"&amp;1</f><v>JS-1</v></c><c r="B2"><f>1+1</f><v>2</v></c><c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>`;
    const table = await read(zip(workbook([{ name: 'Blad1', rows: headerRow + row }])), 'x.xlsx');
    expect(cells(table)).toEqual([['JS-1', 2, null]]);
    expect(table.notes).toEqual([
      { tag: 'formulasReadAsValues', count: 3 },
      { tag: 'errorCellsEmpty', count: 1 },
    ]);
  });

  it('reads hidden rows and columns like the others, and says so (IN-7)', async () => {
    const columns = '<cols><col min="2" max="3" hidden="1"/><col min="4" max="99999" hidden="true"/></cols>';
    const rows = `${headerRow}<row r="2" hidden="1">${textCell('A2', 'JS-1')}</row><row r="3" hidden="0">${textCell('A3', 'JS-2')}</row>`;
    const parts = workbook([{ name: 'Blad1', rows }]).map((part) => ({
      ...part,
      content: String(part.content).replace('<sheetData>', `${columns}<sheetData>`),
    }));
    const table = await read(zip(parts), 'x.xlsx');
    expect(cells(table)).toEqual([
      ['JS-1', null, null],
      ['JS-2', null, null],
    ]);
    expect(table.notes).toEqual([
      { tag: 'hiddenRowsRead', count: 1 },
      { tag: 'hiddenColumnsRead', count: 3 },
    ]);
  });

  it('gives the day of a date cell and the number of a number cell', async () => {
    const row = `<row r="2"><c r="A2"><v>140.0</v></c><c r="B2"><v>1.99007042386E11</v></c><c r="C2" s="1"><v>46268.75</v></c></row>`;
    const table = await read(zip(workbook([{ name: 'Blad1', rows: headerRow + row }])), 'x.xlsx');
    expect(cells(table)).toEqual([[140, 199007042386, '2026-09-03']]);
  });

  it('is not refused for formatted empty cells far out', async () => {
    const rows = `${headerRow}<row r="2">${textCell('A2', 'JS-1')}<c r="XFD2" s="0"/></row><row r="1048576"><c r="A1048576" s="0"/></row>`;
    const table = await read(zip(workbook([{ name: 'Blad1', rows }])), 'x.xlsx');
    expect(cells(table)).toEqual([['JS-1', null, null]]);
  });
});
