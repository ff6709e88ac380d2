// Owns: the counts behind Table 1. Must not: define the measures in words; domain/statistics does.
import type { IntakeId } from '../../domain/ids.ts';
import { numberOf, textOf } from '../columns.ts';
import { prepared, type Db } from '../connection.ts';

/** Applications, not persons; a case that is handled in another is the same application and counted there. `eligible` is Jobbsprånget's green; `orange` stands apart from it. */
export type TableOneCounts = {
  readonly applicants: number;
  readonly eligible: number;
  readonly offered: number;
  readonly granted: number;
  readonly orange: number;
};

export type TableOne = Readonly<Record<'female' | 'male' | 'unknown' | 'total', TableOneCounts>>;

const none: TableOneCounts = { applicants: 0, eligible: 0, offered: 0, granted: 0, orange: 0 };

/** Of one intake, or of all when none is named. */
export function tableOne(db: Db, intake?: IntakeId): TableOne {
  const sql = `SELECT gender, count(*) AS applicants, sum(colour = 'green') AS eligible, sum(offer_count > 0) AS offered,
    sum(registered = 1 AND outcome = 'grant') AS granted, sum(colour = 'orange') AS orange
    FROM case_row WHERE (? = '' OR intake = ?) AND step <> 'joined' GROUP BY gender`;
  const counts: Record<'female' | 'male' | 'unknown' | 'total', TableOneCounts> = {
    female: none,
    male: none,
    unknown: none,
    total: none,
  };
  for (const row of prepared(db, sql).all(intake ?? '', intake ?? '')) {
    const gender = textOf(row, 'gender');
    const known = gender === 'female' || gender === 'male' ? gender : 'unknown';
    const own: TableOneCounts = {
      applicants: numberOf(row, 'applicants'),
      eligible: numberOf(row, 'eligible'),
      offered: numberOf(row, 'offered'),
      granted: numberOf(row, 'granted'),
      orange: numberOf(row, 'orange'),
    };
    counts[known] = sum(counts[known], own);
    counts.total = sum(counts.total, own);
  }
  return counts;
}

function sum(a: TableOneCounts, b: TableOneCounts): TableOneCounts {
  return {
    applicants: a.applicants + b.applicants,
    eligible: a.eligible + b.eligible,
    offered: a.offered + b.offered,
    granted: a.granted + b.granted,
    orange: a.orange + b.orange,
  };
}
