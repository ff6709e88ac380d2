// Proves: reading files in through the service the window and the runner share (issue §4): counts, changes, layers, refusals.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fieldValue } from '../../domain/ledger/case/fields.ts';
import { caseField } from '../../domain/ledger/case/readings.ts';
import { readTable } from '../../main/files/decode.ts';
import { caseView } from '../../main/services/review/case-view.ts';
import { prepareImport } from '../../main/services/intake/imports.ts';
import { openInbox } from './inbox.ts';
import { runUndo } from '../../main/services/review/undo.ts';
import { enterFacts } from '../../main/services/review/facts.ts';
import { giveVerdict } from '../../main/services/review/verdicts.ts';
import {
  applicant,
  bytesOf,
  caseOf,
  countEvents,
  csv,
  everythingStored,
  fileOf,
  identityNumber,
  importRows,
  must,
  newDesk,
  offerFor,
  organisationNumber,
  writeFile,
  type Desk,
  type Row,
} from './desk.ts';

const applications = { kind: 'applications' } as const;
const offers = { kind: 'offers' } as const;
const example = join(import.meta.dirname, '../fixtures/intake/intake-example.csv');

function sum(report: {
  new: number;
  changed: number;
  unchanged: number;
  rejected: readonly unknown[];
  duplicates: readonly unknown[];
}) {
  return report.new + report.changed + report.unchanged + report.rejected.length + report.duplicates.length;
}

