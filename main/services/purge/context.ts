// Owns: the day, the dated data and the intake's last day by which one case's purge is judged. Must not: judge.
import type { CaseState } from '../../../domain/ledger/case/state.ts';
import type { PurgeContext } from '../../../domain/purge/judge.ts';
import { lastDayOf, type Session } from '../session.ts';

export function purgeContext(session: Session, state: CaseState): PurgeContext {
  const today = session.today();
  return {
    today,
    retention: session.reference.retention.data,
    // A case whose data are gone is judged by what its signers said; its intake is gone too.
    intakeLastDay: state.intake === null ? today : lastDayOf(session, state.intake),
  };
}
