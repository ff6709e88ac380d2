// Owns: what happened: the events of a case, and the own acts that can be taken back. Must not: word anything.
import {
  batchIdSchema,
  caseStream,
  eventHashSchema,
  type BatchId,
  type CaseId,
  type EventHash,
} from '../../domain/ids.ts';
import type { FoldEvent } from '../../domain/ledger/stream.ts';
import type { Micros } from '../../domain/ports.ts';
import { numberOf, textOf, textOrNull } from '../columns.ts';
import { prepared, type Db } from '../connection.ts';
import { eventsOfStream } from '../ledger/event-rows.ts';

/** Every event of the case with its payload as read, newest last. */
export function caseEvents(db: Db, id: CaseId): FoldEvent[] {
  return eventsOfStream(db, caseStream(id));
}

export type OwnBatch = {
  readonly batch: BatchId;
  readonly at: Micros;
  readonly events: number;
  /** How many events of each payload kind. */
  readonly kinds: Readonly<Record<string, number>>;
  /** The void that took the whole batch back. */
  readonly undoneBy: EventHash | null;
};

/** The device's own acts, newest first. */
export function recentOwnBatches(db: Db, limit: number): OwnBatch[] {
  const rows = prepared(db, 'SELECT * FROM own_batch ORDER BY last_n DESC LIMIT ?').all(limit);
  return rows.map((row) => {
    const undoneBy = textOrNull(row, 'undone_by');
    return {
      batch: batchIdSchema.parse(textOf(row, 'batch')),
      at: numberOf(row, 'at'),
      events: numberOf(row, 'events'),
      kinds: JSON.parse(textOf(row, 'kinds')) as Record<string, number>,
      undoneBy: undoneBy === null ? null : eventHashSchema.parse(undoneBy),
    };
  });
}
