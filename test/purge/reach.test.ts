// Proves: a purge reaches every file the program has left behind: drafts, forms, rows and files that wait, documents, backups,
// set-aside copies, sealed files in the shared folder, files written out; and Table 1 is the same before and after (PU-5, PU-10, PU-13).
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { openConnection, type Row } from '../../db/connection.ts';
import { saveDraft } from '../../db/local/drafts.ts';
import { addPendingBar } from '../../db/local/pending-bar.ts';
import { purgeDuty, purgesGone } from '../../db/local/purge-duty.ts';
import { keepWaiting, waitingBundles } from '../../db/local/bundles.ts';
import { setAside } from '../../db/local/quarantine.ts';
import { outputFiles } from '../../db/local/output-files.ts';
import { createMailboxFolder } from '../../main/files/mailbox-folder.ts';
import { writeOut } from '../../main/files/write-out.ts';
import { readFontFiles } from '../../main/pdf/font/files.ts';
import { createRenderer } from '../../main/pdf/renderer.ts';
import { fixMany } from '../../main/services/decision/decisions.ts';
import { listEmployers, registerChecks, registerUnions } from '../../main/services/decision/employers.ts';
import { localPorts, runExport } from '../../main/services/decision/print-run.ts';
import { exportPermit } from '../../main/services/disclosure/grounds.ts';
import { noteWrittenOut } from '../../main/services/disclosure/given-files.ts';
import { joinCases } from '../../main/services/conflicts/settle.ts';
import { mergeBundle } from '../../main/services/exchange/merging.ts';
import { runRound, storePorts } from '../../main/services/mailbox/round.ts';
import { planFor, sealTo } from '../../main/services/exchange/sealing.ts';
import { registerOne } from '../../main/services/intake/bar-list.ts';
import { backUp, needsThinning, thinOut, type Keeping } from '../../main/services/keeping/backups.ts';
import { finishPurge } from '../../main/services/purge/finish.ts';
import { namedIn, recordArchive, setHold, signPurge } from '../../main/services/purge/runs.ts';
import { standingFigures } from '../../main/services/purge/figures.ts';
import { salvage } from '../../main/services/keeping/salvage.ts';
import { keepWaitingEvents, waitingEvents } from '../../db/keeping/rescue.ts';
import { storeIdOf } from '../../db/keeping/backups.ts';
import { storedOf } from '../../db/ledger/event-rows.ts';
import { readKeyslots } from '../../db/open.ts';
import { protectCase } from '../../main/services/purge/protect.ts';
import { blocksOf } from '../../main/services/purge/take-effect.ts';
import { table1 } from '../../main/services/review/lists.ts';
import { enterFacts } from '../../main/services/review/facts.ts';
import { openForWriting } from '../../main/services/lifecycle.ts';
import { quietJob } from '../../main/threads/protocol.ts';
import {
  applicant,
  autumn,
  caseOf,
  confirmAllTexts,
  countEvents,
  day,
  importRows,
  must,
  newFolder,
  offerFor,
  reference,
  type Desk,
} from '../services/desk.ts';
import { give, groupWith } from '../services/group-of-desks.ts';
import { filesWith } from '../builders/pages.ts';
import { foundIn } from './everywhere.ts';

/** scrypt, PDF and several whole stores. */
vi.setConfig({ testTimeout: 240_000 });

const renderer = createRenderer(readFontFiles(join(import.meta.dirname, '../../resources')));
const people = ['Gallringsdotter', 'Gallringsson'].map((Efternamn, index) =>
  applicant(index + 1, { Efternamn }),
);
const kept = applicant(3, { Efternamn: 'Kvarvarande' });
const [first, second] = people as [(typeof people)[0], (typeof people)[0]];
const number = first['Personnummer'] ?? '';
const words = [
  'Gallringsdotter',
  'Gallringsson',
  'Handledarsson',
  'BÄR-4711',
  ...people.map((one) => one['Personnummer'] ?? ''),
  ...people.map((one) => one['Ansöknings-ID'] ?? ''),
];
const archive = {
  intake: autumn,
  outcome: 'handedOver',
  day: day('2026-11-25'),
  reference: 'Leverans 7',
} as const;
const mailboxRound = { pickUp: false, put: true };

/** Whole files, so that what lies in the shared folder is never missed. */
async function hand(from: Desk, to: Desk): Promise<void> {
  must(await mergeBundle(to.session, await give(from, to, true)));
}

/** Everything of one desk lies under one folder: store, backups, shared folder, printed files. */
const rootOf = (desk: Desk) => dirname(desk.dir);
const found = (desk: Desk, others: readonly Desk[], of = words) => {
  const identities = [desk, ...others].map((one) => one.session.secrets.ageIdentity);
  return foundIn(rootOf(desk), { dataKey: desk.dataKey, identities }, of);
};

