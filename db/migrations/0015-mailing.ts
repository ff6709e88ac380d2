// Owns: the tables of a mailing's recipients on the computer that read the list. This computer's own, never rebuilt, never sent.
// Must not: outlive the intake: `until` is the last day on which the rows may stand (MA-7).
import type { Migration } from './migration.ts';

const sql = `
CREATE TABLE mailing_held (
  mailing TEXT PRIMARY KEY,
  intake TEXT NOT NULL,
  -- The last day to apply; on the day after the recipients go.
  until TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE mailing_recipient (
  mailing TEXT NOT NULL REFERENCES mailing_held (mailing) ON DELETE CASCADE,
  row INTEGER NOT NULL,
  channel TEXT NOT NULL,
  identity_number TEXT NOT NULL,
  given_name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  email TEXT NOT NULL,
  address TEXT NOT NULL,
  postal_code TEXT NOT NULL,
  post_town TEXT NOT NULL,
  PRIMARY KEY (mailing, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX mailing_recipient_channel ON mailing_recipient (mailing, channel, row);
`;

export const mailing: Migration = { version: 15, name: 'mailing', up: (db) => db.exec(sql) };
