// Owns: what the projected flags and rows say of the group's work: from which cases somebody is barred, how many each has.
// Must not: fold a case, or ask what day it is.
import type { CaseId, IsoDate, MemberId } from '../../domain/ids.ts';
import { caseIdSchema, caseStream } from '../../domain/ids.ts';
import { numberOf, textOf } from '../columns.ts';
import { prepared, type Db } from '../connection.ts';

/** WO-8: by the words on the case as far as they have come here. */
export function isBarredFrom(db: Db, member: MemberId, id: CaseId): boolean {
  const sql = 'SELECT 1 FROM stream_flag WHERE flag = ? AND stream = ?';
  return prepared(db, sql).get(`bar:${member}`, caseStream(id)) !== undefined;
}

/** All cases that the member is barred from. */
export function barredCases(db: Db, member: MemberId): CaseId[] {
  const sql = 'SELECT substr(stream, 6) AS case_id FROM stream_flag WHERE flag = ?';
  return prepared(db, sql)
    .all(`bar:${member}`)
    .map((row) => caseIdSchema.parse(textOf(row, 'case_id')));
}

/** All cases of people with protected identity; the step's index holds them. */
export function protectedCases(db: Db): CaseId[] {
  return prepared(db, "SELECT case_id FROM case_row WHERE step = 'special'")
    .all()
    .map((row) => caseIdSchema.parse(textOf(row, 'case_id')));
}

const ended = `('granted', 'refused', 'withdrawn', 'consentWithdrawn', 'joined')`;

/** How many cases that are not ended each member has; a claim that has run out on `today` no longer counts. */
export function openCounts(db: Db, today: IsoDate): ReadonlyMap<MemberId, number> {
  const sql = `SELECT substr(f.flag, 5) AS member, count(*) AS count FROM stream_flag f
    JOIN case_row c ON c.case_id = substr(f.stream, 6)
    WHERE f.flag >= 'for:' AND f.flag < 'for;' AND c.step NOT IN ${ended}
      AND (c.taken_until = '' OR c.taken_until >= ?) GROUP BY 1`;
  const rows = prepared(db, sql).all(today);
  return new Map(rows.map((row) => [textOf(row, 'member') as MemberId, numberOf(row, 'count')]));
}

export type Due = {
  readonly caseId: CaseId;
  readonly name: string;
  readonly applicationId: string;
  readonly day: string;
};

type DueFor = { readonly member: MemberId; readonly today: IsoDate; readonly limit: number };

/** Cases that come back today or should have before, earliest first: one's own and those that nobody has, none that one is barred from. */
export function watchesDue(db: Db, { member, today, limit }: DueFor): Due[] {
  const sql = `SELECT case_id, given_name, family_name, application_id, watch_until FROM case_row
    WHERE watch_until <> '' AND watch_until <= ? AND step NOT IN ${ended}
      AND (assignees = '' OR instr(assignees, ?) > 0)
      AND NOT EXISTS (SELECT 1 FROM stream_flag WHERE flag = ? AND stream = 'case:' || case_id)
    ORDER BY watch_until, n LIMIT ?`;
  return prepared(db, sql)
    .all(today, ` ${member} `, `bar:${member}`, limit)
    .map((row) => ({
      caseId: caseIdSchema.parse(textOf(row, 'case_id')),
      name: `${textOf(row, 'given_name')} ${textOf(row, 'family_name')}`.trim(),
      applicationId: textOf(row, 'application_id'),
      day: textOf(row, 'watch_until'),
    }));
}
