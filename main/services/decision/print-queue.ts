// Owns: what can be printed now, what is still a draft, and why. Must not: compose or render.
import { decisionStanding } from '../../../domain/ledger/case/decisions.ts';
import { ok, type Result } from '../../../domain/result.ts';
import type { PrintQueue } from '../../../ipc/decision.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { ListInput } from '../../../ipc/review.ts';
import { unpackIds } from '../../../domain/packed-ids.ts';
import { listIds, rowsFor } from '../review/lists.ts';
import type { Session } from '../session.ts';
import { unconfirmedTexts } from '../texts.ts';

/** Decisions recorded from BÄR print in earnest once every text is confirmed; fixed bases print as drafts. */
export function printQueue(session: Session, input: ListInput): Result<PrintQueue, Problem> {
  const query = input.query === '' ? 'läge:"underlag fastställt",beviljad,avslagen' : input.query;
  const listed = listIds(session, { ...input, query });
  if (!listed.ok) return listed;
  const textsUnconfirmed = unconfirmedTexts(session);
  const rows = rowsFor(session, unpackIds(listed.value.packed)).map((row) => {
    const standing = decisionStanding(session.ledger.caseState(row.caseId));
    const state = session.ledger.caseState(row.caseId);
    const event = standing.status === 'registered' ? standing.event : null;
    return {
      ...row,
      issued: event !== null && state.issued.some((one) => one.of === event),
      printable: row.registered && textsUnconfirmed === 0,
    };
  });
  return ok({
    rows,
    ready: rows.filter((row) => row.printable).length,
    drafts: rows.filter((row) => !row.printable && row.outcome !== null).length,
    textsUnconfirmed,
  });
}
