// Owns: what a set of membership acts says together, once it is known which of them stand.
// Must not: find out which stand (history.ts). Where acts were made apart, what takes away counts (GR-3).
import type { DeviceId, EventHash, MemberId } from '../ids.ts';
import { without } from '../ledger/without.ts';
import type { DeviceKeys, MemberRecord, Role } from '../ledger/payloads/membership.ts';
import { known, type FoldEvent } from '../ledger/stream.ts';
import {
  emptyTeam,
  teamIdOf,
  type Delegation,
  type Member,
  type MemberDevice,
  type RecoveryKey,
  type RestrictedSetting,
  type TeamState,
} from './team-state.ts';

export type Before = (earlier: EventHash, later: EventHash) => boolean;

/** Acts whose authors had the right as far as they could see; which of them stand, and which are in dispute. */
export type Standing = {
  /** Every ancestor before its descendants. */
  readonly events: readonly FoldEvent[];
  readonly stands: ReadonlySet<EventHash>;
  readonly disputed: ReadonlySet<EventHash>;
  readonly isAncestor: Before;
};

export function composeTeam(standing: Standing, heads: readonly EventHash[]): TeamState {
  const standingEvents = standing.events.filter(({ hash }) => standing.stands.has(hash));
  let state: TeamState = { ...emptyTeam, heads, disputed: [...standing.disputed].sort() };
  for (const event of standingEvents) {
    const founded = known(event, 'team.founded');
    if (founded) state = { ...state, id: teamIdOf(event.hash), name: founded.name, demo: founded.demo };
  }
  return {
    ...state,
    members: composeMembers(standing),
    delegations: composeDelegations(standingEvents),
    recoveryKeys: composeRecoveryKeys(standingEvents, standing.isAncestor),
    ...composeRestricted(standingEvents, standing.isAncestor),
  };
}

// ---- Members --------------------------------------------------------------------------------------------------

type Entry = { readonly event: EventHash; readonly record: MemberRecord; readonly roles: readonly Role[] };
type DeviceEntry = { readonly event: EventHash; readonly member: MemberId; readonly keys: DeviceKeys };
type Leaving = {
  readonly event: EventHash;
  readonly member: MemberId;
  readonly last: ReadonlyMap<DeviceId, number>;
};
type Revoking = { readonly event: EventHash; readonly device: DeviceId; readonly lastSeq: number };
type RolesSet = {
  readonly event: EventHash;
  readonly member: MemberId;
  readonly roles: readonly Role[];
  readonly seen: Readonly<Record<string, number>>;
};

type Gathered = {
  readonly entries: Entry[];
  readonly devices: DeviceEntry[];
  readonly leavings: Leaving[];
  readonly revokings: Revoking[];
  readonly sets: RolesSet[];
};

function composeMembers(standing: Standing): Member[] {
  const gathered: Gathered = { entries: [], devices: [], leavings: [], revokings: [], sets: [] };
  for (const event of standing.events) gather(event, gathered);
  const ids = [...new Set(gathered.entries.map(({ record }) => record.id))];
  return ids.map((id) => composeMember(id, gathered, standing));
}

function gather(event: FoldEvent, into: Gathered): void {
  gatherEntry(event, into);
  gatherEnd(event, into);
  const changed = known(event, 'roles.changed');
  if (!changed) return;
  const seen = Object.fromEntries(changed.seen.map(({ device, seq }) => [device, seq]));
  into.sets.push({ event: event.hash, member: changed.member, roles: changed.roles, seen });
}

function gatherEntry(event: FoldEvent, into: Gathered): void {
  const { hash } = event;
  const record = known(event, 'team.founded')?.founder ?? known(event, 'member.added')?.member;
  if (record) {
    into.entries.push({ event: hash, record, roles: known(event, 'member.added')?.roles ?? rolesOf(record) });
    into.devices.push({ event: hash, member: record.id, keys: record.device });
  }
  const succeeded = known(event, 'device.succeeded');
  if (succeeded) into.devices.push({ event: hash, member: event.actor, keys: succeeded.device });
}

