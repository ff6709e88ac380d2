// Owns: which new rows of a file may be a person whose case is here, or who stands in another row (CO-12). Must not: leave a row out.
import { areAlike, birthDateOf, type Named } from '../../../domain/conflict/alike.ts';
import type { IntakeId } from '../../../domain/ids.ts';
import type { DuplicateRow } from '../../../domain/intake/problems.ts';
import { casesAlike } from '../../../db/ledger/flags.ts';
import { isHidden } from '../review/hidden.ts';
import type { Session } from '../session.ts';

export type NewRow = Named & { readonly row: number; readonly applicationId: string };

/** Each row once, with the first that it may be. */
export function alikeRows(session: Session, intake: IntakeId, rows: readonly NewRow[]): DuplicateRow[] {
  const before = new Map<string, NewRow[]>();
  return rows.flatMap((one) => {
    if (one.identityNumber === null) return [];
    const date = birthDateOf(one.identityNumber);
    const ofDate = before.get(date) ?? [];
    before.set(date, [...ofDate, one]);
    const here = casesAlike(session.store.db, intake, one).find((other) => !isHidden(session, other.caseId));
    const found = here ?? ofDate.find((other) => areAlike(one, other));
    return found ? [{ row: one.row, of: found.applicationId }] : [];
  });
}
