// Owns: what the laws ask of an open store: the judge, employers as an act saw them, minted ids, batches.
// Must not: judge.
import type { EmployerId, IntakeId } from '../../../domain/ids.ts';
import { employerStream } from '../../../domain/ids.ts';
import { employerFold, type EmployerState } from '../../../domain/ledger/employer-state.ts';
import { asksOf, sharedFold, type SharedState } from '../../../domain/ledger/shared-state.ts';
import type { LawContext } from '../../../domain/proof/case-laws.ts';
import { seenThrough, type SeenBy } from '../../../domain/proof/seen.ts';
import { loadMembership } from '../../../db/ledger/membership.ts';
import { casesInBatch } from '../../../db/proof/batches.ts';
import { caseIdOf, intakeSecret } from '../../crypto/ids.ts';
import type { Session } from '../session.ts';

/** Good for one look at the store: what it folds is kept as long as it lives. */
export function lawContext(session: Session): LawContext {
  const { judge } = loadMembership(session.store.db);
  const employers = new Map<EmployerId, SeenBy<EmployerState>>();
  const secrets = new Map<IntakeId, Uint8Array>();
  const secretOf = (intake: IntakeId): Uint8Array => {
    const kept = secrets.get(intake) ?? intakeSecret(session.self.idSecret, intake);
    secrets.set(intake, kept);
    return kept;
  };
  let shared: SeenBy<SharedState> | undefined;
  const sharedAt = () => (shared ??= seenThrough(sharedFold, session.ledger.eventsOf('shared'), judge));
  return {
    judge,
    limits: session.reference.thresholds,
    reasons: session.reference.reasons,
    mint: (intake, applicationId) => caseIdOf(secretOf(intake), applicationId),
    employerAt: (employer, refs) => {
      const seen =
        employers.get(employer) ??
        seenThrough(employerFold, session.ledger.eventsOf(employerStream(employer)), judge);
      employers.set(employer, seen);
      return seen(refs);
    },
    asksAt: (refs) => asksOf(sharedAt()(refs)),
    casesInBatch: (batch) => casesInBatch(session.store.db, batch),
  };
}
