// Owns: which kept documents each colleague's computer has been given. This computer's own knowledge.
import type { Migration } from './migration.ts';

const sql = `
CREATE TABLE document_given (
  recipient TEXT NOT NULL,
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  given_at INTEGER NOT NULL,
  PRIMARY KEY (recipient, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX events_of_documents ON events (n) WHERE type = 'document';
`;

export const documents: Migration = { version: 10, name: 'documents', up: (db) => db.exec(sql) };
