// Owns: what has changed the group, newest first, with whom it was about and whether it counts. Must not: word or change it.
import { orderEvents } from '../../../domain/ledger/dag.ts';
import type { Payload } from '../../../domain/ledger/payload.ts';
import type { FoldEvent } from '../../../domain/ledger/stream.ts';
import { teamHistory } from '../../../domain/team/history.ts';
import { memberOfDevice, type TeamState } from '../../../domain/team/team-state.ts';
import type { GroupAct } from '../../../ipc/colleagues/group.ts';
import { nameOf, type Session } from '../session.ts';

/** As the events of stream `team` tell it. Clocks order what is shown beside what was seen, and decide nothing. */
export function groupActs(session: Session): GroupAct[] {
  const team = session.ledger.team();
  const events = session.ledger.eventsOf('team');
  const { effectOf } = teamHistory(events, team.id);
  return orderEvents(events)
    .events.map((event) => ({ ...actOf(team, event), effect: effectOf(event.hash) }))
    .reverse();
}

function actOf(team: TeamState, event: FoldEvent): Omit<GroupAct, 'effect'> {
  const payload = event.read.status === 'known' ? event.read.payload : undefined;
  const bySheet = team.recoveryKeys.some(({ id }) => String(id) === String(event.actor));
  return {
    id: event.hash,
    by: bySheet ? null : nameOf(team, event.actor),
    at: event.hlc,
    kind: payload?.kind ?? event.read.status,
    ...nothingSaid,
    ...(payload ? saidBy(team, payload) : {}),
  };
}

type Said = Pick<GroupAct, 'about' | 'roles' | 'outcomes' | 'day' | 'note'>;
const nothingSaid: Said = { about: '', roles: [], outcomes: [], day: null, note: '' };

function saidBy(team: TeamState, payload: Payload): Partial<Said> {
  switch (payload.kind) {
    case 'team.founded':
      return { about: payload.name };
    case 'member.added':
      return { about: payload.member.name, roles: payload.roles ?? payload.member.roles };
    case 'device.revoked':
      return { about: memberOfDevice(team, payload.device)?.name ?? '', note: payload.note ?? '' };
    case 'member.left':
      return { about: nameOf(team, payload.member), day: payload.day, note: payload.note ?? '' };
    case 'roles.changed':
      return { about: nameOf(team, payload.member), roles: payload.roles };
    case 'recoveryKey.set':
      return { note: payload.keeper };
    case 'restricted.set':
      return {
        about: payload.holders.map((id) => nameOf(team, id)).join(', '),
        day: payload.day,
        note: payload.source,
      };
    case 'membership.settled':
      return { note: payload.reason };
    default:
      return delegationSaid(team, payload);
  }
}

function delegationSaid(team: TeamState, payload: Payload): Partial<Said> {
  if (payload.kind === 'delegation.given') {
    const { member, outcomes, from, source } = payload;
    return { about: nameOf(team, member), outcomes, day: from, note: source };
  }
  if (payload.kind !== 'delegation.ended') return {};
  const ended = team.delegations.find(({ id }) => id === payload.delegation);
  return { about: ended ? nameOf(team, ended.member) : '', day: payload.day, note: payload.source };
}
