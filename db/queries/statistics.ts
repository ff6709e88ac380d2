// Owns: the counts behind Table 1. Must not: define the measures in words; domain/statistics does.
import type { CaseId, IntakeId } from '../../domain/ids.ts';
import { sumCounts, type Counts, type Figures } from '../../domain/purge/figures.ts';
import { numberOf, textOf } from '../columns.ts';
import { prepared, type Db } from '../connection.ts';

const none: Counts = { applicants: 0, eligible: 0, offered: 0, granted: 0, orange: 0 };

/** Cases to leave out: those that a run's signatures name, and those named here. */
export type Apart = { readonly runs?: readonly string[]; readonly cases?: readonly CaseId[] };

/** Of the rows that are here: of one intake, or of all when none is named. */
export function tableOne(db: Db, intake?: IntakeId, { runs = [], cases = [] }: Apart = {}): Figures {
  const sql = `SELECT gender, count(*) AS applicants, sum(colour = 'green') AS eligible, sum(offer_count > 0) AS offered,
    sum(registered = 1 AND outcome = 'grant') AS granted, sum(colour = 'orange') AS orange
    FROM case_row WHERE (? = '' OR intake = ?) AND step <> 'joined' AND case_id NOT IN (SELECT value FROM json_each(?))
    AND (? = '[]' OR NOT EXISTS (SELECT 1 FROM events e WHERE e.stream = 'case:' || case_id
      AND e.type IN ('purge', 'protection') AND json_extract(e.payload, '$.run') IN (SELECT value FROM json_each(?))))
    GROUP BY gender`;
  const named = [JSON.stringify(cases), JSON.stringify(runs), JSON.stringify(runs)];
  const counts: Record<keyof Figures, Counts> = {
    female: none,
    male: none,
    unknown: none,
    total: none,
  };
  for (const row of prepared(db, sql).all(intake ?? '', intake ?? '', ...named)) {
    const gender = textOf(row, 'gender');
    const known = gender === 'female' || gender === 'male' ? gender : 'unknown';
    const own: Counts = {
      applicants: numberOf(row, 'applicants'),
      eligible: numberOf(row, 'eligible'),
      offered: numberOf(row, 'offered'),
      granted: numberOf(row, 'granted'),
      orange: numberOf(row, 'orange'),
    };
    counts[known] = sumCounts(counts[known], own);
    counts.total = sumCounts(counts.total, own);
  }
  return counts;
}
