// Owns: making every projection again from the events. Must not: change an event, a device head or a local table.
import type { DeviceId, StreamId } from '../../domain/ids.ts';
import { numberOf, textOf } from '../columns.ts';
import { prepared, type Db } from '../connection.ts';
import type { VerifyOptions } from './contract.ts';
import { readStored, storedOf } from './event-rows.ts';
import { loadMembership } from './membership.ts';
import { beginWriting } from './writing.ts';

/** Runs inside the caller's transaction. Undefined when cancelled. Rows keep their place in the order of their first event. */
export function rebuildAll(
  db: Db,
  device: DeviceId,
  options: VerifyOptions,
): { readonly streams: number } | undefined {
  db.exec(`DELETE FROM stream_state; DELETE FROM case_row; DELETE FROM employer_row; DELETE FROM own_batch;
    DELETE FROM stream_flag; DELETE FROM same_person;`);
  const writing = beginWriting(db, loadMembership(db));
  const streams = streamsByFirstEvent(db);
  for (const [index, stream] of streams.entries()) {
    if (index % 64 === 0) {
      if (options.cancelled?.()) return undefined;
      options.progress?.(index, streams.length);
    }
    if (stream === 'team') writing.teamChanged();
    else writing.refold(stream);
  }
  const own = prepared(
    db,
    'SELECT n, hash, body, salt, payload, signature FROM events WHERE device = ? AND (batch IS NOT NULL OR type = ?) ORDER BY n',
  );
  for (const row of own.iterate(device, 'void'))
    writing.noteOwn(readStored(storedOf(row)), numberOf(row, 'n'));
  writing.finish();
  options.progress?.(streams.length, streams.length);
  return { streams: streams.length };
}

function streamsByFirstEvent(db: Db): StreamId[] {
  const rows = prepared(db, 'SELECT stream FROM events GROUP BY stream ORDER BY min(n)').all();
  return rows.map((row) => textOf(row, 'stream') as StreamId);
}
