// Owns: from which cases an answer is awaited, of the applicant or of the responsible caseworker, by the projected flags. Must not: fold a case, or know what day it is.
import { caseIdSchema, type CaseId, type MemberId } from '../../domain/ids.ts';
import { textOf } from '../columns.ts';
import { prepared, type Db } from '../connection.ts';

export type Awaited = {
  readonly caseId: CaseId;
  readonly name: string;
  readonly applicationId: string;
  /** The earliest day that a flag of the case carries: an answer is due, a question is to be followed up. */
  readonly day: string;
};

/** Of cases with a flag that carries a day, as `awaits:` does: earliest first; none that the reader is barred from. */
export function flaggedDays(
  db: Db,
  { flag, member }: { readonly flag: 'awaits' | 'question'; readonly member: MemberId },
): Awaited[] {
  const sql = `SELECT c.case_id, c.given_name, c.family_name, c.application_id, min(substr(f.flag, ?)) AS day
    FROM stream_flag f JOIN case_row c ON c.case_id = substr(f.stream, 6)
    WHERE f.flag >= ? AND f.flag < ?
      AND NOT EXISTS (SELECT 1 FROM stream_flag b WHERE b.flag = ? AND b.stream = f.stream)
    GROUP BY c.case_id ORDER BY day, c.n`;
  return prepared(db, sql)
    .all(flag.length + 2, `${flag}:`, `${flag};`, `bar:${member}`)
    .map((row) => ({
      caseId: caseIdSchema.parse(textOf(row, 'case_id')),
      name: `${textOf(row, 'given_name')} ${textOf(row, 'family_name')}`.trim(),
      applicationId: textOf(row, 'application_id'),
      day: textOf(row, 'day'),
    }));
}

/** By stream: the earliest day on which the applicant is to answer, or the day on which the party opened a case. Read once for many cases. */
export function daysByStream(db: Db, flag: 'awaits' | 'opened'): ReadonlyMap<string, string> {
  const sql = `SELECT stream, min(substr(flag, ?)) AS day FROM stream_flag
    WHERE flag >= ? AND flag < ? GROUP BY stream`;
  return new Map(
    prepared(db, sql)
      .all(flag.length + 2, `${flag}:`, `${flag};`)
      .map((row) => [textOf(row, 'stream'), textOf(row, 'day')]),
  );
}
