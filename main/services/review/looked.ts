// Owns: what has changed on a case since the own member looked at it, and noting a look. Must not: note a look at what is hidden.
import { changedSince, type SinceChange } from '../../../domain/history/since.ts';
import { isColleague } from '../../../domain/history/layers.ts';
import { caseStream, type CaseId, type EventHash, type MemberId } from '../../../domain/ids.ts';
import type { CaseState } from '../../../domain/ledger/case/state.ts';
import { isBarred } from '../../../domain/ledger/case/work.ts';
import type { FieldValue } from '../../../domain/ledger/payload-parts.ts';
import { ok, type Result } from '../../../domain/result.ts';
import type { SinceLine, SinceView } from '../../../ipc/review.ts';
import { lookedAt, noteLooked } from '../../../db/local/looked.ts';
import { nameOf, type Session, type WriteSession } from '../session.ts';

/** Null: never looked at here, or nothing of others' since. */
export function sinceLooked(session: Session, id: CaseId, state: CaseState): SinceView | null {
  const looked = lookedAt(session.store.db, id);
  if (!looked) return null;
  const lines = changes(session, id, { state, heads: looked.heads }).map((one) => lineOf(session, one));
  return lines.length === 0 ? null : { at: looked.at, lines };
}

type SeenState = { readonly state: CaseState; readonly heads: readonly EventHash[] };

function changes(session: Session, id: CaseId, { state, heads }: SeenState): readonly SinceChange[] {
  if (heads.length === state.heads.length && state.heads.every((head) => heads.includes(head))) return [];
  const events = session.ledger.eventsOf(caseStream(id));
  return changedSince(events, state, { heads, self: session.self.member });
}

function lineOf(session: Session, { by, ...change }: SinceChange): SinceLine {
  const team = session.ledger.team();
  const word = (value: FieldValue): FieldValue =>
    isColleague(change.field) && typeof value === 'string' ? nameOf(team, value as MemberId) : value;
  return {
    ...change,
    before: change.before.map(word),
    after: change.after.map(word),
    by: nameOf(team, by.actor),
    at: by.hlc,
    file: fileOf(by),
  };
}

function fileOf({ read }: SinceChange['by']): SinceLine['file'] {
  if (read.status !== 'known') return null;
  switch (read.payload.kind) {
    case 'facts.imported':
      return { source: read.payload.source, asOf: read.payload.asOf };
    case 'offer.imported':
      return { source: 'offers', asOf: read.payload.asOf };
    case 'decision.registered':
      return read.payload.source === 'list' ? { source: 'list', asOf: read.payload.day } : null;
    default:
      return null;
  }
}

export type LookInput = { readonly id: CaseId; readonly heads: readonly EventHash[] };

/** Of a case that is hidden from the member nothing was seen. What came in after the shown heads is news still. */
export function noteLook(session: WriteSession, { id, heads }: LookInput): Result<{ noted: true }> {
  const state = session.ledger.caseState(id);
  const hidden = state.stub !== null || state.applicationId === null || isBarred(state, session.self.member);
  if (hidden) return ok({ noted: true });
  const news = changes(session, id, { state, heads }).length > 0;
  noteLooked(session.store.db, id, { at: session.now(), heads, news });
  return ok({ noted: true });
}
