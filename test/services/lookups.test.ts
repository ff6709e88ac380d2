// Proves: answers from the register and from Migrationsverket read into the cases that are here (docs/spec/intake.md IN-37 to IN-41).
import iconv from 'iconv-lite';
import { expect, it } from 'vitest';
import { caseField } from '../../domain/ledger/case/readings.ts';
import { importPreview } from '../../main/services/intake/window-files.ts';
import {
  prepareImport,
  reportOf,
  saveMapping,
  readMapping,
  writeImport,
} from '../../main/services/intake/imports.ts';
import { saveIntakeSettings } from '../../main/services/intake/hand-entry.ts';
import { runUndo } from '../../main/services/review/undo.ts';
import { caseView } from '../../main/services/review/case-view.ts';
import { enterFacts } from '../../main/services/review/facts.ts';
import { intakeIdSchema } from '../../domain/ids.ts';
import {
  applicant,
  caseOf,
  countEvents,
  csv,
  everythingStored,
  fileOf,
  importRows,
  must,
  newDesk,
  writeFile,
  type Desk,
  type Row,
} from './desk.ts';
import { textCell, workbook, zip } from '../files/archives.ts';

const applications = { kind: 'applications' } as const;
const register = { kind: 'register', asOf: '2026-11-01' } as const;
const permits = { kind: 'permits', asOf: '2026-11-01' } as const;
const spring = { kind: 'applications', intake: '2027-spring' } as const;

function extractOf(person: Row, wishes: Row = {}): Row {
  return {
    Personnummer: person['Personnummer'] ?? '',
    Förnamn: 'Hend',
    Efternamn: 'Ålund',
    Inskriven: 'Ja',
    Inskrivningsdatum: '2025-10-01',
    Sökandekategori: '11',
    'Handlingsplan datum': '2026-10-12',
    'Handlingsplan version': '3',
    ...wishes,
  };
}

function answerOn(person: Row, wishes: Row = {}): Row {
  return {
    Personnummer: person['Personnummer'] ?? '',
    Tillståndstyp: 'Uppehållstillstånd med arbetstillstånd',
    'Giltigt till': '2027-02-10',
    'Rätt att arbeta': 'Ja',
    Svarsdatum: '2026-10-20',
    ...wishes,
  };
}

function shown(desk: Desk, person: Row, field: string): unknown {
  const reading = caseField(caseOf(desk, person).state, field);
  return reading.status === 'value'
    ? `${typeof reading.value === 'string' ? reading.value : ''} (${reading.source})`
    : reading.status;
}

it('IN-37: makes no case, tells who has none, and counts each row once', async () => {
  const desk = await newDesk('Åsa');
  const [person, stranger] = [applicant(1), applicant(2)];
  await importRows(desk, [person], applications);
  const rows = [extractOf(person), extractOf(stranger), extractOf(person, { Efternamn: 'Annan' })];
  const { batch: _batch, preview, ...written } = await importRows(desk, rows, register);
  expect(written).toEqual({
    rows: 3,
    new: 0,
    changed: 1,
    unchanged: 0,
    rejected: [{ row: 3, problems: [{ field: 'personalIdentityNumber', code: 'noCase' }] }],
    duplicates: [{ row: 4, of: 'JS-2026B-00001' }],
    stubs: 0,
    empties: 0,
    answers: { cases: 1, confirmed: 0, handStands: 0 },
  });
  expect(preview).toEqual(written);
  expect(shown(desk, person, 'familyName')).toBe('Ålund (register)');
  expect(shown(desk, person, 'actionPlanVersion')).toBe('3 (register)');
  expect(caseOf(desk, person).state.fields['familyName']?.sources['portal']?.[0]?.value).toBe('Silva1');
});

it('IN-29: read in again it writes nothing but the line in the log', async () => {
  const desk = await newDesk('Åsa');
  const person = applicant(1);
  await importRows(desk, [person], applications);
  await importRows(desk, [extractOf(person)], register);
  const before = countEvents(desk);
  expect(await importRows(desk, [extractOf(person)], register)).toMatchObject({ changed: 0, unchanged: 1 });
  expect(countEvents(desk) - before).toBe(1);
});

