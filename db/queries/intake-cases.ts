// Owns: finding the cases of an intake by what a file says of them. Must not: parse a file.
import {
  caseIdSchema,
  employerIdSchema,
  type CaseId,
  type EmployerId,
  type IntakeId,
} from '../../domain/ids.ts';
import { prepared, type Db } from '../connection.ts';

export type IntakeCase = {
  readonly caseId: CaseId;
  readonly applicationId: string;
  /** Twelve digits, or empty. */
  readonly identityNumber: string;
  readonly name: string;
  readonly stub: boolean;
  /** The same application as another case, and handled there. */
  readonly joined: boolean;
};

/** Every case of an intake. */
export function intakeCases(db: Db, intake: IntakeId): IntakeCase[] {
  const rows = prepared(
    db,
    'SELECT case_id, application_id, identity_number, given_name, family_name, stub, step FROM case_row WHERE intake = ?',
  ).all(intake);
  return rows.map((row) => ({
    caseId: caseIdSchema.parse(row['case_id']),
    applicationId: String(row['application_id']),
    identityNumber: String(row['identity_number']),
    name: `${String(row['given_name'])} ${String(row['family_name'])}`.trim(),
    stub: row['stub'] === 1,
    joined: row['step'] === 'joined',
  }));
}

/** Applications that stand in an intake, and how many of them are found eligible. */
export function standingIn(
  db: Db,
  intake: IntakeId,
): { readonly applicants: number; readonly eligible: number } {
  const row = prepared(
    db,
    `SELECT count(*) AS applicants, coalesce(sum(conclusion = 'eligible'), 0) AS eligible FROM case_row
      WHERE intake = ? AND step NOT IN ('joined', 'withdrawn', 'consentWithdrawn')`,
  ).get(intake);
  return { applicants: Number(row?.['applicants'] ?? 0), eligible: Number(row?.['eligible'] ?? 0) };
}

/** Application ids of people with protected identity, any intake. */
export function stubApplications(db: Db): string[] {
  const rows = prepared(db, 'SELECT application_id FROM case_row WHERE stub = 1').all();
  return rows.map((row) => String(row['application_id']));
}

/** Sole traders with their names: their number is a person's, so no keyed id can be made of it. */
export function soleTraders(db: Db): [EmployerId, string][] {
  const rows = prepared(db, 'SELECT employer_id, name FROM employer_row WHERE sole_trader = 1').all();
  return rows.map((row) => [employerIdSchema.parse(row['employer_id']), String(row['name'])]);
}

/** Every intake with its number of cases, the latest first. */
export function listIntakes(db: Db): { readonly intake: string; readonly cases: number }[] {
  const sql = `SELECT s.stream AS stream, (SELECT count(*) FROM case_row c WHERE c.intake = substr(s.stream, 8)) AS cases
    FROM stream_state s WHERE s.kind = 'intake' ORDER BY s.stream DESC`;
  return prepared(db, sql)
    .all()
    .map((row) => ({ intake: String(row['stream']).slice('intake:'.length), cases: Number(row['cases']) }));
}
