// Owns: a mark of protected identity carried to every other application that the store holds of the same person.
// Must not: keep the number it finds them by.
import { caseStream, type BatchId, type CaseId } from '../../../domain/ids.ts';
import { markFor } from '../../../domain/purge/mark.ts';
import type { NewAct } from '../../../db/ledger/contract.ts';
import { casesOfPerson } from '../../../db/queries/person.ts';
import type { Session } from '../session.ts';

/** One stub for each case in any intake that the file itself does not stub (docs/domain.md §10.12). */
export function markOthers(
  session: Session,
  marked: readonly string[],
  plan: { readonly batch: BatchId; readonly planned: ReadonlySet<CaseId> },
): NewAct[] {
  const cases = marked.flatMap((number) => casesOfPerson(session.store.db, number));
  return cases
    .filter((row) => !plan.planned.has(row.caseId))
    .map(({ caseId, intake, applicationId }): NewAct => {
      const marking = { intake, applicationId, mark: 'unspecified' as const };
      const payload = markFor(session.ledger.caseState(caseId), marking, plan.batch);
      return { stream: caseStream(caseId), payload };
    });
}