function gatherEnd(event: FoldEvent, into: Gathered): void {
  const { hash } = event;
  const succeeded = known(event, 'device.succeeded');
  if (succeeded) into.revokings.push({ event: hash, device: succeeded.old, lastSeq: succeeded.lastSeq });
  const revoked = known(event, 'device.revoked');
  if (revoked) into.revokings.push({ event: hash, device: revoked.device, lastSeq: revoked.lastSeq });
  const left = known(event, 'member.left');
  if (left) {
    const last = new Map(left.devices.map(({ device, lastSeq }) => [device, lastSeq]));
    into.leavings.push({ event: hash, member: left.member, last });
  }
}

/** GR-2: in groups of the first version, who is caseworker and administrator leads too. */
function rolesOf({ roles }: MemberRecord): readonly Role[] {
  const both = roles.includes('caseworker') && roles.includes('administrator');
  return both ? ['caseworker', 'lead', 'administrator'] : roles;
}

function composeMember(id: MemberId, gathered: Gathered, standing: Standing): Member {
  const { stands, disputed, isAncestor } = standing;
  const entries = gathered.entries.filter(({ record }) => record.id === id);
  const leavings = gathered.leavings.filter(({ member }) => member === id);
  const came = entries.filter(({ event }) => stands.has(event));
  // GR-3: being let in beside a leaving does not undo it; being let in by somebody who knew of it does.
  const outBy = (leaving: Leaving) => !came.some(({ event }) => isAncestor(leaving.event, event));
  const left = leavings.some((one) => stands.has(one.event) && outBy(one));
  const inDispute =
    leavings.some((one) => disputed.has(one.event) && outBy(one)) ||
    (came.length === 0 && entries.some(({ event }) => disputed.has(event)));
  const roles = composeRoles(id, gathered, standing);
  return {
    id,
    name: entries[0]?.record.name ?? '',
    standing: inDispute && !left ? 'suspended' : left ? 'left' : came.length === 0 ? 'void' : 'active',
    roles: left ? [] : roles.roles,
    rolesSeen: roles.seen,
    devices: composeDevices(id, { ...gathered, leavings }, standing),
  };
}

/** GR-3: of roles set apart only those stand that each set; what was added beside a set does not. */
function composeRoles(
  id: MemberId,
  gathered: Gathered,
  { stands, isAncestor }: Standing,
): { readonly roles: Role[]; readonly seen: Record<string, number> } {
  const own = <T extends { readonly event: EventHash }>(of: T) => stands.has(of.event);
  const leavings = gathered.leavings
    .filter(({ member }) => member === id)
    .map(({ event, last }) => ({ event, roles: [] as Role[], seen: Object.fromEntries(last) }));
  const sets = [...gathered.sets.filter(({ member }) => member === id), ...leavings].filter(own);
  const heads = sets.filter((one) => !sets.some((other) => isAncestor(one.event, other.event)));
  const added = gathered.entries
    .filter(({ record }) => record.id === id)
    .filter(own)
    .filter(({ event }) => heads.every((head) => isAncestor(head.event, event)))
    .flatMap((entry) => entry.roles);
  const [first, ...others] = heads;
  const common = (first?.roles ?? []).filter((role) => others.every((other) => other.roles.includes(role)));
  const seen: Record<string, number> = {};
  for (const device of new Set(heads.flatMap((head) => Object.keys(head.seen)))) {
    seen[device] = Math.min(...heads.map((head) => head.seen[device] ?? 0));
  }
  return { roles: [...new Set([...common, ...added])], seen };
}

function composeDevices(
  id: MemberId,
  { devices, revokings, leavings }: Gathered,
  standing: Standing,
): MemberDevice[] {
  const byId = new Map<DeviceId, DeviceEntry[]>();
  for (const one of devices) {
    if (one.member === id) byId.set(one.keys.id, [...(byId.get(one.keys.id) ?? []), one]);
  }
  return [...byId.values()].flatMap((entries) => {
    const keys = entries[0]?.keys;
    if (!keys) return [];
    const ends = [
      ...revokings.filter(({ device }) => device === keys.id),
      ...leavings.flatMap((leaving) => endByLeaving(leaving, entries, standing)),
      ...endByVoidEntry(entries, standing),
    ];
    return [{ ...keys, ...endOf(ends, standing) }];
  });
}

