// Owns: which streams wait for a person, so that the inbox is read without looking at every case; projected, rebuilt with the rest.
// Must not: hold anything personal; the ids are keyed.
import type { Migration } from './migration.ts';

const sql = `
CREATE TABLE stream_flag (
  flag TEXT NOT NULL,
  stream TEXT NOT NULL,
  PRIMARY KEY (flag, stream)
) STRICT, WITHOUT ROWID;

-- Pairs that had the same identity number in one intake when the later came in; read together with the rows as they are now.
CREATE TABLE same_person (
  case_id TEXT NOT NULL,
  other TEXT NOT NULL,
  PRIMARY KEY (case_id, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_row_conflict ON case_row (sort_name, n) WHERE conflict = 1;
`;

export const inbox: Migration = { version: 6, name: 'inbox', up: (db) => db.exec(sql) };
