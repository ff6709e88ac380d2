// Proves: issued documents follow the entries through the shared folder in sealed files of their own; a missing one stops
// nothing, a late one fits in, a false one changes nothing (SY-40, SY-41); by hand they lie beside the entries (SY-42).
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { getBlob, putBlob } from '../../db/blobs.ts';
import { caseStream, eventHashSchema } from '../../domain/ids.ts';
import { parseMailboxName } from '../../domain/sync/mailbox.ts';
import { createMailboxFolder } from '../../main/files/mailbox-folder.ts';
import {
  documentsElsewhere,
  sealDocumentsFor,
  takeDocuments,
} from '../../main/services/mailbox/documents.ts';
import {
  openReceived,
  writerHandlers,
  type Desk as Table,
} from '../../main/threads/handlers/writer-handlers.ts';
import { quietJob } from '../../main/threads/protocol.ts';
import {
  nextDocuments,
  noteGivenByHand,
  openAll,
  saveDocumentsBeside,
} from '../../main/services/exchange/by-hand.ts';
import type { RoundView } from '../../ipc/colleagues/mailbox.ts';
import { runRound, storePorts } from '../../main/services/mailbox/round.ts';
import { seenView } from '../../main/services/exchange/seen.ts';
import { caseHistory } from '../../main/services/review/case-history.ts';
import { sealDocuments } from '../../main/sync/documents.ts';
import { breaches } from '../builders/watching.ts';
import { applicant, caseOf, must, newDesk, newFolder, type Desk, type Row } from './desk.ts';
import { give, groupWith, hand, letIn } from './group-of-desks.ts';

vi.setConfig({ testTimeout: 180_000 });

const person = applicant(1);
const paper = (text: string) => Buffer.from(`%PDF-1.7 ${text} ${'Beslut '.repeat(200)}`);

/** As a print run keeps and notes it, but of no decision. */
function issue(desk: Desk, of: Row, bytes: Uint8Array): string {
  breaches('issuedOfNothing');
  const { id, state } = caseOf(desk, of);
  const sha256 = must(putBlob(desk.session.store, bytes));
  const payload = {
    kind: 'document.issued' as const,
    variant: 'party',
    of: eventHashSchema.parse(state.heads[0]),
    sha256,
    renderer: 'prov',
    pages: 1,
  };
  must(desk.session.ledger.append([{ stream: caseStream(id), payload }]));
  return sha256;
}

async function round(desk: Desk, folder: string, put = true): Promise<RoundView> {
  const ports = { folder: createMailboxFolder(folder), store: storePorts(desk.session) };
  return must(await runRound(ports, { pickUp: true, put }));
}

const kept = ({ session }: Desk, sha256: string) => getBlob(session.store, sha256)?.toString();
const holding = (folder: string, what: 'entries' | 'documents') =>
  readdirSync(folder).filter((name) => parseMailboxName(name)?.holds === what);
const documentFiles = (folder: string) => holding(folder, 'documents');

it('SY-40: a document goes to each colleague once, and is not sent back; the folder comes to rest empty', async () => {
  const folder = newFolder();
  const desks = await groupWith([person], ['Bo', 'Cai']);
  const [asa, bo, cai] = desks;
  const sha256 = issue(asa, person, paper('ett'));
  await round(asa, folder);
  expect(documentFiles(folder)).toHaveLength(2);
  expect(
    documentFiles(folder)
      .map((name) => readFileSync(join(folder, name)).toString('latin1'))
      .join(),
  ).not.toContain('PDF');
  for (let turn = 0; turn < 3; turn += 1) for (const desk of desks) await round(desk, folder);
  for (const desk of [bo, cai]) expect(desk && kept(desk, sha256)).toBe(paper('ett').toString());
  expect(readdirSync(folder)).toEqual([]);
});

it('SY-41: a document that is not here is with who issued it, and comes late', async () => {
  const folder = newFolder();
  const [asa, bo] = await groupWith([person]);
  if (!bo) throw new Error('no Bo');
  const sha256 = issue(asa, person, paper('sent'));
  await round(asa, folder);
  const [file = ''] = documentFiles(folder);
  const bytes = readFileSync(join(folder, file));
  rmSync(join(folder, file));
  expect(await round(bo, folder)).toMatchObject({ taken: 1, left: [] });
  expect([...documentsElsewhere(bo.session)]).toEqual([[asa.session.self.device, 1]]);
  const history = () => caseHistory(bo.session, caseOf(bo, person).id).at(-1)?.facts;
  expect(history()).toMatchObject({ sha256, keptBy: 'Åsa' });
  expect(seenView(bo.session).documents).toEqual([{ name: 'Åsa', count: 1 }]);
  writeFileSync(join(folder, file), bytes);
  expect(await round(bo, folder)).toMatchObject({ taken: 1, added: 0 });
  expect(history()).not.toHaveProperty('keptBy');
  expect(kept(bo, sha256)).toBe(paper('sent').toString());
  expect([...documentsElsewhere(bo.session)]).toEqual([]);
});

