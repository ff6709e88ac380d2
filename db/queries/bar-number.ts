// Owns: finding the case that bears a number from BÄR. Must not: judge what it means that another one does.
import { caseIdSchema, type CaseId } from '../../domain/ids.ts';
import { prepared, type Db } from '../connection.ts';

/** Cases whose standing registration bears exactly this number. */
export function casesWithBarNumber(
  db: Db,
  barNumber: string,
): { readonly caseId: CaseId; readonly applicationId: string }[] {
  const sql =
    "SELECT case_id, application_id FROM case_row WHERE bar_number = ? AND bar_number <> '' AND registered = 1";
  return prepared(db, sql)
    .all(barNumber.trim())
    .map((row) => ({
      caseId: caseIdSchema.parse(row['case_id']),
      applicationId: String(row['application_id']),
    }));
}
