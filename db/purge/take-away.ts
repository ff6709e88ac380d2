// Owns: taking payloads away: inside one transaction from events, states, rows and this computer's own tables, then from the
// pages and the log of both files. Must not: judge whether they may go; domain/purge has, on this store's own data.
import { dropUnnamed } from '../blobs.ts';
import { caseOfStream, type EventHash, type StreamId } from '../../domain/ids.ts';
import { readPayload } from '../../domain/ledger/read-payload.ts';
import { numberOf, textOf } from '../columns.ts';
import { prepared, type Db } from '../connection.ts';
import { namedDigests } from '../local/documents.ts';
import { notePurge } from '../local/keeping.ts';
import type { Store } from '../open.ts';
import type { Writing } from '../ledger/writing.ts';
import { dropOwnRows, namesOf, stripWaiting, type OwnGone } from './own-tables.ts';

export type PurgeTarget = {
  readonly stream: StreamId;
  readonly events: Iterable<EventHash>;
  /** Not purged: it is not for this store's member any more, and comes back with a role (GR-20). */
  readonly leftOut?: boolean;
};
export type Purged = OwnGone & {
  readonly payloads: number;
  /** SHA-256 of documents and attachments that nothing names any more. */
  readonly blobs: readonly string[];
};

/** Runs inside the caller's transaction. */
export function purgePayloads(db: Db, writing: Writing, targets: readonly PurgeTarget[]): Purged {
  const blobs = new Set<string>();
  const cases = targets.map(({ stream }) => caseOfStream(stream)).filter((id) => id !== undefined);
  const own = dropOwnRows(
    db,
    cases.map((id) => namesOf(db, id)),
  );
  // What is not for this member waits on: it may be nowhere else.
  stripWaiting(db, new Set(targets.filter(({ leftOut }) => leftOut !== true).map(({ stream }) => stream)));
  let payloads = 0;
  for (const { stream, events, leftOut = false } of targets) {
    for (const hash of events) payloads += takePayload(db, { hash, leftOut }, blobs);
    writing.refold(stream);
  }
  writing.finish();
  // In the same transaction: no backup that still holds them can pass for one made after.
  notePurge(db);
  return { payloads, ...own, blobs: unnamed(db, blobs) };
}

type Taken = { readonly hash: EventHash; readonly leftOut: boolean };

function takePayload(db: Db, { hash, leftOut }: Taken, blobs: Set<string>): number {
  const key = Buffer.from(hash, 'hex');
  const row = prepared(db, 'SELECT payload FROM events WHERE hash = ? AND payload IS NOT NULL').get(key);
  if (!row) return 0;
  for (const digest of digestsIn(textOf(row, 'payload'))) blobs.add(digest);
  const sql = 'UPDATE events SET payload = NULL, salt = NULL, left_out = ? WHERE hash = ?';
  prepared(db, sql).run(Number(leftOut), key);
  return 1;
}

/** Files that lie in blobs.db by what this payload says. */
function digestsIn(payload: string): string[] {
  const read = readPayload(payload);
  if (read.status !== 'known') return [];
  const { payload: said } = read;
  return said.kind === 'document.issued' || said.kind === 'attachment.added' ? [said.sha256] : [];
}

/** The same bytes may belong to another case. */
function unnamed(db: Db, blobs: ReadonlySet<string>): string[] {
  if (blobs.size === 0) return [];
  const kept = new Set(namedDigests(db));
  return [...blobs].filter((digest) => !kept.has(digest)).sort();
}

/** What this computer keeps beside the events for work on cases: half-filled forms, rows that wait. What was salvaged waits on. */
export function dropWorkOnCases(db: Db): void {
  prepared(db, `DELETE FROM draft WHERE kind NOT IN ('salvaged', 'accessReview')`).run();
  prepared(db, 'DELETE FROM pending_bar').run();
}

/**
 * What was deleted leaves the pages too: every page is written anew and the log is emptied. False when a reader held the
 * log just then; the caller tries again. Outside any transaction. Bytes that a cut between the two files left go first.
 */
export function scrub({ db, blobs }: Pick<Store<'writer'>, 'db' | 'blobs'>): boolean {
  dropUnnamed({ db, blobs });
  return [db, blobs].map(scrubOne).every(Boolean);
}

function scrubOne(db: Db): boolean {
  db.exec('VACUUM');
  const rows = db.pragma('wal_checkpoint(TRUNCATE)') as readonly Record<string, unknown>[];
  const [row] = rows;
  return row !== undefined && numberOf(row, 'busy') === 0;
}
