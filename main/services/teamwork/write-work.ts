// Owns: one act of the group's work on each of many cases: one batch, each case that cannot take it named. Must not: decide.
import { caseStream, type BatchId, type CaseId } from '../../../domain/ids.ts';
import type { CaseState } from '../../../domain/ledger/case/state.ts';
import type { Payload } from '../../../domain/ledger/payload.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { WorkDone, WorkRefused } from '../../../ipc/colleagues/work.ts';
import { quietJob, type JobContext } from '../../threads/protocol.ts';
import type { NewAct } from '../../../db/ledger/contract.ts';
import { newBatch } from '../intake/import-plan.ts';
import type { Session, WriteSession } from '../session.ts';

/** With progress, for what is done with thousands. */
type Writing = { readonly decide: Deciding; readonly job: JobContext };
type Deciding = (state: CaseState, batch: BatchId) => Result<Payload, { readonly tag: string }>;

export function writeWork(
  session: WriteSession,
  cases: readonly CaseId[],
  decide: Deciding | Writing,
): Result<WorkDone, Problem> {
  const { decide: decideOne, job } = typeof decide === 'function' ? { decide, job: quietJob } : decide;
  const batch = newBatch();
  const acts: NewAct[] = [];
  const refused: WorkRefused[] = [];
  for (const id of cases) {
    const decided = decideOne(session.ledger.caseState(id), batch);
    if (decided.ok) acts.push({ stream: caseStream(id), payload: decided.value });
    else if (cases.length === 1) return err({ ...decided.error });
    else refused.push(refusedOf(session, id, decided.error.tag));
  }
  if (acts.length === 0) return ok({ batch: null, changed: 0, refused });
  const written = session.ledger.append(acts, {
    cancelled: job.cancelled,
    progress: (done, total) => job.progress('acts', done, total),
  });
  return written.ok ? ok({ batch, changed: acts.length, refused }) : err(written.error);
}

export function refusedOf(session: Session, id: CaseId, reason: string): WorkRefused {
  return { caseId: id, applicationId: session.ledger.caseState(id).applicationId ?? '', reason };
}
