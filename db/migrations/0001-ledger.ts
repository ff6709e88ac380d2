// Owns: the tables that hold the truth: events, who is how far, and the store's own identity.
// Must not: hold anything that could be computed from events, `device_head` and `sparse_event` apart (both are verified).
import type { Migration } from './migration.ts';

const sql = `
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

-- n is the append order of this store and nothing else; body is verbatim; the other columns repeat the body for indexes.
CREATE TABLE events (
  n INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
  body TEXT NOT NULL,
  salt BLOB CHECK (salt IS NULL OR length(salt) = 16),
  payload TEXT,
  signature BLOB CHECK (signature IS NULL OR length(signature) = 64),
  device TEXT NOT NULL,
  seq INTEGER NOT NULL,
  hlc INTEGER NOT NULL,
  stream TEXT NOT NULL,
  type TEXT NOT NULL,
  batch TEXT,
  CHECK ((payload IS NULL) = (salt IS NULL)),
  UNIQUE (device, seq)
) STRICT;
CREATE INDEX events_stream ON events (stream, hlc, device, seq);
CREATE INDEX events_batch ON events (batch) WHERE batch IS NOT NULL;

CREATE TRIGGER events_no_delete BEFORE DELETE ON events
BEGIN
  SELECT raise(ABORT, 'events are append-only');
END;
-- A purge may take payload and salt away, together and for good; nothing else ever changes.
CREATE TRIGGER events_no_update BEFORE UPDATE ON events
WHEN NOT (
  NEW.payload IS NULL AND NEW.salt IS NULL AND NEW.n IS OLD.n AND NEW.hash IS OLD.hash AND NEW.body IS OLD.body
  AND NEW.signature IS OLD.signature AND NEW.device IS OLD.device AND NEW.seq IS OLD.seq AND NEW.hlc IS OLD.hlc
  AND NEW.stream IS OLD.stream AND NEW.type IS OLD.type AND NEW.batch IS OLD.batch
)
BEGIN
  SELECT raise(ABORT, 'events are append-only');
END;

-- contiguous: every seq from 1 to it is here; last_seq is beyond it only where events came ahead of their chain.
CREATE TABLE device_head (
  device TEXT PRIMARY KEY,
  last_seq INTEGER NOT NULL,
  last_hash BLOB NOT NULL,
  contiguous INTEGER NOT NULL
) STRICT;

-- Events that came ahead of their chain, with an invitation; the gap before them is allowed until it is filled.
CREATE TABLE sparse_event (
  device TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (device, seq)
) STRICT, WITHOUT ROWID;
`;

export const ledger: Migration = { version: 1, name: 'ledger', up: (db) => db.exec(sql) };
