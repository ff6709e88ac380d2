// Proves: with every computer lost, the agency's sheet and sealed files make a whole store that goes on working, and nothing
// else does. Real stores; files written by the real seal.
import { mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { memberOf } from '../../domain/team/team-state.ts';
import { err, ok } from '../../domain/result.ts';
import { getBlob, putBlob } from '../../db/blobs.ts';
import { caseStream, eventHashSchema } from '../../domain/ids.ts';
import { encryptTo } from '../../main/crypto/age.ts';
import { readSheet } from '../../main/crypto/recovery-sheet.ts';
import { mergeBundle } from '../../main/services/exchange/merging.ts';
import { previewBundle } from '../../main/services/exchange/preview.ts';
import { exchangeStatus } from '../../main/services/exchange/status.ts';
import { planFor, seal, sealTo } from '../../main/services/exchange/sealing.ts';
import { ownKeyFile } from '../../main/services/group/invitations.ts';
import { sealDocumentsFor } from '../../main/services/mailbox/documents.ts';
import { sealContent } from '../../main/sync/envelope.ts';
import type { SealedFile } from '../../main/sync/sealed-files.ts';
import { lookBySheet, rebuildBySheet, type Rebuilding } from '../../main/services/group/rebuild.ts';
import { setRecoverySheet } from '../../main/services/group/recovery-sheet.ts';
import { setHolders } from '../../main/services/group/membership.ts';
import { noteBehindStub, openBehindStub, type OpenedCase } from '../../main/services/review/behind-stub.ts';
import { openForWriting, unlockByPassphrase, type Surroundings } from '../../main/services/lifecycle.ts';
import type { WriteSession } from '../../main/services/session.ts';
import { quietJob } from '../../main/threads/protocol.ts';
import { breaches } from '../builders/watching.ts';
import {
  applicant,
  caseOf,
  countEvents,
  day,
  importRows,
  must,
  newDesk,
  newFolder,
  reference,
  type Desk,
  type Row,
} from './desk.ts';
import { give, groupWith, hand, judgeCase, letIn, phone } from './group-of-desks.ts';

const passphrase = 'ny lösenfras 1';
const opened: WriteSession[] = [];
afterEach(() => {
  for (const session of opened.splice(0)) session.store.close();
});

function placeFor(): Surroundings {
  let now = 1_795_000_000_000_000;
  return {
    dir: join(newFolder(), 'store'),
    reference,
    nativeBinding: process.env['SPRANGBRADAN_SQLITE_BINDING'],
    now: () => (now += 1_000_000),
    today: () => day('2026-11-20'),
  };
}

const named = (...files: readonly Uint8Array[]): SealedFile[] =>
  files.map((bytes, index) => ({ name: `fil-${index + 1}`, read: () => ok(bytes) }));

const rebuild = (around: Surroundings, wish: Pick<Rebuilding, 'code' | 'files'> & Partial<Rebuilding>) =>
  rebuildBySheet(around, { name: 'Disa', passphrase, ...wish }, quietJob);

/** By the new passphrase, as after a restart. */
async function deskAt(around: Surroundings): Promise<Desk> {
  const dataKey = must(await unlockByPassphrase(around.dir, passphrase));
  const session = must(openForWriting(around, dataKey));
  opened.push(session);
  return { dir: around.dir, session, dataKey, goTo: () => undefined, reopen: () => session };
}

/** Åsa and Bo with a case each way, a whole file and two later ones, all sealed to the sheet as well. */
async function groupAndFiles() {
  const person = applicant(1);
  const [asa, bo] = await groupWith([person]);
  if (!bo) throw new Error('Bo is missing');
  const { code } = must(await setRecoverySheet(asa.session, 'Kassaskåpet'));
  const whole = await give(asa, bo, true);
  must(await mergeBundle(bo.session, whole));
  judgeCase(asa, person, 'eligible');
  const second = await give(asa, bo);
  must(await mergeBundle(bo.session, second));
  phone(bo, person, '070-1740699');
  const third = await give(bo, asa);
  must(await mergeBundle(asa.session, third));
  return { asa, bo, person, code, whole, second, third };
}

/** As a print run keeps and notes it, but of no decision. */
function issue(desk: Desk, of: Row, bytes: Uint8Array) {
  breaches('issuedOfNothing');
  const { id, state } = caseOf(desk, of);
  const sha256 = must(putBlob(desk.session.store, bytes));
  const named = { variant: 'party', of: eventHashSchema.parse(state.heads[0]), renderer: 'prov', pages: 1 };
  const payload = { kind: 'document.issued' as const, sha256, ...named };
  must(desk.session.ledger.append([{ stream: caseStream(id), payload }]));
  return sha256;
}

describe('GR-26 rebuilding by the agency’s sheet', () => {
  it('holds everything of the files, in any order, under a new member whom the sheet let in', async () => {
    const { asa, person, code, whole, second, third } = await groupAndFiles();
    const around = placeFor();
    const done = must(
      await rebuild(around, { code: code.toLowerCase(), files: named(third, second, whole) }),
    );
    expect(done).toMatchObject({ team: 'Provgruppen', members: ['Åsa', 'Bo', 'Disa'], leftOut: 0 });
    const desk = await deskAt(around);
    const { self, ledger } = desk.session;
    expect(self.idSecret).toBe(asa.session.self.idSecret);
    expect(memberOf(ledger.team(), self.member)).toMatchObject({
      name: 'Disa',
      standing: 'active',
      roles: ['caseworker', 'lead', 'administrator'],
    });
    expect(caseOf(desk, person)).toEqual(caseOf(asa, person));
    expect(must(ledger.verify())).toMatchObject({ ok: true, problems: [] });
    expect(readdirSync(dirname(around.dir))).toEqual(['store']);
  });

  it('goes on working, and merges both ways with a colleague’s store that reappears', async () => {
    const { bo, person, code, whole, second } = await groupAndFiles();
    const around = placeFor();
    must(await rebuild(around, { code, files: named(whole, second) }));
    const desk = await deskAt(around);
    judgeCase(desk, person, 'needsCheck');
    // Bo’s own entry was never in a file that came here.
    must(await mergeBundle(bo.session, await give(desk, bo)));
    must(await mergeBundle(desk.session, await give(bo, desk)));
    must(await mergeBundle(bo.session, await give(desk, bo)));
    expect(bo.session.ledger.team()).toEqual(desk.session.ledger.team());
    expect(caseOf(bo, person)).toEqual(caseOf(desk, person));
    const { state } = caseOf(bo, person);
    expect(state.notEntitled).toEqual([]);
    // What the new one does to the group counts there too.
    const eva = await newDesk('Eva');
    await letIn(desk, eva);
    must(await mergeBundle(bo.session, await give(desk, bo)));
    expect(memberOf(bo.session.ledger.team(), eva.session.self.member)?.standing).toBe('active');
    for (const { session } of [bo, desk])
      expect(must(session.ledger.verify())).toMatchObject({ ok: true, problems: [] });
  });

  it('says how much is for named holders alone, and does not hold it', async () => {
    const hidden = applicant(2, { 'Skyddade personuppgifter': 'Ja' });
    const [asa, bo] = await groupWith([hidden]);
    if (!bo) throw new Error('Bo is missing');
    const { code } = must(await setRecoverySheet(asa.session, 'Kassaskåpet'));
    const holders = [asa.session.self.member, bo.session.self.member];
    must(setHolders(asa.session, { on: true, holders, day: asa.session.today(), source: 'Beslut 7' }));
    const behind: OpenedCase = { id: undefined };
    const { id } = caseOf(asa, hidden);
    must(openBehindStub(asa.session, behind, { id, reason: 'handling' }));
    must(noteBehindStub(asa.session, behind, { id, text: 'Hemligt ord' }));
    const around = placeFor();
    const done = must(await rebuild(around, { code, files: named(await give(asa, bo, true)) }));
    expect(done.leftOut).toBe(1);
    const desk = await deskAt(around);
    const payloads = desk.session.store.db.prepare('SELECT payload FROM events').pluck().all();
    expect(payloads.join('\n')).not.toContain('Hemligt ord');
  });
});

/** Sealed to the sheet's key by another group: an insider there who knows the key. */
async function foreignTo(code: string, from: Desk): Promise<Uint8Array> {
  const { keys } = must(await readSheet(code));
  const to = [{ device: keys.id, recipient: keys.recipient }];
  return (await sealTo(from.session, to, planFor(from.session, to, 'all'))).bytes;
}

describe('GR-26 a file that does not belong is left out and named, and the rest builds the group', () => {
  const left = (file: string, why: string) => ({ file, why });

  it('not sealed to the sheet, damaged, of another kind, unreadable, after a gap, forged by another group', async () => {
    const { asa, bo, code, whole, second, third } = await groupAndFiles();
    const [eva, fia] = [await newDesk('Eva'), await newDesk('Fia')];
    await letIn(eva, fia);
    const turned = Uint8Array.from(second);
    turned[second.length - 40] = (turned[second.length - 40] ?? 0) ^ 1;
    const key = Buffer.from(ownKeyFile(eva.session));
    phone(asa, applicant(1), '070-1740605');
    const lost = await give(asa, bo);
    phone(asa, applicant(1), '070-1740606');
    const foreign = await foreignTo(code, eva);
    const files = [
      ...named(foreign, await give(eva, fia, true), foreign, whole, turned, key, third, await give(asa, bo)),
      { name: 'borta', read: () => err({ tag: 'fileUnreachable' as const }) },
    ];
    const around = placeFor();
    const done = must(await rebuild(around, { code, files }));
    expect(lost.length).toBeGreaterThan(0);
    expect([...done.left].sort((a, b) => a.file.localeCompare(b.file))).toEqual([
      left('borta', 'unreadable'),
      left('fil-1', 'otherGroup'),
      left('fil-2', 'notSealed'),
      left('fil-3', 'otherGroup'),
      left('fil-5', 'damaged'),
      left('fil-6', 'damaged'),
      left('fil-7', 'gap'),
      left('fil-8', 'gap'),
    ]);
    expect(done.from).toEqual([
      { name: 'Åsa', files: 1, newestAt: expect.any(Number) },
      { name: 'Bo', files: 0, newestAt: null },
    ]);
    expect(must((await deskAt(around)).session.ledger.verify())).toMatchObject({ ok: true });
    // Nor by being more than the real ones.
    const few = must(await rebuild(placeFor(), { code, files: named(foreign, foreign, whole) }));
    expect(few).toMatchObject({ team: 'Provgruppen', from: [{ name: 'Åsa', files: 1 }, { name: 'Bo' }] });
    expect(few.left).toEqual([left('fil-1', 'otherGroup'), left('fil-2', 'otherGroup')]);
  });

  it('one to a colleague without cases, which alone builds nothing', async () => {
    const { asa, bo, code } = await groupAndFiles();
    const gun = await newDesk('Gun');
    await letIn(asa, gun, ['logReviewer']);
    const narrow = must(await seal(asa.session, gun.session.self.member, true)).bytes;
    expect(await rebuild(placeFor(), { code, files: named(narrow) })).toEqual({
      ok: false,
      error: { tag: 'sheetNothing', files: 1, left: [left('fil-1', 'heldBack')] },
    });
    await hand(asa, bo);
    // Beside the whole file it says nothing new.
    const done = must(await rebuild(placeFor(), { code, files: named(narrow, await give(asa, bo, true)) }));
    expect(done.left).toEqual([]);
  });

  it('says what a file has shown to exist and none brings, and whose', async () => {
    const [asa, bo, cai] = await groupWith([applicant(1)], ['Bo', 'Cai']);
    if (!bo || !cai) throw new Error('a colleague is missing');
    const { code } = must(await setRecoverySheet(asa.session, 'Kassaskåpet'));
    const whole = await give(asa, bo, true);
    await hand(asa, cai);
    phone(cai, applicant(1), '070-1740605');
    await hand(cai, asa);
    // Bo had that entry given in a file of its own, which is lost; the next one brings only what came after.
    await give(asa, bo);
    await importRows(asa, [applicant(4)], { kind: 'applications' });
    const done = must(await rebuild(placeFor(), { code, files: named(whole, await give(asa, bo)) }));
    expect(done).toMatchObject({ missing: [{ name: 'Cai', changes: 1 }], cases: 2 });
  });
});

describe('GR-26 looking before building', () => {
  it('tells the same account, signs nothing and leaves nothing; the papers come back with the entries', async () => {
    const { asa, bo, person, code, whole, second, third } = await groupAndFiles();
    const bytes = Buffer.from(`%PDF-1.7 ${'Beslut '.repeat(200)}`);
    const sha256 = issue(asa, person, bytes);
    const later = await give(asa, bo);
    const { keys } = bo.session.self;
    const papers = await sealDocumentsFor(asa.session, [{ device: keys.id, recipient: keys.recipient }]);
    if (!papers) throw new Error('no papers');
    const around = placeFor();
    const look = async (...files: readonly Uint8Array[]) =>
      must(await lookBySheet(around, { code, files: named(...files) }, quietJob));
    expect(await look(whole, second, third, later)).toMatchObject({ documents: 0, documentsMissing: 1 });
    expect(readdirSync(dirname(around.dir))).toEqual([]);
    const files = [papers.bytes, whole, second, third, later];
    const seen = await look(...files);
    expect(seen).toMatchObject({
      members: ['Åsa', 'Bo'],
      cases: 1,
      documents: 1,
      documentsMissing: 0,
      builtBefore: [],
      missing: [],
      left: [],
    });
    const {
      recoveryCode: _code,
      dataKey: _key,
      ...done
    } = must(await rebuild(around, { code, files: named(...files) }));
    expect(done).toEqual({ ...seen, members: ['Åsa', 'Bo', 'Disa'], events: seen.events + 1 });
    const { store } = (await deskAt(around)).session;
    expect(getBlob(store, sha256)?.toString()).toBe(bytes.toString());
    // Where a store stands there is nothing to build.
    expect(await lookBySheet(around, { code, files: named(whole) }, quietJob)).toEqual({
      ok: false,
      error: { tag: 'storeExists' },
    });
  });
});

describe('GR-26 what is refused, with nothing left on the disk', () => {
  const refusedOnly = (error: object) => ({ done: { ok: false, error }, left: [] });
  const nothing = (why: string) => refusedOnly({ tag: 'sheetNothing', left: [{ file: 'fil-1', why }] });
  async function attempt(wish: Parameters<typeof rebuild>[1]): Promise<object> {
    const around = placeFor();
    return { done: await rebuild(around, wish), left: readdirSync(dirname(around.dir)) };
  }

  it('a wrong code, no file, nothing but a gap, and a name that is taken', async () => {
    const { code, whole, second } = await groupAndFiles();
    expect(await attempt({ code: `${code}x`, files: named(whole) })).toMatchObject(
      refusedOnly({ tag: 'wrongRecoveryCode' }),
    );
    expect(await attempt({ code, files: [] })).toMatchObject(refusedOnly({ tag: 'sheetNoFile' }));
    expect(await attempt({ code, files: named(second) })).toMatchObject(nothing('gap'));
    expect(await attempt({ code, files: named(whole), name: 'Bo' })).toMatchObject(
      refusedOnly({ tag: 'sheetNameTaken', name: 'Bo' }),
    );
  });

  it('another sheet, and one that the group has replaced since', async () => {
    const { asa, bo, code, whole } = await groupAndFiles();
    const eva = await newDesk('Eva');
    const other = must(await setRecoverySheet(eva.session, 'Annat skåp'));
    const none = refusedOnly({ tag: 'sheetOpensNone', files: 1 });
    expect(await attempt({ code: other.code, files: named(whole) })).toMatchObject(none);
    must(await setRecoverySheet(asa.session, 'Nya skåpet'));
    expect(await attempt({ code, files: named(await give(asa, bo, true)) })).toMatchObject(none);
    // Nothing but what another group has sealed to the sheet.
    expect(await attempt({ code, files: named(await foreignTo(code, eva)) })).toMatchObject(
      refusedOnly({ tag: 'otherSheet' }),
    );
  });

  it('hostile: cut, turned, packed anew or foreign bytes, and one from a newer program', async () => {
    const { code, whole } = await groupAndFiles();
    for (const length of [0, 20, 300, whole.length - 1])
      expect(await attempt({ code, files: named(whole.slice(0, length)) })).toMatchObject(nothing('damaged'));
    const turned = Uint8Array.from(whole);
    turned[whole.length - 40] = (turned[whole.length - 40] ?? 0) ^ 1;
    expect(await attempt({ code, files: named(turned) })).toMatchObject(nothing('damaged'));
    const { keys } = must(await readSheet(code));
    const bomb = await encryptTo([keys.recipient], Buffer.from('{"kind":"sprangbradan-bundle"}'));
    expect(await attempt({ code, files: named(bomb) })).toMatchObject(nothing('damaged'));
    const header = { kind: 'sprangbradan-bundle', v: 9, minReader: 9 };
    const content = { count: 0, bytes: Buffer.alloc(0) };
    const { bytes } = await sealContent(
      { header, secret: '0'.repeat(64), recipients: [keys.recipient] },
      content,
    );
    expect(await attempt({ code, files: named(whole, bytes) })).toMatchObject(
      refusedOnly({ tag: 'sheetNewerReader', file: 'fil-2' }),
    );
  });

  it('stopped by the person', async () => {
    const { code, whole, second } = await groupAndFiles();
    const around = placeFor();
    let left = 3;
    const job = { ...quietJob, cancelled: () => (left -= 1) < 0 };
    const wish = { name: 'Disa', passphrase, code, files: named(whole, second) };
    expect(await rebuildBySheet(around, wish, job)).toEqual({ ok: false, error: { tag: 'cancelled' } });
    expect(readdirSync(dirname(around.dir))).toEqual([]);
  });

  it('where a store stands, which is not touched', async () => {
    const { code, whole } = await groupAndFiles();
    const around = placeFor();
    mkdirSync(around.dir);
    expect(await rebuild(around, { code, files: named(whole) })).toEqual({
      ok: false,
      error: { tag: 'storeExists' },
    });
    expect(readdirSync(around.dir)).toEqual([]);
  });
});

describe('ADR 27 the sheet builds the group on two computers', () => {
  /** Both out of the files that Bo and Åsa had left, neither knowing of the other. */
  async function builtTwice() {
    const { bo, code, whole, second } = await groupAndFiles();
    const [first, again] = [placeFor(), placeFor()];
    must(await rebuild(first, { code, files: named(whole, second) }));
    must(await rebuild(again, { code, files: named(whole, second), name: 'Eva' }));
    return { bo, code, whole, second, disa: await deskAt(first), eva: await deskAt(again) };
  }

  it('who had taken in the one is told of the other by name, keeps its file, and takes nothing of it in', async () => {
    const { bo, disa, eva } = await builtTwice();
    const ours = await give(disa, bo);
    const preview = async (bytes: Uint8Array) => must(await previewBundle(bo.session, bytes));
    expect(await preview(ours)).toMatchObject({ from: 'Disa', newcomer: true, words: { length: 6 } });
    must(await mergeBundle(bo.session, ours));
    expect(await preview(ours)).toMatchObject({ from: 'Disa', newcomer: false });
    const before = countEvents(bo);
    const theirs = await give(eva, bo, true);
    expect(await mergeBundle(bo.session, theirs)).toMatchObject({
      ok: false,
      error: { tag: 'sheetFork', sender: 'Eva' },
    });
    const setAside = () => exchangeStatus(bo.session).setAside;
    expect(setAside()).toMatchObject([{ from: 'Eva', sheet: 'inForce', isOwn: false }]);
    expect(countEvents(bo)).toBe(before);
    expect(must(bo.session.ledger.verify())).toMatchObject({ ok: true });
    // A new sheet is the group's word for which of the two goes on.
    must(await setRecoverySheet(disa.session, 'Nya skåpet'));
    must(await mergeBundle(bo.session, await give(disa, bo)));
    expect(setAside()).toMatchObject([{ from: 'Eva', sheet: 'replaced' }]);
  });

  it('out of files of both, the older is in and the other is named', async () => {
    const { bo, code, whole, second, disa, eva } = await builtTwice();
    const files = named(whole, second, await give(disa, bo), await give(eva, bo));
    const seen = must(await lookBySheet(placeFor(), { code, files }, quietJob));
    expect(seen).toMatchObject({ builtBefore: [{ name: 'Disa' }] });
    expect(seen.left).toEqual([{ file: 'fil-4', why: 'sheetFork' }]);
  });

  it('out of files of the first it is told before, and the two are one group', async () => {
    const { bo, code, whole, second } = await groupAndFiles();
    const first = placeFor();
    must(await rebuild(first, { code, files: named(whole, second) }));
    const disa = await deskAt(first);
    const files = named(whole, second, await give(disa, bo));
    expect(must(await lookBySheet(placeFor(), { code, files }, quietJob)).builtBefore).toMatchObject([
      { name: 'Disa' },
    ]);
    const again = placeFor();
    expect(must(await rebuild(again, { code, files, name: 'Eva' })).builtBefore).toMatchObject([
      { name: 'Disa' },
    ]);
    const eva = await deskAt(again);
    must(await mergeBundle(disa.session, await give(eva, disa)));
    must(await mergeBundle(eva.session, await give(disa, eva)));
    expect(disa.session.ledger.team()).toEqual(eva.session.ledger.team());
    expect(exchangeStatus(disa.session).setAside).toEqual([]);
  });
});
