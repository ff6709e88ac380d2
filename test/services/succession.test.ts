// Proves: a restored store is noticed from outside it and goes on under new keys; nothing of it stands in two forms (SY-31, SY-32).
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { quarantinedBundles } from '../../db/local/quarantine.ts';
import { vouching } from '../../domain/sync/checks.ts';
import { activeDevices, isRevoked, memberOf } from '../../domain/team/team-state.ts';
import { createSyncCrypto } from '../../main/crypto/signing.ts';
import { mergeBundle } from '../../main/services/exchange/merging.ts';
import { outsidePath } from '../../main/services/exchange/outside.ts';
import { successionNotice } from '../../main/services/exchange/succession.ts';
import { applicant, countEvents, everythingStored, must, newDesk, newFolder, type Desk } from './desk.ts';
import { give, groupWith, hand, letIn, phone } from './group-of-desks.ts';

vi.setConfig({ testTimeout: 180_000 });
const person = applicant(1);

/** A copy of the folder as a backup has it; `back` puts it in the store's place and opens it. */
function backup(desk: Desk): { readonly back: () => void } {
  const copy = `${newFolder()}/store`;
  desk.session.store.db.pragma('wal_checkpoint(TRUNCATE)');
  cpSync(desk.dir, copy, { recursive: true });
  return {
    back: () => {
      desk.session.store.close();
      rmSync(desk.dir, { recursive: true });
      cpSync(copy, desk.dir, { recursive: true });
      desk.reopen();
    },
  };
}

