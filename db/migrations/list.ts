// Owns: every step of the schema in order. A file of this folder that is missing here fails a test.
import { ledger } from './0001-ledger.ts';
import type { Migration } from './migration.ts';
import { projections } from './0002-projections.ts';
import { local } from './0003-local.ts';
import { exchange } from './0004-exchange.ts';
import { readLog } from './0005-read-log.ts';
import { inbox } from './0006-inbox.ts';
import { purge } from './0007-purge.ts';
import { givenFiles } from './0008-given-files.ts';
import { leftOut } from './0009-left-out.ts';
import { documents } from './0010-documents.ts';
import { batches } from './0011-batches.ts';
import { restricted } from './0012-restricted.ts';
import { work } from './0013-work.ts';
import { looked } from './0014-looked.ts';
import { mailing } from './0015-mailing.ts';

export const migrations: readonly Migration[] = [
  ledger,
  projections,
  local,
  exchange,
  readLog,
  inbox,
  purge,
  givenFiles,
  leftOut,
  documents,
  batches,
  restricted,
  work,
  looked,
  mailing,
];
