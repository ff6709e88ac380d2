// Owns: when the own member last looked at a case and which heads were shown then, on this computer alone.
// Must not: be sealed or sent, nor tell what has changed; domain/history/since.ts does.
import { eventHashSchema, type CaseId, type EventHash } from '../../domain/ids.ts';
import type { Micros } from '../../domain/ports.ts';
import { numberOf, textOf } from '../columns.ts';
import { prepared, type Db } from '../connection.ts';

export type Looked = { readonly at: Micros; readonly heads: readonly EventHash[] };

/** Undefined for a case that was never looked at here. */
export function lookedAt(db: Db, id: CaseId): Looked | undefined {
  const row = prepared(db, 'SELECT at, heads FROM case_looked WHERE case_id = ?').get(id);
  if (!row) return undefined;
  const heads = textOf(row, 'heads').split(' ').filter(Boolean);
  return { at: numberOf(row, 'at'), heads: heads.map((head) => eventHashSchema.parse(head)) };
}

/** `news`: something had come in that the shown heads did not hold. */
export function noteLooked(
  db: Db,
  id: CaseId,
  { at, heads, news }: Looked & { readonly news: boolean },
): void {
  prepared(
    db,
    `INSERT INTO case_looked (case_id, at, heads, news) VALUES (?, ?, ?, ?) ON CONFLICT (case_id)
     DO UPDATE SET at = excluded.at, heads = excluded.heads, news = excluded.news`,
  ).run(id, at, heads.join(' '), Number(news));
}

/** Only of cases that were looked at before: the others have no row. */
export function noteNewsSince(db: Db, cases: ReadonlySet<CaseId>): void {
  const note = prepared(db, 'UPDATE case_looked SET news = 1 WHERE case_id = ? AND news = 0');
  for (const id of cases) note.run(id);
}

export function dropLooked(db: Db, id: CaseId): void {
  prepared(db, 'DELETE FROM case_looked WHERE case_id = ?').run(id);
}
