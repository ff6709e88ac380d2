// Proves: changing the group through the services, on real stores: roles, computers, leaving, delegation, the agency's sheet.
import { inbox, waitingCount } from '../../main/services/conflicts/inbox.ts';
import { describe, expect, it } from 'vitest';
import { isRevoked, memberOf } from '../../domain/team/team-state.ts';
import { decryptWith } from '../../main/crypto/age.ts';
import { readSheet } from '../../main/crypto/recovery-sheet.ts';
import { receiveBundle } from '../../main/sync/bundle.ts';
import { mergeBundle } from '../../main/services/exchange/merging.ts';
import { noteSealed, seal } from '../../main/services/exchange/sealing.ts';
import {
  invite,
  join,
  ownKeyFile,
  readKeyFile,
  type Admission,
} from '../../main/services/group/invitations.ts';
import {
  changeRoles,
  delegate,
  endDelegation,
  memberLeaves,
  revokeDevice,
  settleDispute,
} from '../../main/services/group/membership.ts';
import { actBySheet, setRecoverySheet } from '../../main/services/group/recovery-sheet.ts';
import { groupStatus } from '../../main/services/group/status.ts';
import { giveVerdict } from '../../main/services/review/verdicts.ts';
import { applicant, caseOf, day, importRows, must, newDesk, type Desk } from './desk.ts';

const applications = { kind: 'applications' } as const;
const both: Admission = { roles: ['caseworker', 'lead', 'administrator'] };

async function letIn(host: Desk, guest: Desk, admission: Admission): Promise<void> {
  const key = must(readKeyFile(ownKeyFile(guest.session)));
  const { bytes } = must(await invite(host.session, key, admission));
  must(await join(guest.session, bytes));
  guest.reopen();
}

async function give(from: Desk, to: Desk, full = false): Promise<void> {
  const sealed = must(await seal(from.session, to.session.self.member, full));
  noteSealed(from.session, sealed);
  must(await mergeBundle(to.session, sealed.bytes));
}

async function pair(admission: Admission = both): Promise<[Desk, Desk]> {
  const [asa, bo] = [await newDesk('Åsa'), await newDesk('Bo')];
  await letIn(asa, bo, admission);
  return [asa, bo];
}

const needs = (role: string) => ({ ok: false, error: { tag: 'roleNeeded', role } });

describe('roles', () => {
  it('GR-10 are asked for before anything is written, by every service', async () => {
    const [asa, bo] = await pair({ roles: ['readOnly'] });
    const person = applicant(1);
    await importRows(asa, [person], applications);
    await give(asa, bo);
    const { id, state } = caseOf(bo, person);
    expect(giveVerdict(bo.session, { id, heads: state.heads, conclusion: 'eligible' })).toEqual(
      needs('caseworker'),
    );
    const { member } = asa.session.self;
    expect(changeRoles(bo.session, { member, roles: [] })).toMatchObject({ ok: false });
    const source = 'Egen ordning';
    const given = { member, outcomes: ['grant'], from: day('2026-01-01'), source } as const;
    expect(delegate(bo.session, given)).toEqual(needs('lead'));
    expect(await setRecoverySheet(bo.session, 'Kassaskåp')).toEqual(needs('administrator'));
    must(changeRoles(asa.session, { member: bo.session.self.member, roles: ['caseworker'] }));
    await give(asa, bo);
    must(giveVerdict(bo.session, { id, heads: caseOf(bo, person).state.heads, conclusion: 'eligible' }));
  });

  it('GR-5 leave somebody who can let people in', async () => {
    const [asa] = await pair({ roles: ['caseworker'] });
    const { member } = asa.session.self;
    const last = { ok: false, error: { tag: 'lastAdministrator' } };
    expect(changeRoles(asa.session, { member, roles: ['caseworker'] })).toEqual(last);
    expect(memberLeaves(asa.session, { member, day: day('2026-11-20') })).toEqual(last);
  });
});

