// Owns: the runner's commands on the work group, over the services the window uses. Must not: hold a rule.
import { deviceIdSchema, eventHashSchema, isoDateSchema } from '../../../domain/ids.ts';
import type { DecisionOutcome } from '../../../domain/ledger/payload.ts';
import { rolesSchema, type Role } from '../../../domain/ledger/payloads/membership.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { deviceOf, type Member } from '../../../domain/team/team-state.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { Admission } from '../../services/group/invitations.ts';
import {
  changeRoles,
  delegate,
  endDelegation,
  memberLeaves,
  revokeDevice,
  setHolders,
  settleDispute,
} from '../../services/group/membership.ts';
import { actBySheet, setRecoverySheet } from '../../services/group/recovery-sheet.ts';
import { takeEffect } from '../../services/purge/take-effect.ts';
import { groupStatus } from '../../services/group/status.ts';
import type { Session } from '../../services/session.ts';
import { flag, text, type CommandLine, type Usage } from '../arguments.ts';
import type { Command } from '../command.ts';

const usage = (message: string) => err({ tag: 'usage', message } as const);

/** `--roles a,b`, `--administrator`, and `--as NAME` for a new computer of somebody who is in the group. */
export function readAdmission(
  session: Session,
  { options }: CommandLine,
): Result<Admission, Problem | Usage> {
  const named = text(options, 'roles');
  const roles = named === undefined ? usualRoles(flag(options, 'administrator')) : readRoles(named);
  if (roles === undefined) return usage('--roles takes caseworker,lead,administrator,logReviewer,readOnly');
  const name = text(options, 'as');
  if (name === undefined) return ok({ roles });
  const member = memberNamed(session, name);
  return member ? ok({ roles, as: member.id }) : err({ tag: 'unknownMember' });
}

function usualRoles(administrator: boolean): Role[] {
  return administrator ? ['caseworker', 'lead', 'administrator'] : ['caseworker'];
}

function readRoles(named: string): Role[] | undefined {
  const parsed = rolesSchema.safeParse(named.split(',').filter(Boolean));
  return parsed.success ? parsed.data : undefined;
}

/** By id, or by a name that only one has. */
export function memberNamed(session: Session, name: string): Member | undefined {
  const { members } = session.ledger.team();
  const found = members.filter((member) => member.id === name || member.name === name);
  return found.length === 1 ? found[0] : undefined;
}

const done = (result: Result<null, Problem>): Result<object, Problem> =>
  result.ok ? ok({ done: true }) : result;

export const groupCommands: Readonly<Record<string, Command>> = {
  group: async ({ session }) => ok(groupStatus(session)),

  roles: async ({ session, line }) => {
    const member = memberNamed(session, line.positional[0] ?? '');
    const roles = readRoles(text(line.options, 'roles') ?? '?');
    if (!member || !roles) return usage('roles MEMBER --roles ROLE,ROLE');
    return done(changeRoles(session, { member: member.id, roles }));
  },

  revoke: async ({ session, line }) => {
    const device = deviceIdSchema.safeParse(line.positional[0]);
    if (!device.success || !deviceOf(session.ledger.team(), device.data))
      return usage('revoke DEVICE [--reason TEXT]');
    return done(
      revokeDevice(session, { device: device.data, reason: 'lost', note: text(line.options, 'reason') }),
    );
  },

  leave: async ({ session, line }) => {
    const member = memberNamed(session, line.positional[0] ?? '');
    const day = isoDateSchema.safeParse(text(line.options, 'day') ?? session.today());
    if (!member || !day.success) return usage('leave MEMBER [--day YYYY-MM-DD] [--reason TEXT]');
    const note = text(line.options, 'reason');
    return done(memberLeaves(session, { member: member.id, day: day.data, note }));
  },

  delegate: async ({ session, line }) => {
    const member = memberNamed(session, line.positional[0] ?? '');
    const source = text(line.options, 'source');
    const from = isoDateSchema.safeParse(text(line.options, 'day') ?? session.today());
    if (!member || source === undefined || !from.success)
      return usage('delegate MEMBER --source TEXT [--day FIRST_DAY] [--outcome grant|refusal]');
    const only = text(line.options, 'outcome');
    const both: DecisionOutcome[] = ['grant', 'refusal'];
    const outcomes = both.filter((one) => only === undefined || only === one);
    return done(delegate(session, { member: member.id, outcomes, from: from.data, source }));
  },

  'end-delegation': async ({ session, line }) => {
    const delegation = eventHashSchema.safeParse(line.positional[0]);
    const day = isoDateSchema.safeParse(text(line.options, 'day') ?? session.today());
    const source = text(line.options, 'source');
    if (!delegation.success || !day.success || source === undefined)
      return usage('end-delegation ID --source TEXT [--day FIRST_DAY_WITHOUT]');
    return done(endDelegation(session, { delegation: delegation.data, day: day.data, source }));
  },

  /** Without members: nobody, and these persons are handled outside the program. */
  holders: async ({ session, line }) => {
    const members = line.positional.map((name) => memberNamed(session, name)?.id);
    const source = text(line.options, 'source');
    const day = isoDateSchema.safeParse(text(line.options, 'day') ?? session.today());
    if (source === undefined || !day.success || members.includes(undefined))
      return usage('holders [MEMBER …] --source TEXT [--day YYYY-MM-DD]');
    const holders = members.filter((member) => member !== undefined);
    const set = setHolders(session, { on: holders.length > 0, holders, day: day.data, source });
    if (set.ok) takeEffect(session);
    return done(set);
  },

  'settle-group': async ({ session, line }) => {
    const setAside = line.positional.flatMap((hash) => eventHashSchema.safeParse(hash).data ?? []);
    const reason = text(line.options, 'reason');
    if (setAside.length === 0 || reason === undefined) return usage('settle-group ID [ID …] --reason TEXT');
    const code = process.env['SPRANGBRADAN_SHEET'];
    if (code === undefined) return done(settleDispute(session, { setAside, reason }));
    return done(await actBySheet(session, code, { kind: 'settle', setAside, reason }));
  },

  'recovery-sheet': async ({ session, line }) => {
    const keeper = text(line.options, 'name');
    return keeper === undefined
      ? usage('recovery-sheet --name WHERE_IT_LIES')
      : setRecoverySheet(session, keeper);
  },

  /** The code of the sheet comes from the environment: other programs can read argv. */
  'sheet-administrator': async ({ session, line }) => {
    const member = memberNamed(session, line.positional[0] ?? '');
    const code = process.env['SPRANGBRADAN_SHEET'];
    if (!member || code === undefined) return usage('SPRANGBRADAN_SHEET=… sheet-administrator MEMBER');
    return done(await actBySheet(session, code, { kind: 'administrator', member: member.id }));
  },
};
