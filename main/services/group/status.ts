// Owns: the group as the window shows it: people, computers, who may decide, the sheet, what is in dispute.
// Must not: change anything.
import { asksOf } from '../../../domain/ledger/shared-state.ts';
import { known } from '../../../domain/ledger/stream.ts';
import { holdsOn } from '../../../domain/team/delegation.ts';
import { isHolder } from '../../../domain/team/holding.ts';
import { needRole, seesCases } from '../../../domain/team/roles.ts';
import {
  activeMembers,
  recoveryRecipients,
  type Member,
  type MemberDevice,
  type TeamState,
} from '../../../domain/team/team-state.ts';
import type {
  GroupDevice,
  GroupMember,
  GroupStatus,
  HoldersView,
  SheetView,
} from '../../../ipc/colleagues/group.ts';
import { readDeviceHead } from '../../../db/ledger/writing.ts';
import { importLog } from '../../../db/local/bundles.ts';
import { nameOf, type Session } from '../session.ts';
import { groupActs } from './acts.ts';
import { wordsOf } from './invitations.ts';

/** Further back one looks in the ledger itself. */
const shown = 100;

export function groupStatus(session: Session): GroupStatus {
  const team = session.ledger.team();
  const today = session.today();
  const acts = groupActs(session);
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
    restricted: holdersView(team),
    secondLook: asksOf(session.ledger.shared()),
    ...sheetsOf(session, team),
    disputed: acts.filter(({ effect }) => effect === 'disputed'),
    history: acts.slice(0, shown),
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

function holdersView(team: TeamState): HoldersView {
  const seeing = activeMembers(team).filter(({ id }) => seesCases(team, id));
  const named = ({ id, name }: Member) => ({ id, name });
  return {
    settings: (team.restricted ?? []).map(({ on, holders, day, source }) => ({
      on,
      names: holders.map((member) => nameOf(team, member)),
      day,
      source,
    })),
    holders: seeing.filter(({ id }) => isHolder(team, id)).map(named),
    choices: seeing.map(named),
  };
}

type Sheets = Pick<GroupStatus, 'sheets' | 'replacedSheets'>;

function sheetsOf(session: Session, team: TeamState): Sheets {
  const events = session.ledger.eventsOf('team');
  const sheets = recoveryRecipients(team).map((key): SheetView => {
    const made = events.find((event) => known(event, 'recoveryKey.set')?.device.id === key.id);
    return {
      keeper: key.keeper,
      words: wordsOf(session, key),
      setBy: made ? nameOf(team, made.actor) : '',
      setAt: made?.hlc ?? 0,
    };
  });
  return { sheets, replacedSheets: team.recoveryKeys.length - sheets.length };
}