it('IN-37: reaches the person’s case in each open intake and none in a closed one', async () => {
  const desk = await newDesk('Åsa');
  const autumn = applicant(1);
  const later = { ...autumn, 'Ansöknings-ID': 'JS-2027A-00001' };
  const earlier = { ...autumn, 'Ansöknings-ID': 'JS-2026A-00001' };
  await importRows(desk, [autumn], applications);
  await importRows(desk, [later], spring);
  await importRows(desk, [earlier], { ...applications, intake: '2025-autumn' });
  const done = await importRows(desk, [answerOn(autumn)], permits);
  expect(done).toMatchObject({ rows: 1, changed: 1, answers: { cases: 2 } });
  for (const open of [autumn, later])
    expect(shown(desk, open, 'permitValidTo')).toBe('2027-02-10 (migration)');
  expect(shown(desk, earlier, 'permitKind')).toBe('permanent (portal)');
  const lines = ['2026-autumn', '2027-spring', '2025-autumn'].map(
    (id) => desk.session.ledger.intake(intakeIdSchema.parse(id)).imports.at(-1)?.value.importKind,
  );
  expect(lines).toEqual(['permits', 'permits', 'applications']);
  must(runUndo(desk.session, done.batch));
  for (const each of [autumn, later]) expect(shown(desk, each, 'permitKind')).toBe('permanent (portal)');
});

it('IN-37: an intake whose last day has passed is closed', async () => {
  const desk = await newDesk('Åsa');
  const person = applicant(1);
  await importRows(desk, [person], applications);
  must(
    saveIntakeSettings(desk.session, {
      intake: intakeIdSchema.parse('2026-autumn'),
      standardLastDay: desk.session.today(),
    }),
  );
  expect(await importRows(desk, [extractOf(person)], register)).toMatchObject({ changed: 1 });
  desk.goTo('2026-11-03');
  expect((await importRows(desk, [extractOf(person)], register)).rejected).toMatchObject([
    { problems: [{ code: 'noCase' }] },
  ]);
});

it('IN-38: an id and a number must agree, and an id that two people have is asked about', async () => {
  const desk = await newDesk('Åsa');
  const [one, other] = [applicant(1), applicant(2)];
  await importRows(desk, [one, other], applications);
  await importRows(desk, [{ ...other, 'Ansöknings-ID': one['Ansöknings-ID'] ?? '' }], spring);
  const id = { 'Ansöknings-ID': one['Ansöknings-ID'] ?? '' };
  const rows = [
    { ...answerOn(one), ...id, Personnummer: '' },
    { ...answerOn(applicant(9)), ...id },
    { ...answerOn(other), 'Ansöknings-ID': 'JS-OKÄND' },
    { ...answerOn(one), ...id },
  ];
  const report = await importRows(desk, rows, permits);
  expect(report).toMatchObject({ changed: 1, answers: { cases: 1 } });
  expect(report.rejected).toEqual([
    { row: 2, problems: [{ field: 'applicationId', code: 'ambiguous' }] },
    { row: 3, problems: [{ field: 'personalIdentityNumber', code: 'unknownValue' }] },
    { row: 4, problems: [{ field: 'applicationId', code: 'noCase' }] },
  ]);
  expect(shown(desk, one, 'permitKind')).toBe('timeLimited (migration)');
});

it('IN-39: of two answers about one person the later stands, whenever it is read in', async () => {
  const desk = await newDesk('Åsa');
  const person = applicant(1);
  await importRows(desk, [person], applications);
  const older = answerOn(person, { 'Giltigt till': '2026-12-31', Svarsdatum: '2026-09-01' });
  const report = await importRows(desk, [older, answerOn(person)], permits);
  expect(report.duplicates).toEqual([{ row: 2, of: 'JS-2026B-00001' }]);
  expect(shown(desk, person, 'permitValidTo')).toBe('2027-02-10 (migration)');
  expect(await importRows(desk, [older], permits)).toMatchObject({ changed: 0, unchanged: 1 });
});

it('IN-41: an answer without an end takes away the end that the applicant stated', async () => {
  const desk = await newDesk('Åsa');
  const person = applicant(1, { Uppehållstillstånd: 'TUT', 'Tillstånd t.o.m.': '2029-01-01' });
  await importRows(desk, [person], applications);
  await importRows(desk, [answerOn(person, { 'Giltigt till': '' })], permits);
  expect(shown(desk, person, 'permitValidTo')).toBe('absent');
  await importRows(desk, [{ ...person, 'Tillstånd t.o.m.': '2030-01-01' }], {
    ...applications,
    asOf: '2026-11-01',
  });
  expect(shown(desk, person, 'permitValidTo')).toBe('absent');
});

