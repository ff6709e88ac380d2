// Owns: when each case of an intake was first judged, and by whom. Must not: count anybody: domain/pace says what may be told.
import { memberIdSchema, type MemberId } from '../../domain/ids.ts';
import type { Micros } from '../../domain/ports.ts';
import { numberOf, textOf } from '../columns.ts';
import { prepared, type Db } from '../connection.ts';

export type FirstVerdict = { readonly at: Micros; readonly by: MemberId };

type Asked = { readonly intake: string | undefined; readonly since: Micros };

/** Cases whose first verdict is not older than `since` and that are not back at *Inläst*. */
export function firstVerdicts(db: Db, { intake, since }: Asked): FirstVerdict[] {
  const isVerdict = (event: string) =>
    `${event}.stream = 'case:' || c.case_id AND ${event}.type = 'assessment' AND json_extract(${event}.payload, '$.kind') = 'verdict.given'`;
  // Of several in one case the earliest: SQLite takes the other columns from the row of the least value.
  const sql = `SELECT min(e.hlc) AS at, json_extract(e.body, '$[4]') AS by
    FROM case_row c JOIN events e ON ${isVerdict('e')} AND e.hlc >= ?
    WHERE (? = '' OR c.intake = ?) AND c.step <> 'imported'
      AND NOT EXISTS (SELECT 1 FROM events p WHERE ${isVerdict('p')} AND p.hlc < ?)
    GROUP BY c.case_id`;
  const within = intake ?? '';
  return prepared(db, sql)
    .all(since, within, within, since)
    .map((row) => ({ at: numberOf(row, 'at'), by: memberIdSchema.parse(textOf(row, 'by')) }));
}
