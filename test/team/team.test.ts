// The work group as folded: who is in, as what, with which devices, when acts were made apart (docs/spec/group.md).
import { describe, expect, it } from 'vitest';
import type { Payload } from '../../domain/ledger/payload.ts';
import { foldTeam } from '../../domain/team/history.ts';
import { needRole, seesCases } from '../../domain/team/roles.ts';
import {
  activeDevices,
  deviceKeys,
  deviceOf,
  hasRole,
  isRevoked,
  memberOf,
  type TeamState,
} from '../../domain/team/team-state.ts';
import { added, changed, Computer, found, groupOf, left, revoked } from './acts.ts';

const stateOf = (computer: Computer): TeamState => foldTeam(computer.teamEvents(), null);

function trio(): [Computer, Computer, Computer] {
  const [asa, bo, cia] = groupOf('Åsa', 'Bo', 'Cia');
  if (!asa || !bo || !cia) throw new Error('three are needed');
  return [asa, bo, cia];
}

const sheetKey = (sheet: Computer): Payload => ({
  kind: 'recoveryKey.set',
  device: sheet.record().device,
  keeper: 'Arkivets kassaskåp',
  idSecret: 'AAAA',
});

/** The printed sheet: its own key, its member id the device's. */
function sheet(): Computer {
  const one = new Computer('bladet');
  return Object.assign(one, { member: one.device });
}

describe('roles', () => {
  it('GR-2 the founder of a group is caseworker, lead and administrator', () => {
    const asa = new Computer('Åsa');
    found(asa);
    expect(stateOf(asa).members[0]?.roles).toEqual(['caseworker', 'lead', 'administrator']);
  });

  it('GR-2 a record of one role gives no other, and roles beside the record hold exactly', () => {
    const [asa] = trio();
    const [disa, eva] = [new Computer('Disa'), new Computer('Eva')];
    asa.act(added(disa, ['caseworker']));
    asa.act({ kind: 'member.added', member: eva.record([]), roles: ['logReviewer'] });
    const team = stateOf(asa);
    expect(memberOf(team, disa.member)?.roles).toEqual(['caseworker']);
    expect(memberOf(team, eva.member)?.roles).toEqual(['logReviewer']);
    expect([disa, eva].map(({ member }) => seesCases(team, member))).toEqual([true, false]);
  });

  it('roles change as a whole', () => {
    const [asa, bo] = trio();
    asa.act(changed(bo, ['readOnly']));
    const team = stateOf(asa);
    expect(memberOf(team, bo.member)?.roles).toEqual(['readOnly']);
    expect(hasRole(team, bo.member, 'caseworker')).toBe(false);
    expect(needRole(team, bo, ['lead', 'administrator'])).toEqual({
      ok: false,
      error: { tag: 'roleNeeded', role: 'lead' },
    });
    expect(needRole(team, asa, ['lead'])).toEqual({ ok: true, value: null });
  });

  it('GR-3 of roles set apart those stand that both set', () => {
    const [asa, bo, cia] = trio();
    asa.act(changed(cia, ['caseworker', 'lead']));
    bo.act(changed(cia, ['caseworker', 'administrator']));
    expect(memberOf(stateOf(asa.hear(bo)), cia.member)?.roles).toEqual(['caseworker']);
  });

  it('GR-3 roles added beside a change do not count', () => {
    const [asa, bo, cia] = trio();
    asa.act(changed(cia, ['readOnly']));
    bo.act(added(cia));
    expect(memberOf(stateOf(asa.hear(bo)), cia.member)?.roles).toEqual(['readOnly']);
  });

  it('GR-5 who is no administrator changes nobody, and nor does a caseworker delegate', () => {
    const [asa, bo, cia] = trio();
    asa.act(changed(bo, ['caseworker']));
    bo.hear(asa);
    bo.act(changed(cia, []));
    bo.act(revoked(asa));
    bo.act({
      kind: 'delegation.given',
      member: bo.member,
      outcomes: ['grant'],
      from: '2026-01-01' as never,
      source: 'eget beslut',
    });
    expect({ ...stateOf(bo), heads: [] }).toEqual({ ...stateOf(asa), heads: [] });
  });
});