it('IN-41: a value by hand stays, and the preview says so', async () => {
  const desk = await newDesk('Åsa');
  const person = applicant(1);
  await importRows(desk, [person], applications);
  const { id, state } = caseOf(desk, person);
  must(
    enterFacts(desk.session, {
      id,
      fields: { actionPlanDate: '2026-05-05' },
      basis: 'Planen',
      heads: state.heads,
    }),
  );
  const file = await fileOf(
    desk,
    writeFile('fil.csv', csv([extractOf(person, { Inskriven: 'Nej' })])),
    register,
  );
  const preview = must(importPreview(desk.session, file, 'x'));
  expect(preview.report.answers).toEqual({ cases: 1, confirmed: 0, handStands: 1 });
  expect(preview.changes[0]?.fields).toEqual([
    { field: 'familyName', before: 'Silva1', after: 'Ålund', handStands: false },
    { field: 'registered', before: 'true', after: 'false', handStands: false },
    { field: 'jobseekerCategory', before: null, after: '11', handStands: false },
    { field: 'actionPlanDate', before: '2026-05-05', after: '2026-10-12', handStands: true },
    { field: 'actionPlanVersion', before: null, after: '3', handStands: false },
  ]);
  must(writeImport(desk.session, { file, prepared: must(prepareImport(desk.session, file)) }));
  expect(shown(desk, person, 'actionPlanDate')).toBe('2026-05-05 (hand)');
  const view = must(caseView(desk.session, id));
  expect(view.facts.find(({ field }) => field === 'actionPlanDate')).toMatchObject({ beneath: '2026-10-12' });
  expect(view.checks.find((one) => one.id === 'E1')?.sentence).toContain('2026-11-01');
});

it('IN-40: a mark in an extract empties the person’s cases in every intake, once their number is confirmed', async () => {
  const desk = await newDesk('Åsa');
  const person = applicant(1, { Efternamn: 'Dolderup' });
  await importRows(desk, [person], applications);
  await importRows(desk, [{ ...person, 'Ansöknings-ID': 'JS-2025B-1' }], {
    ...applications,
    intake: '2025-autumn',
  });
  const marked = { ...extractOf(person), Sekretessmarkering: 'Ja' };
  const file = await fileOf(desk, writeFile('fil.csv', csv([marked])), register);
  const prepared = must(prepareImport(desk.session, file));
  expect(reportOf(prepared)).toMatchObject({ changed: 1, stubs: 1, empties: 2, answers: { cases: 0 } });
  must(writeImport(desk.session, { file, prepared, empties: 2 }));
  expect(everythingStored(desk)).not.toContain('Dolderup');
  expect((await importRows(desk, [extractOf(person)], register)).rejected).toMatchObject([
    { problems: [{ code: 'noCase' }] },
  ]);
});

it('IN-11: choices of columns are remembered for the next extract of the same source', async () => {
  const desk = await newDesk('Åsa');
  const person = applicant(1);
  await importRows(desk, [person], applications);
  const odd = { Person: person['Personnummer'] ?? '', Läge: 'Ja', Anm: 'x' };
  const path = writeFile('fil.csv', csv([odd]));
  const file = await fileOf(desk, path, register);
  const columns = file.mapping.columns.map((column) => {
    const field = ({ Person: 'personalIdentityNumber', Läge: 'registered' } as const)[column.header] ?? null;
    return { ...column, field };
  });
  must(saveMapping(desk.session, { ...file, mapping: { ...file.mapping, columns, missing: [] } }));
  const again = readMapping(desk.session, file.table, 'register');
  expect(again.remembered).toBe(true);
  expect(again.mapping.missing).toEqual([]);
});

it('IN-3, IN-7, IN-15, IN-16: reads Windows-1252, a hidden sheet’s neighbour, numbers and serial days', async () => {
  const desk = await newDesk('Åsa');
  const person = applicant(1);
  await importRows(desk, [person], applications);
  const text = csv([extractOf(person)]).slice(1);
  const old = await fileOf(desk, writeFile('fil.csv', iconv.encode(text, 'windows-1252')), register);
  expect(must(prepareImport(desk.session, old)).plan.cases).toMatchObject([{ kind: 'changed' }]);
  const head = ['Personnummer', 'Tillståndstyp', 'Giltigt till']
    .map((name, index) => textCell(`${'ABC'[index]}1`, name))
    .join('');
  const cells = `<c r="A2"><v>${Number(person['Personnummer']?.slice(2))}</v></c>${textCell('B2', 'TUT')}<c r="C2"><v>46661</v></c>`;
  const rows = `<row r="1">${head}</row><row r="2">${cells}</row>`;
  const bytes = zip(
    workbook([
      { name: 'Fel', state: 'hidden', rows: `<row r="1">${textCell('A1', 'x')}</row>` },
      { name: 'Svar', rows },
    ]),
  );
  await importFile(desk, writeFile('svar.xlsx', bytes));
  expect(shown(desk, person, 'permitValidTo')).toBe('2027-10-01 (migration)');
});

async function importFile(desk: Desk, path: string): Promise<void> {
  const file = await fileOf(desk, path, permits);
  expect(file.table.notes).toContainEqual({ tag: 'hiddenSheetsIgnored', count: 1 });
  must(writeImport(desk.session, { file, prepared: must(prepareImport(desk.session, file)) }));
}