function storedEvents({ session }: Desk) {
  const own = 'SELECT hash, body, salt, payload, signature FROM events WHERE device = ? ORDER BY seq';
  return session.store.db.prepare<unknown[], Row>(own).all(session.self.device).map(storedOf);
}

function decide(desk: Desk, person: typeof first): void {
  const { session } = desk;
  const employers = listEmployers(session, undefined).map((one) => one.id as never);
  const today = session.today();
  must(registerChecks(session, { employers, outcome: 'clear', day: today, sources: ['Bolagsverket'] }));
  must(registerUnions(session, { employers, organisation: '', answer: 'approves', day: today }));
  const { id } = caseOf({ session } as Desk, person);
  must(fixMany(session, { cases: [id], outcome: 'grant', dryRun: false, withExamples: true }));
  desk.goTo('2026-11-20');
  const bar = { barNumber: 'BÄR-4711', day: day('2026-11-16'), outcome: 'grant' as const };
  must(registerOne(session, { caseId: id, bar, kept: {}, source: 'hand' }));
}

async function decidedGroup(names = ['Bo']): Promise<[Desk, Desk, ...Desk[]]> {
  const [asa, bo, ...more] = (await groupWith([...people, kept], names)) as [Desk, Desk, ...Desk[]];
  const offer = offerFor(first, { Handledare: 'Handledarsson' });
  await importRows(asa, [offer], { kind: 'offers', asOf: '2026-10-20' });
  confirmAllTexts(asa);
  decide(asa, first);
  for (const desk of [asa, bo, ...more]) desk.goTo('2026-11-25');
  return [asa, bo, ...more];
}

function keepingOf(desk: Desk): Keeping {
  const nativeBinding = process.env['SPRANGBRADAN_SQLITE_BINDING'];
  return {
    folder: join(rootOf(desk), 'backup'),
    keep: 9,
    program: '0.1.0',
    dataKey: desk.dataKey,
    nativeBinding,
  };
}

async function printed({ session, dir }: Desk): Promise<void> {
  const cases = people.map((one) => caseOf({ session } as Desk, one).id);
  const input = { cases, variant: 'party' as const, drafts: false, dir: join(dirname(dir), 'ut') };
  expect(must(await runExport(localPorts(session, renderer), input, quietJob)).files).toBe(1);
}

/** A file to the colleague in the shared folder, and one by hand. */
async function sealed(asa: Desk, bo: Desk): Promise<string> {
  const folder = join(rootOf(asa), 'delad');
  mkdirSync(folder, { recursive: true });
  must(await runRound({ folder: createMailboxFolder(folder), store: storePorts(asa.session) }, mailboxRound));
  const permit = must(exportPermit(asa.session, 'bundle'));
  const path = join(rootOf(asa), 'till-bo.sprangbradan');
  noteWrittenOut(asa.session, [await writeOut(permit, path, await give(asa, bo, true))]);
  return folder;
}

/** What a person has begun and what waits for something. */
async function begun({ session }: Desk, bo: Desk): Promise<void> {
  const { db } = session.store;
  const { id } = caseOf({ session } as Desk, first);
  const applicationId = second['Ansöknings-ID'] ?? '';
  saveDraft(db, { kind: 'form', id, body: { text: 'Gallringsdotter' }, savedAt: 1 });
  const form = (name: string, value: unknown) =>
    saveDraft(db, { kind: 'kept', id: name, body: JSON.stringify(value), savedAt: 1 });
  form(`edit-facts ${id}/value`, 'Gallringsdotter');
  form('enter-offer/case', id);
  form('enter-offer/draft', { supervisor: 'Handledarsson' });
  form('enter-case', { texts: { applicationId, familyName: 'Gallringsson' } });
  form('subject-access', `${number.slice(2, 8)} - ${number.slice(-4)} Gallringsdotter`);
  form('other', { text: 'ofarligt' });
  const row = {
    intake: autumn,
    fileSha256: 'ab',
    row: 2,
    applicationId,
    caseId: null,
    problem: 'noBasis' as const,
  };
  addPendingBar(db, [{ ...row, differences: [], record: { name: 'Gallringsson' }, addedAt: 1 } as never]);
  const to = [{ device: session.self.device, recipient: session.self.keys.recipient }];
  const { bytes } = await sealTo(bo.session, to, planFor(bo.session, to, 'all'));
  const file = { receivedAt: 1, senderDevice: bo.session.self.device, bytes };
  keepWaiting(db, { ...file, sha256: 'aa', reason: { tag: 'gap' } });
  setAside(db, { ...file, sha256: 'bb', forkedDevice: bo.session.self.device, seq: 1 });
}

