// Owns: moving cases between the regular and the pilot intake of a season, one or many. Must not: decide; domain/review does.
import { caseStream, type CaseId, type EventHash, type IntakeId } from '../../../domain/ids.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { decideTransfer } from '../../../domain/transfer/decide-transfer.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { WorkDone, WorkRefused } from '../../../ipc/colleagues/work.ts';
import type { NewAct } from '../../../db/ledger/contract.ts';
import { newBatch, openIntake } from '../intake/import-plan.ts';
import { refusedOf } from '../teamwork/write-work.ts';
import type { WriteSession } from '../session.ts';

export type TransferInput = {
  readonly id: CaseId;
  readonly heads: readonly EventHash[];
  readonly to: IntakeId;
  readonly reason: string;
};

/** The case that the window shows: refused when it has changed since. */
export function transferCase(
  session: WriteSession,
  { id, heads, to, reason }: TransferInput,
): Result<{ batch: string }, Problem> {
  const batch = newBatch();
  const decided = decideTransfer(session.ledger.caseState(id), { to, reason, heads, batch });
  if (!decided.ok) return err({ ...decided.error });
  const act: NewAct = { stream: caseStream(id), payload: decided.value, expectedHeads: heads };
  const written = session.ledger.append([...openIntake(session, to), act]);
  return written.ok ? ok({ batch }) : err(written.error);
}

export type TransferMany = {
  readonly cases: readonly CaseId[];
  readonly to: IntakeId;
  readonly reason: string;
};

/** One transaction and one batch: taken back as one. Each case that cannot move is named. */
export function transferCases(
  session: WriteSession,
  { cases, to, reason }: TransferMany,
): Result<WorkDone, Problem> {
  const batch = newBatch();
  const acts: NewAct[] = [];
  const refused: WorkRefused[] = [];
  for (const id of cases) {
    const state = session.ledger.caseState(id);
    const decided = decideTransfer(state, { to, reason, heads: state.heads, batch });
    if (decided.ok) acts.push({ stream: caseStream(id), payload: decided.value });
    else refused.push(refusedOf(session, id, decided.error.tag));
  }
  if (acts.length === 0) return ok({ batch: null, changed: 0, refused });
  const written = session.ledger.append([...openIntake(session, to), ...acts]);
  return written.ok ? ok({ batch, changed: acts.length, refused }) : err(written.error);
}
