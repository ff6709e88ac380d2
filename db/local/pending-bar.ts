// Owns: rows of a BÄR list that differ from our basis or have none, until a person records what holds.
// Must not: record anything on a case.
import { z } from 'zod';
import { caseIdSchema, intakeIdSchema, type CaseId, type IntakeId } from '../../domain/ids.ts';
import type { Micros } from '../../domain/ports.ts';
import { numberOf, textOf, textOrNull } from '../columns.ts';
import { prepared, type Db, type Row } from '../connection.ts';

const differenceSchema = z.object({ field: z.string(), ours: z.string(), theirs: z.string() });
export type BarDifference = z.infer<typeof differenceSchema>;

export type NewPendingBar = {
  readonly intake: IntakeId;
  readonly fileSha256: string;
  /** Record number with the header as 1. */
  readonly row: number;
  readonly applicationId: string;
  readonly caseId: CaseId | null;
  readonly problem: 'differs' | 'noBasis';
  readonly differences: readonly BarDifference[];
  /** The row as parsed; plain JSON, read by its own schema. */
  readonly record: unknown;
  readonly addedAt: Micros;
};
export type PendingBar = NewPendingBar & { readonly id: number };

/** The same row of the same file stands once; a later reading replaces it. */
export function addPendingBar(db: Db, rows: readonly NewPendingBar[]): void {
  const insert = prepared(
    db,
    `INSERT INTO pending_bar (intake, file_sha256, row, application_id, case_id, problem, differences, record, added_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (file_sha256, row) DO UPDATE SET case_id = excluded.case_id,
     problem = excluded.problem, differences = excluded.differences, record = excluded.record, added_at = excluded.added_at`,
  );
  db.transaction(() => {
    for (const one of rows) {
      const differences = JSON.stringify(one.differences);
      const record = JSON.stringify(one.record);
      const { intake, fileSha256, row, applicationId, caseId, problem, addedAt } = one;
      insert.run(intake, fileSha256, row, applicationId, caseId, problem, differences, record, addedAt);
    }
  })();
}

/** In the order they were read in. */
export function pendingBarRows(db: Db): PendingBar[] {
  return prepared(db, 'SELECT * FROM pending_bar ORDER BY id').all().map(decode);
}

export function pendingBarOfCase(db: Db, caseId: CaseId): PendingBar[] {
  return prepared(db, 'SELECT * FROM pending_bar WHERE case_id = ? ORDER BY id').all(caseId).map(decode);
}

export function pendingBarById(db: Db, id: number): PendingBar | undefined {
  const row = prepared(db, 'SELECT * FROM pending_bar WHERE id = ?').get(id);
  return row ? decode(row) : undefined;
}

/** Once a person has recorded what holds. */
export function dropPendingBar(db: Db, ids: readonly number[]): void {
  prepared(db, 'DELETE FROM pending_bar WHERE id IN (SELECT value FROM json_each(?))').run(
    JSON.stringify(ids),
  );
}

function decode(row: Row): PendingBar {
  const caseId = textOrNull(row, 'case_id');
  return {
    id: numberOf(row, 'id'),
    intake: intakeIdSchema.parse(textOf(row, 'intake')),
    fileSha256: textOf(row, 'file_sha256'),
    row: numberOf(row, 'row'),
    applicationId: textOf(row, 'application_id'),
    caseId: caseId === null ? null : caseIdSchema.parse(caseId),
    problem: textOf(row, 'problem') === 'noBasis' ? 'noBasis' : 'differs',
    differences: z.array(differenceSchema).parse(JSON.parse(textOf(row, 'differences'))),
    record: JSON.parse(textOf(row, 'record')) as unknown,
    addedAt: numberOf(row, 'added_at'),
  };
}