describe('leaving and losing', () => {
  it('GR-4 a revoked device is known for ever, gets nothing more, and the lowest last number stands', () => {
    const [asa, bo, cia] = trio();
    asa.act(revoked(cia, 7));
    bo.act(revoked(cia, 4));
    asa.hear(bo).act(revoked(cia, 9));
    const team = stateOf(asa);
    expect(deviceOf(team, cia.device)).toMatchObject({ lastSeq: 4, suspended: false });
    expect(deviceKeys(team, cia.device)).toMatchObject(cia.record().device);
    expect(isRevoked(team, cia.device)).toBe(true);
    const member = memberOf(team, cia.member);
    expect(member && activeDevices(member)).toEqual([]);
  });

  it('somebody who has left has no role, and comes back when let in by somebody who knew', () => {
    const [asa, , cia] = trio();
    asa.act(left(cia, 3));
    expect(memberOf(stateOf(asa), cia.member)).toMatchObject({ standing: 'left', roles: [] });
    const again = new Computer('Cia', 'Cia, ny dator');
    asa.act(added(again, ['caseworker']));
    const member = memberOf(stateOf(asa), cia.member);
    expect(member).toMatchObject({ standing: 'active', roles: ['caseworker'] });
    expect(member?.devices.map(({ id, lastSeq }) => [id, lastSeq])).toEqual([
      [cia.device, 3],
      [again.device, null],
    ]);
  });

  it('GR-3 being let in beside the leaving does not undo it, nor does a device let in beside it count', () => {
    const [asa, bo, cia] = trio();
    const other = new Computer('Cia', 'Cia, ny dator');
    asa.act(left(cia, 3));
    bo.act(added(other));
    const member = memberOf(stateOf(asa.hear(bo)), cia.member);
    expect(member).toMatchObject({ standing: 'left', roles: [] });
    expect(member?.devices.map(({ lastSeq }) => lastSeq)).toEqual([3, 0]);
  });

  it('GR-6 revocation beats the grant that the revoked device made apart after its last number', () => {
    const [asa, bo] = trio();
    const disa = new Computer('Disa');
    asa.act(revoked(bo, bo.seq));
    bo.act(added(disa));
    const team = stateOf(asa.hear(bo));
    expect(memberOf(team, disa.member)).toMatchObject({ standing: 'void', roles: [] });
    expect(deviceOf(team, disa.device)).toMatchObject({ lastSeq: 0 });
    expect(deviceKeys(team, disa.device)).toBeDefined();
  });

  it('GR-7 the newcomer that strikes back for the revoked device is in the circle', () => {
    const [asa, bo] = trio();
    const disa = new Computer('Disa');
    asa.act(revoked(bo, bo.seq));
    bo.act(added(disa));
    disa.hear(bo).act(revoked(asa, 3));
    const team = stateOf(asa.hear(disa));
    expect(memberOf(team, disa.member)).toMatchObject({ standing: 'suspended', roles: [] });
    expect([asa, bo, disa].map(({ device }) => deviceOf(team, device)?.suspended)).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('GR-6 what the revoked device had done up to its last number stands', () => {
    const [asa, bo] = trio();
    const disa = new Computer('Disa');
    bo.act(added(disa));
    asa.act(revoked(bo, bo.seq));
    expect(memberOf(stateOf(asa.hear(bo)), disa.member)?.standing).toBe('active');
  });

  it('GR-6 nobody strikes the act that let them in by a number below it', () => {
    const [asa, bo] = trio();
    bo.act(revoked(asa, 0));
    const team = stateOf(bo);
    expect(memberOf(team, bo.member)).toMatchObject({ standing: 'active' });
    expect(isRevoked(team, asa.device)).toBe(true);
  });

  it('a device goes on under new keys that the old one vouched for', () => {
    const [asa, bo] = trio();
    const heir = new Computer('Bo', 'Bo, återställd');
    heir.hear(bo);
    heir.act({
      kind: 'device.succeeded',
      old: bo.device,
      lastSeq: 2,
      device: heir.record().device,
      vouched: '0'.repeat(128),
    });
    const member = memberOf(stateOf(asa.hear(heir)), bo.member);
    expect(member?.devices.map(({ id, lastSeq }) => [id, lastSeq])).toEqual([
      [bo.device, 2],
      [heir.device, null],
    ]);
  });

  it('GR-3 a device revoked apart from its succession has no heir', () => {
    const [asa, bo] = trio();
    const thief = new Computer('Bo', 'tjuvens dator');
    thief.hear(bo);
    asa.act(revoked(bo, 0));
    const { device } = thief.record();
    thief.act({ kind: 'device.succeeded', old: bo.device, lastSeq: 2, device, vouched: '0'.repeat(128) });
    const team = stateOf(asa.hear(thief));
    expect([isRevoked(team, bo.device), deviceOf(team, thief.device)?.lastSeq]).toEqual([true, 0]);
  });
});

describe('administrators that put each other out', () => {
  function quarrel(): { asa: Computer; bo: Computer; cia: Computer; acts: string[] } {
    const [asa, bo, cia] = trio();
    const one = asa.act(revoked(bo));
    const other = bo.act(revoked(asa, 3));
    cia.hear(asa, bo);
    return { asa, bo, cia, acts: [one.hash, other.hash] };
  }

  it('GR-7 are both suspended', () => {
    const { asa, bo, cia, acts } = quarrel();
    const team = stateOf(cia);
    expect(team.disputed).toEqual([...acts].sort());
    const devices = [deviceOf(team, asa.device), deviceOf(team, bo.device)];
    expect(devices.map((one) => one?.suspended)).toEqual([true, true]);
    expect(needRole(team, asa, ['administrator']).ok).toBe(false);
    asa.hear(cia).act(added(new Computer('Disa')));
    expect(stateOf(asa).members).toHaveLength(3);
  });

  it('GR-7 until a third sets one act aside', () => {
    const { asa, bo, cia, acts } = quarrel();
    cia.act({ kind: 'membership.settled', setAside: [acts[1] as never], reason: 'Bo har slutat.' });
    const team = stateOf(cia);
    expect(team.disputed).toEqual([]);
    expect([isRevoked(team, asa.device), isRevoked(team, bo.device)]).toEqual([false, true]);
  });

  it('GR-7 and neither of the two can settle it', () => {
    const { asa, cia, acts } = quarrel();
    asa.hear(cia);
    asa.act({ kind: 'membership.settled', setAside: [acts[1] as never], reason: 'Jag har rätt.' });
    expect(stateOf(asa).disputed).toEqual([...acts].sort());
  });

  it('GR-7 GR-11 or until the recovery sheet acts', () => {
    const [asa, bo] = groupOf('Åsa', 'Bo');
    if (!asa || !bo) throw new Error('two are needed');
    const paper = sheet();
    asa.act(sheetKey(paper));
    bo.hear(asa);
    const one = asa.act(revoked(bo));
    const other = bo.act(revoked(asa, 3));
    paper.hear(asa, bo);
    paper.act({
      kind: 'membership.settled',
      setAside: [one.hash, other.hash],
      reason: 'Båda är kvar; det var ett misstag.',
    });
    const team = stateOf(paper);
    expect([team.disputed, isRevoked(team, asa.device), isRevoked(team, bo.device)]).toEqual([
      [],
      false,
      false,
    ]);
  });

  it('GR-7 three in a circle are all suspended', () => {
    const [asa, bo, cia] = trio();
    const seqs = [asa.seq, bo.seq, cia.seq] as const;
    asa.act(revoked(bo, seqs[1]));
    bo.act(revoked(cia, seqs[2]));
    cia.act(revoked(asa, seqs[0]));
    const team = stateOf(asa.hear(bo, cia));
    expect(team.disputed).toHaveLength(3);
    expect([asa, bo, cia].map(({ device }) => deviceOf(team, device)?.suspended)).toEqual([true, true, true]);
  });

  it('what is settled already is not set aside by naming it', () => {
    const [asa, bo, cia] = trio();
    const act = asa.act(revoked(cia));
    bo.hear(asa).act({ kind: 'membership.settled', setAside: [act.hash], reason: 'Nej.' });
    expect(isRevoked(stateOf(bo), cia.device)).toBe(true);
  });
});