describe('reading applications in', () => {
  it('puts every row in exactly one count and names the rest by row, field and reason', async () => {
    const desk = await newDesk('Åsa');
    const rows = [
      applicant(1),
      applicant(2, { Samtycke: 'Nej' }),
      applicant(3, { Personnummer: '19900101-0000' }),
      applicant(4, { Förnamn: '', Efternamn: '' }),
      applicant(5, { 'Skyddade personuppgifter': 'Sekretessmarkering' }),
      applicant(1, { Förnamn: 'Annan' }),
      applicant(6, { Inskrivningsdatum: '31/02/2026' }),
      applicant(7, { Status: 'lila' }),
      applicant(8, { Förnamn: 'x'.repeat(101) }),
    ];
    const report = await importRows(desk, rows, applications);
    const { batch: _batch, preview, ...written } = report;
    expect(written).toEqual({
      rows: 9,
      new: 2,
      changed: 0,
      unchanged: 0,
      rejected: [
        { row: 3, problems: [{ field: 'consent', code: 'noConsent' }] },
        { row: 4, problems: [{ field: 'personalIdentityNumber', code: 'notAnIdentityNumber' }] },
        {
          row: 5,
          problems: [
            { field: 'givenName', code: 'missing' },
            { field: 'familyName', code: 'missing' },
          ],
        },
        { row: 8, problems: [{ field: 'registeredSince', code: 'notADate' }] },
        { row: 9, problems: [{ field: 'colour', code: 'unknownValue' }] },
        { row: 10, problems: [{ field: 'givenName', code: 'tooLong' }] },
      ],
      duplicates: [{ row: 7, of: 'JS-2026B-00001' }],
      stubs: 1,
      empties: 0,
    });
    expect(preview).toEqual(written);
  });

  it('reads the example file twice: the second time nothing is written but the line in the log', async () => {
    const desk = await newDesk('Åsa');
    const file = await fileOf(desk, example, applications);
    const first = must(prepareImport(desk.session, file));
    desk.session.ledger.append(first.plan.acts);
    const before = countEvents(desk);
    const again = must(prepareImport(desk.session, file));
    expect(again.plan.acts).toEqual([]);
    expect(again.plan.cases.filter((one) => one.kind !== 'unchanged')).toEqual([]);
    expect(again.plan.cases).toHaveLength(588);
    expect(again.plan.stubs).toBe(4);
    expect(countEvents(desk)).toBe(before);
  });

  it('writes only the fields that changed, one event for each application', async () => {
    const desk = await newDesk('Åsa');
    const [one, two] = [applicant(1), applicant(2)];
    await importRows(desk, [one, two], applications);
    const before = countEvents(desk);
    const moved = { ...one, Telefon: '070-1740699', Utbildningsområde: '' };
    const report = await importRows(desk, [moved, two], { ...applications, asOf: '2026-09-22' });
    expect(report).toMatchObject({ new: 0, changed: 1, unchanged: 1 });
    expect(countEvents(desk) - before).toBe(2);
    const event = desk.session.ledger.eventsOf(`case:${caseOf(desk, one).id}`).at(-1);
    const payload =
      event?.read.status === 'known' && event.read.payload.kind === 'facts.imported'
        ? event.read.payload
        : undefined;
    expect(payload?.fields).toEqual({ phone: '070-1740699', area: null, areaWritten: null });
    expect(fieldValue(caseOf(desk, one).state.fields, 'area')).toBeUndefined();
  });

  it('lets an older export change nothing where a later one stands, also when read in after it', async () => {
    const desk = await newDesk('Åsa');
    const person = applicant(1, { Telefon: '070-1740611' });
    await importRows(desk, [person], { ...applications, asOf: '2026-09-22' });
    const older = await importRows(desk, [{ ...person, Telefon: '070-1740600' }], {
      ...applications,
      asOf: '2026-09-01',
    });
    expect(older).toMatchObject({ changed: 0, unchanged: 1 });
    expect(fieldValue(caseOf(desk, person).state.fields, 'phone')).toBe('070-1740611');
  });

  it('never overwrites a value made by hand, but keeps what the file says beneath it', async () => {
    const desk = await newDesk('Åsa');
    const person = applicant(1);
    await importRows(desk, [person], applications);
    const { id, state } = caseOf(desk, person);
    must(
      enterFacts(desk.session, { id, heads: state.heads, fields: { phone: '070-1740642' }, basis: 'Samtal' }),
    );
    await importRows(desk, [{ ...person, Telefon: '070-1740677' }], { ...applications, asOf: '2026-09-22' });
    const fact = must(caseView(desk.session, id)).facts.find((one) => one.field === 'phone');
    expect(fact).toMatchObject({ value: '070-1740642', source: 'hand', beneath: '070-1740677' });
  });

  it('keeps the case when consent is withdrawn later, and E13 is then not met', async () => {
    const desk = await newDesk('Åsa');
    const person = applicant(1);
    await importRows(desk, [person], applications);
    const report = await importRows(desk, [{ ...person, Samtycke: 'Nej' }], {
      ...applications,
      asOf: '2026-09-22',
    });
    expect(report).toMatchObject({ changed: 1, rejected: [] });
    const view = must(caseView(desk.session, caseOf(desk, person).id));
    expect(view.checks.find((one) => one.id === 'E13')).toMatchObject({ outcome: 'unmet' });
    expect(view.row.step).toBe('consentWithdrawn');
    expect(fieldValue(caseOf(desk, person).state.fields, 'consentWithdrawnOn')).toBe('2026-09-22');
  });

  it('leaves no name, number, address or phone of a protected person anywhere in the store', async () => {
    const desk = await newDesk('Åsa');
    const secret = applicant(5, {
      'Skyddade personuppgifter': 'Ja',
      Förnamn: 'Hemligförnamn',
      Efternamn: 'Hemligefternamn',
      Telefon: '070-1740688',
      'E-post': 'hemlig@example.org',
    });
    await importRows(desk, [applicant(1), secret], applications);
    await importRows(desk, [offerFor(secret)], offers);
    const stored = everythingStored(desk);
    expect(stored).toContain('JS-2026B-00005');
    for (const word of [
      'Hemlig',
      'hemlig@',
      '1740688',
      String(secret['Personnummer']),
      String(secret['Personnummer']).slice(2),
    ]) {
      expect(stored).not.toContain(word);
    }
    expect(must(caseView(desk.session, caseOf(desk, secret).id))).toMatchObject({
      facts: [],
      checks: [],
      row: { stub: true, step: 'special' },
    });
  });

  it('shows nothing of a person whose mark comes later: no fact, no history of values, no note, no name', async () => {
    const desk = await newDesk('Åsa');
    const person = applicant(1, { Förnamn: 'Hemligförnamn', Telefon: '070-1740688' });
    await importRows(desk, [person], applications);
    const { id, state } = caseOf(desk, person);
    const enter = (phone: string) =>
      enterFacts(desk.session, { id, heads: state.heads, fields: { phone }, basis: 'Hemligt samtal' });
    must(enter('070-1740689'));
    must(enter('070-1740687'));
    const { heads } = caseOf(desk, person).state;
    must(giveVerdict(desk.session, { id, heads, conclusion: 'needsCheck', note: 'Hemlig anteckning' }));
    const marked = { ...person, 'Skyddade personuppgifter': 'Ja' };
    await importRows(desk, [marked], { ...applications, asOf: '2026-09-22' });
    const shown = JSON.stringify([caseView(desk.session, id), openInbox(desk.session)]);
    expect(shown).toContain('JS-2026B-00001');
    expect(shown).not.toMatch(/Hemlig|174068/);
  });

  it('takes the same person in a second intake as a case of its own, and in the same intake as a duplicate', async () => {
    const desk = await newDesk('Åsa');
    const person = applicant(1);
    await importRows(desk, [person], applications);
    const spring = await importRows(desk, [{ ...person, 'Ansöknings-ID': 'JS-2027A-1' }], {
      ...applications,
      intake: '2027-spring',
      asOf: '2027-02-01',
    });
    expect(spring).toMatchObject({ new: 1, duplicates: [] });
    const again = await importRows(desk, [{ ...person, 'Ansöknings-ID': 'JS-2026B-99' }], applications);
    expect(again).toMatchObject({ new: 0, duplicates: [{ row: 2, of: 'JS-2026B-00001' }] });
    const { id } = caseOf(desk, person);
    expect(must(caseView(desk.session, id)).otherApplications.map((one) => one.intake)).toEqual([
      '2027-spring',
    ]);
  });

  it('takes the century of ten digits from the day of the export', async () => {
    const desk = await newDesk('Åsa');
    const number = identityNumber('male');
    const person = applicant(1, { Personnummer: number.slice(2) });
    await importRows(desk, [person], applications);
    expect(fieldValue(caseOf(desk, person).state.fields, 'personalIdentityNumber')).toBe(number);
  });

  it('reads a file of one row', async () => {
    const desk = await newDesk('Åsa');
    expect(await importRows(desk, [applicant(1)], applications)).toMatchObject({ rows: 1, new: 1 });
  });
});

