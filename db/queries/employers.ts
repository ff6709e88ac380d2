// Owns: employers and the cases with an offer from them. Must not: say whether a check is valid; that depends on the day.
import { caseIdSchema, employerIdSchema, type CaseId, type EmployerId } from '../../domain/ids.ts';
import { everything, type Query } from '../../domain/review/query.ts';
import type { CaseRow } from '../../domain/review/case-row.ts';
import { numberOrNull, textOf, textOrNull } from '../columns.ts';
import { prepared, type Db, type Row } from '../connection.ts';
import { decodeCase } from '../ledger/case-columns.ts';
import { compileQuery } from './where.ts';

export type EmployerWithCases = {
  readonly employerId: EmployerId;
  /** As registered, or else as the first offer names it. */
  readonly name: string;
  readonly organisationNumber: string | null;
  readonly soleTrader: boolean;
  readonly cases: readonly CaseRow[];
};

/** Employers by Swedish order of name, each with the cases whose current or last offer is theirs, by name. */
export function employersWithCases(db: Db, where: Query = everything): EmployerWithCases[] {
  const { sql, params } = compileQuery(where);
  const rows = prepared(
    db,
    `SELECT c.*, e.name AS known_name, e.organisation_number AS known_number, e.sole_trader AS known_trader
     FROM (SELECT * FROM case_row WHERE employer_id <> '' AND (${sql})) c LEFT JOIN employer_row e ON e.employer_id = c.employer_id
     ORDER BY coalesce(e.sort_name, c.sort_employer), c.employer_id, c.sort_name, c.n`,
  ).all(...params);
  const grouped = new Map<string, { head: Row; cases: CaseRow[] }>();
  for (const row of rows) {
    const id = textOf(row, 'employer_id');
    const group = grouped.get(id) ?? { head: row, cases: [] };
    group.cases.push(decodeCase(row));
    grouped.set(id, group);
  }
  return [...grouped].map(([id, { head, cases }]) => ({
    employerId: employerIdSchema.parse(id),
    name: textOrNull(head, 'known_name') ?? textOf(head, 'employer_name'),
    organisationNumber: textOrNull(head, 'known_number') || null,
    soleTrader: numberOrNull(head, 'known_trader') === 1,
    cases,
  }));
}

export type EmployerRow = Omit<EmployerWithCases, 'cases'>;

export function employerRow(db: Db, id: EmployerId): EmployerRow | undefined {
  const row = prepared(db, 'SELECT * FROM employer_row WHERE employer_id = ?').get(id);
  if (!row) return undefined;
  return {
    employerId: id,
    name: textOf(row, 'name'),
    organisationNumber: textOf(row, 'organisation_number') || null,
    soleTrader: row['sole_trader'] === 1,
  };
}

/** Cases with an offer from any of the employers. */
export function casesOfEmployers(db: Db, ids: readonly EmployerId[]): CaseId[] {
  const sql = `SELECT case_id FROM case_row WHERE employer_id <> '' AND employer_id IN (SELECT value FROM json_each(?)) ORDER BY n`;
  return prepared(db, sql)
    .all(JSON.stringify(ids))
    .map((row) => caseIdSchema.parse(textOf(row, 'case_id')));
}

/** Granted placements with the same employer on other cases of the same person (field 5.10). */
export function earlierGrants(
  db: Db,
  of: { readonly caseId: CaseId; readonly employer: EmployerId },
): number {
  const sql = `SELECT count(*) AS total FROM case_row AS other JOIN case_row AS own ON own.case_id = ?
    WHERE other.identity_number = own.identity_number AND other.identity_number <> '' AND other.case_id <> own.case_id
      AND other.employer_id = ? AND other.registered = 1 AND other.outcome = 'grant'`;
  const row = prepared(db, sql).get(of.caseId, of.employer);
  return row ? Number(row['total']) : 0;
}