describe('computers and colleagues', () => {
  it('a new computer of the same person takes over the name, and the lost one is sealed nothing more', async () => {
    const [asa, bo] = await pair();
    const person = applicant(2);
    await importRows(bo, [person], applications);
    await give(bo, asa);
    const again = await newDesk('Bo hemma');
    const own = bo.session.self;
    await letIn(asa, again, { roles: [], as: own.member });
    must(revokeDevice(asa.session, { device: own.device, reason: 'lost', note: 'Glömd på tåget' }));
    expect(again.session.self).toMatchObject({ member: own.member, name: 'Bo' });
    await give(asa, again);
    const team = again.session.ledger.team();
    expect(memberOf(team, own.member)?.roles).toEqual(both.roles);
    expect(isRevoked(team, own.device)).toBe(true);
    const { id, state } = caseOf(again, person);
    must(giveVerdict(again.session, { id, heads: state.heads, conclusion: 'eligible' }));
    const sealed = must(await seal(asa.session, own.member, true));
    expect(sealed.to).toEqual([again.session.self.device]);
    const key = must(readKeyFile(ownKeyFile(bo.session)));
    expect(await invite(asa.session, key, both)).toEqual({ ok: false, error: { tag: 'keyRevoked' } });
    expect(must(again.session.ledger.verify())).toMatchObject({ ok: true, problems: [] });
  });

  it('GR-4 what a colleague who has left had given counts, and nobody seals to them', async () => {
    const [asa, bo] = await pair();
    const person = applicant(3);
    await importRows(bo, [person], applications);
    await give(bo, asa);
    const { member } = bo.session.self;
    must(memberLeaves(asa.session, { member, day: day('2026-11-20') }));
    expect(caseOf(asa, person).state.notEntitled).toEqual([]);
    expect(await seal(asa.session, member, true)).toEqual({ ok: false, error: { tag: 'unknownMember' } });
    const [, left] = groupStatus(asa.session).members;
    expect(left).toMatchObject({ name: 'Bo', standing: 'left', roles: [] });
  });

  it('one’s own computer is not put out from itself', async () => {
    const [asa] = await pair();
    const { device } = asa.session.self;
    expect(revokeDevice(asa.session, { device, reason: 'lost' })).toEqual({
      ok: false,
      error: { tag: 'ownDevice' },
    });
  });
});

describe('delegation', () => {
  it('is recorded by a lead, shown with its source, and ended by a day', async () => {
    const [asa, bo] = await pair();
    const member = bo.session.self.member;
    const from = day('2026-01-01');
    const source = 'Delegationsordning 2026:1';
    must(delegate(asa.session, { member, outcomes: ['grant'], from, source }));
    const [one] = groupStatus(asa.session).delegations;
    expect(one).toMatchObject({ name: 'Bo', outcomes: ['grant'], from, to: null, source, holds: true });
    const delegation = asa.session.ledger.team().delegations[0]?.id;
    if (!delegation) throw new Error('nothing was recorded');
    must(endDelegation(asa.session, { delegation, day: from, source: 'Beslut 2026:9' }));
    expect(groupStatus(asa.session).delegations[0]).toMatchObject({ endedOn: from, holds: false });
    const reversed = { member, outcomes: ['grant'], from, to: day('2025-12-31'), source } as const;
    expect(delegate(asa.session, reversed)).toMatchObject({ error: { tag: 'periodReversed' } });
  });
});