function copied(desk: Desk): Keeping {
  const keeping = keepingOf(desk);
  must(backUp(desk.session, keeping, quietJob));
  must(backUp(desk.session, keeping, quietJob));
  desk.session.store.db.pragma('wal_checkpoint(TRUNCATE)');
  for (const why of ['restore', 'salvage'])
    cpSync(desk.dir, `${desk.dir}-before-${why}-2026`, { recursive: true });
  cpSync(join(desk.dir, 'store.db'), join(desk.dir, 'before-schema-4.db'));
  mkdirSync(join(rootOf(desk), '.store-rehearsal.0123456789ab.new'));
  cpSync(join(desk.dir, 'store.db'), join(rootOf(desk), '.store-rehearsal.0123456789ab.new', 'store.db'));
  return keeping;
}

/** Two sign; the third person's case is held. */
async function purged(asa: Desk, bo: Desk): Promise<void> {
  must(recordArchive(asa.session, archive));
  const { id } = caseOf(asa, kept);
  must(setHold(asa.session, { id, held: true, reason: 'appeal', reference: '' }));
  for (const desk of [asa, bo]) desk.goTo('2031-02-01');
  await hand(asa, bo);
  const { run } = must(signPurge(asa.session, { intake: autumn }));
  await hand(asa, bo);
  expect(must(signPurge(bo.session, { run }))).toMatchObject({ purged: 2, kept: {} });
  await finishPurge(bo.session);
  await hand(bo, asa);
}

it('PU-13: nothing of the persons is left in any file, and what went is counted', async () => {
  const [asa, bo] = await decidedGroup();
  await printed(asa);
  const folder = await sealed(asa, bo);
  await begun(asa, bo);
  const keeping = copied(asa);
  const before = await found(asa, [bo]);
  const places = [
    'backup',
    'store-before-restore',
    'store-before-salvage',
    'before-schema',
    'rehearsal',
    'delad',
    'till-bo',
    'ut/',
    'blobs.db document',
  ];
  expect(places.filter((place) => !before.some((one) => one.includes(place)))).toEqual([]);

  await purged(asa, bo);
  expect(await found(asa, [bo]).then((all) => all.filter((one) => one.startsWith('store/store.db')))).toEqual(
    [],
  );
  const sealedBefore = readdirSync(folder);
  // One with the entries, one with the issued document.
  expect(sealedBefore.map((name) => name.includes('.documents.')).sort()).toEqual([false, true]);
  must(await runRound({ folder: createMailboxFolder(folder), store: storePorts(asa.session) }, mailboxRound));
  expect(readdirSync(folder).filter((name) => sealedBefore.includes(name))).toEqual([]);
  expect(needsThinning(asa.session, keeping)).toBe(true);
  must(thinOut(asa.session, keeping, quietJob));
  expect(needsThinning(asa.session, keeping)).toBe(false);

  // The print file of several cases is left to a person: it may hold cases that are not purged.
  expect(
    outputFiles(asa.session.store.db, 9, true)
      .map((file) => file.path.split('/').at(-1))
      .sort(),
  ).toEqual(['manifest.json', 'utskriftsfil.pdf']);
  const left = (await found(asa, [bo])).filter((one) => !/^ut\/(manifest|utskriftsfil)/.test(one));
  expect(left).toEqual([]);
  expect(await found(asa, [bo], ['Kvarvarande'])).not.toEqual([]);
  expect(purgeDuty(asa.session.store.db)).toEqual({ pages: false, files: null, withdraw: [] });
  expect(purgesGone(asa.session.store.db)[0]).toMatchObject({
    cases: 2,
    documents: 1,
    drafts: 1,
    forms: 4,
    pendingRows: 1,
    waitingFiles: 1,
    filesRemoved: 2,
    filesLeft: 0,
  });
  for (const { session } of [asa, bo]) expect(must(session.ledger.verify())).toMatchObject({ ok: true });
});

