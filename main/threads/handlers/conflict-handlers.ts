// Owns: the writer's operations of the inbox and of joined cases, each a line to a service. Must not: open dialogs.
import type { Input, Reply } from '../../../ipc/contract.ts';
import {
  joinCases,
  lookAtUnseen,
  partCases,
  settleConflict,
  speakOfActs,
} from '../../services/conflicts/settle.ts';
import { transferCase } from '../../services/review/transfers.ts';
import type { WriteSession } from '../../services/session.ts';

type Name =
  | 'conflicts.settle'
  | 'conflicts.look'
  | 'conflicts.speak'
  | 'cases.join'
  | 'cases.part'
  | 'cases.transfer';
type Handlers = {
  readonly [N in Name]: (writing: { readonly session: WriteSession }, input: Input<N>) => Reply<N>;
};

export const conflictHandlers: Handlers = {
  'conflicts.settle': ({ session }, input) => settleConflict(session, input),
  'conflicts.look': ({ session }, input) => lookAtUnseen(session, input),
  'conflicts.speak': ({ session }, input) => speakOfActs(session, input),
  'cases.join': ({ session }, input) => joinCases(session, input),
  'cases.part': ({ session }, input) => partCases(session, input),
  'cases.transfer': ({ session }, input) => transferCase(session, input),
};
