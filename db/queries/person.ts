// Owns: finding the cases of one person or of named applications. Must not: search by anything else than exact numbers and ids.
import type { IntakeId } from '../../domain/ids.ts';
import type { CaseRow } from '../../domain/review/case-row.ts';
import { prepared, type Db } from '../connection.ts';
import { decodeCase } from '../ledger/case-columns.ts';

/** Every application of a person, any intake; twelve digits. */
export function casesOfPerson(db: Db, identityNumber: string): CaseRow[] {
  if (identityNumber === '') return [];
  const sql = `SELECT * FROM case_row WHERE identity_number = ? AND identity_number <> '' ORDER BY intake, n`;
  return prepared(db, sql).all(identityNumber).map(decodeCase);
}

/** By application id as stored, within one intake; ids that are not here are left out. */
export function casesByApplicationId(db: Db, intake: IntakeId, ids: readonly string[]): Map<string, CaseRow> {
  const sql =
    'SELECT * FROM case_row WHERE intake = ? AND application_id IN (SELECT value FROM json_each(?))';
  const rows = prepared(db, sql).all(intake, JSON.stringify(ids)).map(decodeCase);
  return new Map(rows.map((row) => [row.applicationId, row]));
}