/** `entry`: the act that let the device in, which does not stand; otherwise an act that puts it out. */
type End = { readonly event: EventHash; readonly lastSeq: number; readonly entry?: true };

/** A leaving names the last number of each device; one it did not know of counts for nothing, unless let in knowing of it. */
function endByLeaving(
  { event, last }: Leaving,
  entries: readonly DeviceEntry[],
  { stands, isAncestor }: Standing,
): End[] {
  const device = entries[0]?.keys.id;
  const named = device === undefined ? undefined : last.get(device);
  if (named !== undefined) return [{ event, lastSeq: named }];
  const knowing = entries.some((entry) => stands.has(entry.event) && isAncestor(event, entry.event));
  return knowing ? [] : [{ event, lastSeq: 0 }];
}

/** A device that was let in by acts that do not stand has written nothing that counts. */
function endByVoidEntry(entries: readonly DeviceEntry[], { stands, disputed }: Standing): End[] {
  if (entries.some(({ event }) => stands.has(event))) return [];
  const doubtful = entries.find(({ event }) => disputed.has(event));
  const entry = doubtful ?? entries[0];
  return entry ? [{ event: entry.event, lastSeq: 0, entry: true }] : [];
}

/** GR-4: the lowest number stands, whoever knew of whom. */
function endOf(
  ends: readonly End[],
  { stands, disputed }: Standing,
): Pick<MemberDevice, 'lastSeq' | 'suspended'> {
  const doubtful = ends.filter(({ event }) => disputed.has(event));
  const firm = ends.filter(({ event, entry }) => !disputed.has(event) && (entry || stands.has(event)));
  const counted = [...firm, ...doubtful].map(({ lastSeq }) => lastSeq);
  return {
    lastSeq: counted.length === 0 ? null : Math.min(...counted),
    suspended: doubtful.length > 0,
  };
}

// ---- Delegation and recovery ----------------------------------------------------------------------------------

function composeDelegations(events: readonly FoldEvent[]): Delegation[] {
  const ended = new Map<EventHash, Delegation['endedOn']>();
  for (const event of events) {
    const end = known(event, 'delegation.ended');
    if (!end) continue;
    const before = ended.get(end.delegation);
    ended.set(end.delegation, before && before < end.day ? before : end.day);
  }
  return events.flatMap((event) => {
    const given = known(event, 'delegation.given');
    if (!given) return [];
    const { member, outcomes, from, source } = given;
    const endedOn = ended.get(event.hash) ?? null;
    return [{ id: event.hash, member, outcomes, from, to: given.to ?? null, endedOn, source }];
  });
}

function composeRecoveryKeys(events: readonly FoldEvent[], isAncestor: Before): RecoveryKey[] {
  const sets = events.filter((event) => known(event, 'recoveryKey.set'));
  return sets.flatMap((event) => {
    const set = known(event, 'recoveryKey.set');
    const replaced = sets.some((other) => isAncestor(event.hash, other.hash));
    return set ? [{ ...set.device, keeper: set.keeper, idSecret: set.idSecret, replaced }] : [];
  });
}

/** GR-21: of settings made apart every one stands until somebody who has seen them sets it anew. */
function composeRestricted(events: readonly FoldEvent[], isAncestor: Before): Pick<TeamState, 'restricted'> {
  const sets = events.filter((event) => known(event, 'restricted.set'));
  if (sets.length === 0) return {};
  const heads = sets.filter(({ hash }) => !sets.some((other) => isAncestor(hash, other.hash)));
  const restricted = heads.flatMap((event): RestrictedSetting[] => {
    const set = known(event, 'restricted.set');
    return set ? [{ ...without(set, 'kind'), id: event.hash }] : [];
  });
  return { restricted: restricted.sort((a, b) => (a.id < b.id ? -1 : 1)) };
}
