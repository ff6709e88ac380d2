// Owns: taking back the record of BÄR's decision on one case (DE-23). Must not: judge; domain/decision does.
import { decideWithdraw } from '../../../domain/decision/withdraw.ts';
import { caseStream, type CaseId, type EventHash } from '../../../domain/ids.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { newBatch } from '../intake/import-plan.ts';
import { reliedHeads, type WriteSession } from '../session.ts';

export type Withdrawing = {
  readonly id: CaseId;
  readonly heads: readonly EventHash[];
  readonly reason: string;
};

export function withdrawRegistration(
  session: WriteSession,
  { id, heads, reason }: Withdrawing,
): Result<{ readonly withdrawn: true }, Problem> {
  const state = session.ledger.caseState(id);
  const decided = decideWithdraw(state, { heads, reason });
  if (!decided.ok) return err(decided.error);
  const written = session.ledger.append([
    {
      stream: caseStream(id),
      payload: { ...decided.value, batch: newBatch() },
      refs: reliedHeads(session, state),
      expectedHeads: state.heads,
    },
  ]);
  return written.ok ? ok({ withdrawn: true }) : err(written.error);
}
