// Owns: the register of files written outside the store, so that they can be found, checked and thinned out.
// Must not: write or read the files.
import type { Micros } from '../../domain/ports.ts';
import { numberOf, numberOrNull, textOf, textOrNull } from '../columns.ts';
import { prepared, type Db, type Row } from '../connection.ts';

export type OutputFile = {
  readonly path: string;
  readonly sha256: string;
  readonly kind: string;
  readonly bytes: number;
  readonly caseId: string | null;
  readonly event: string | null;
  readonly writtenAt: Micros;
};

/**
 * What was found when the file was looked for: `removed` by us, `gone` without us, `changed` by somebody and left alone,
 * `replaced` by a later file of ours in the same place, `inUse` and so not removed.
 */
export type FileOutcome = 'removed' | 'gone' | 'changed' | 'replaced' | 'inUse';

export type RegisteredFile = OutputFile & {
  readonly id: number;
  readonly postedOn: string | null;
  readonly endedAt: Micros | null;
  readonly outcome: FileOutcome | null;
};

/** A later file in the same place takes the earlier one's place in the register too. */
export function noteOutputFiles(db: Db, files: readonly OutputFile[]): void {
  const insert = prepared(
    db,
    'INSERT INTO output_file (path, sha256, kind, bytes, case_id, event, written_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const replace = prepared(
    db,
    "UPDATE output_file SET outcome = 'replaced', ended_at = ? WHERE path = ? AND ended_at IS NULL",
  );
  db.transaction(() => {
    for (const { path, sha256, kind, bytes, caseId, event, writtenAt } of files) {
      replace.run(writtenAt, path);
      insert.run(path, sha256, kind, bytes, caseId, event, writtenAt);
    }
  })();
}

/** Newest first; `left` are those that nobody has ended. */
export function outputFiles(db: Db, limit: number, left = false): RegisteredFile[] {
  const where = left ? 'WHERE ended_at IS NULL' : '';
  return prepared(db, `SELECT * FROM output_file ${where} ORDER BY id DESC LIMIT ?`).all(limit).map(fileOf);
}

export function outputFilesById(db: Db, ids: readonly number[]): RegisteredFile[] {
  return prepared(db, 'SELECT * FROM output_file WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id')
    .all(JSON.stringify(ids))
    .map(fileOf);
}

/** Files still outside that belong to a case of which something has been purged here. */
export function filesOfPurged(db: Db): RegisteredFile[] {
  const sql = `SELECT * FROM output_file WHERE ended_at IS NULL AND case_id IN
    (SELECT substr(stream, 6) FROM events WHERE payload IS NULL AND left_out = 0
      AND stream >= 'case:' AND stream < 'case;') ORDER BY id`;
  return prepared(db, sql).all().map(fileOf);
}

/** Files of no single case, still outside and written no later than a moment. */
export function sharedFilesUntil(db: Db, until: Micros): RegisteredFile[] {
  const sql =
    'SELECT * FROM output_file WHERE ended_at IS NULL AND case_id IS NULL AND written_at <= ? ORDER BY id';
  return prepared(db, sql).all(until).map(fileOf);
}

/** Nothing is to be told of them any more: they are gone. */
export function forgetEndedFiles(db: Db, ids: readonly number[]): void {
  const sql = 'DELETE FROM output_file WHERE ended_at IS NOT NULL AND id IN (SELECT value FROM json_each(?))';
  prepared(db, sql).run(JSON.stringify(ids));
}

export function countOutputFiles(db: Db): { readonly left: number; readonly posted: number } {
  const row = prepared(
    db,
    'SELECT count(*) AS files, count(posted_on) AS posted FROM output_file WHERE ended_at IS NULL',
  ).get() as Row;
  return { left: numberOf(row, 'files'), posted: numberOf(row, 'posted') };
}

export function markPosted(db: Db, ids: readonly number[], day: string): void {
  prepared(db, 'UPDATE output_file SET posted_on = ? WHERE id IN (SELECT value FROM json_each(?))').run(
    day,
    JSON.stringify(ids),
  );
}

/** `removed`, `gone` and `replaced` end the row; a changed or open file stays in the list with what was found. */
export function endOutputFile(
  db: Db,
  id: number,
  end: { readonly outcome: FileOutcome; readonly at: Micros },
): void {
  const ended = end.outcome === 'changed' || end.outcome === 'inUse' ? null : end.at;
  prepared(db, 'UPDATE output_file SET outcome = ?, ended_at = ? WHERE id = ?').run(end.outcome, ended, id);
}

function fileOf(row: Row): RegisteredFile {
  return {
    id: numberOf(row, 'id'),
    path: textOf(row, 'path'),
    sha256: textOf(row, 'sha256'),
    kind: textOf(row, 'kind'),
    bytes: numberOf(row, 'bytes'),
    caseId: textOrNull(row, 'case_id'),
    event: textOrNull(row, 'event'),
    writtenAt: numberOf(row, 'written_at'),
    postedOn: textOrNull(row, 'posted_on'),
    endedAt: numberOrNull(row, 'ended_at'),
    outcome: outcomeOf(textOrNull(row, 'outcome')),
  };
}

const outcomes: readonly FileOutcome[] = ['removed', 'gone', 'changed', 'replaced', 'inUse'];

function outcomeOf(text: string | null): FileOutcome | null {
  return outcomes.find((one) => one === text) ?? null;
}
