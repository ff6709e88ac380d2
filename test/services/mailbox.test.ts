// Proves: a shared folder as mailbox between real stores (SY-24 to SY-28): put once, picked up by each, stray and half-copied
// files ignored until whole, an empty folder never a message, a busy file tried again.
import { copyFileSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { importLog } from '../../db/local/bundles.ts';
import { leftFiles, putFiles } from '../../db/local/mailbox.ts';
import { parseMailboxName } from '../../domain/sync/mailbox.ts';
import { createMailboxFolder } from '../../main/files/mailbox-folder.ts';
import { mergeBundle } from '../../main/services/exchange/merging.ts';
import { previewBundle } from '../../main/services/exchange/preview.ts';
import { listEmployers, registerChecks } from '../../main/services/decision/employers.ts';
import { changeRoles, revokeDevice } from '../../main/services/group/membership.ts';
import { recordGrounds } from '../../main/services/disclosure/grounds.ts';
import { mailboxStatus } from '../../main/services/mailbox/mailbox-view.ts';
import { saveMailbox } from '../../main/services/mailbox/mailbox.ts';
import type { RoundView } from '../../ipc/colleagues/mailbox.ts';
import { runRound, storePorts } from '../../main/services/mailbox/round.ts';
import { todaySummary } from '../../main/services/overview.ts';
import { planFor, sealTo } from '../../main/services/exchange/sealing.ts';

import {
  applicant,
  countEvents,
  day,
  everythingStored,
  importRows,
  must,
  newDesk,
  newFolder,
  offerFor,
  type Desk,
} from './desk.ts';
import { groupWith, hand, judgeCase, letIn, phone } from './group-of-desks.ts';

vi.setConfig({ testTimeout: 180_000 });

const both = { pickUp: true, put: true };
const person = applicant(1);

async function round(desk: Desk, folder: string, what = both): Promise<RoundView> {
  const ports = { folder: createMailboxFolder(folder), store: storePorts(desk.session) };
  return must(await runRound(ports, what));
}

const filesTo = (desk: Desk, folder: string) =>
  readdirSync(folder).filter((name) => parseMailboxName(name)?.to === desk.session.self.device);

describe('a shared folder', () => {
  it('carries work between three who never meet; each picks up its own file and everybody comes to rest (SY-25, SY-26)', async () => {
    const folder = newFolder();
    const desks = await groupWith([person, applicant(2)], ['Bo', 'Cai']);
    const [asa] = desks;
    phone(asa, person, '070-1740601');
    for (let turn = 0; turn < 4; turn += 1) for (const desk of desks) await round(desk, folder);
    const totals = desks.map(countEvents);
    expect(new Set(totals).size).toBe(1);
    for (const desk of desks) expect(everythingStored(desk)).toContain('1740601');
    expect(readdirSync(folder)).toEqual([]);
    for (const desk of desks)
      expect(await round(desk, folder)).toMatchObject({ files: 0, taken: 0, added: 0 });
  });

  it('holds names of devices and a number, never of a person, and no half file', async () => {
    const folder = newFolder();
    const [asa] = await groupWith([person]);
    phone(asa, person, '070-1740601');
    await round(asa, folder);
    expect(readdirSync(folder)).toEqual([
      expect.stringMatching(/^[0-9a-f]{32}\.[0-9a-f]{32}\.\d{16}\.sprangbradan$/),
    ]);
  });

  it('is given each entry once: a second round with nothing new puts nothing', async () => {
    const folder = newFolder();
    const [asa, bo] = await groupWith([person]);
    phone(asa, person, '070-1740601');
    expect(await round(asa, folder)).toMatchObject({ files: 1, events: 1 });
    expect(await round(asa, folder)).toMatchObject({ files: 0, events: 0 });
    phone(asa, person, '070-1740602');
    expect(await round(asa, folder)).toMatchObject({ files: 1, events: 1 });
    expect(filesTo(bo as Desk, folder)).toHaveLength(2);
    expect(await round(bo as Desk, folder)).toMatchObject({ taken: 2, added: 2 });
  });

  it('ignores stray files, copies under other names and half-copied ones until they are whole (SY-25)', async () => {
    const folder = newFolder();
    const [asa, bo] = (await groupWith([person])) as [Desk, Desk];
    phone(asa, person, '070-1740601');
    await round(asa, folder);
    const name = filesTo(bo, folder)[0] ?? '';
    const path = join(folder, name);
    copyFileSync(path, join(folder, `${name} (kopia 1)`));
    writeFileSync(join(folder, 'anteckningar.docx'), 'hej');
    writeFileSync(join(folder, '.~lock'), '');
    const whole = readFileSync(path);
    truncateSync(path, whole.length - 300);
    const before = countEvents(bo);
    expect(await round(bo, folder)).toMatchObject({ taken: 0, left: ['damaged'] });
    expect(await round(bo, folder)).toMatchObject({ taken: 0, left: [] });
    expect(countEvents(bo)).toBe(before);
    expect(importLog(bo.session.store.db, 10).filter((one) => one.kind === 'refused')).toEqual([]);
    writeFileSync(path, whole);
    expect(await round(bo, folder)).toMatchObject({ taken: 1, added: 1, left: [] });
    expect(leftFiles(bo.session.store.db)).toEqual([]);
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['anteckningar.docx', `${name} (kopia 1)`]));
  });

  it('that is empty or away is no message: nothing here changes, and what was lost is given again (SY-27)', async () => {
    const folder = newFolder();
    const [asa, bo] = (await groupWith([person])) as [Desk, Desk];
    await round(bo, folder);
    await round(asa, folder);
    phone(asa, person, '070-1740601');
    await round(asa, folder);
    const stored = countEvents(asa);
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    expect(await round(asa, folder)).toMatchObject({ files: 0 });
    expect(countEvents(asa)).toBe(stored);
    expect(must(asa.session.ledger.verify())).toMatchObject({ ok: true, problems: [] });
    rmSync(folder, { recursive: true });
    const away = await runRound(
      { folder: createMailboxFolder(folder), store: storePorts(asa.session) },
      both,
    );
    expect(away).toEqual({ ok: false, error: { tag: 'mailboxUnreachable' } });
    // Bo works on and is heard, without what was lost: Åsa's next file begins where Bo has shown to stand.
    const again = newFolder();
    judgeCase(bo, person, 'eligible');
    await round(bo, again);
    await round(asa, again);
    await round(bo, again);
    expect(everythingStored(bo)).toContain('1740601');
    expect(countEvents(bo)).toBe(countEvents(asa));
  });

  it('puts many waiting files together into one', async () => {
    const folder = newFolder();
    const [asa, bo] = (await groupWith([person])) as [Desk, Desk];
    for (let turn = 0; turn < 14; turn += 1) {
      phone(asa, person, `070-17406${10 + turn}`);
      await round(asa, folder);
    }
    expect(filesTo(bo, folder).length).toBeLessThan(4);
    await round(bo, folder);
    expect(countEvents(bo)).toBe(countEvents(asa));
    expect(putFiles(asa.session.store.db).length).toBeLessThan(4);
  });
});

