// Proves: with every computer lost, the agency's sheet and sealed files make a whole store that goes on working, and nothing
// else does. Real stores; files written by the real seal.
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { memberOf } from '../../domain/team/team-state.ts';
import { encryptTo } from '../../main/crypto/age.ts';
import { readSheet } from '../../main/crypto/recovery-sheet.ts';
import { mergeBundle } from '../../main/services/exchange/merging.ts';
import { seal } from '../../main/services/exchange/sealing.ts';
import type { SealedFile } from '../../main/sync/sealed-files.ts';
import { rebuildBySheet, type Rebuilding } from '../../main/services/group/rebuild.ts';
import { setRecoverySheet } from '../../main/services/group/recovery-sheet.ts';
import { setHolders } from '../../main/services/group/membership.ts';
import { noteBehindStub, openBehindStub, type OpenedCase } from '../../main/services/review/behind-stub.ts';
import { openForWriting, unlockByPassphrase, type Surroundings } from '../../main/services/lifecycle.ts';
import type { WriteSession } from '../../main/services/session.ts';
import { quietJob } from '../../main/threads/protocol.ts';
import { applicant, caseOf, day, must, newDesk, newFolder, reference, type Desk } from './desk.ts';
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
  files.map((bytes, index) => ({ name: `fil-${index + 1}`, bytes }));

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

describe('GR-26 what is refused, with nothing left on the disk', () => {
  const refusedOnly = (error: object) => ({ done: { ok: false, error }, left: [] });
  async function attempt(wish: Parameters<typeof rebuild>[1]): Promise<object> {
    const around = placeFor();
    return { done: await rebuild(around, wish), left: readdirSync(dirname(around.dir)) };
  }

  it('a wrong code, no file, a gap, and a name that is taken', async () => {
    const { code, whole, second } = await groupAndFiles();
    expect(await attempt({ code: `${code}x`, files: named(whole) })).toMatchObject(
      refusedOnly({ tag: 'wrongRecoveryCode' }),
    );
    expect(await attempt({ code, files: [] })).toMatchObject(refusedOnly({ tag: 'sheetNoFile' }));
    expect(await attempt({ code, files: named(second) })).toMatchObject(
      refusedOnly({ tag: 'sheetGap', file: 'fil-1' }),
    );
    expect(await attempt({ code, files: named(whole), name: 'Bo' })).toMatchObject(
      refusedOnly({ tag: 'sheetNameTaken', name: 'Bo' }),
    );
  });

  it('another group’s file, one from before the sheet, and one to a colleague without cases', async () => {
    const { asa, bo, code, whole } = await groupAndFiles();
    const [eva, fia] = await groupWith([applicant(3)], ['Fia']);
    if (!fia) throw new Error('Fia is missing');
    const before = await give(eva, fia, true);
    expect(await attempt({ code, files: named(whole, before) })).toMatchObject(
      refusedOnly({ tag: 'sheetNotSealed', file: 'fil-2' }),
    );
    const other = must(await setRecoverySheet(eva.session, 'Annat skåp'));
    const theirs = await give(eva, fia, true);
    expect(await attempt({ code, files: named(theirs) })).toMatchObject(
      refusedOnly({ tag: 'sheetNotSealed' }),
    );
    expect(await attempt({ code: other.code, files: named(whole) })).toMatchObject(
      refusedOnly({ tag: 'sheetNotSealed' }),
    );
    const gun = await newDesk('Gun');
    await letIn(asa, gun, ['logReviewer']);
    const narrow = must(await seal(asa.session, gun.session.self.member, true)).bytes;
    expect(await attempt({ code, files: named(narrow) })).toMatchObject(
      refusedOnly({ tag: 'sheetHeldBack', file: 'fil-1' }),
    );
    await hand(asa, bo);
    // Beside the whole file it says nothing new, and refuses nothing.
    const around = placeFor();
    must(await rebuild(around, { code, files: named(narrow, await give(asa, bo, true)) }));
    expect(existsSync(around.dir)).toBe(true);
  });

  it('hostile: cut, turned, packed anew or foreign bytes, and a sheet that the group has replaced', async () => {
    const { asa, bo, code, whole } = await groupAndFiles();
    const damaged = { tag: 'sheetDamaged', file: 'fil-1' };
    for (const length of [0, 20, 300, whole.length - 1])
      expect(await attempt({ code, files: named(whole.slice(0, length)) })).toMatchObject(
        refusedOnly(damaged),
      );
    const turned = Uint8Array.from(whole);
    turned[whole.length - 40] = (turned[whole.length - 40] ?? 0) ^ 1;
    expect(await attempt({ code, files: named(turned) })).toMatchObject(refusedOnly(damaged));
    const { keys } = must(await readSheet(code));
    const bomb = await encryptTo([keys.recipient], Buffer.from('{"kind":"sprangbradan-bundle"}'));
    expect(await attempt({ code, files: named(bomb) })).toMatchObject(refusedOnly(damaged));
    must(await setRecoverySheet(asa.session, 'Nya skåpet'));
    const later = await give(asa, bo, true);
    expect(await attempt({ code, files: named(later) })).toMatchObject(
      refusedOnly({ tag: 'sheetNotSealed' }),
    );
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
