// Owns: tables computed from events; all can be dropped and rebuilt. Empty text stands for "none", so that indexes page it.
// Must not: store anything that depends on the day.
import type { Migration } from './migration.ts';

const sql = `
CREATE TABLE stream_state (
  stream TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  heads TEXT NOT NULL,
  not_entitled INTEGER NOT NULL,
  newer INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE INDEX stream_state_kind ON stream_state (kind, stream);
CREATE INDEX stream_state_waiting ON stream_state (stream) WHERE not_entitled > 0;

-- n settles ties of a sort and is never used again for another case.
CREATE TABLE case_row (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  case_id TEXT NOT NULL UNIQUE,
  intake TEXT NOT NULL,
  application_id TEXT NOT NULL,
  stub INTEGER NOT NULL,
  colour TEXT NOT NULL,
  given_name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  identity_number TEXT NOT NULL,
  gender TEXT NOT NULL,
  target_group TEXT NOT NULL,
  area TEXT NOT NULL,
  municipality TEXT NOT NULL,
  permit_kind TEXT NOT NULL,
  permit_valid_to TEXT NOT NULL,
  received_date TEXT NOT NULL,
  consent TEXT NOT NULL,
  conclusion TEXT NOT NULL,
  step TEXT NOT NULL,
  offer_count INTEGER NOT NULL,
  offer TEXT NOT NULL,
  offer_state TEXT NOT NULL,
  employer_id TEXT NOT NULL,
  employer_name TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  outcome TEXT NOT NULL,
  bar_number TEXT NOT NULL,
  decision_day TEXT NOT NULL,
  registered INTEGER NOT NULL,
  conflict INTEGER NOT NULL,
  missing TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  sort_area TEXT NOT NULL,
  sort_municipality TEXT NOT NULL,
  sort_employer TEXT NOT NULL,
  search_name TEXT NOT NULL,
  search_area TEXT NOT NULL,
  search_municipality TEXT NOT NULL,
  search_employer TEXT NOT NULL,
  search_application TEXT NOT NULL,
  search_bar TEXT NOT NULL
) STRICT;
CREATE INDEX case_row_name ON case_row (sort_name, n, case_id);
CREATE INDEX case_row_application ON case_row (application_id, n, case_id);
CREATE INDEX case_row_colour ON case_row (colour, n, case_id);
CREATE INDEX case_row_area ON case_row (sort_area, n, case_id);
CREATE INDEX case_row_permit ON case_row (permit_valid_to, n, case_id);
CREATE INDEX case_row_municipality ON case_row (sort_municipality, n, case_id);
CREATE INDEX case_row_employer_name ON case_row (sort_employer, n, case_id);
CREATE INDEX case_row_starts ON case_row (starts_on, n, case_id);
CREATE INDEX case_row_ends ON case_row (ends_on, n, case_id);
CREATE INDEX case_row_step ON case_row (step, n, case_id);
CREATE INDEX case_row_conclusion ON case_row (conclusion, n, case_id);
CREATE INDEX case_row_received ON case_row (received_date, n, case_id);
CREATE INDEX case_row_decision ON case_row (decision_day, n, case_id);
CREATE INDEX case_row_bar ON case_row (bar_number, n, case_id);
CREATE INDEX case_row_person ON case_row (identity_number) WHERE identity_number <> '';
CREATE INDEX case_row_employer ON case_row (employer_id) WHERE employer_id <> '';

CREATE TABLE employer_row (
  employer_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  organisation_number TEXT NOT NULL,
  sole_trader INTEGER NOT NULL
) STRICT;
CREATE INDEX employer_row_number ON employer_row (organisation_number) WHERE organisation_number <> '';

-- The device's own acts on many cases, for undo: newest first by last_n.
CREATE TABLE own_batch (
  batch TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  last_n INTEGER NOT NULL,
  events INTEGER NOT NULL,
  kinds TEXT NOT NULL,
  undone_by TEXT
) STRICT;
CREATE INDEX own_batch_newest ON own_batch (last_n);
`;

export const projections: Migration = { version: 2, name: 'projections', up: (db) => db.exec(sql) };