describe('the same rows in other formats', () => {
  const rows = [applicant(1, { Efternamn: 'Sjöö-Åkerström' }), applicant(2)];

  async function reads(desk: Desk, path: string): Promise<unknown> {
    const prepared = must(prepareImport(desk.session, await fileOf(desk, path, applications)));
    return prepared.plan.cases.map(({ kind, name }) => [kind, name]);
  }
  const expected = [
    ['new', 'Hend Sjöö-Åkerström'],
    ['new', 'Hend Silva2'],
  ];

  it('JSON, an array of flat objects', async () => {
    const desk = await newDesk('Åsa');
    expect(await reads(desk, writeFile('fil.json', JSON.stringify(rows)))).toEqual(expected);
  });

  it('CSV in windows-1252 with commas', async () => {
    const desk = await newDesk('Åsa');
    const text = csv(rows).slice(1).replaceAll(';', ',');
    expect(await reads(desk, writeFile('fil.csv', Buffer.from(text, 'latin1')))).toEqual(expected);
  });

  it('CSV in UTF-16 with tabs', async () => {
    const desk = await newDesk('Åsa');
    expect(
      await reads(desk, writeFile('fil.txt', Buffer.from(csv(rows).replaceAll(';', '\t'), 'utf16le'))),
    ).toEqual(expected);
  });

  it('XLSX, with identity numbers that the spreadsheet made numbers of', async () => {
    const desk = await newDesk('Åsa');
    const { default: writeXlsx } = await import('write-excel-file/node');
    const header = Object.keys(rows[0] ?? {});
    const sheet = [
      header.map((value) => ({ value })),
      ...rows.map((row) =>
        header.map((name) =>
          name === 'Personnummer' ? { value: Number(row[name]), type: Number } : { value: row[name] ?? '' },
        ),
      ),
    ];
    const bytes = await writeXlsx(sheet).toBuffer();
    expect(await reads(desk, writeFile('fil.xlsx', bytes))).toEqual(expected);
  });
});