describe('the agency’s recovery sheet', () => {
  it('GR-11 opens every sealed file from then on, and holds the id secret', async () => {
    const [asa, bo] = await pair();
    await importRows(asa, [applicant(4)], applications);
    const { code, words } = must(await setRecoverySheet(asa.session, 'Arkivets kassaskåp'));
    expect(groupStatus(asa.session).sheets).toMatchObject([
      { keeper: 'Arkivets kassaskåp', words, setBy: 'Åsa' },
    ]);
    const { bytes } = must(await seal(asa.session, bo.session.self.member, true));
    const sheet = must(await readSheet(code));
    const team = asa.session.ledger.team();
    const received = await receiveBundle(bytes, sheet.ageIdentity, {
      team: team.id as never,
      self: { device: sheet.keys.id, recipient: sheet.keys.recipient },
      teamEvents: [],
      heads: new Map(),
      hashAt: () => undefined,
      has: () => false,
      isLeftOut: () => false,
      colleagues: new Map(),
      now: asa.session.now(),
      eventsOf: () => [],
      today: asa.session.today(),
      retention: asa.session.reference.retention.data,
    });
    expect(received.outcome.ok).toBe(true);
    const sealed = Buffer.from(team.recoveryKeys[0]?.idSecret ?? '', 'base64');
    const secret = must(await decryptWith(sheet.ageIdentity, sealed, { bytes: 10_000 }));
    expect(Buffer.from(secret).toString('hex')).toBe(asa.session.self.idSecret);
  });

  it('GR-7 GR-11 ends a dispute of two administrators, which neither of them can', async () => {
    const [asa, bo] = await pair();
    const { code } = must(await setRecoverySheet(asa.session, 'Arkivets kassaskåp'));
    await give(asa, bo);
    await give(bo, asa);
    must(revokeDevice(asa.session, { device: bo.session.self.device, reason: 'other' }));
    must(revokeDevice(bo.session, { device: asa.session.self.device, reason: 'other' }));
    const from = (desk: Desk) => desk.session.store.db.prepare('SELECT count(*) AS n FROM events').get();
    expect(from(asa)).toEqual(from(bo));
    const sealed = mustSealAll(bo);
    must(asa.session.ledger.appendForeign(sealed));
    const setAside = asa.session.ledger.team().disputed;
    expect(setAside).toHaveLength(2);
    expect([inbox(asa.session).disputed, waitingCount(asa.session)]).toEqual([2, 2]);
    const { disputed, mayAdminister } = groupStatus(asa.session);
    expect([mayAdminister, disputed.map(({ by, about }) => `${by ?? ''} ${about}`).sort()]).toEqual([
      false,
      ['Bo Åsa', 'Åsa Bo'],
    ]);
    expect(settleDispute(asa.session, { setAside, reason: 'Jag har rätt.' })).toEqual(needs('administrator'));
    const wrong = await setRecoverySheet(asa.session, 'Annat skåp');
    expect(wrong).toEqual(needs('administrator'));
    const act = { kind: 'settle', setAside, reason: 'Ett misstag; båda är kvar.' } as const;
    must(await actBySheet(asa.session, code.toLowerCase(), act));
    const team = asa.session.ledger.team();
    expect([team.disputed, isRevoked(team, bo.session.self.device)]).toEqual([[], false]);
    expect([inbox(asa.session).disputed, waitingCount(asa.session)]).toEqual([0, 0]);
    expect(must(asa.session.ledger.verify())).toMatchObject({ ok: true, problems: [] });
    await give(asa, bo, true);
    expect(bo.session.ledger.team()).toEqual(team);
    const told = groupStatus(bo.session).history.map(({ kind, by, effect }) => [kind, by, effect]);
    expect(told.slice(0, 3)).toEqual([
      ['membership.settled', null, 'stands'],
      ['device.revoked', expect.any(String), 'none'],
      ['device.revoked', expect.any(String), 'none'],
    ]);
  });

  it('makes somebody administrator, and another sheet is refused', async () => {
    const [asa, bo] = await pair({ roles: ['caseworker'] });
    const { code } = must(await setRecoverySheet(asa.session, 'Kassaskåpet'));
    await give(asa, bo);
    const act = { kind: 'administrator', member: bo.session.self.member } as const;
    expect(await actBySheet(bo.session, `${code}x`, act)).toMatchObject({
      error: { tag: 'wrongRecoveryCode' },
    });
    must(await actBySheet(bo.session, code, act));
    expect(groupStatus(bo.session).mayAdminister).toBe(true);
    const other = must(await setRecoverySheet(bo.session, 'Nya skåpet'));
    expect(await actBySheet(bo.session, code, act)).toEqual({ ok: false, error: { tag: 'otherSheet' } });
    must(await actBySheet(bo.session, other.code, act));
    await give(bo, asa);
    expect(asa.session.ledger.team()).toEqual(bo.session.ledger.team());
  });
});

function mustSealAll(desk: Desk) {
  const rows = desk.session.store.db
    .prepare('SELECT hash, body, salt, payload, signature FROM events WHERE device = ? ORDER BY seq')
    .all(desk.session.self.device) as Record<string, Buffer | string | null>[];
  const hex = (value: Buffer | string | null | undefined) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('hex') : null;
  return rows.map((row) => ({
    hash: hex(row['hash']) as never,
    body: String(row['body']),
    salt: hex(row['salt']),
    payload: String(row['payload']),
    signature: hex(row['signature']),
  }));
}