it('PU-13: a colleague who had not picked the withdrawn file up is given everything again', async () => {
  const [asa, bo, cai] = (await decidedGroup(['Bo', 'Cai'])) as [Desk, Desk, Desk];
  const folder = join(newFolder(), 'delad');
  mkdirSync(folder);
  const round = (desk: Desk, what = { pickUp: true, put: true }) =>
    runRound({ folder: createMailboxFolder(folder), store: storePorts(desk.session) }, what);
  must(await round(asa, mailboxRound));
  const withdrawn = readdirSync(folder);
  expect(withdrawn).toHaveLength(2);
  cai.goTo('2031-02-01');
  await purged(asa, bo);
  must(await round(asa, mailboxRound));
  expect(readdirSync(folder).filter((name) => withdrawn.includes(name))).toEqual([]);
  expect(must(await round(cai))).toMatchObject({ taken: 1, left: [] });
  expect(waitingBundles(cai.session.store.db)).toEqual([]);
  const expected = asa.session.ledger.heads(`case:${caseOf(asa, kept).id}`);
  expect(cai.session.ledger.heads(`case:${caseOf(cai, kept).id}`)).toEqual(expected);
  expect(filesWith(cai.dir, cai.dataKey, words)).toEqual([]);
  for (const { session } of [asa, bo, cai]) expect(must(session.ledger.verify())).toMatchObject({ ok: true });
});

it('PU-13: a file outside that somebody has changed is left, and said to be left', async () => {
  const [asa, bo] = await decidedGroup();
  await printed(asa);
  const out = join(rootOf(asa), 'ut');
  const name = readdirSync(out).find((one) => one.startsWith('beslut-')) ?? '';
  writeFileSync(join(out, name), 'ändrad');
  await purged(asa, bo);
  expect(existsSync(join(out, name))).toBe(true);
  expect(purgesGone(asa.session.store.db)[0]).toMatchObject({ filesRemoved: 0, filesLeft: 1 });
});

it('PU-10: Table 1 is the same before and after, and follows what is left', async () => {
  const [asa, bo] = await decidedGroup();
  const before = standingFigures(asa.session, autumn);
  expect(before).toMatchObject({
    frozenOn: null,
    figures: { total: { applicants: 3, offered: 1, granted: 1 } },
  });
  await purged(asa, bo);
  const after = { figures: before.figures, frozenOn: '2031-02-01' };
  expect(standingFigures(asa.session, autumn)).toEqual(after);
  expect(standingFigures(bo.session, autumn)).toEqual(after);
  expect(standingFigures(asa.session)).toEqual(after);
  // What comes to the case that was held is still counted.
  asa.goTo('2026-11-26');
  await importRows(asa, [offerFor(kept)], { kind: 'offers', asOf: '2026-10-21' });
  expect(standingFigures(asa.session, autumn).figures.total).toMatchObject({
    applicants: 3,
    offered: 2,
    granted: 1,
  });
  // And a second run carries the first with it.
  const { id } = caseOf(asa, kept);
  asa.goTo('2031-03-01');
  must(setHold(asa.session, { id, held: false, reason: 'lifted', reference: '' }));
  const { run } = must(signPurge(asa.session, { intake: autumn }));
  await hand(asa, bo);
  bo.goTo('2031-03-01');
  must(signPurge(bo.session, { run }));
  await hand(bo, asa);
  for (const desk of [asa, bo])
    expect(standingFigures(desk.session, autumn).figures.total).toMatchObject({
      applicants: 3,
      offered: 2,
      granted: 1,
    });
});

it('PU-16: a late mark lowers no count of Table 1, on no store, nor when the row says neither colour nor gender', async () => {
  const [asa, bo] = await decidedGroup();
  const { figures } = standingFigures(asa.session, autumn);
  expect(figures.female).toEqual({ applicants: 3, eligible: 3, offered: 1, granted: 1, orange: 0 });
  const marked = { ...first, Status: '', Kön: '', 'Skyddade personuppgifter': 'Ja' };
  const reading = { kind: 'applications', asOf: '2026-10-25' } as const;
  await importRows(asa, [marked], reading);
  expect(caseOf(asa, first).state).toMatchObject({ stub: { gender: 'female' }, offers: {}, decisions: [] });
  await hand(asa, bo);
  must(protectCase(bo.session, { id: caseOf(bo, second).id, mark: 'protectedRegistration' }));
  await hand(bo, asa);
  for (const { session } of [asa, bo]) {
    expect(standingFigures(session, autumn)).toEqual({ figures, frozenOn: null });
    expect(must(table1(session, autumn)).markedLate).toBe(2);
  }
  const before = countEvents(asa);
  await importRows(asa, [marked], { ...reading, asOf: '2026-10-26' });
  expect(standingFigures(asa.session, autumn).figures).toEqual(figures);
  // One line in the intake's log, nothing in the case.
  expect(countEvents(asa)).toBe(before + 1);
});

