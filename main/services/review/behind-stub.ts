// Owns: opening the case of a person with protected identity to a named holder, and the work on it while it is open (GR-23, GR-24).
// Must not: open it without a reason in the read log, nor let anything but these services see behind the stub.
import type { OpeningReason } from '../../../domain/access/read-log.ts';
import type { CaseId } from '../../../domain/ids.ts';
import { openedCase } from '../../../domain/ledger/case/restricted.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { isHolder, type HolderNeeded } from '../../../domain/team/holding.ts';
import { isRevoked } from '../../../domain/team/team-state.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { CaseView } from '../../../ipc/review.ts';
import { appendReads } from '../../../db/local/read-log.ts';
import type { Session, WriteSession } from '../session.ts';
import { caseView } from './case-view.ts';
import { noteHandover } from './handover.ts';
import { enterFacts, type FactsInput } from './facts.ts';
import { giveVerdict, type VerdictInput } from './verdicts.ts';

/** Which case is open. It lives with the open store: locking closes it. */
export type OpenedCase = { id: CaseId | undefined };
type Done = Result<{ saved: true }, Problem>;
type NotOpened = { readonly tag: 'notOpened' };

export function mayOpen({ ledger, self }: Session): boolean {
  const team = ledger.team();
  return isHolder(team, self.member) && !isRevoked(team, self.device);
}

export function openBehindStub(
  session: WriteSession,
  opened: OpenedCase,
  { id, reason }: { readonly id: CaseId; readonly reason: OpeningReason },
): Result<CaseView, Problem> {
  opened.id = undefined;
  if (!mayOpen(session)) return err({ tag: 'holderNeeded' });
  if (session.ledger.caseState(id).stub === null) return err({ tag: 'notProtected' });
  const { self, store } = session;
  // Before anything is shown: an opening that cannot be noted is none.
  const line = { at: session.now(), member: self.member, caseId: id, marks: ['protected' as const] };
  appendReads(store.db, self.device, [{ ...line, how: 'opened', reason }]);
  opened.id = id;
  return caseView(behind(session, id), id);
}

export function readBehindStub(
  session: WriteSession,
  opened: OpenedCase,
  id: CaseId,
): Result<CaseView, Problem> {
  const may = stillOpen(session, opened, id);
  return may.ok ? caseView(may.value, id) : may;
}

export function enterBehindStub(session: WriteSession, opened: OpenedCase, input: FactsInput): Done {
  const may = stillOpen(session, opened, input.id);
  return may.ok ? saved(enterFacts(may.value, input)) : may;
}

export function judgeBehindStub(session: WriteSession, opened: OpenedCase, input: VerdictInput): Done {
  const may = stillOpen(session, opened, input.id);
  return may.ok ? saved(giveVerdict(may.value, input)) : may;
}

/** A note for the other holders. */
export function noteBehindStub(
  session: WriteSession,
  opened: OpenedCase,
  { id, text }: { readonly id: CaseId; readonly text: string },
): Done {
  const may = stillOpen(session, opened, id);
  return may.ok ? saved(noteHandover(may.value, { cases: [{ id }], text })) : may;
}

function stillOpen(
  session: WriteSession,
  opened: OpenedCase,
  id: CaseId,
): Result<WriteSession, HolderNeeded | NotOpened> {
  if (opened.id !== id) return err({ tag: 'notOpened' });
  // The right may have been withdrawn by a file that came meanwhile.
  return mayOpen(session) ? ok(behind(session, id)) : err({ tag: 'holderNeeded' });
}

function saved(done: Result<unknown, Problem>): Done {
  return done.ok ? ok({ saved: true }) : done;
}

/** The same session, to which this one case is what was written for the holders; what is written goes to them alone (role-gate.ts). */
function behind(session: WriteSession, id: CaseId): WriteSession {
  const { ledger } = session;
  const caseState: typeof ledger.caseState = (of) =>
    of === id ? openedCase(ledger.caseState(of)) : ledger.caseState(of);
  return { ...session, ledger: { ...ledger, caseState } };
}
