// Owns: the counts behind Table 1. Must not: define the measures in words; domain/statistics does.
import type { CaseId, IntakeId } from '../../domain/ids.ts';
import { sumCounts, type Counts, type Figures } from '../../domain/purge/figures.ts';
import { numberOf, textOf } from '../columns.ts';
import { prepared, type Db } from '../connection.ts';

const none: Counts = { applicants: 0, eligible: 0, offered: 0, granted: 0, orange: 0 };

/** Cases to leave out: those that a run's signatures name, and those named here. */
export type Apart = { readonly runs?: readonly string[]; readonly cases?: readonly CaseId[] };

/** PU-16: a case that was marked late has only what its marks say it was counted as. Given a measure, by any of them. */
const markedAs = (
  measure: string,
) => `(stub = 1 AND EXISTS (SELECT 1 FROM events m, json_each(m.payload, '$.counted')
  WHERE m.stream = 'case:' || case_id AND m.type = 'protection' AND value = '${measure}'))`;
const isMarked = `(stub = 1 AND EXISTS (SELECT 1 FROM events m WHERE m.stream = 'case:' || case_id AND m.type = 'protection'
  AND json_type(m.payload, '$.counted') IS NOT NULL))`;

/** Of the rows that are here: of one intake, or of all when none is named. */
export function tableOne(db: Db, intake?: IntakeId, { runs = [], cases = [] }: Apart = {}): Figures {
  const sql = `SELECT gender, count(*) AS applicants, sum(colour = 'green') AS eligible, sum(offer_count > 0 OR ${markedAs('offered')}) AS offered,
    sum((registered = 1 AND outcome = 'grant') OR ${markedAs('granted')}) AS granted, sum(colour = 'orange') AS orange
    FROM case_row WHERE (? = '' OR intake = ?) AND step <> 'joined'
    AND (NOT ${isMarked} OR ${markedAs('applicants')}) AND case_id NOT IN (SELECT value FROM json_each(?))
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

/** Cases marked after they had been read in, of one intake or of all: their offers and decisions stand as they were then. */
export function markedLate(db: Db, intake?: IntakeId): number {
  const sql = `SELECT count(*) AS marked FROM case_row WHERE (? = '' OR intake = ?) AND stub = 1
    AND EXISTS (SELECT 1 FROM events m WHERE m.stream = 'case:' || case_id AND m.type = 'protection')`;
  const row = prepared(db, sql).get(intake ?? '', intake ?? '');
  return row ? numberOf(row, 'marked') : 0;
}
