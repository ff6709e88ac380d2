// Owns: the work group as folded from stream `team`, and the judgement whether an author was entitled to an act.
// Must not: judge by "now": what counts is the membership that the act's refs reach.
import type { DeviceId, EventHash, MemberId, TeamId } from '../ids.ts';
import { orderEvents } from '../ledger/dag.ts';
import type { DeviceKeys, MemberRecord, Role } from '../ledger/payload.ts';
import { known, type FoldEvent, type Judge, type Judgement } from '../ledger/stream.ts';

export type Member = {
  readonly id: MemberId;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly devices: readonly DeviceKeys[];
};

export type TeamState = {
  readonly id: TeamId | null;
  readonly name: string;
  readonly demo: boolean;
  readonly members: readonly Member[];
  readonly heads: readonly EventHash[];
};

export const emptyTeam: TeamState = { id: null, name: '', demo: false, members: [], heads: [] };

/** The group's id is the first half of the hash of its first event: it cannot be founded twice. */
export function teamIdOf(founding: EventHash): TeamId {
  return founding.slice(0, 32) as TeamId;
}

/** Folds stream `team`. Several founding events cannot stand in one store: `expected` names the group that counts. */
export function foldTeam(set: readonly FoldEvent[], expected: TeamId | null): TeamState {
  const { events, heads, isAncestor } = orderEvents(set);
  const effective: FoldEvent[] = [];
  let state: TeamState = { ...emptyTeam, heads };
  for (const event of events) {
    const seen = applyTeamEvents(effective.filter((one) => isAncestor(one.hash, event.hash)));
    if (!isEffective(event, seen, expected)) continue;
    effective.push(event);
    state = { ...applyTeamEvents(effective), heads };
  }
  return state;
}

function isEffective(event: FoldEvent, seen: TeamState, expected: TeamId | null): boolean {
  if (known(event, 'team.founded')) {
    return seen.id === null && (expected === null || teamIdOf(event.hash) === expected);
  }
  if (!known(event, 'member.added')) return false;
  return mayDo(seen, event, 'administrator');
}

function applyTeamEvents(events: readonly FoldEvent[]): TeamState {
  let state = emptyTeam;
  for (const event of events) {
    const founded = known(event, 'team.founded');
    if (founded) {
      state = { ...state, id: teamIdOf(event.hash), name: founded.name, demo: founded.demo };
      state = addMember(state, founded.founder);
    }
    const added = known(event, 'member.added');
    if (added) state = addMember(state, added.member);
  }
  return state;
}

function addMember(state: TeamState, record: MemberRecord): TeamState {
  const present = state.members.find((member) => member.id === record.id);
  if (!present) {
    const member: Member = {
      id: record.id,
      name: record.name,
      roles: record.roles,
      devices: [record.device],
    };
    return { ...state, members: [...state.members, member] };
  }
  const roles = [...new Set([...present.roles, ...record.roles])];
  const devices = present.devices.some((device) => device.id === record.device.id)
    ? present.devices
    : [...present.devices, record.device];
  return {
    ...state,
    members: state.members.map((member) =>
      member.id === record.id ? { ...present, roles, devices } : member,
    ),
  };
}

/** The keys of a device of any member, or undefined for a device nobody has let in. */
export function deviceKeys(team: TeamState, device: DeviceId): DeviceKeys | undefined {
  return team.members.flatMap((member) => member.devices).find((keys) => keys.id === device);
}

export function memberOf(team: TeamState, id: MemberId): Member | undefined {
  return team.members.find((member) => member.id === id);
}

function mayDo(team: TeamState, event: FoldEvent, role: Role): boolean {
  const member = memberOf(team, event.actor);
  return (
    member !== undefined &&
    member.roles.includes(role) &&
    member.devices.some((keys) => keys.id === event.device)
  );
}

/** The role each coarse type of act asks for. The administrator stands in for the lead until that role exists. */
export function roleFor(type: string): Role {
  return type === 'membership' || type === 'text' || type === 'confirm' ? 'administrator' : 'caseworker';
}

/** The tick that no ground of 16 § förvaltningslagen exists is the decider's own: nobody fixes a basis in another's name. */
function decidesForAnother(event: FoldEvent): boolean {
  const basis = known(event, 'basis.fixed');
  return basis !== undefined && basis.decider !== event.actor;
}

/**
 * A judge over a store's team events. An act counts when its actor, with that device, held the role in the membership
 * reachable from its refs (design §3). Settings may be changed by either role.
 */
export function createJudge(teamEvents: readonly FoldEvent[], expected: TeamId | null): Judge {
  const ordered = orderEvents(teamEvents);
  const known = new Set(ordered.events.map((event) => event.hash));
  const reached = new Map<string, TeamState>();
  return (event): Judgement => {
    const refs = event.refs.filter((ref) => known.has(ref));
    const key = refs.join();
    let team = reached.get(key);
    if (!team) {
      const closure = ordered.events.filter(
        (one) => refs.includes(one.hash) || refs.some((ref) => ordered.isAncestor(one.hash, ref)),
      );
      team = foldTeam(closure, expected);
      reached.set(key, team);
    }
    if (decidesForAnother(event)) return 'notEntitled';
    const role = roleFor(event.type);
    if (event.type === 'setting' && mayDo(team, event, 'administrator')) return 'entitled';
    return mayDo(team, event, role) ? 'entitled' : 'notEntitled';
  };
}
