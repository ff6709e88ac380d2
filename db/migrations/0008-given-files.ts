// Owns: what became of a file written outside the store: posted, removed, changed by somebody, gone. This computer's own.
// Must not: hold contents; path and hash are enough to find a file and to know it again.
import type { Migration } from './migration.ts';

const sql = `
ALTER TABLE output_file ADD COLUMN posted_on TEXT;
ALTER TABLE output_file ADD COLUMN ended_at INTEGER;
ALTER TABLE output_file ADD COLUMN outcome TEXT
  CHECK (outcome IS NULL OR outcome IN ('removed', 'gone', 'changed', 'replaced', 'inUse'));
CREATE INDEX output_file_path ON output_file (path);
`;

export const givenFiles: Migration = { version: 8, name: 'given-files', up: (db) => db.exec(sql) };
