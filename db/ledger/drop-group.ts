// Owns: leaving the own one-person group before joining another (design §3 Ids). Must not: run on a store that holds a case.
import { err, ok, type Result } from '../../domain/result.ts';
import { textOf } from '../columns.ts';
import { prepared, type Db } from '../connection.ts';

/** Runs inside the caller's transaction. Every event goes: none of them was ever sealed to anybody. */
export function dropGroup(db: Db): Result<null, { readonly tag: 'storeHasCases' }> {
  const found = prepared(db, `SELECT 1 FROM events WHERE stream LIKE 'case:%' LIMIT 1`).get();
  if (found) return err({ tag: 'storeHasCases' });
  const triggers = prepared(
    db,
    `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'events'`,
  ).all();
  for (const trigger of triggers) db.exec(`DROP TRIGGER ${textOf(trigger, 'name')}`);
  db.exec('DELETE FROM events; DELETE FROM device_head; DELETE FROM sparse_event; DELETE FROM stream_state;');
  db.exec(
    'DELETE FROM bundle_waiting; DELETE FROM import_log; DELETE FROM draft; DELETE FROM employer_row; DELETE FROM own_batch; DELETE FROM recipient_mark;',
  );
  db.exec(
    'DELETE FROM bundle_quarantine; DELETE FROM mailbox_put; DELETE FROM mailbox_left; DELETE FROM recipient_told; DELETE FROM mailing_held;',
  );
  db.exec(
    `DELETE FROM meta WHERE key IN ('team', 'teamName', 'idSecret', 'demo', 'lastSealedSeq', 'lastSealedAt')`,
  );
  for (const trigger of triggers) db.exec(textOf(trigger, 'sql'));
  return ok(null);
}
