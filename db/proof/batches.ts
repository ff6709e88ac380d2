// Owns: what the laws count over many streams, and the cases in the order the proof takes them. Must not: fold.
import type { StreamId } from '../../domain/ids.ts';
import { numberOf, textOf } from '../columns.ts';
import { prepared, type Db } from '../connection.ts';

/** How many streams bear an assessment of that batch. */
export function casesInBatch(db: Db, batch: string): number {
  const sql = `SELECT count(DISTINCT stream) AS cases FROM events WHERE batch = ? AND type = 'assessment'`;
  const row = prepared(db, sql).get(batch);
  return row ? numberOf(row, 'cases') : 0;
}

/** The streams of cases after one, in their own order. */
export function caseStreamsAfter(db: Db, after: string, limit: number): StreamId[] {
  const sql = `SELECT stream FROM stream_state WHERE kind = 'case' AND stream > ? ORDER BY stream LIMIT ?`;
  return prepared(db, sql)
    .all(after, limit)
    .map((row) => textOf(row, 'stream') as StreamId);
}

export function countCaseStreams(db: Db): number {
  const row = prepared(db, `SELECT count(*) AS cases FROM stream_state WHERE kind = 'case'`).get();
  return row ? numberOf(row, 'cases') : 0;
}
