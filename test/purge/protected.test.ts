// Proves: a mark of protected identity that comes late takes the person's data away on every store, at once, for good (PU-11, PU-12).
import { expect, it, vi } from 'vitest';
import { mergeBundle } from '../../main/services/exchange/merging.ts';
import { noteSealed, seal } from '../../main/services/exchange/sealing.ts';
import { invite, join, ownKeyFile, readKeyFile } from '../../main/services/group/invitations.ts';
import { memberLeaves } from '../../main/services/group/membership.ts';
import { protectCase } from '../../main/services/purge/protect.ts';
import { purgeStatus } from '../../main/services/purge/status.ts';
import { runUndo } from '../../main/services/review/undo.ts';
import { undoEntries } from '../../main/services/overview.ts';
import { enterFacts } from '../../main/services/review/facts.ts';
import { giveVerdict } from '../../main/services/review/verdicts.ts';
import { filesWith } from '../builders/pages.ts';
import { prepareImport, reportOf, writeImport } from '../../main/services/intake/imports.ts';
import {
  applicant,
  caseOf,
  countEvents,
  csv,
  fileOf,
  importRows,
  must,
  newDesk,
  offerFor,
  writeFile,
  type Desk,
} from '../services/desk.ts';

async function letIn(founder: Desk, colleague: Desk): Promise<void> {
  const key = must(readKeyFile(ownKeyFile(colleague.session)));
  must(
    await join(colleague.session, must(await invite(founder.session, key, { roles: ['caseworker'] })).bytes),
  );
  colleague.reopen();
}

async function pass(from: Desk, to: Desk, full = false) {
  const sealed = must(await seal(from.session, to.session.self.member, full));
  noteSealed(from.session, sealed);
  return must(await mergeBundle(to.session, sealed.bytes));
}

vi.setConfig({ testTimeout: 180_000 });

const hidden = applicant(1, { Efternamn: 'Hemligsdotter', 'E-post': 'dold@example.org' });
const other = applicant(2, { Efternamn: 'Synligsson' });
const words = [
  'Hemligsdotter',
  'dold@example.org',
  hidden['Personnummer'] ?? '',
  'Handledarsson',
  '070-1740699',
];
const found = (desk: Desk) => filesWith(desk.dir, desk.dataKey, words);

async function threeDesks(): Promise<[Desk, Desk, Desk]> {
  const [asa, bo, cai] = [await newDesk('Åsa'), await newDesk('Bo'), await newDesk('Cai')];
  await letIn(asa, bo);
  await letIn(asa, cai);
  await importRows(asa, [hidden, other], { kind: 'applications' });
  await importRows(asa, [offerFor(hidden, { Handledare: 'Handledarsson' })], {
    kind: 'offers',
    asOf: '2026-10-20',
  });
  await pass(asa, bo);
  await pass(asa, cai);
  return [asa, bo, cai];
}

function expectWhole(...desks: readonly Desk[]): void {
  for (const { session } of desks)
    expect(must(session.ledger.verify())).toMatchObject({ ok: true, problems: [] });
}

it('PU-11: by a later file the data go here at once, and at a colleague with what they wrote meanwhile', async () => {
  const [asa, bo, cai] = await threeDesks();
  const { id, state } = caseOf(bo, hidden);
  must(enterFacts(bo.session, { id, heads: state.heads, fields: { phone: '070-1740699' } }));
  must(giveVerdict(bo.session, { id, heads: bo.session.ledger.caseState(id).heads, conclusion: 'eligible' }));
  await importRows(asa, [{ ...hidden, 'Skyddade personuppgifter': 'Ja' }, other], {
    kind: 'applications',
    asOf: '2026-10-25',
  });
  expect(found(asa)).toEqual([]);
  expect(found(bo)).not.toEqual([]);
  await pass(asa, bo);
  expect(found(bo)).toEqual([]);
  await pass(bo, cai);
  expect(found(cai)).toEqual([]);
  await pass(bo, asa);
  expectWhole(asa, bo, cai);
  for (const desk of [asa, bo, cai]) {
    expect(desk.session.ledger.caseState(id)).toMatchObject({
      stub: { gender: 'female' },
      fields: {},
      offers: {},
    });
    expect(filesWith(desk.dir, desk.dataKey, ['Synligsson'])).not.toEqual([]);
  }
  expect(must(asa.session.ledger.rebuild())).toBeTruthy();
  expectWhole(asa);
});

it('SY-8: a file without a payload that a mark has taken waits while the mark lies in a file before it', async () => {
  const [asa, bo, cai] = await threeDesks();
  const { id, state } = caseOf(cai, hidden);
  must(enterFacts(cai.session, { id, heads: state.heads, fields: { phone: '070-1740699' } }));
  must(protectCase(asa.session, { id, mark: 'confidentialityMark' }));
  const withMark = must(await seal(asa.session, bo.session.self.member, false));
  noteSealed(asa.session, withMark);
  await pass(asa, cai);
  await pass(cai, asa);
  const outcome = await pass(asa, bo);
  expect(outcome).toMatchObject({ added: 0, waiting: 1 });
  expect(found(bo)).not.toEqual([]);
  expect(must(await mergeBundle(bo.session, withMark.bytes))).toMatchObject({ waiting: 0 });
  expect(found(bo)).toEqual([]);
  expectWhole(asa, bo, cai);
});

