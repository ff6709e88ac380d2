// Owns: what the list shows of the group's work: who has a case, until when, and when it comes back.
import type { Migration } from './migration.ts';

const sql = `
ALTER TABLE case_row ADD COLUMN assignees TEXT NOT NULL DEFAULT '';
ALTER TABLE case_row ADD COLUMN taken_until TEXT NOT NULL DEFAULT '';
ALTER TABLE case_row ADD COLUMN watch_until TEXT NOT NULL DEFAULT '';
CREATE INDEX case_row_watch ON case_row (watch_until, n, case_id);
`;

export const work: Migration = { version: 13, name: 'work', up: (db) => db.exec(sql) };
