// Owns: the batch of events that an earlier program took in without knowing their kind: it wrote none, and an undo would pass
// them over once the kind is known. Must not: touch an event that has its batch.
import type { Migration } from './migration.ts';

const batch = "json_extract(payload, '$.batch')";

/** The trigger goes for one statement only, in the migration's own transaction. */
export const batches: Migration = {
  version: 11,
  name: 'batches',
  up: (db) => {
    const trigger = db.prepare("SELECT sql FROM sqlite_schema WHERE name = 'events_no_update'").pluck();
    const sql = trigger.get();
    if (typeof sql !== 'string') throw new Error('the events have lost their trigger');
    db.exec('DROP TRIGGER events_no_update');
    db.exec(`UPDATE events SET batch = ${batch} WHERE batch IS NULL AND payload IS NOT NULL AND json_valid(payload)
      AND json_type(payload, '$.batch') = 'text' AND length(${batch}) = 32 AND ${batch} NOT GLOB '*[^0-9a-f]*'`);
    db.exec(sql);
  },
};
