// Owns: changing the group: roles, a computer or a colleague put out, who may decide, a dispute settled.
// Must not: ask for the role (role-gate.ts does) nor judge what stands (domain/team).
import type { DeviceId, EventHash, IsoDate, MemberId } from '../../../domain/ids.ts';
import type { DecisionOutcome, Payload } from '../../../domain/ledger/payload.ts';
import type { Role } from '../../../domain/ledger/payloads/membership.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { seesCases } from '../../../domain/team/roles.ts';
import { activeMembers, deviceOf, memberOf, type Member } from '../../../domain/team/team-state.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { readDeviceHead } from '../../../db/ledger/writing.ts';
import { nameOf, type WriteSession } from '../session.ts';

type Done = Result<null, Problem>;

function write(session: WriteSession, payload: Payload): Done {
  const written = session.ledger.append([{ stream: 'team', payload }]);
  return written.ok ? ok(null) : err(written.error);
}

/** What this store has of a device: the last number that may count, and what the author of a change has seen. */
function seenOf(session: WriteSession, device: DeviceId): number {
  return readDeviceHead(session.store.db, device).contiguous;
}

/** GR-5: somebody must stay who can let people in. The recovery sheet is for when nobody is. */
function leavesAdministrator(session: WriteSession, without: Pick<Member, 'id'>): boolean {
  const others = activeMembers(session.ledger.team()).filter(({ id }) => id !== without.id);
  return others.some(({ roles, devices }) => roles.includes('administrator') && devices.some(isInUse));
}

function isInUse({ lastSeq, suspended }: Member['devices'][number]): boolean {
  return lastSeq === null && !suspended;
}

export function changeRoles(
  session: WriteSession,
  input: { readonly member: MemberId; readonly roles: readonly Role[] },
): Done {
  const member = memberOf(session.ledger.team(), input.member);
  if (member?.standing !== 'active') return err({ tag: 'unknownMember' });
  if (!input.roles.includes('administrator') && !leavesAdministrator(session, member))
    return err({ tag: 'lastAdministrator' });
  const seen = member.devices.map(({ id }) => ({ device: id, seq: seenOf(session, id) }));
  return write(session, { kind: 'roles.changed', member: member.id, roles: [...new Set(input.roles)], seen });
}

export type Revocation = {
  readonly device: DeviceId;
  readonly reason: 'lost' | 'replaced' | 'left' | 'other';
  readonly note?: string | undefined;
};

/** Everything counts that this store has of the device; what comes later waits for a lead. */
export function revokeDevice(session: WriteSession, { device, reason, note }: Revocation): Done {
  const known = deviceOf(session.ledger.team(), device);
  if (!known) return err({ tag: 'unknownDevice', device });
  if (device === session.self.device) return err({ tag: 'ownDevice' });
  if (known.lastSeq !== null) return err({ tag: 'alreadyRevoked' });
  const lastSeq = seenOf(session, device);
  const said = note === undefined || note === '' ? {} : { note };
  return write(session, { kind: 'device.revoked', device, lastSeq, reason, ...said });
}

export function memberLeaves(
  session: WriteSession,
  input: { readonly member: MemberId; readonly day: IsoDate; readonly note?: string | undefined },
): Done {
  const member = memberOf(session.ledger.team(), input.member);
  if (!member || member.standing === 'left') return err({ tag: 'unknownMember' });
  if (!leavesAdministrator(session, member)) return err({ tag: 'lastAdministrator' });
  const devices = member.devices.map(({ id, lastSeq }) => ({
    device: id,
    lastSeq: Math.min(seenOf(session, id), lastSeq ?? Infinity),
  }));
  const said = input.note === undefined || input.note === '' ? {} : { note: input.note };
  return write(session, { kind: 'member.left', member: member.id, day: input.day, devices, ...said });
}

export type Delegating = {
  readonly member: MemberId;
  readonly outcomes: readonly DecisionOutcome[];
  readonly from: IsoDate;
  readonly to?: IsoDate | undefined;
  readonly source: string;
};

export function delegate(session: WriteSession, { member, outcomes, from, to, source }: Delegating): Done {
  if (memberOf(session.ledger.team(), member)?.standing !== 'active') return err({ tag: 'unknownMember' });
  if (to !== undefined && to < from) return err({ tag: 'periodReversed' });
  const until = to === undefined ? {} : { to };
  const payload = { member, outcomes: [...outcomes], from, ...until, source };
  return write(session, { kind: 'delegation.given', ...payload });
}

export function endDelegation(
  session: WriteSession,
  input: { readonly delegation: EventHash; readonly day: IsoDate; readonly source: string },
): Done {
  const known = session.ledger.team().delegations.some(({ id }) => id === input.delegation);
  return known ? write(session, { kind: 'delegation.ended', ...input }) : err({ tag: 'unknownDelegation' });
}

export type HoldersInput = {
  readonly on: boolean;
  readonly holders: readonly MemberId[];
  readonly day: IsoDate;
  readonly source: string;
};

/** GR-21: who may handle persons with protected identity in the program. A holder is in the group and sees cases. */
export function setHolders(session: WriteSession, { on, holders, day, source }: HoldersInput): Done {
  const team = session.ledger.team();
  const named = on ? [...new Set(holders)] : [];
  if (on && named.length === 0) return err({ tag: 'noHolders' });
  const blind = named.find((member) => !seesCases(team, member));
  if (blind !== undefined) return err({ tag: 'holderSeesNoCases', name: nameOf(team, blind) });
  return write(session, { kind: 'restricted.set', on, holders: named, day, source });
}

/** GR-7: by an administrator who is no part of the dispute; the others are suspended and refused. */
export function settleDispute(
  session: WriteSession,
  input: { readonly setAside: readonly EventHash[]; readonly reason: string },
): Done {
  const { disputed } = session.ledger.team();
  if (!input.setAside.every((hash) => disputed.includes(hash))) return err({ tag: 'notDisputed' });
  return write(session, { kind: 'membership.settled', setAside: [...input.setAside], reason: input.reason });
}
