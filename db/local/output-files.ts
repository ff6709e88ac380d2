// Owns: the register of files written outside the store, so that they can be found, checked and thinned out.
// Must not: write or read the files.
import type { Micros } from '../../domain/ports.ts';
import { numberOf, textOf, textOrNull } from '../columns.ts';
import { prepared, type Db } from '../connection.ts';

export type OutputFile = {
  readonly path: string;
  readonly sha256: string;
  readonly kind: string;
  readonly bytes: number;
  readonly caseId: string | null;
  readonly event: string | null;
  readonly writtenAt: Micros;
};

export function noteOutputFiles(db: Db, files: readonly OutputFile[]): void {
  const insert = prepared(
    db,
    'INSERT INTO output_file (path, sha256, kind, bytes, case_id, event, written_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  db.transaction(() => {
    for (const { path, sha256, kind, bytes, caseId, event, writtenAt } of files) {
      insert.run(path, sha256, kind, bytes, caseId, event, writtenAt);
    }
  })();
}

/** Newest first. */
export function outputFiles(db: Db, limit: number): OutputFile[] {
  const rows = prepared(db, 'SELECT * FROM output_file ORDER BY id DESC LIMIT ?').all(limit);
  return rows.map((row) => ({
    path: textOf(row, 'path'),
    sha256: textOf(row, 'sha256'),
    kind: textOf(row, 'kind'),
    bytes: numberOf(row, 'bytes'),
    caseId: textOrNull(row, 'case_id'),
    event: textOrNull(row, 'event'),
    writtenAt: numberOf(row, 'written_at'),
  }));
}
