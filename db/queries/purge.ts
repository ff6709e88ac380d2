// Owns: finding what a purge or a mark concerns: streams, runs, what still holds a payload. Must not: judge.
import type { DeviceId, StreamId } from '../../domain/ids.ts';
import { textOf } from '../columns.ts';
import { prepared, type Db } from '../connection.ts';

/** In the very words of the index `events_purge`: by any others SQLite reads every event of the store. */
const indexed = "type IN ('purge', 'protection')";

/** Every case that a signature or a mark names. */
export function purgeStreams(db: Db): StreamId[] {
  return streams(db, '');
}

/** Those that still hold a payload which a purge could take away. */
export function purgeCandidates(db: Db): StreamId[] {
  return streams(
    db,
    `AND EXISTS (SELECT 1 FROM events e WHERE e.stream = events.stream AND e.payload IS NOT NULL
      AND e.type NOT IN ('purge', 'receipt'))`,
  );
}

function streams(db: Db, and: string): StreamId[] {
  const sql = `SELECT DISTINCT stream FROM events WHERE ${indexed} AND stream >= 'case:'
    AND stream < 'case;' ${and} ORDER BY stream`;
  return prepared(db, sql)
    .all()
    .map((row) => textOf(row, 'stream') as StreamId);
}

/** Runs and marks for which this device has given no receipt yet. */
export function runsWithoutReceipt(db: Db, device: DeviceId): string[] {
  const sql = `SELECT DISTINCT json_extract(payload, '$.run') AS name FROM events
      WHERE ${indexed} AND type = 'purge' AND payload IS NOT NULL
    UNION SELECT lower(hex(min(hash))) FROM events WHERE ${indexed} AND type = 'protection' AND payload IS NOT NULL
      GROUP BY stream
    EXCEPT SELECT json_extract(payload, '$.of') FROM events WHERE type = 'receipt' AND stream = 'shared' AND device = ?`;
  return prepared(db, sql)
    .all(device)
    .map((row) => textOf(row, 'name'));
}

/** Streams of which something has been purged here. */
export function purgedPlaces(db: Db): ReadonlySet<string> {
  const rows = prepared(
    db,
    'SELECT DISTINCT stream FROM events WHERE payload IS NULL AND left_out = 0',
  ).all();
  return new Set(rows.map((row) => textOf(row, 'stream')));
}

/** Runs that two members have signed for at least one case. The judge of each signature is domain/purge; counts ask for less. */
export function runsOfTwo(db: Db): ReadonlySet<string> {
  const sql = `SELECT DISTINCT run FROM (SELECT stream, json_extract(payload, '$.run') AS run FROM events
    WHERE ${indexed} AND payload IS NOT NULL AND json_extract(payload, '$.run') IS NOT NULL
    GROUP BY stream, run HAVING count(DISTINCT json_extract(body, '$[4]')) > 1)`;
  return new Set(
    prepared(db, sql)
      .all()
      .map((row) => textOf(row, 'run')),
  );
}

/** Runs that anybody has signed for. */
export function runsBegun(db: Db): ReadonlySet<string> {
  const sql = `SELECT DISTINCT json_extract(payload, '$.run') AS run FROM events
    WHERE ${indexed} AND type = 'purge' AND payload IS NOT NULL`;
  return new Set(
    prepared(db, sql)
      .all()
      .map((row) => textOf(row, 'run')),
  );
}
