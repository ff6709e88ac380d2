// Owns: the group as the window shows it: people, computers, who may decide, the sheet, what is in dispute.
// Must not: change anything.
import type { EventHash } from '../../../domain/ids.ts';
import type { Payload } from '../../../domain/ledger/payload.ts';
import { holdsOn } from '../../../domain/team/delegation.ts';
import { needRole } from '../../../domain/team/roles.ts';
import {
  memberOfDevice,
  recoveryRecipients,
  type Member,
  type MemberDevice,
  type TeamState,
} from '../../../domain/team/team-state.ts';
import type { DisputedAct, GroupDevice, GroupMember, GroupStatus } from '../../../ipc/colleagues/group.ts';
import { readDeviceHead } from '../../../db/ledger/writing.ts';
import { importLog } from '../../../db/local/bundles.ts';
import { nameOf, type Session } from '../session.ts';
import { wordsOf } from './invitations.ts';

export function groupStatus(session: Session): GroupStatus {
  const team = session.ledger.team();
  const today = session.today();
  const heard = importLog(session.store.db, 500).filter(({ kind }) => kind === 'bundle');
  return {
    team: team.name,
    today,
    mayAdminister: needRole(team, session.self, ['administrator']).ok,
    mayLead: needRole(team, session.self, ['lead']).ok,
    members: team.members.map((member) => {
      const devices = member.devices.map(({ id }) => String(id));
      const last = heard.find(({ senderDevice }) => devices.includes(senderDevice));
      return memberView(session, member, last?.at ?? null);
    }),
    delegations: team.delegations.map((one) => ({
      id: one.id,
      name: nameOf(team, one.member),
      outcomes: one.outcomes,
      from: one.from,
      to: one.to,
      endedOn: one.endedOn,
      source: one.source,
      holds: holdsOn(one, today),
    })),
    sheets: recoveryRecipients(team).map((key) => ({ keeper: key.keeper, words: wordsOf(session, key) })),
    disputed: team.disputed.map((hash) => disputedAct(session, team, hash)),
  };
}

function memberView(session: Session, member: Member, lastHeardAt: number | null): GroupMember {
  const { id, name, standing, roles } = member;
  const self = id === session.self.member;
  const devices = member.devices.map((device) => deviceView(session, device));
  return { id, name, standing, roles, self, devices, lastHeardAt };
}

function deviceView(session: Session, device: MemberDevice): GroupDevice {
  const state = device.suspended ? 'suspended' : device.lastSeq === null ? 'inUse' : 'revoked';
  return {
    id: device.id,
    self: device.id === session.self.device,
    words: wordsOf(session, device),
    state,
    lastSeq: device.lastSeq,
    have: readDeviceHead(session.store.db, device.id).contiguous,
  };
}

function disputedAct(session: Session, team: TeamState, hash: EventHash): DisputedAct {
  const event = session.ledger.eventByHash(hash);
  const payload = event?.read.status === 'known' ? event.read.payload : undefined;
  return {
    id: hash,
    by: event ? nameOf(team, event.actor) : '',
    at: event?.hlc ?? 0,
    kind: payload?.kind ?? '',
    about: payload ? aboutOf(team, payload) : '',
  };
}

function aboutOf(team: TeamState, payload: Payload): string {
  switch (payload.kind) {
    case 'device.revoked':
      return memberOfDevice(team, payload.device)?.name ?? '';
    case 'member.left':
    case 'roles.changed':
    case 'delegation.given':
      return nameOf(team, payload.member);
    case 'member.added':
      return payload.member.name;
    default:
      return '';
  }
}
