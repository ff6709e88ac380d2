// Owns: ending a conflict between deciding acts. Must not: choose; domain/decision/resolve.ts says what a choice needs.
import { decideResolve } from '../../../domain/decision/resolve.ts';
import { caseStream, type CaseId, type EventHash } from '../../../domain/ids.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { reliedHeads, type WriteSession } from '../session.ts';

/** Ends a conflict; every head is named and a reason given. */
export function resolveConflict(
  session: WriteSession,
  input: {
    readonly id: CaseId;
    readonly caseHeads: readonly EventHash[];
    readonly keep: EventHash | null;
    readonly reason: string;
  },
): Result<{ resolved: true }, Problem> {
  const state = session.ledger.caseState(input.id);
  const decided = decideResolve(state, { heads: input.caseHeads, keep: input.keep, reason: input.reason });
  if (!decided.ok) return err(decided.error);
  const written = session.ledger.append([
    {
      stream: caseStream(input.id),
      payload: decided.value,
      refs: reliedHeads(session, state),
      expectedHeads: input.caseHeads,
    },
  ]);
  return written.ok ? ok({ resolved: true }) : err(written.error);
}
