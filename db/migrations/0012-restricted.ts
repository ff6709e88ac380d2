// Owns: finding what is for the named holders alone without reading every event: it is looked for at each exchange and opening.
import type { Migration } from './migration.ts';

const sql = `CREATE INDEX events_restricted ON events (n) WHERE type = 'restricted';`;

export const restricted: Migration = { version: 12, name: 'restricted', up: (db) => db.exec(sql) };