it('SY-41: documents before their entries are left in the folder, and taken in once the entries have come', async () => {
  const folder = newFolder();
  const [asa, bo] = await groupWith([person]);
  if (!bo) throw new Error('no Bo');
  const sha256 = issue(asa, person, paper('för tidigt'));
  await round(asa, folder);
  const [entries = ''] = holding(folder, 'entries');
  const bytes = readFileSync(join(folder, entries));
  rmSync(join(folder, entries));
  expect((await round(bo, folder)).left).toEqual(['documentsUnnamed']);
  expect(kept(bo, sha256)).toBeUndefined();
  writeFileSync(join(folder, entries), bytes);
  await round(bo, folder);
  await round(bo, folder);
  expect(kept(bo, sha256)).toBe(paper('för tidigt').toString());
});

it('SY-40: cut, altered, from a stranger, to another or of other bytes than its hash: refused, and nothing is kept', async () => {
  const [asa, bo] = await groupWith([person]);
  if (!bo) throw new Error('no Bo');
  const cai = await newDesk('Cai');
  const sha256 = issue(asa, person, paper('äkta'));
  await hand(asa, bo);
  const to = { device: bo.session.self.device, recipient: bo.session.self.keys.recipient };
  const sealed = await sealDocumentsFor(asa.session, [to]);
  if (!sealed) throw new Error('nothing sealed');
  const { bytes } = sealed;
  const altered = Uint8Array.from(bytes);
  altered[bytes.length >> 1] = (altered[bytes.length >> 1] ?? 0) ^ 1;
  const team = asa.session.ledger.team().id;
  if (!team) throw new Error('no group');
  const from = { member: asa.session.self.member, device: asa.session.self.device };
  const forged = (secret: string, documents = [paper('falsk')]) =>
    sealDocuments({ team, from, to: [to], at: 1, documents, own: to.recipient, secret });
  const refusal = async (file: Uint8Array, at = bo) => {
    const taken = await takeDocuments(at.session, file);
    return taken.ok ? 'taken' : taken.error.tag;
  };
  expect(await refusal(bytes.subarray(0, bytes.length - 30))).toBe('damaged');
  expect(await refusal(altered)).toBe('damaged');
  expect(await refusal(bytes, cai)).toBe('notForUs');
  expect(await refusal(await forged(cai.session.secrets.signingKey))).toBe('badSignature');
  // A colleague may send what no entry names; it is not kept.
  expect(await refusal(await forged(asa.session.secrets.signingKey))).toBe('documentsUnnamed');
  expect(bo.session.store.blobs.prepare('SELECT count(*) FROM blob').pluck().get()).toBe(0);
  expect(await refusal(bytes)).toBe('taken');
  expect(kept(bo, sha256)).toBe(paper('äkta').toString());
});

// ---- By hand --------------------------------------------------------------------------------------------------

/** As the window and the runner save a file to a colleague. */
async function save(from: Desk, to: Desk, { path, full = false }: { path: string; full?: boolean }) {
  writeFileSync(path, await give(from, to, full));
  const { session } = from;
  const member = to.session.self.member;
  const ports = {
    next: (again: boolean) => nextDocuments(session, { to: member, again }),
    put: async (file: { path: string; bytes: Uint8Array }) => writeFileSync(file.path, file.bytes),
    note: async (given: Parameters<typeof noteGivenByHand>[1]) => noteGivenByHand(session, given),
  };
  return saveDocumentsBeside(ports, { path, again: full });
}

