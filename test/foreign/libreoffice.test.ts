// Proves: a messy workbook that went through LibreOffice (XLSX, and CSV in three encodings, one by way of ODS) is read in as what it
// says, and what cannot be read is said by row and reason. Debian's libreoffice-calc-nogui; one missing fails the run.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseApplications } from '../../domain/intake/rows/applications.ts';
import { guessMapping } from '../../domain/intake/mapping.ts';
import type { TableNote } from '../../domain/intake/table.ts';
import { readTable } from '../../main/files/decode.ts';
import { headers, options, present } from '../intake/intake-setup.ts';
import {
  type Conversion,
  converted,
  type Sheet,
  type SheetCell,
  type SheetRow,
  writeFlatDocument,
} from './messy-sheet.ts';

const folder = mkdtempSync(join(tmpdir(), 'sprangbradan-office-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const nbsp = '\u00a0';
const row = (...cells: SheetCell[]): SheetRow => ({ cells });
const blank = row(null);
const date = (day: string): SheetCell => ({ date: day });
const wide = Array.from({ length: 4 }, (): SheetCell => ({ covered: true }));

const header = row(
  ...[`Ansöknings-ID${nbsp}`, 'Status', 'Förnamn', 'Efternamn', 'Personnummer'],
  ...[
    `Inskriven hos${nbsp}Arbetsförmedlingen`,
    'Inskrivningsdatum',
    'Uppehållstillstånd',
    'Tillstånd t.o.m.',
  ],
  ...['Utbildningsområde', { text: 'Språk', across: 2 }, { covered: true } as const],
  ...['Samtycke', 'Samtyckesdatum', 'Motivering'],
);

/** The languages and the consent, between what the rows tell apart. */
function person(id: string, before: readonly SheetCell[], after: readonly SheetCell[]): SheetRow {
  return row(`JS-2026B-${id}`, ...before, 'A1', 'B2', 'Ja', ...after);
}

const long = 'Rad ett\nRad två; med "citat"';
const sheets: readonly Sheet[] = [
  {
    name: 'Ansökningar & svar',
    hiddenColumns: [9],
    rows: [
      row({ text: 'Ansökningar hösten 2026, utdrag', across: 5 }, ...wide),
      blank,
      header,
      person(
        '00001',
        [
          'grön',
          'Åsa Örjana',
          `Ängström${nbsp}`,
          '19990203-9818',
          'Ja',
          date('2025-10-01'),
          'PUT',
          date('2029-09-24'),
          'Datavetenskap',
        ],
        [date('2026-08-03'), long],
      ),
      person(
        '00002',
        [
          'GRÖN ',
          `José${nbsp}Maria`,
          'Öberg-Þór',
          503129827,
          'Ja',
          '2024-01-03',
          'PUT',
          '3 september 2028',
          'Ekonomi',
        ],
        ['2026-08-04', null],
      ),
      blank,
      {
        hidden: true,
        ...person(
          '00003',
          [
            'orange',
            'Hend',
            'Silva',
            '260101+9868',
            'Ja',
            date('2023-03-15'),
            'PUT',
            date('2028-01-31'),
            'Teknik',
          ],
          [date('2026-08-05'), '=1+1'],
        ),
      },
      person(
        '00004',
        [
          'röd',
          { formula: 'CONCATENATE("Eva";"-";"Li")' },
          'Öst',
          198712249856,
          'Nej',
          '01/10/2025',
          'Uppehållstillstånd med arbetstillstånd',
          date('2027-08-01'),
          'Juridik',
        ],
        ['5.8.2026', { formula: '1/0' }],
      ),
      person('00005', ['grön', 'Fel', 'Siffra', '150704-9830', 'Ja', null, null, null, null], [null, null]),
      person(
        '00006',
        ['grön', { formula: '1/0' }, 'Namn', 11309879, 'Ja', null, null, null, null],
        [null, null],
      ),
      person('00007', ['grön', 'Fel', 'Dag', '930909-9902', 'Ja', '9/9/26', null, null, null], [null, null]),
      blank,
      blank,
      row(
        'Summa',
        null,
        null,
        null,
        { formula: 'COUNT([.E4:.E11])' },
        ...Array.from({ length: 10 }, () => null),
      ),
    ],
  },
  { name: 'Blad2', rows: [row('Ansöknings-ID', 'Förnamn'), row('JS-9', 'Fel blad')] },
  { name: 'Dolt', hidden: true, rows: [row('x', 'y'), row(1, 2)] },
];

const language = { consent: true, registered: true, permitKind: 'permanent', permitWritten: 'PUT' } as const;
const permanent = { ...language, rightToWork: 'free' } as const;

/** What each person of the sheet is, whatever file the sheet became. */
const applications = [
  {
    applicationId: 'JS-2026B-00001',
    colour: 'green',
    givenName: 'Åsa Örjana',
    familyName: 'Ängström',
    personalIdentityNumber: '199902039818',
    gender: 'male',
    ...permanent,
    consentDate: '2026-08-03',
    registeredSince: '2025-10-01',
    cardValidTo: '2029-09-24',
    areaWritten: 'Datavetenskap',
    area: 'computerScience',
    motivation: long,
  },
  {
    applicationId: 'JS-2026B-00002',
    colour: 'green',
    givenName: 'José Maria',
    familyName: 'Öberg-Þór',
    personalIdentityNumber: '200503129827',
    gender: 'female',
    ...permanent,
    consentDate: '2026-08-04',
    registeredSince: '2024-01-03',
    cardValidTo: '2028-09-03',
    areaWritten: 'Ekonomi',
    area: 'economics',
  },
  {
    applicationId: 'JS-2026B-00003',
    colour: 'orange',
    givenName: 'Hend',
    familyName: 'Silva',
    personalIdentityNumber: '192601019868',
    gender: 'female',
    ...permanent,
    consentDate: '2026-08-05',
    registeredSince: '2023-03-15',
    cardValidTo: '2028-01-31',
    areaWritten: 'Teknik',
    area: 'technology',
    motivation: '=1+1',
  },
  {
    applicationId: 'JS-2026B-00004',
    colour: 'red',
    givenName: 'Eva-Li',
    familyName: 'Öst',
    personalIdentityNumber: '198712249856',
    gender: 'male',
    consent: true,
    consentDate: '2026-08-05',
    registered: false,
    registeredSince: '2025-10-01',
    permitKind: 'timeLimited',
    permitWritten: 'Uppehållstillstånd med arbetstillstånd',
    permitValidTo: '2027-08-01',
    rightToWork: 'free',
    areaWritten: 'Juridik',
    area: 'other',
  },
];

const rejected = [
  {
    row: 7,
    applicationId: 'JS-2026B-00005',
    problems: [{ field: 'personalIdentityNumber', code: 'wrongCheckDigit' }],
  },
  { row: 8, applicationId: 'JS-2026B-00006', problems: [{ field: 'givenName', code: 'missing' }] },
  { row: 9, applicationId: 'JS-2026B-00007', problems: [{ field: 'registeredSince', code: 'notADate' }] },
  {
    row: 12,
    applicationId: 'Summa',
    problems: [
      { field: 'personalIdentityNumber', code: 'notAnIdentityNumber' },
      { field: 'colour', code: 'missing' },
      { field: 'givenName', code: 'missing' },
      { field: 'familyName', code: 'missing' },
      { field: 'consent', code: 'noConsent' },
    ],
  },
];

const source = writeFlatDocument(folder, 'intag', sheets);
const csv = (charset: 'utf-8' | 'utf-16' | 'windows-1252', delimiter: ';' | ',' | '\t'): Conversion => ({
  to: 'csv',
  charset,
  delimiter,
});

async function read(bytes: Buffer) {
  const table = present(await readTable({ bytes, name: 'intag' }));
  const mapping = guessMapping('applications', table.header, { headers });
  const parsed = parseApplications(table, mapping, options);
  return { table, missing: mapping.missing, parsed };
}

async function expectSame(bytes: Buffer) {
  const { table, missing, parsed } = await read(bytes);
  expect(missing).toEqual([]);
  expect(parsed.applications.map((one) => one.facts)).toEqual(applications);
  expect(parsed).toMatchObject({ rows: 8, rejected, duplicates: [], stubs: 0 });
  return table;
}

const notes: TableNote[] = [
  { tag: 'titleRowsSkipped', count: 1 },
  { tag: 'errorCellsEmpty', count: 2 },
];

/** LibreOffice takes a few seconds for each file, on a loaded machine many times that. */
describe('a workbook of LibreOffice', { timeout: 300_000 }, () => {
  it('is read as XLSX, with what is hidden, computed and failed told (IN-5, IN-7, IN-16)', async () => {
    const table = await expectSame(converted(folder, source, { to: 'xlsx' }));
    expect(table).toMatchObject({ format: 'xlsx', sheet: 'Ansökningar & svar' });
    expect(table.notes).toEqual([
      { tag: 'hiddenSheetsIgnored', count: 1 },
      { tag: 'otherSheetsIgnored', count: 1 },
      { tag: 'titleRowsSkipped', count: 1 },
      { tag: 'hiddenRowsRead', count: 1 },
      { tag: 'hiddenColumnsRead', count: 1 },
      { tag: 'formulasReadAsValues', count: 4 },
      { tag: 'errorCellsEmpty', count: 2 },
    ]);
  });

  it('is read as UTF-16 with tabs (IN-3, IN-4)', async () => {
    const bytes = converted(folder, source, csv('utf-16', '\t'));
    expect([...bytes.subarray(0, 2)]).toEqual([0xff, 0xfe]);
    const table = await expectSame(bytes);
    expect(table).toMatchObject({ format: 'csv', encoding: 'utf-16le', delimiter: '\t', notes });
  });

  it('is read as Windows-1252 with semicolons, and the guess is said (IN-3)', async () => {
    const table = await expectSame(converted(folder, source, csv('windows-1252', ';')));
    expect(table).toMatchObject({ encoding: 'windows-1252', delimiter: ';' });
    expect(table.notes).toEqual([...notes, { tag: 'encodingGuessed', encoding: 'windows-1252' }]);
  });

  it('is refused as ODS with what to do, and read when it has gone on to CSV (IN-2)', async () => {
    const ods = converted(folder, source, { to: 'ods' });
    expect(await readTable({ bytes: ods, name: 'intag.ods' })).toEqual({
      ok: false,
      error: { tag: 'fileOpenDocument' },
    });
    const kept = join(folder, 'vidare.ods');
    writeFileSync(kept, ods);
    const table = await expectSame(converted(folder, kept, csv('utf-8', ',')));
    expect(table).toMatchObject({ encoding: 'utf-8', delimiter: ',', notes });
  });
});