describe('a file that is refused', () => {
  const header = csv([applicant(1)]).split('\r\n')[0] ?? '';
  const wrong: readonly (readonly [string, string | Uint8Array, string])[] = [
    ['empty', '', 'fileEmpty'],
    ['only a header', `${header}\r\n`, 'fileHeaderOnly'],
    ['ragged', `${header}\r\nJS-1;grön\r\n`, 'fileRagged'],
    ['NUL-filled', new Uint8Array(5000), 'fileNulFilled'],
    ['an image', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'fileBinary'],
    ['a cut workbook', Buffer.from('504b030414000000', 'hex'), 'fileTruncated'],
    ['without the columns every row needs', 'Ansöknings-ID;Förnamn\r\nJS-1;Hend\r\n', 'fileMissingColumns'],
    ['of another kind', csv([offerFor(applicant(1))]), 'fileWrongKind'],
  ];

  it.each(wrong)('%s: the store is byte for byte as it was', async (_name, content, tag) => {
    const desk = await newDesk('Åsa');
    await importRows(desk, [applicant(9)], applications);
    const before = bytesOf(desk);
    const table = await readTable({ path: writeFile('fil.csv', content) });
    const refused = table.ok
      ? prepareImport(desk.session, await fileOf(desk, writeFile('fil.csv', content), applications))
      : table;
    expect(refused).toMatchObject({ ok: false, error: { tag } });
    expect(bytesOf(desk)).toEqual(before);
  });

  it('a dry run of a good one writes nothing either', async () => {
    const desk = await newDesk('Åsa');
    const before = bytesOf(desk);
    must(prepareImport(desk.session, await fileOf(desk, example, applications)));
    expect(bytesOf(desk)).toEqual(before);
  });
});

describe('reading offers in', () => {
  it('ties each to its case, names each employer once, and says which rows are nobody’s', async () => {
    const desk = await newDesk('Åsa');
    const people = [applicant(1), applicant(2)] as const;
    await importRows(desk, people, applications);
    const rows: Row[] = [
      offerFor(people[0]),
      offerFor(people[1], { 'Ansöknings-ID': '' }),
      offerFor(applicant(77)),
      offerFor(people[0], {
        Personnummer: people[1]['Personnummer'] ?? '',
        Organisationsnummer: organisationNumber(2),
      }),
    ];
    const report = await importRows(desk, rows, offers);
    expect(report).toMatchObject({ rows: 4, new: 2, changed: 0 });
    expect(report.rejected).toEqual([
      { row: 4, problems: [{ field: 'applicationId', code: 'unknownValue' }] },
      { row: 5, problems: [{ field: 'personalIdentityNumber', code: 'unknownValue' }] },
    ]);
    expect(desk.session.store.db.prepare('SELECT count(*) FROM employer_row').pluck().get()).toBe(1);
    expect(await importRows(desk, rows, offers)).toMatchObject({ new: 0, changed: 0, unchanged: 2 });
  });

  it('counts the same offer written in two ways as one, so that reading it again changes nothing', async () => {
    const desk = await newDesk('Åsa');
    const person = applicant(1);
    await importRows(desk, [person], applications);
    const rows = [offerFor(person), offerFor(person, { 'Ansöknings-ID': '', Ort: 'Åre' })];
    const report = await importRows(desk, rows, offers);
    expect(report).toMatchObject({ rows: 2, new: 1, duplicates: [{ row: 3, of: 'JS-2026B-00001' }] });
    expect(sum(report)).toBe(2);
    expect(await importRows(desk, rows, offers)).toMatchObject({ changed: 0, unchanged: 1 });
  });

  it('keeps a sole trader’s number out of the employer’s name and id', async () => {
    const desk = await newDesk('Åsa');
    const person = applicant(1);
    await importRows(desk, [person], applications);
    const number = identityNumber();
    await importRows(
      desk,
      [offerFor(person, { Arbetsgivare: 'Fjällbo snickeri', Organisationsnummer: number })],
      offers,
    );
    const row = desk.session.store.db.prepare('SELECT * FROM employer_row').get();
    expect(row).toMatchObject({ name: 'Fjällbo snickeri', sole_trader: 1 });
    expect(JSON.stringify(row)).not.toContain(number.slice(2));
  });
});

describe('taking an import back', () => {
  it('takes back all but what was built upon, lists that, and reads the file in again as new', async () => {
    const desk = await newDesk('Åsa');
    const people = [applicant(1), applicant(2), applicant(3)] as const;
    const { batch } = await importRows(desk, people, applications);
    const kept = caseOf(desk, people[1]);
    must(giveVerdict(desk.session, { id: kept.id, heads: kept.state.heads, conclusion: 'needsCheck' }));
    const undone = must(runUndo(desk.session, batch));
    expect(undone.kept).toEqual([
      { caseId: kept.id, applicationId: 'JS-2026B-00002', reason: 'builtUpon verdict.given' },
    ]);
    expect(() => caseOf(desk, people[0])).toThrow('no such case');
    expect(caseField(caseOf(desk, people[1]).state, 'givenName')).toMatchObject({ status: 'value' });
    expect(await importRows(desk, people, applications)).toMatchObject({ new: 2, unchanged: 1 });
    expect(must(desk.session.ledger.verify())).toMatchObject({ ok: true, problems: [] });
  });
});