it('PU-16: a case that is handled in another is counted there alone, marked or not', async () => {
  const [asa] = await decidedGroup();
  const [leads, follows] = [caseOf(asa, first), caseOf(asa, second)];
  const heads = { leadsHeads: leads.state.heads, followsHeads: follows.state.heads };
  must(joinCases(asa.session, { leads: leads.id, follows: follows.id, ...heads, reason: 'Samma mejl' }));
  const before = standingFigures(asa.session, autumn);
  expect(before.figures.total).toMatchObject({ applicants: 2, eligible: 2 });
  must(protectCase(asa.session, { id: follows.id, mark: 'protectedRegistration' }));
  expect(standingFigures(asa.session, autumn)).toEqual(before);
});

it('PU-13: what is rescued from a damaged store and waits is emptied by a mark, and keeps a case from a purge', async () => {
  const [asa, bo] = await decidedGroup();
  const { db } = asa.session.store;
  const { id } = caseOf(bo, first);
  const { state } = caseOf(bo, first);
  must(enterFacts(bo.session, { id, heads: state.heads, fields: { phone: '070-1740644' } }));
  const row = storedEvents(bo).at(-1);
  if (!row) throw new Error('nothing was written');
  // One number further on: it waits for what stands before it.
  keepWaitingEvents(db, { events: [row], leftOut: new Set() }, 1);
  expect(await found(asa, [], ['070-1740644'])).not.toEqual([]);
  must(recordArchive(asa.session, archive));
  asa.goTo('2031-02-01');
  const { run } = must(signPurge(asa.session, { intake: autumn }));
  const [named] = namedIn(asa.session, run).filter((one) => one.id === id);
  if (!named) throw new Error('the case is not named');
  expect(blocksOf(asa.session, `case:${id}`, named.purge)).toContain('outside');
  must(protectCase(asa.session, { id, mark: 'confidentialityMark' }));
  expect(waitingEvents(db)).toMatchObject([{ hash: row.hash, payload: null, salt: null }]);
  expect(await found(asa, [], ['070-1740644', 'Gallringsdotter'])).toEqual([]);
});

it('PU-6: a purged store is rescued with everything it has, what is lawfully missing included', async () => {
  const [asa, bo] = await decidedGroup();
  await purged(asa, bo);
  const total = countEvents(asa);
  asa.session.store.db.pragma('wal_checkpoint(TRUNCATE)');
  const copy = join(newFolder(), 'store');
  cpSync(asa.dir, copy, { recursive: true });
  const around = {
    dir: copy,
    reference,
    nativeBinding: keepingOf(asa).nativeBinding,
    now: () => asa.session.now(),
    today: () => day('2031-02-01'),
  };
  const keyslots = must(readKeyslots(copy));
  const { dataKey } = asa;
  const folder = join(newFolder(), 'none');
  const slots = { dataKey, keyslots, folder, sealed: [], store: storeIdOf(copy) };
  expect(must(await salvage(around, { ...slots, keep: true, job: quietJob }))).toMatchObject({
    events: total,
    waiting: 0,
    missing: [],
    problems: 0,
  });
});

it('PU-13: an own sealed file from before the purge gives a rescue nothing back of the persons', async () => {
  const [asa, bo] = await decidedGroup();
  const folder = newFolder();
  writeFileSync(join(folder, 'till-bo.sprangbradan'), await give(asa, bo, true));
  await purged(asa, bo);
  const total = countEvents(asa);
  asa.session.store.db.pragma('wal_checkpoint(TRUNCATE)');
  const copy = join(newFolder(), 'store');
  cpSync(asa.dir, copy, { recursive: true });
  const { nativeBinding } = keepingOf(asa);
  const around = {
    dir: copy,
    reference,
    nativeBinding,
    now: () => asa.session.now(),
    today: () => day('2031-02-01'),
  };
  const { dataKey } = asa;
  // As a page that cannot be read: exactly the rows whose contents the file still holds.
  const damaged = openConnection(join(copy, 'store.db'), { dataKey, readonly: false, nativeBinding });
  damaged.exec('DROP TRIGGER events_no_delete');
  expect(damaged.prepare('DELETE FROM events WHERE payload IS NULL').run().changes).toBeGreaterThan(0);
  damaged.close();
  const slots = {
    dataKey,
    keyslots: must(readKeyslots(copy)),
    folder: join(newFolder(), 'none'),
    sealed: [folder],
  };
  expect(
    must(await salvage(around, { ...slots, store: storeIdOf(copy), keep: true, job: quietJob })),
  ).toMatchObject({ events: total, missing: [], ownFiles: 1 });
  const left = () => foundIn(dirname(copy), { dataKey, identities: [] }, words);
  expect(await left()).not.toEqual([]);
  must(openForWriting(around, dataKey)).store.close();
  expect(await left()).toEqual([]);
});
