// Owns: taking back an own batch: what can be, what cannot and why, and the voiding. Must not: void what domain/review/undo refuses.
import {
  batchIdSchema,
  caseOfStream,
  employerOfStream,
  intakeOfStream,
  type BatchId,
  type EventHash,
  type StreamId,
} from '../../../domain/ids.ts';
import type { FoldEvent } from '../../../domain/ledger/stream.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { planUndo, type UndoEvent, type UndoPlan, type UndoRefusal } from '../../../domain/review/undo.ts';
import type { UndoOutcome } from '../../../ipc/app.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { NewAct } from '../../../db/ledger/contract.ts';
import { casesOfEmployers } from '../../../db/queries/employers.ts';
import { newBatch } from '../intake/import-plan.ts';
import type { Session, WriteSession } from '../session.ts';
import { quietJob, type JobContext } from '../../threads/protocol.ts';

type Undoing = {
  readonly plan: UndoPlan;
  readonly outcome: UndoOutcome;
  readonly streamOf: ReadonlyMap<EventHash, StreamId>;
};

function prepareUndo(session: Session, batch: BatchId): Result<Undoing, Problem> {
  const own = session.ledger.eventsOfBatch(batch).filter((event) => event.type !== 'import');
  if (own.length === 0) return err({ tag: 'nothingToUndo' });
  const events = own.map(undoEvent);
  const plan = planUndo(events, graphAround(session, own));
  const streamOf = new Map(own.map((event) => [event.hash, event.stream]));
  const kept = plan.cannot.flatMap(({ event, why }) => {
    const id = caseOfStream(event.stream);
    if (!id || why.tag === 'alreadyUndone') return [];
    return [
      { caseId: id, applicationId: session.ledger.caseState(id).applicationId ?? '', reason: reasonOf(why) },
    ];
  });
  return ok({ plan, streamOf, outcome: { voided: plan.can.length, kept } });
}

function reasonOf(why: UndoRefusal): string {
  return why.tag === 'builtUpon' ? `builtUpon ${why.by.kind}` : why.tag;
}

/** What would be taken back and what not, with the reason; nothing is written. */
export function previewUndo(session: Session, batch: string): Result<UndoOutcome, Problem> {
  const prepared = prepareUndo(session, batchIdSchema.parse(batch));
  return prepared.ok ? ok(prepared.value.outcome) : prepared;
}

/** One void event on each stream, all in one transaction. */
export function runUndo(
  session: WriteSession,
  batch: string,
  job: JobContext = quietJob,
): Result<UndoOutcome, Problem> {
  const undoes = batchIdSchema.parse(batch);
  const prepared = prepareUndo(session, undoes);
  if (!prepared.ok) return prepared;
  const { plan, outcome, streamOf } = prepared.value;
  if (plan.can.length === 0) return ok(outcome);
  const byStream = new Map<StreamId, EventHash[]>();
  for (const hash of plan.can) {
    const stream = streamOf.get(hash);
    if (stream) addTo(byStream, stream, hash);
  }
  const own = newBatch();
  const acts: NewAct[] = [...byStream].map(([stream, events]) => ({
    stream,
    payload: { kind: 'acts.voided', batch: own, events, undoes },
  }));
  const written = session.ledger.append(acts, {
    cancelled: job.cancelled,
    progress: (done, total) => job.progress('undo', done, total),
  });
  return written.ok ? ok(outcome) : err(written.error);
}

function undoEvent(event: FoldEvent): UndoEvent {
  return {
    hash: event.hash,
    stream: event.stream,
    kind: event.read.status === 'known' ? event.read.payload.kind : 'newer',
  };
}

/** Everything that names one of these events: later ones of their own streams, and cases that rest on an employer. */
function graphAround(session: Session, events: readonly FoldEvent[]): Parameters<typeof planUndo>[1] {
  const streams = new Set(streamsWithMore(session, events));
  const employers = events.flatMap((event) => employerOfStream(event.stream) ?? []);
  for (const id of casesOfEmployers(session.store.db, employers)) streams.add(`case:${id}`);
  const namedBy = new Map<EventHash, UndoEvent[]>();
  const voided = new Set<EventHash>();
  for (const stream of streams) {
    for (const event of session.ledger.eventsOf(stream)) {
      for (const ref of event.refs) addTo(namedBy, ref, undoEvent(event));
    }
    for (const hash of voidedIn(session, stream)) voided.add(hash);
  }
  return { namedBy: (hash) => namedBy.get(hash) ?? [], isVoided: (hash) => voided.has(hash) };
}

/** Where an event is alone with the batch and its stream's only head, nothing names it: the stream need not be read. */
function streamsWithMore(session: Session, events: readonly FoldEvent[]): StreamId[] {
  const own = new Map<StreamId, FoldEvent[]>();
  for (const event of events) addTo(own, event.stream, event);
  return [...own].flatMap(([stream, [event, ...others]]) => {
    const heads = session.ledger.heads(stream);
    return others.length === 0 && heads.length === 1 && heads[0] === event?.hash ? [] : [stream];
  });
}

/** In place: every event names the group's head, and a list copied for each would grow with the square. */
function addTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function voidedIn(session: Session, stream: StreamId): readonly EventHash[] {
  const id = caseOfStream(stream);
  if (id) return session.ledger.caseState(id).voided;
  const employer = employerOfStream(stream);
  if (employer) return session.ledger.employerState(employer).voided;
  const intake = intakeOfStream(stream);
  if (intake) return session.ledger.intake(intake).voided;
  return stream === 'shared' ? session.ledger.shared().voided : [];
}