it('PU-11: a newcomer and a colleague who wrote without knowing leave nothing behind', async () => {
  const [asa, bo, cai] = await threeDesks();
  const { id } = caseOf(asa, hidden);
  must(protectCase(asa.session, { id, mark: 'confidentialityMark' }));
  expect(found(asa)).toEqual([]);
  const { state } = caseOf(cai, hidden);
  must(enterFacts(cai.session, { id, heads: state.heads, fields: { phone: '070-1740699' } }));
  await pass(cai, asa);
  expect(found(asa)).toEqual([]);
  const dan = await newDesk('Dan');
  await letIn(asa, dan);
  await pass(asa, dan, true);
  expect(found(dan)).toEqual([]);
  await pass(asa, cai);
  expect(found(cai)).toEqual([]);
  expectWhole(asa, cai, dan);
  await pass(dan, bo, true);
  expect(found(bo)).toEqual([]);
  expectWhole(bo);
});

it('PU-11: a marked row that is not read in for another fault takes the data away at once all the same', async () => {
  const [asa] = await threeDesks();
  const marked = { ...hidden, Status: '', 'Skyddade personuppgifter': 'Ja' };
  const { preview } = await importRows(asa, [marked], { kind: 'applications', asOf: '2026-10-25' });
  expect(preview).toMatchObject({ stubs: 0, empties: 1, rejected: [{ row: 2 }] });
  expect(found(asa)).toEqual([]);
});

it('PU-12: each device gives a receipt for the mark, and who has not is listed', async () => {
  const [asa, bo, cai] = await threeDesks();
  const { id } = caseOf(asa, hidden);
  must(protectCase(asa.session, { id, mark: 'protectedRegistration' }));
  await pass(asa, bo);
  await pass(bo, asa);
  const [mark] = purgeStatus(asa.session).marks;
  expect(mark?.stores.map((one) => [one.member, one.doneAt !== null])).toEqual([
    ['Åsa', true],
    ['Bo', true],
    ['Cai', false],
  ]);
  await pass(asa, cai);
  await pass(cai, asa);
  expect(purgeStatus(asa.session).marks[0]?.stores.every((one) => one.doneAt !== null)).toBe(true);
});

it('PU-11: the mark is not undone with the file that brought it', async () => {
  const [asa] = await threeDesks();
  const { id } = caseOf(asa, hidden);
  await importRows(asa, [{ ...hidden, 'Skyddade personuppgifter': 'Ja' }], {
    kind: 'applications',
    asOf: '2026-10-25',
  });
  for (const { batch } of undoEntries(asa.session)) runUndo(asa.session, batch);
  expect(asa.session.ledger.caseState(id).stub).not.toBeNull();
  expectWhole(asa);
});

it('PU-14: a file whose marks empty cases is read in only with their confirmed number', async () => {
  const [asa] = await threeDesks();
  const all = [hidden, other].map((one) => ({ ...one, 'Skyddade personuppgifter': 'Ja' }));
  const reading = { kind: 'applications', asOf: '2026-10-25' } as const;
  const file = await fileOf(
    asa,
    writeFile('fil.csv', csv([...all, { ...applicant(3), 'Skyddade personuppgifter': 'Ja' }])),
    reading,
  );
  const prepared = must(prepareImport(asa.session, file, null));
  // A new person is a stub from the start: nothing of that one is emptied.
  expect(reportOf(prepared)).toMatchObject({ stubs: 3, empties: 2 });
  const before = countEvents(asa);
  for (const empties of [undefined, 0, 1, 3])
    expect(writeImport(asa.session, { file, prepared, empties })).toEqual({
      ok: false,
      error: { tag: 'emptiesCases', count: 2 },
    });
  expect(countEvents(asa)).toBe(before);
  expect(found(asa)).not.toEqual([]);
  must(writeImport(asa.session, { file, prepared, empties: 2 }));
  expect(found(asa)).toEqual([]);
});

it('PU-6: what a mark took away is missing lawfully, also once it is heard that its author had been put out', async () => {
  const [asa, bo, cai] = await threeDesks();
  must(memberLeaves(asa.session, { member: bo.session.self.member, day: asa.session.today() }));
  const { id, state } = caseOf(bo, hidden);
  must(enterFacts(bo.session, { id, heads: state.heads, fields: { phone: '070-1740699' } }));
  must(protectCase(bo.session, { id, mark: 'protectedRegistration' }));
  await pass(bo, cai);
  expect(found(cai)).toEqual([]);
  // Åsa has heard of the leaving and keeps the case; Cai, who had not, lacks it: neither refuses the other's work.
  await pass(cai, asa, true);
  expect(found(asa)).not.toEqual([]);
  await pass(asa, cai);
  expectWhole(asa, cai);
});
