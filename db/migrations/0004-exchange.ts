// Owns: this computer's tables for the exchange: forked files set aside, the shared folder's files, what was told to whom.
// Must not: hold anything that is sent to a colleague.
import type { Migration } from './migration.ts';

const sql = `
-- Whole files that stand against what is here: kept with the device that is forked, never taken in by themselves.
CREATE TABLE bundle_quarantine (
  sha256 TEXT PRIMARY KEY,
  received_at INTEGER NOT NULL,
  sender_device TEXT NOT NULL,
  forked_device TEXT NOT NULL,
  seq INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

-- Files of ours in the shared folder, until they have been picked up.
CREATE TABLE mailbox_put (
  name TEXT PRIMARY KEY,
  recipient TEXT NOT NULL,
  put_at INTEGER NOT NULL,
  events INTEGER NOT NULL
) STRICT;

-- Files to us in the shared folder that were looked at and left there, and why; looked at again when they or we have changed.
CREATE TABLE mailbox_left (
  name TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  looked_at INTEGER NOT NULL,
  sender_device TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;

-- How far of a colleague's own chains we have told them that we have come.
CREATE TABLE recipient_told (
  recipient TEXT NOT NULL,
  device TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (recipient, device)
) STRICT, WITHOUT ROWID;
`;

export const exchange: Migration = { version: 4, name: 'exchange', up: (db) => db.exec(sql) };
