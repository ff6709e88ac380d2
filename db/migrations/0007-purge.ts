// Owns: finding the cases that a purge or a mark of protection concerns without reading every event.
// Must not: change an event.
import type { Migration } from './migration.ts';

const sql = `
CREATE INDEX IF NOT EXISTS events_purge ON events (stream) WHERE type IN ('purge', 'protection');
CREATE INDEX IF NOT EXISTS events_receipt ON events (device) WHERE type = 'receipt';
`;

export const purge: Migration = { version: 7, name: 'purge', up: (db) => db.exec(sql) };
