// Owns: the mark on an event whose payload is not for this store's member, and the one way in which it may be filled later.
// Must not: let a payload that was purged come back: only what is marked here can be filled.
import type { Migration } from './migration.ts';

const sql = `
ALTER TABLE events ADD COLUMN left_out INTEGER NOT NULL DEFAULT 0 CHECK (left_out = 0 OR (left_out = 1 AND payload IS NULL));
CREATE INDEX events_left_out ON events (device, seq) WHERE left_out = 1;
CREATE INDEX events_left_out_place ON events (stream, type) WHERE left_out = 1;

DROP TRIGGER IF EXISTS events_no_update;
-- A purge takes payload and salt away for good. What is not for this member is taken away with the mark, and what is marked
-- may be filled, once. Nothing else ever changes.
CREATE TRIGGER events_no_update BEFORE UPDATE ON events
WHEN NOT (
  NEW.n IS OLD.n AND NEW.hash IS OLD.hash AND NEW.body IS OLD.body AND NEW.signature IS OLD.signature
  AND NEW.device IS OLD.device AND NEW.seq IS OLD.seq AND NEW.hlc IS OLD.hlc AND NEW.stream IS OLD.stream
  AND NEW.type IS OLD.type AND (
    (NEW.payload IS NULL AND NEW.salt IS NULL AND NEW.batch IS OLD.batch
      AND (NEW.left_out <= OLD.left_out OR OLD.payload IS NOT NULL))
    OR (OLD.left_out = 1 AND NEW.left_out = 0 AND NEW.payload IS NOT NULL)
  )
)
BEGIN
  SELECT raise(ABORT, 'events are append-only');
END;
`;

export const leftOut: Migration = { version: 9, name: 'left-out', up: (db) => db.exec(sql) };
