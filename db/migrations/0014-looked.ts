// Owns: the table of when the own member last looked at a case, and what stood there then. This computer's own, never rebuilt.
// Must not: hold a name or a value of a case: heads are hashes.
import type { Migration } from './migration.ts';

const sql = `
CREATE TABLE case_looked (
  case_id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  -- The heads that the window showed, with blanks between.
  heads TEXT NOT NULL,
  -- 1: others' acts or a file have come in since. Kept so that a search asks no stream.
  news INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX case_looked_news ON case_looked (case_id) WHERE news = 1;
`;

export const looked: Migration = { version: 14, name: 'looked', up: (db) => db.exec(sql) };
