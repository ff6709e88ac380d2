// Owns: the tables of who has opened which case, chained per device, and of reviews of that log. Never events, never rebuilt.
// Must not: hold a name or a value of a case: a line is member, case id, moment and marks.
import type { Migration } from './migration.ts';

const sql = `
CREATE TABLE read_log (
  device TEXT NOT NULL,
  n INTEGER NOT NULL,
  at INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  body TEXT NOT NULL,
  PRIMARY KEY (device, n)
) STRICT;
CREATE INDEX read_log_at ON read_log (at);

CREATE TRIGGER read_log_no_delete BEFORE DELETE ON read_log
BEGIN
  SELECT raise(ABORT, 'the read log is append-only');
END;
CREATE TRIGGER read_log_no_update BEFORE UPDATE ON read_log
BEGIN
  SELECT raise(ABORT, 'the read log is append-only');
END;

-- Noted apart, so that a log cut off at its end is found. Sealed: how far reviewers have been given it.
CREATE TABLE read_log_head (
  device TEXT PRIMARY KEY,
  last_n INTEGER NOT NULL,
  last_hash BLOB NOT NULL,
  sealed_n INTEGER NOT NULL,
  sealed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE access_review (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  finished_at INTEGER NOT NULL,
  reviewer TEXT NOT NULL,
  sampled INTEGER NOT NULL,
  to_investigate INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  document TEXT NOT NULL
) STRICT;
CREATE TRIGGER access_review_no_update BEFORE UPDATE ON access_review
BEGIN
  SELECT raise(ABORT, 'a protocol is never changed');
END;
`;

export const readLog: Migration = { version: 5, name: 'read-log', up: (db) => db.exec(sql) };
