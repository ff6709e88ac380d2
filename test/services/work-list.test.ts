// Proves: lists of whom to look up elsewhere, out and back in (feature 34; docs/spec/disclosure.md DI-13, DI-14).
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { workListTable } from '../../domain/disclosure/work-list.ts';
import { caseField } from '../../domain/ledger/case/readings.ts';
import { swedishCsv } from '../../main/files/csv-out.ts';
import { previewWorkList, takeWorkList } from '../../main/services/disclosure/work-list.ts';
import { givenFiles } from '../../main/services/disclosure/given-files.ts';
import { idsMatching } from '../../main/services/review/lists.ts';
import { readMapping } from '../../main/services/intake/imports.ts';
import { readTable } from '../../main/files/decode.ts';
import {
  applicant,
  caseOf,
  countEvents,
  fileOf,
  importRows,
  must,
  newDesk,
  newFolder,
  writeFile,
  type Desk,
} from './desk.ts';
import { prepareImport, writeImport } from '../../main/services/intake/imports.ts';

const applications = { kind: 'applications' } as const;
const chosen = ({ session }: Desk) => must(idsMatching(session, ''));

it('DI-13: names each person once by number alone and counts who is left out and why', async () => {
  const desk = await newDesk('Åsa');
  const person = applicant(1, { Efternamn: 'Dolderup' });
  const swede = applicant(2, { Medborgarskap: 'Sverige' });
  const hidden = applicant(3, { 'Skyddade personuppgifter': 'Ja' });
  const gone = { ...applicant(4), Återtagen: 'Ja' };
  const rows = [person, swede, hidden].map((row) => ({ ...row, Återtagen: '' }));
  await importRows(desk, [...rows, gone], applications);
  await importRows(desk, [{ ...person, 'Ansöknings-ID': 'JS-2027A-1' }], {
    ...applications,
    intake: '2027-spring',
  });
  await importRows(desk, [applicant(5)], { ...applications, intake: '2025-autumn' });
  const before = countEvents(desk);
  const path = join(newFolder(), 'lista.csv');
  const taken = must(await takeWorkList(desk.session, { kind: 'permits', cases: chosen(desk) }, path));
  expect(taken).toMatchObject({
    people: 1,
    leftOut: { protected: 1, barred: 0, closed: 1, withdrawn: 1, noNumber: 0, noPermit: 1, same: 1 },
  });
  const number = person['Personnummer'] ?? '';
  expect(readFileSync(path, 'utf8')).toBe(
    '\uFEFFPersonnummer;Uppehållstillstånd;Tillstånd t.o.m.;Kort t.o.m.;Rätt att arbeta;Förlängning prövas;Svarsdatum\r\n' +
      `${number.slice(0, 8)}-${number.slice(8)};;;;;;\r\n`,
  );
  expect(givenFiles(desk.session, true).files).toMatchObject([
    { name: 'lista.csv', kind: 'workListPermits' },
  ]);
  expect(countEvents(desk)).toBe(before);
  const register = must(previewWorkList(desk.session, { kind: 'register', cases: chosen(desk) }));
  expect(register).toMatchObject({ people: 2, leftOut: { noPermit: 0, same: 1 } });
});

it('DI-13: the list comes back filled in and is read as what it is', async () => {
  const desk = await newDesk('Åsa');
  const person = applicant(1);
  await importRows(desk, [person], applications);
  const path = join(newFolder(), 'lista.csv');
  must(await takeWorkList(desk.session, { kind: 'register', cases: chosen(desk) }, path));
  const filled = readFileSync(path, 'utf8').replace(/;;;;;\r\n$/, ';Ja;2025-10-01;11;2026-10-12;2\r\n');
  const back = writeFile('svar.csv', filled);
  const table = must(await readTable({ path: back }));
  const { mapping } = readMapping(desk.session, table, 'register');
  expect(mapping.columns.every(({ field, confidence }) => field !== null && confidence === 'exact')).toBe(
    true,
  );
  const file = await fileOf(desk, back, { kind: 'register', asOf: '2026-11-02' });
  must(writeImport(desk.session, { file, prepared: must(prepareImport(desk.session, file)) }));
  expect(caseField(caseOf(desk, person).state, 'actionPlanVersion')).toMatchObject({
    value: '2',
    source: 'register',
  });
});

it('DI-14: without a ground for that very list nothing is written, and nobody is asked for a place', async () => {
  const desk = await newDesk('Cai', false);
  await importRows(desk, [applicant(1)], applications);
  const input = { kind: 'permits', cases: chosen(desk) } as const;
  const path = join(newFolder(), 'lista.csv');
  const refused = { ok: false, error: { tag: 'groundMissing', kind: 'workListPermits' } };
  expect(previewWorkList(desk.session, input)).toMatchObject(refused);
  expect(await takeWorkList(desk.session, input, path)).toMatchObject(refused);
  expect(existsSync(path)).toBe(false);
});

it('DI-13: a list of nobody is no file', async () => {
  const desk = await newDesk('Åsa');
  await importRows(desk, [applicant(1, { 'Skyddade personuppgifter': 'Ja' })], applications);
  const path = join(newFolder(), 'lista.csv');
  expect(await takeWorkList(desk.session, { kind: 'register', cases: chosen(desk) }, path)).toEqual({
    ok: false,
    error: { tag: 'workListEmpty' },
  });
  expect(existsSync(path)).toBe(false);
});

it('DI-15: cells that look like formulas are defused, and a number is no number to a spreadsheet', async () => {
  const { session } = await newDesk('Åsa');
  expect(swedishCsv(['A'], [['=1+1'], ['@x']])).toBe(`\uFEFFA\r\n"'=1+1"\r\n"'@x"\r\n`);
  const { data } = workListTable('register', ['199007042386'], session.reference.headers);
  expect(data[0]?.[0]).toBe('19900704-2386');
});