describe('a group whose ground is not recorded (DI-1, SY-26)', () => {
  it('puts nothing, says so, still picks up, and puts what has gathered once the ground is there', async () => {
    const folder = newFolder();
    const [asa, bo] = [await newDesk('Åsa', false), await newDesk('Bo', false)];
    expect(await round(asa, folder)).toMatchObject({ files: 0, stopped: null });
    const { lastPutAt } = mailboxStatus(asa.session);
    await letIn(asa, bo);
    expect(await round(asa, folder)).toMatchObject({ files: 0, stopped: 'groundMissing' });
    expect(mailboxStatus(asa.session)).toMatchObject({ problem: 'groundMissing', lastPutAt });
    saveMailbox(asa.session, { folder });
    await round(asa, folder, { pickUp: true, put: false });
    expect(todaySummary(asa.session, undefined).mailboxStopped).toBe(1);
    const record = {
      kinds: ['bundle' as const],
      allowed: true,
      day: day('2026-11-02'),
      source: 'Beslut 2026:3',
    };
    must(recordGrounds(asa.session, record));
    expect(await round(asa, folder)).toMatchObject({ files: 1, stopped: null });
    expect(await round(bo, folder)).toMatchObject({ taken: 1, files: 1, stopped: null });
    expect(mailboxStatus(asa.session)).toMatchObject({ problem: null });
    expect(todaySummary(asa.session, undefined).mailboxStopped).toBe(0);
  });
});