describe('a store that was put back from a copy', () => {
  it('goes on under new keys, gets back what it had given, and nothing is forked (SY-31)', async () => {
    const [asa, bo] = (await groupWith([person])) as [Desk, Desk];
    const old = asa.session.self.device;
    const kept = backup(asa);
    phone(asa, person, '070-1740601');
    await hand(asa, bo);
    kept.back();
    expect(asa.session.self.device).not.toBe(old);
    expect(asa.session.self.formerDevices).toEqual([old]);
    expect(successionNotice(asa.session)).toMatchObject({ missing: 1 });
    // Åsa's first file tells of the new keys; to a computer that has never been heard Bo gives everything.
    await hand(asa, bo);
    await hand(bo, asa);
    expect(everythingStored(asa)).toContain('1740601');
    expect(successionNotice(asa.session)).toMatchObject({ missing: 0 });
    phone(asa, person, '070-1740602');
    expect(must(await mergeBundle(bo.session, await give(asa, bo)))).toMatchObject({
      conflicts: [],
      waiting: 0,
    });
    for (const { session } of [asa, bo]) {
      const team = session.ledger.team();
      const member = memberOf(team, asa.session.self.member);
      expect(member && activeDevices(member).map(({ id }) => id)).toEqual([asa.session.self.device]);
      expect(isRevoked(team, old)).toBe(true);
      expect(member?.roles).toContain('administrator');
      expect(must(session.ledger.verify())).toMatchObject({ ok: true, problems: [] });
      expect(quarantinedBundles(session.store.db)).toEqual([]);
    }
    expect(countEvents(asa)).toBe(countEvents(bo));
    expect(everythingStored(bo)).toContain('1740602');
  });

  it('still opens what was sealed to it before anybody knew, and takes it when the rest has come back', async () => {
    const [asa, bo] = (await groupWith([person])) as [Desk, Desk];
    const kept = backup(asa);
    phone(asa, person, '070-1740601');
    await hand(asa, bo);
    phone(bo, person, '070-1740603');
    const underWay = await give(bo, asa);
    kept.back();
    expect(must(await mergeBundle(asa.session, underWay))).toMatchObject({ waiting: 1 });
    await hand(asa, bo);
    expect(must(await mergeBundle(asa.session, await give(bo, asa)))).toMatchObject({ waiting: 0 });
    expect(everythingStored(asa)).toContain('1740603');
  });

  it('gives what it holds of its old chain although no file has carried it and the old key is gone (SY-32)', async () => {
    const [asa, bo] = (await groupWith([person])) as [Desk, Desk];
    phone(asa, person, '070-1740677');
    const kept = backup(asa);
    phone(asa, person, '070-1740606');
    await give(asa, bo);
    kept.back();
    await hand(asa, bo);
    expect(everythingStored(bo)).toContain('1740677');
    expect(must(bo.session.ledger.verify())).toMatchObject({ ok: true });
  });

  it('from before an invitation is noticed too: the invitee holds an entry that must not be written twice (SY-31)', async () => {
    const [asa] = (await groupWith([person])) as [Desk, Desk];
    const old = asa.session.self.device;
    const cai = await newDesk('Cai');
    const kept = backup(asa);
    await letIn(asa, cai);
    kept.back();
    expect(asa.session.self.device).not.toBe(old);
    await letIn(asa, await newDesk('Dag'));
    expect(must(asa.session.ledger.verify())).toMatchObject({ ok: true });
  });

  it('from before a succession is noticed too, however far it had come', async () => {
    const [asa, bo] = (await groupWith([person])) as [Desk, Desk];
    phone(asa, person, '070-1740600');
    const kept = backup(asa);
    phone(asa, person, '070-1740601');
    await hand(asa, bo);
    kept.back();
    const second = asa.session.self.device;
    kept.back();
    expect(asa.session.self.device).not.toBe(second);
    await hand(asa, bo);
    expect(must(bo.session.ledger.verify())).toMatchObject({ ok: true });
  });

  it('opens what was sealed to a device that it was in between and does not know itself (SY-31)', async () => {
    const [asa, bo] = (await groupWith([person])) as [Desk, Desk];
    const kept = backup(asa);
    phone(asa, person, '070-1740601');
    await hand(asa, bo);
    kept.back();
    await hand(asa, bo);
    const between = asa.session.self.device;
    kept.back();
    expect(asa.session.self.formerDevices).not.toContain(between);
    phone(bo, person, '070-1740604');
    // It builds on what the store lost with that device, so it waits for the next exchange, but it is not refused.
    expect(must(await mergeBundle(asa.session, await give(bo, asa)))).toMatchObject({ waiting: 1 });
    await hand(asa, bo);
    expect(must(await mergeBundle(asa.session, await give(bo, asa)))).toMatchObject({ waiting: 0 });
    expect(everythingStored(asa)).toContain('1740604');
    expect(must(asa.session.ledger.verify())).toMatchObject({ ok: true });
  });

  it.each([
    ['', false],
    [', behind entries of the old keys that the file carries', true],
  ])(
    'waits with its new keys for the membership that they build on%s (SY-32)',
    async (_words, entersFirst) => {
      const [asa, bo] = (await groupWith([person])) as [Desk, Desk];
      await letIn(asa, await newDesk('Cai'));
      const unheard = await give(asa, bo);
      if (entersFirst) phone(asa, person, '070-1740600');
      const kept = backup(asa);
      phone(asa, person, '070-1740601');
      await give(asa, bo);
      kept.back();
      for (const files of [1, 2]) {
        phone(asa, person, `070-174060${files + 1}`);
        const outcome = must(await mergeBundle(bo.session, await give(asa, bo)));
        expect(outcome).toMatchObject({ added: 0, waiting: files });
      }
      expect(must(await mergeBundle(bo.session, unheard))).toMatchObject({ waiting: 0 });
      expect(everythingStored(bo)).toContain('1740603');
    },
  );

  it('restored twice waits too, though neither of the new keys has been heard of (SY-32)', async () => {
    const [asa, bo] = (await groupWith([person])) as [Desk, Desk];
    await letIn(asa, await newDesk('Cai'));
    const unheard = await give(asa, bo);
    for (const at of [1, 2]) {
      const kept = backup(asa);
      phone(asa, person, `070-174060${at}`);
      await hand(asa, bo);
      kept.back();
      phone(asa, person, `070-174061${at}`);
      const outcome = must(await mergeBundle(bo.session, await give(asa, bo)));
      expect(outcome).toMatchObject({ added: 0, waiting: at * 2 });
    }
    expect(asa.session.self.formerDevices).toHaveLength(2);
    expect(must(await mergeBundle(bo.session, unheard))).toMatchObject({ waiting: 0 });
    expect(everythingStored(bo)).toContain('1740612');
  });

  it('is a stranger, not a forger, to who has not heard of the old device (SY-32)', async () => {
    const [asa, bo] = (await groupWith([person])) as [Desk, Desk];
    const cai = await newDesk('Cai');
    await letIn(asa, cai);
    await hand(asa, cai);
    await give(cai, bo);
    const kept = backup(cai);
    phone(cai, person, '070-1740601');
    await give(cai, asa);
    kept.back();
    expect(await mergeBundle(bo.session, await give(cai, bo))).toMatchObject({
      error: { tag: 'unknownDevice' },
    });
  });

  it('that is not behind, or ahead, goes on as it is', async () => {
    const [asa, bo] = (await groupWith([person])) as [Desk, Desk];
    const device = asa.session.self.device;
    await hand(asa, bo);
    phone(asa, person, '070-1740601');
    asa.reopen();
    expect(asa.session.self.device).toBe(device);
    expect(successionNotice(asa.session)).toBeNull();
    rmSync(outsidePath(asa.dir), { force: true });
    asa.reopen();
    expect(asa.session.self.device).toBe(device);
  });

  it('has beside it a number for each device and nothing else', async () => {
    const [asa, bo] = (await groupWith([person])) as [Desk, Desk];
    await hand(asa, bo);
    const record = JSON.parse(readFileSync(outsidePath(asa.dir), 'utf8')) as unknown;
    expect(record).toEqual({ v: 1, devices: { [asa.session.self.device]: { seq: expect.any(Number) } } });
  });
});

describe('a succession that the old device has not signed', () => {
  it('vouches for nothing but exactly what it signed (SY-32)', async () => {
    const [asa, bo] = (await groupWith([person])) as [Desk, Desk];
    const kept = backup(asa);
    phone(asa, person, '070-1740601');
    await hand(asa, bo);
    kept.back();
    const event = asa.session.ledger.eventsOf('team').at(-1);
    if (!event || event.read.status !== 'known' || event.read.payload.kind !== 'device.succeeded')
      throw new Error('The test is wrong');
    const team = asa.session.ledger.team();
    const altered = { ...event.read, payload: { ...event.read.payload, lastSeq: 1 } };
    expect(vouching(event.read, team, createSyncCrypto())).toBe('vouched');
    expect(vouching(altered, team, createSyncCrypto())).toBe('forged');
    await hand(asa, bo);
  });
});
