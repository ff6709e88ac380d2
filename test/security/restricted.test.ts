// Proves: with named holders, nobody else's computer holds anything of a person with protected identity beyond the stub, and no view
// of a holder's store but the opened case shows it (GR-20 to GR-24, SY-33 to SY-36).
import { readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { batchIdSchema, caseStream, eventHashSchema, isoDateSchema, type CaseId } from '../../domain/ids.ts';
import { isHolder } from '../../domain/team/holding.ts';
import { openLedger } from '../../db/ledger.ts';
import { readsOfDevice } from '../../db/local/read-log.ts';
import { createMailboxFolder } from '../../main/files/mailbox-folder.ts';
import { readFontFiles } from '../../main/pdf/font/files.ts';
import { createRenderer } from '../../main/pdf/renderer.ts';
import { noteReads } from '../../main/services/access/read-notes.ts';
import { receiveLog, sealOwnLog } from '../../main/services/access/read-log.ts';
import { beginReview, finishReview, judgeLine, keptProtocol } from '../../main/services/access/review.ts';
import { prepareGiving } from '../../main/services/disclosure/give-out.ts';
import { prepareIncident, recordIncident } from '../../main/services/disclosure/incidents.ts';
import { writeGiving } from '../../main/services/disclosure/write-giving.ts';
import type { GiveInput } from '../../ipc/disclosure.ts';
import { mergeBundle } from '../../main/services/exchange/merging.ts';
import { planFor, seal } from '../../main/services/exchange/sealing.ts';
import { leftOutHere } from '../../main/services/group/holding.ts';
import { changeRoles, setHolders } from '../../main/services/group/membership.ts';
import { groupStatus } from '../../main/services/group/status.ts';
import { backUp } from '../../main/services/keeping/backups.ts';
import { runRound, storePorts } from '../../main/services/mailbox/round.ts';
import { takeEffect } from '../../main/services/purge/take-effect.ts';
import { protectCase } from '../../main/services/purge/protect.ts';
import {
  enterBehindStub,
  judgeBehindStub,
  noteBehindStub,
  openBehindStub,
  readBehindStub,
  type OpenedCase,
} from '../../main/services/review/behind-stub.ts';
import { caseView } from '../../main/services/review/case-view.ts';
import { countMatching } from '../../main/services/review/lists.ts';
import { undoEntries } from '../../main/services/overview.ts';
import { signHash } from '../../main/crypto/signing.ts';
import { openBundle, sealBundle } from '../../main/sync/bundle.ts';
import { eventsOfPlan } from '../../main/sync/store-view.ts';
import { quietJob } from '../../main/threads/protocol.ts';
import { breaksTheStore } from '../builders/watching.ts';
import { filesWith } from '../builders/pages.ts';
import { foundIn } from '../purge/everywhere.ts';
import {
  applicant,
  caseOf,
  countEvents,
  identityNumber,
  importRows,
  must,
  newDesk,
  newFolder,
  offerFor,
  type Desk,
} from '../services/desk.ts';
import { hand, letIn } from '../services/group-of-desks.ts';
import { openInbox } from '../services/inbox.ts';

vi.setConfig({ testTimeout: 180_000 });

const renderer = createRenderer(readFontFiles(join(import.meta.dirname, '../../resources')));

const marked = applicant(1, { 'Skyddade personuppgifter': 'Sekretessmarkering' });
const other = applicant(2, { Efternamn: 'Synligsson' });
const secret = {
  name: 'Dolddotter',
  number: identityNumber(),
  note: 'Anteckning om hot',
  verdict: 'Ordlagt omdöme',
};
const words = Object.values(secret);
const where = {
  phone: '070-1740699',
  email: 'dold@example.org',
  address: 'Gömda gatan 7',
  municipality: 'Åsele',
};
const rootOf = (desk: Desk) => dirname(desk.dir);
const found = (desk: Desk, of: readonly string[] = words) => filesWith(desk.dir, desk.dataKey, of);
/** Everything below the desk's folder, sealed files with the desk's own key, PDFs by their text. */
const foundWithOwnKeys = (desk: Desk, root = rootOf(desk)) =>
  foundIn(root, { dataKey: desk.dataKey, identities: [desk.session.secrets.ageIdentity] }, words);

/** Åsa leads and holds, Bo holds, Cai works on cases and does not, Disa sees no cases. */
async function group(): Promise<Record<'asa' | 'bo' | 'cai' | 'disa', Desk> & { readonly id: CaseId }> {
  const [asa, bo, cai, disa] = [
    await newDesk('Åsa'),
    await newDesk('Bo'),
    await newDesk('Cai'),
    await newDesk('Disa'),
  ];
  await letIn(asa, bo);
  await letIn(asa, cai, ['caseworker', 'lead']);
  await letIn(asa, disa, ['administrator']);
  await importRows(asa, [marked, other], { kind: 'applications' });
  name(asa, [asa, bo]);
  for (const desk of [bo, cai, disa]) await hand(asa, desk);
  return { asa, bo, cai, disa, id: caseOf(asa, marked).id };
}

function name(lead: Desk, holders: readonly Desk[]): void {
  const members = holders.map(({ session }) => session.self.member);
  const { session } = lead;
  must(setHolders(session, { on: true, holders: members, day: session.today(), source: 'Beslut 7' }));
  takeEffect(session);
}

/** What a holder writes: a name, a number, a note and a verdict, and whereabouts that are not kept. */
function work({ session }: Desk, id: CaseId): OpenedCase {
  const opened: OpenedCase = { id: undefined };
  const view = must(openBehindStub(session, opened, { id, reason: 'handling' }));
  const heads = view.heads as never;
  const fields = { familyName: secret.name, personalIdentityNumber: secret.number, ...where };
  must(enterBehindStub(session, opened, { id, heads, fields, basis: 'Samtal' }));
  must(noteBehindStub(session, opened, { id, text: secret.note }));
  const now = must(readBehindStub(session, opened, id)).heads as never;
  must(judgeBehindStub(session, opened, { id, heads: now, conclusion: 'needsCheck', note: secret.verdict }));
  return opened;
}

const nameOf = (desk: Desk, opened: OpenedCase, id: CaseId) =>
  must(readBehindStub(desk.session, opened, id)).row.familyName;

function expectWhole(...desks: readonly Desk[]): void {
  for (const { session } of desks)
    expect(must(session.ledger.verify())).toMatchObject({ ok: true, problems: [] });
}

it('GR-22: what a holder writes reaches the other holder and nobody else, in any file', async () => {
  const { asa, bo, cai, disa, id } = await group();
  work(asa, id);
  for (const desk of [bo, cai, disa]) await hand(asa, desk);
  await hand(bo, cai);
  await hand(cai, disa);
  expect(found(asa)).not.toEqual([]);
  expect(found(bo)).not.toEqual([]);
  for (const desk of [cai, disa]) expect(found(desk)).toEqual([]);
  expect(leftOutHere(cai.session)).toEqual({ notOurs: 3, awaited: 0 });
  const opened: OpenedCase = { id: undefined };
  must(openBehindStub(bo.session, opened, { id, reason: 'decision' }));
  expect(nameOf(bo, opened, id)).toBe(secret.name);
  expectWhole(asa, bo, cai, disa);
  for (const desk of [asa, cai]) must(desk.session.ledger.rebuild());
  expectWhole(asa, cai);
});

it('GR-22: backups, sealed files and the shared folder of the others hold nothing either', async () => {
  const { asa, bo, cai, disa, id } = await group();
  const folder = newFolder();
  work(asa, id);
  for (let turn = 0; turn < 2; turn += 1)
    for (const desk of [asa, bo, cai, disa]) {
      const ports = { folder: createMailboxFolder(folder), store: storePorts(desk.session) };
      must(await runRound(ports, { pickUp: turn > 0, put: true }));
      for (const one of [cai, disa]) expect(await foundWithOwnKeys(one, folder)).toEqual([]);
    }
  expect(found(bo)).not.toEqual([]);
  for (const desk of [cai, disa]) {
    const nativeBinding = process.env['SPRANGBRADAN_SQLITE_BINDING'];
    const { dataKey } = desk;
    const keeping = {
      folder: join(rootOf(desk), 'backup'),
      keep: 3,
      program: '0.1.0',
      nativeBinding,
      dataKey,
    };
    must(backUp(desk.session, keeping, quietJob));
    expect(readdirSync(join(rootOf(desk), 'backup'))).toHaveLength(1);
    expect(await foundWithOwnKeys(desk)).toEqual([]);
  }
});

it('GR-22: nor the papers and logs that a colleague who is not named makes of the case and beside it', async () => {
  const { asa, cai, disa, id } = await group();
  work(asa, id);
  for (const desk of [cai, disa]) await hand(asa, desk);
  must(changeRoles(asa.session, { member: cai.session.self.member, roles: ['caseworker', 'logReviewer'] }));
  await hand(asa, cai);
  const papers = newFolder();
  const whole: Omit<GiveInput, 'id'> = { product: 'caseFile', toWhom: 'party', masks: [], json: true };
  expect(prepareGiving(cai.session, { ...whole, id })).toMatchObject({ error: { tag: 'protectedIdentity' } });
  for (const product of ['caseFile', 'account'] as const) {
    const given = must(prepareGiving(cai.session, { ...whole, product, id: caseOf(cai, other).id }));
    must(await writeGiving(renderer, given, join(papers, `${product}.pdf`)));
  }
  const today = cai.session.today();
  const { incident } = must(
    recordIncident(cai.session, {
      discoveredOn: today,
      what: 'Fel mottagare',
      consequences: 'Inga',
      measures: 'Filen är borttagen',
      nature: ['confidentiality'],
      people: 1,
      cases: [id],
      informed: 'open',
      reported: 'open',
    }),
  );
  const report = must(prepareIncident(cai.session, batchIdSchema.parse(incident)));
  must(await writeGiving(renderer, report, join(papers, 'incident.pdf')));
  const reads = noteReads(cai.session);
  reads.shown(id);
  reads.flush();
  writeFileSync(join(papers, 'log'), must(await sealOwnLog(cai.session)).bytes);
  must(await receiveLog(cai.session, must(await sealOwnLog(asa.session)).bytes));
  const period = { from: isoDateSchema.parse('2000-01-01'), to: isoDateSchema.parse('2099-12-31') };
  const review = must(beginReview(cai.session, period, () => 0));
  expect(review.lines.map(({ grounds }) => grounds)).toContainEqual(['protected']);
  for (const { key } of review.lines) must(judgeLine(cai.session, { key, judged: 'inOrder', note: '' }));
  const protocol = must(keptProtocol(cai.session, must(finishReview(cai.session)).id));
  writeFileSync(join(papers, 'review.pdf'), must(await renderer.renderDocument(protocol)).bytes);
  expect(readdirSync(papers).sort()).toEqual([
    'account.pdf',
    'caseFile.json',
    'caseFile.pdf',
    'incident.pdf',
    'log',
    'review.pdf',
  ]);
  expect(await foundWithOwnKeys(cai, papers)).toEqual([]);
  expect(await foundWithOwnKeys(cai)).toEqual([]);
  // The same search finds an ordinary name in the same papers, and what is hidden where it is kept.
  const keys = { dataKey: cai.dataKey, identities: [cai.session.secrets.ageIdentity] };
  expect(await foundIn(papers, keys, ['Synligsson'])).not.toEqual([]);
  expect(await foundWithOwnKeys(asa)).not.toEqual([]);
});

it('GR-22: no address, phone, e-mail or municipality is stored, whoever holds the rest', async () => {
  const { asa, id } = await group();
  work(asa, id);
  expect(found(asa, Object.values(where))).toEqual([]);
});

it('GR-23: a holder’s list, search, case view, inbox and undo go on showing the stub', async () => {
  const { asa, id } = await group();
  const before = caseView(asa.session, id);
  const opened = work(asa, id);
  const after = must(caseView(asa.session, id));
  expect({ ...after, heads: [], history: [] }).toEqual({ ...must(before), heads: [], history: [] });
  for (const word of words)
    expect(JSON.stringify([after, openInbox(asa.session), undoEntries(asa.session)])).not.toContain(word);
  expect(must(countMatching(asa.session, `namn:${secret.name}`))).toBe(0);
  expect(undoEntries(asa.session).map(({ kind }) => kind)).not.toContain('verdict.given');
  expect(nameOf(asa, opened, id)).toBe(secret.name);
});

it('GR-23: a case opens for a reason that stands in the read log, one at a time, and for holders only', async () => {
  const { asa, cai, id } = await group();
  const opened = work(asa, id);
  const lines = readsOfDevice(asa.session.store.db, asa.session.self.device).map(({ entry }) => entry);
  expect(lines).toMatchObject([{ caseId: id, how: 'opened', marks: ['protected'], reason: 'handling' }]);
  const ordinary = caseOf(asa, other).id;
  expect(openBehindStub(asa.session, opened, { id: ordinary, reason: 'handling' })).toEqual({
    ok: false,
    error: { tag: 'notProtected' },
  });
  // Opening another closed the first.
  expect(readBehindStub(asa.session, opened, id)).toEqual({ ok: false, error: { tag: 'notOpened' } });
  expect(openBehindStub(cai.session, { id: undefined }, { id, reason: 'handling' })).toEqual({
    ok: false,
    error: { tag: 'holderNeeded' },
  });
  expect(readsOfDevice(cai.session.store.db, cai.session.self.device)).toEqual([]);
});

it('GR-20: a holder no longer named loses it at the next exchange, and not what nobody else has', async () => {
  const { asa, bo, cai, id } = await group();
  await hand(asa, bo);
  work(bo, id);
  name(asa, [asa, cai]);
  await hand(asa, bo);
  // Nobody else has shown to have it.
  expect(found(bo)).not.toEqual([]);
  expect(openBehindStub(bo.session, { id: undefined }, { id, reason: 'handling' }).ok).toBe(false);
  await hand(bo, asa);
  await hand(asa, bo);
  expect(found(bo)).toEqual([]);
  expect(caseOf(bo, other).state.fields['familyName']).toBeDefined();
  // Who is named later gets all of it with the next file (SY-36).
  await hand(asa, cai);
  expect(found(cai)).not.toEqual([]);
  expect(leftOutHere(cai.session)).toEqual({ notOurs: 0, awaited: 0 });
  expectWhole(asa, bo, cai);
});

it('GR-21: of settings made apart only who is named in both is a holder, until one who saw both sets anew', async () => {
  const { asa, bo, cai, id } = await group();
  work(asa, id);
  name(asa, [asa, bo]);
  name(cai, [asa, cai]);
  await hand(asa, cai);
  await hand(cai, asa);
  for (const { session } of [asa, cai]) {
    const team = session.ledger.team();
    expect([asa, bo, cai].map((desk) => isHolder(team, desk.session.self.member))).toEqual([
      true,
      false,
      false,
    ]);
    expect(groupStatus(session).restricted).toMatchObject({ settings: [{}, {}], holders: [{ name: 'Åsa' }] });
  }
  expect(found(cai)).toEqual([]);
  name(cai, [asa, cai]);
  await hand(cai, asa);
  await hand(asa, cai);
  expect(found(cai)).not.toEqual([]);
  expect(groupStatus(asa.session).restricted.settings).toHaveLength(1);
});

it('GR-21: only a lead sets it, and only who is in the group and sees cases can be named', async () => {
  const { asa, bo, disa } = await group();
  const set = (desk: Desk, holders: readonly Desk[]) =>
    setHolders(desk.session, {
      on: true,
      holders: holders.map(({ session }) => session.self.member),
      day: desk.session.today(),
      source: 'Beslut',
    });
  expect(set(bo, [bo])).toMatchObject({ error: { tag: 'roleNeeded', role: 'lead' } });
  expect(set(asa, [asa, disa])).toMatchObject({ error: { tag: 'holderSeesNoCases', name: 'Disa' } });
  expect(set(asa, [])).toMatchObject({ error: { tag: 'noHolders' } });
  must(changeRoles(asa.session, { member: bo.session.self.member, roles: ['logReviewer'] }));
  expect(isHolder(asa.session.ledger.team(), bo.session.self.member)).toBe(false);
});

it('PU-11: a late mark takes the ordinary payloads away as before, and what a holder then writes stays', async () => {
  const { asa, bo, cai } = await group();
  await importRows(asa, [offerFor(other, { Handledare: 'Handledarsson' })], {
    kind: 'offers',
    asOf: '2026-10-20',
  });
  for (const desk of [bo, cai]) await hand(asa, desk);
  const { id } = caseOf(asa, other);
  must(protectCase(asa.session, { id, mark: 'protectedRegistration' }));
  expect(found(asa, ['Synligsson', 'Handledarsson'])).toEqual([]);
  work(asa, id);
  await hand(asa, cai);
  await hand(asa, bo);
  for (const desk of [bo, cai]) expect(found(desk, ['Synligsson', 'Handledarsson'])).toEqual([]);
  expect([found(cai).length, found(bo).length > 0]).toEqual([0, true]);
  takeEffect(bo.session);
  expect(found(bo)).not.toEqual([]);
  expectWhole(asa, bo, cai);
});

/** As a forger's own program writes: past every gate. */
function forged({ session }: Desk) {
  const { self, secrets, store, now } = session;
  const sign = (hash: Uint8Array) =>
    Buffer.from(
      signHash(secrets.signingKey, eventHashSchema.parse(Buffer.from(hash).toString('hex'))),
      'hex',
    );
  return openLedger(store, { now, signer: { actor: self.member, device: self.device, sign } });
}

/** With every payload in it, whoever it is for. */
async function unawareFile({ session }: Desk, to: Desk): Promise<Uint8Array> {
  const { self, store, secrets, ledger } = session;
  const { device, keys } = to.session.self;
  const plan = planFor(session, [{ device }], 'all');
  const { id: team } = ledger.team();
  if (!team) throw new Error('no group');
  const from = { member: self.member, device: self.device };
  const { events } = eventsOfPlan(store.db, plan, { isForThem: () => true });
  const rest = { team, from, plan, events, blobs: [], at: session.now(), secret: secrets.signingKey };
  const sealed = await sealBundle({ ...rest, to: [{ device, recipient: keys.recipient }], restricted: true });
  return sealed.bytes;
}

it('GR-22: what an unaware colleague gives to one who is no holder is not kept', async () => {
  const { asa, cai, id } = await group();
  work(asa, id);
  must(await mergeBundle(cai.session, await unawareFile(asa, cai)));
  expect(found(cai)).toEqual([]);
  expect(leftOutHere(cai.session).notOurs).toBe(3);
  expectWhole(cai);
});

it('GR-24: one who is no holder can write nothing behind a stub, by the program or past it', async () => {
  const { asa, cai, id } = await group();
  const act = {
    stream: caseStream(id),
    payload: { kind: 'facts.entered' as const, fields: { familyName: 'Falsksson' } },
  };
  expect(cai.session.ledger.append([act])).toMatchObject({ error: { tag: 'holderNeeded' } });
  const written = must(forged(cai).append([{ ...act, restricted: true }]));
  await hand(cai, asa);
  const opened: OpenedCase = { id: undefined };
  expect(must(openBehindStub(asa.session, opened, { id, reason: 'question' })).row.familyName).toBe('');
  expect(asa.session.ledger.caseState(id).notEntitled).toEqual(written.map(({ hash }) => hash));
  // Cai leads too, and may confirm acts; not one that only holders can read.
  const confirm = { kind: 'acts.confirmed' as const, events: written.map(({ hash }) => hash), reason: 'Jag' };
  must(forged(cai).append([{ stream: caseStream(id), payload: confirm }]));
  await hand(cai, asa);
  expect(must(readBehindStub(asa.session, opened, id)).row.familyName).toBe('');
  must(asa.session.ledger.append([{ stream: caseStream(id), payload: confirm }]));
  expect(nameOf(asa, opened, id)).toBe('Falsksson');
});

it('GR-24: a holder’s act cannot be taken back by one who cannot read it', async () => {
  const { asa, cai, id } = await group();
  const opened = work(asa, id);
  await hand(asa, cai);
  const events = asa.session.ledger.eventsOf(caseStream(id)).filter(({ type }) => type === 'restricted');
  const payload = { kind: 'acts.voided' as const, events: events.map(({ hash }) => hash) };
  must(forged(cai).append([{ stream: caseStream(id), payload }]));
  await hand(cai, asa);
  expect(nameOf(asa, opened, id)).toBe(secret.name);
});

it('GR-22: an ordinary payload in a stub’s stream shows nowhere, not even in the opened case', async () => {
  const { asa, cai, id } = await group();
  const payload = { kind: 'facts.entered' as const, fields: { familyName: 'Ovetandesson' } };
  must(forged(asa).append([{ stream: caseStream(id), payload }]));
  await hand(asa, cai);
  for (const desk of [asa, cai]) expect(must(caseView(desk.session, id)).facts).toEqual([]);
  const opened: OpenedCase = { id: undefined };
  expect(must(openBehindStub(asa.session, opened, { id, reason: 'handling' })).row.familyName).toBe('');
  // The next mark on the person takes it away (PU-11).
  must(protectCase(cai.session, { id, mark: 'confidentialityMark' }));
  await hand(cai, asa);
  for (const desk of [asa, cai]) expect(found(desk, ['Ovetandesson'])).toEqual([]);
});

it('GR-22: a file that holds such an entry outside a case, or under a kind of no person, is refused', async () => {
  const { asa, cai, id } = await group();
  const before = countEvents(cai);
  const view = {
    kind: 'view.saved' as const,
    id: 'v',
    name: 'v',
    query: '',
    sort: 'name',
    descending: false,
    columns: [],
  };
  const hold = {
    kind: 'hold.set' as const,
    held: true,
    day: asa.session.today(),
    reason: 'other' as const,
    reference: '',
  };
  for (const act of [
    { stream: 'shared' as const, payload: view },
    { stream: caseStream(id), payload: hold },
  ]) {
    const [fresh] = [await group()];
    breaksTheStore();
    must(
      forged(fresh.asa).append([
        { ...act, stream: act.stream === 'shared' ? 'shared' : caseStream(fresh.id), restricted: true },
      ]),
    );
    const refused = await mergeBundle(fresh.bo.session, await unawareFile(fresh.asa, fresh.bo));
    expect(refused).toMatchObject({ ok: false, error: { tag: 'invalidSchema' } });
  }
  expect(countEvents(cai)).toBe(before);
});

it('SY-14: a file with entries for the holders asks for a reader that knows them', async () => {
  const { asa, bo, id } = await group();
  const readerOf = async () => {
    const sealed = must(await seal(asa.session, bo.session.self.member, true));
    return must(await openBundle(sealed.bytes, bo.session.secrets.ageIdentity)).header.minReader;
  };
  expect(await readerOf()).toBe(1);
  work(asa, id);
  expect(await readerOf()).toBe(2);
});