describe('what a person decides (SY-28)', () => {
  it('leaves a file that would become a conflict until somebody has looked, and takes it by hand', async () => {
    const folder = newFolder();
    const [asa, bo] = (await groupWith([person])) as [Desk, Desk];
    judgeCase(asa, person, 'eligible');
    judgeCase(bo, person, 'needsCheck');
    await round(asa, folder);
    const before = countEvents(bo);
    expect(await round(bo, folder, { pickUp: true, put: false })).toMatchObject({
      taken: 0,
      left: ['becomesConflict'],
    });
    expect(countEvents(bo)).toBe(before);
    const name = filesTo(bo, folder)[0] ?? '';
    expect(
      must(await mergeBundle(bo.session, new Uint8Array(readFileSync(join(folder, name))))),
    ).toMatchObject({
      conflicts: ['JS-2026B-00001'],
    });
    await round(bo, folder, { pickUp: true, put: false });
    expect(filesTo(bo, folder)).toEqual([]);
  });

  it('leaves a file that would bring an employer into conflict, named before and after (SY-22, SY-28)', async () => {
    const folder = newFolder();
    const [asa, bo] = (await groupWith([person])) as [Desk, Desk];
    await importRows(asa, [offerFor(person)], { kind: 'offers' });
    await hand(asa, bo);
    const [employer] = listEmployers(asa.session, undefined);
    const checks = [
      [asa, 'clear'],
      [bo, 'bar'],
    ] as const;
    for (const [{ session }, outcome] of checks) {
      const employers = [employer?.id as never];
      must(registerChecks(session, { employers, outcome, day: session.today(), sources: ['X'] }));
    }
    await round(asa, folder);
    const pickUp = { pickUp: true, put: false };
    expect(await round(bo, folder, pickUp)).toMatchObject({ taken: 0, left: ['becomesConflict'] });
    const bytes = new Uint8Array(readFileSync(join(folder, filesTo(bo, folder)[0] ?? '')));
    const arising = [{ what: 'employer', label: employer?.name }];
    expect(must(await previewBundle(bo.session, bytes))).toMatchObject({ arising });
    expect(must(await mergeBundle(bo.session, bytes))).toMatchObject({ arising });
  });

  it('leaves a file in which two administrators put each other out, and names the dispute (SY-22, SY-28)', async () => {
    const folder = newFolder();
    const [asa, bo] = (await groupWith([])) as [Desk, Desk];
    const [a, b] = [asa.session.self, bo.session.self];
    must(changeRoles(asa.session, { member: b.member, roles: ['caseworker', 'administrator'] }));
    await hand(asa, bo);
    await hand(bo, asa);
    // The file is sealed first: who has been put out is given none.
    must(revokeDevice(bo.session, { device: a.device, reason: 'lost' }));
    const { device, keys } = b;
    const to = [{ device, recipient: keys.recipient }];
    must(revokeDevice(asa.session, { device, reason: 'lost' }));
    const { bytes } = await sealTo(asa.session, to, planFor(asa.session, to, 'all'));
    writeFileSync(join(folder, `${device}.${a.device}.0000000000000001.sprangbradan`), bytes);
    const pickUp = { pickUp: true, put: false };
    expect(await round(bo, folder, pickUp)).toMatchObject({ taken: 0, left: ['becomesConflict'] });
    const arising = expect.arrayContaining([{ what: 'membership', label: 'Åsa' }]);
    expect(must(await previewBundle(bo.session, bytes))).toMatchObject({ arising });
    expect(must(await mergeBundle(bo.session, bytes))).toMatchObject({ arising });
  });

  it('asks for every file when told to', async () => {
    const folder = newFolder();
    const [asa, bo] = (await groupWith([person])) as [Desk, Desk];
    saveMailbox(bo.session, { folder, takeIn: 'ask' });
    phone(asa, person, '070-1740601');
    await round(asa, folder);
    expect(await round(bo, folder)).toMatchObject({ taken: 0, left: ['waitsForYou'] });
  });
});

describe('files that nobody honest wrote', () => {
  it('an altered file in a colleague’s name stays where it is, and a forged one leaves one row in the log (SY-24)', async () => {
    const folder = newFolder();
    const [asa, bo] = (await groupWith([person])) as [Desk, Desk];
    const stranger = await newDesk('Eva');
    const { device, keys } = bo.session.self;
    const to = [{ device, recipient: keys.recipient }];
    const sealed = await sealTo(stranger.session, to, planFor(stranger.session, to, 'all'));
    writeFileSync(
      join(folder, `${device}.${asa.session.self.device}.0000000000000001.sprangbradan`),
      sealed.bytes,
    );
    const before = countEvents(bo);
    expect(await round(bo, folder)).toMatchObject({ taken: 0, left: ['foreignTeam'] });
    await round(bo, folder);
    const refused = importLog(bo.session.store.db, 20).filter((one) => one.kind === 'refused');
    expect(refused).toMatchObject([{ outcome: 'foreignTeam', senderDevice: asa.session.self.device }]);
    expect(countEvents(bo)).toBe(before);
  });
});
