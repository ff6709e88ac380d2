// Owns: the writer's operations on the group, on who goes on with a case and on how the work is shared, each a line to a service. Must not: hold a rule.
import type { Input, Reply } from '../../../ipc/contract.ts';
import {
  changeRoles,
  delegate,
  endDelegation,
  memberLeaves,
  revokeDevice,
  setHolders,
  settleDispute,
} from './membership.ts';
import { setSecondLook } from '../decision/second-looks.ts';
import { takeEffect } from '../purge/take-effect.ts';
import { actBySheet, setRecoverySheet } from './recovery-sheet.ts';
import { noteHandover, takeOver } from '../review/handover.ts';
import type { WriteSession } from '../session.ts';
import { declareInterest, tryInterest, watchCases, writeNote } from '../teamwork/case-work.ts';
import { assignCases, shareCases } from '../teamwork/sharing.ts';
import type { WriterName } from '../../threads/names.ts';

type GroupName = Extract<WriterName, `group.${string}` | `handover.${string}` | `work.${string}`>;
type Writing = { readonly session: WriteSession };
type GroupHandlers = {
  readonly [N in GroupName]: (writing: Writing, input: Input<N>) => Reply<N> | Promise<Reply<N>>;
};

export const groupHandlers: GroupHandlers = {
  'handover.note': ({ session }, input) => noteHandover(session, input),
  'handover.take': ({ session }, { cases }) => takeOver(session, cases),
  'work.assign': ({ session }, input) => assignCases(session, input),
  'work.share': ({ session }, input) => shareCases(session, input),
  'work.watch': ({ session }, input) => watchCases(session, input),
  'work.note': ({ session }, input) => writeNote(session, input),
  'work.declare': ({ session }, input) => declareInterest(session, input),
  'work.try': ({ session }, input) => tryInterest(session, input),
  'group.changeRoles': ({ session }, input) => {
    const changed = changeRoles(session, input);
    // GR-20: who gives up their own case roles holds no cases from now on.
    if (changed.ok && input.member === session.self.member) takeEffect(session);
    return changed;
  },
  'group.revoke': ({ session }, input) => revokeDevice(session, input),
  'group.leave': ({ session }, input) => memberLeaves(session, input),
  'group.delegate': ({ session }, input) => delegate(session, input),
  'group.endDelegation': ({ session }, input) => endDelegation(session, input),
  'group.setHolders': ({ session }, input) => {
    const set = setHolders(session, input);
    // GR-20: who is a holder no more holds nothing of these persons from now on.
    if (set.ok) takeEffect(session);
    return set;
  },
  'group.setSecondLook': ({ session }, { asks }) => setSecondLook(session, asks),
  'group.settle': ({ session }, input) => settleDispute(session, input),
  'group.makeSheet': ({ session }, { keeper }) => setRecoverySheet(session, keeper),
  'group.useSheet': ({ session }, { code, act }) => actBySheet(session, code, act),
};
