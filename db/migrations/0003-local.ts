// Owns: tables of this computer alone: settings, drafts, waiting files, registers. Never synced, never rebuilt from events.
// Must not: hold a fact of a case that only stands here, drafts apart.
import type { Migration } from './migration.ts';

const sql = `
CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE draft (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  body TEXT NOT NULL,
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT;

-- Rows of a BÄR list that differ from our basis or have none, until a person records what holds.
CREATE TABLE pending_bar (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  intake TEXT NOT NULL,
  file_sha256 TEXT NOT NULL,
  row INTEGER NOT NULL,
  application_id TEXT NOT NULL,
  case_id TEXT,
  problem TEXT NOT NULL CHECK (problem IN ('differs', 'noBasis')),
  differences TEXT NOT NULL,
  record TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  UNIQUE (file_sha256, row)
) STRICT;
CREATE INDEX pending_bar_case ON pending_bar (case_id);

-- Whole bundles that cannot be read in yet: a gap before them, or a sender not yet let in.
CREATE TABLE bundle_waiting (
  sha256 TEXT PRIMARY KEY,
  received_at INTEGER NOT NULL,
  sender_device TEXT NOT NULL,
  reason TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE import_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sha256 TEXT NOT NULL,
  kind TEXT NOT NULL,
  sender_device TEXT NOT NULL,
  at INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  added INTEGER NOT NULL,
  skipped INTEGER NOT NULL,
  details TEXT NOT NULL
) STRICT;
CREATE INDEX import_log_file ON import_log (sha256);

-- What a colleague's device has been given by us and has shown to have, per device of the group.
CREATE TABLE recipient_mark (
  recipient TEXT NOT NULL,
  device TEXT NOT NULL,
  given INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  PRIMARY KEY (recipient, device)
) STRICT, WITHOUT ROWID;

-- Files written outside the store, so that they can be found, checked and thinned out.
CREATE TABLE output_file (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  kind TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  case_id TEXT,
  event TEXT,
  written_at INTEGER NOT NULL
) STRICT;
CREATE INDEX output_file_event ON output_file (event, kind);
`;

export const local: Migration = { version: 3, name: 'local', up: (db) => db.exec(sql) };
