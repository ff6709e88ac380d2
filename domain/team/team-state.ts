// Owns: what a work group is, as folded from stream `team`, and the questions one asks of it.
// Must not: fold (compose.ts, history.ts), nor judge an act by "now": what counts is the membership its refs reach.
import type { DeviceId, EventHash, IsoDate, MemberId, TeamId } from '../ids.ts';
import type { DeviceKeys, Role } from '../ledger/payloads/membership.ts';
import type { DecisionOutcome } from '../ledger/payload.ts';

/** `keys` are known for ever, so that what a device wrote can be verified after it was revoked. */
export type MemberDevice = DeviceKeys & {
  /** The last number that counts of a revoked device; null while it is in use. */
  readonly lastSeq: number | null;
  /** Put out by an act that is itself in dispute: no effect until somebody settles it. */
  readonly suspended: boolean;
};

/** `void`: let in by an act that does not stand. Kept, because the device's events may be in colleagues' stores. */
export type MemberStanding = 'active' | 'left' | 'suspended' | 'void';

export type Member = {
  readonly id: MemberId;
  readonly name: string;
  readonly standing: MemberStanding;
  /** Empty of one who has left. */
  readonly roles: readonly Role[];
  /** How far who last changed the roles had seen each device: what that device wrote later is flagged. */
  readonly rolesSeen: Readonly<Record<string, number>>;
  /** Every device there has been. Who seals to them takes `activeDevices`. */
  readonly devices: readonly MemberDevice[];
};

export type Delegation = {
  /** The event that gave it. */
  readonly id: EventHash;
  readonly member: MemberId;
  readonly outcomes: readonly DecisionOutcome[];
  readonly from: IsoDate;
  /** Last day, or null for until further notice. */
  readonly to: IsoDate | null;
  /** First day on which it was ended, or null. */
  readonly endedOn: IsoDate | null;
  readonly source: string;
};

/** The agency's key, whose printed sheet acts as an administrator. A replaced one is kept for what it has signed. */
export type RecoveryKey = DeviceKeys & {
  readonly keeper: string;
  /** The group's id secret sealed to this key, base64. */
  readonly idSecret: string;
  readonly replaced: boolean;
};

/** One standing setting of who may handle persons with protected identity. Not `on`: nobody. */
export type RestrictedSetting = {
  /** The event that made it. */
  readonly id: EventHash;
  readonly on: boolean;
  readonly holders: readonly MemberId[];
  readonly day: IsoDate;
  readonly source: string;
};

export type TeamState = {
  readonly id: TeamId | null;
  readonly name: string;
  readonly demo: boolean;
  /** In the order they came in. The recovery sheet is no member (see `recoveryKeys`). */
  readonly members: readonly Member[];
  readonly delegations: readonly Delegation[];
  readonly recoveryKeys: readonly RecoveryKey[];
  /** Acts of administrators that put each other out: neither stands until they are settled. */
  readonly disputed: readonly EventHash[];
  /** Settings that no later one has seen: two while they were made apart. Absent before the first. */
  readonly restricted?: readonly RestrictedSetting[];
  readonly heads: readonly EventHash[];
};

export const emptyTeam: TeamState = {
  id: null,
  name: '',
  demo: false,
  members: [],
  delegations: [],
  recoveryKeys: [],
  disputed: [],
  heads: [],
};

/** The group's id is the first half of the hash of its first event: it cannot be founded twice. */
export function teamIdOf(founding: EventHash): TeamId {
  return founding.slice(0, 32) as TeamId;
}

export function memberOf(team: TeamState, id: MemberId): Member | undefined {
  return team.members.find((member) => member.id === id);
}

export function memberOfDevice(team: TeamState, device: DeviceId): Member | undefined {
  return team.members.find((member) => member.devices.some((one) => one.id === device));
}

/** The keys of any device there has been, revoked ones and the recovery sheet's too, or undefined for an unknown one. */
export function deviceKeys(team: TeamState, device: DeviceId): DeviceKeys | undefined {
  return deviceOf(team, device) ?? team.recoveryKeys.find((keys) => keys.id === device);
}

/** One of the agency's recovery sheets, in force or replaced. */
export function isSheet(team: TeamState, device: string): boolean {
  return team.recoveryKeys.some(({ id }) => id === device);
}

export function deviceOf(team: TeamState, device: DeviceId): MemberDevice | undefined {
  return team.members.flatMap((member) => member.devices).find((one) => one.id === device);
}

/** GR-6: a revoked or suspended device gets no sealed file any more. */
export function isRevoked(team: TeamState, device: DeviceId): boolean {
  const one = deviceOf(team, device);
  return one !== undefined && (one.lastSeq !== null || one.suspended);
}

/** The devices that files are sealed to: those in use, of a member who is in the group. */
export function activeDevices(member: Member): readonly MemberDevice[] {
  if (member.standing !== 'active') return [];
  return member.devices.filter((device) => device.lastSeq === null && !device.suspended);
}

/** GR-11: recipients of every sealed file beside the colleague. Two while two were set apart. */
export function recoveryRecipients(team: TeamState): readonly RecoveryKey[] {
  return team.recoveryKeys.filter((key) => !key.replaced);
}

export function activeMembers(team: TeamState): readonly Member[] {
  return team.members.filter((member) => member.standing === 'active');
}

/** True while the member is in the group and has the role. */
export function hasRole(team: TeamState, id: MemberId, role: Role): boolean {
  const member = memberOf(team, id);
  return member?.standing === 'active' && member.roles.includes(role);
}
