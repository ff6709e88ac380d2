// Owns: the writer's operations behind a stub, each a line to a service. Must not: hold a rule, nor which case is open.
import { ok } from '../../../domain/result.ts';
import type { Input, Reply } from '../../../ipc/contract.ts';
import {
  enterBehindStub,
  judgeBehindStub,
  noteBehindStub,
  openBehindStub,
  readBehindStub,
  type OpenedCase,
} from '../../services/review/behind-stub.ts';
import type { WriteSession } from '../../services/session.ts';
import type { WriterName } from '../names.ts';

type Name = Extract<WriterName, `restricted.${string}`>;
type Writing = { readonly session: WriteSession; readonly desk: { readonly opened: OpenedCase } };
type RestrictedHandlers = { readonly [N in Name]: (writing: Writing, input: Input<N>) => Reply<N> };

export const restrictedHandlers: RestrictedHandlers = {
  'restricted.open': ({ session, desk }, input) => {
    const opened = openBehindStub(session, desk.opened, input);
    return opened.ok ? ok({ opened: true }) : opened;
  },
  'restricted.case': ({ session, desk }, { id }) => readBehindStub(session, desk.opened, id),
  'restricted.close': ({ desk }) => {
    desk.opened.id = undefined;
    return ok({ closed: true });
  },
  'restricted.enterFacts': ({ session, desk }, input) => enterBehindStub(session, desk.opened, input),
  'restricted.verdict': ({ session, desk }, input) => judgeBehindStub(session, desk.opened, input),
  'restricted.note': ({ session, desk }, input) => noteBehindStub(session, desk.opened, input),
};