it('SY-42: beside a file by hand lie its documents, each once, and they are taken in with it', async () => {
  const [asa, bo] = await groupWith([person]);
  if (!bo) throw new Error('no Bo');
  const sha256 = issue(asa, person, paper('för hand'));
  const folder = newFolder();
  const path = join(folder, 'till-bo.sprangbradan');
  writeFileSync(join(folder, 'till-bo.handlingar-1.sprangbradan'), 'någon annans');
  const { documents, files } = await save(asa, bo, { path });
  expect([documents, files.map((one) => basename(one))]).toEqual([1, ['till-bo.handlingar-2.sprangbradan']]);
  expect(readFileSync(join(folder, 'till-bo.handlingar-1.sprangbradan'), 'utf8')).toBe('någon annans');
  expect(must(await openAll(bo.session, [path], quietJob))).toMatchObject({ documents: 1, documentsLeft: 1 });
  expect(kept(bo, sha256)).toBe(paper('för hand').toString());
  expect(await save(asa, bo, { path: join(folder, 'nästa.sprangbradan') })).toEqual({
    documents: 0,
    files: [],
  });
  const disa = await newDesk('Disa');
  await letIn(asa, disa, ['administrator']);
  expect(await save(asa, disa, { path: join(folder, 'till-disa.sprangbradan') })).toMatchObject({
    documents: 0,
  });
});

it('SY-42: in the window the files are chosen together, in any order and under any name, or the documents alone', async () => {
  const [asa, bo] = await groupWith([person]);
  if (!bo) throw new Error('no Bo');
  const desk: Table = { table: undefined, bundle: undefined, opened: { id: undefined } };
  const writing = { session: bo.session, desk, job: quietJob };
  const folder = newFolder();
  const [one, two] = [join(folder, 'ett.sprangbradan'), join(folder, 'två.sprangbradan')];
  const first = issue(asa, person, paper('först'));
  const [beside = ''] = (await save(asa, bo, { path: one })).files;
  const moved = join(folder, 'handlingar.sprangbradan');
  renameSync(beside, moved);
  expect(await openReceived(writing, [moved])).toMatchObject({ error: { tag: 'documentsUnnamed' } });
  const preview = must(await openReceived(writing, [moved, one]));
  expect(preview).toMatchObject({ added: 1, documentFiles: 1 });
  expect(kept(bo, first)).toBeUndefined();
  const merged = await writerHandlers['exchange.merge'](writing, { token: preview?.token ?? '' });
  expect(must(merged)).toMatchObject({ added: 1, documents: 1 });
  expect(kept(bo, first)).toBe(paper('först').toString());
  const second = issue(asa, person, paper('sedan'));
  const [late = ''] = (await save(asa, bo, { path: two })).files;
  expect(await openReceived(writing, [one, two])).toMatchObject({ error: { tag: 'severalWithEntries' } });
  await hand(asa, bo);
  must(await openAll(bo.session, [two], quietJob));
  expect(must(await openReceived(writing, [late]))).toEqual({ token: null, documents: 0 });
  expect(kept(bo, second)).toBe(paper('sedan').toString());
});

/** The store as it was, under the same keys: nothing that Bo wrote had been sealed meanwhile. */
function restore(desk: Desk, from: string): void {
  desk.session.store.close();
  rmSync(desk.dir, { recursive: true });
  cpSync(from, desk.dir, { recursive: true });
}

it.each(['by hand with everything', 'through the folder'])(
  'SY-42: a colleague whose store was restored under the same keys is given the documents again, %s',
  async (way) => {
    const [asa, bo] = await groupWith([person]);
    if (!bo) throw new Error('no Bo');
    const folder = newFolder();
    const rounds = async () => {
      for (const desk of [asa, bo, asa, bo]) await round(desk, folder);
    };
    await rounds();
    const sha256 = issue(asa, person, paper('igen'));
    const before = join(newFolder(), 'before');
    bo.session.store.db.pragma('wal_checkpoint(TRUNCATE)');
    cpSync(bo.dir, before, { recursive: true });
    await round(asa, folder);
    // Picked up, and lost with the computer before a file of Bo's could tell.
    await round(bo, folder, false);
    expect(kept(bo, sha256)).toBeDefined();
    const { device } = bo.session.self;
    restore(bo, before);
    bo.reopen();
    expect([bo.session.self.device, kept(bo, sha256)]).toEqual([device, undefined]);
    if (way === 'through the folder') {
      await hand(bo, asa);
      await rounds();
    } else {
      const path = join(folder, 'allt.sprangbradan');
      await save(asa, bo, { path, full: true });
      must(await openAll(bo.session, [path], quietJob));
    }
    expect(kept(bo, sha256)).toBe(paper('igen').toString());
  },
);
