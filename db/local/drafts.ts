// Owns: drafts of forms, notes and filters and the settings of this computer. Must not: be synced; a draft is no fact.
import type { Micros } from '../../domain/ports.ts';
import { numberOf, textOf } from '../columns.ts';
import { prepared, type Db } from '../connection.ts';

export type Draft = {
  readonly kind: string;
  readonly id: string;
  readonly body: unknown;
  readonly savedAt: Micros;
};

/** Plain JSON; the reader parses it by its own schema. */
export function saveDraft(db: Db, draft: Draft): void {
  prepared(
    db,
    `INSERT INTO draft (kind, id, body, saved_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at`,
  ).run(draft.kind, draft.id, JSON.stringify(draft.body), draft.savedAt);
}

export function readDraft(db: Db, kind: string, id: string): Draft | undefined {
  const row = prepared(db, 'SELECT body, saved_at FROM draft WHERE kind = ? AND id = ?').get(kind, id);
  return row
    ? { kind, id, body: JSON.parse(textOf(row, 'body')) as unknown, savedAt: numberOf(row, 'saved_at') }
    : undefined;
}

/** Newest first. */
export function draftsOfKind(db: Db, kind: string): Draft[] {
  const rows = prepared(
    db,
    'SELECT id, body, saved_at FROM draft WHERE kind = ? ORDER BY saved_at DESC, id',
  ).all(kind);
  return rows.map((row) => ({
    kind,
    id: textOf(row, 'id'),
    body: JSON.parse(textOf(row, 'body')) as unknown,
    savedAt: numberOf(row, 'saved_at'),
  }));
}

export function dropDraft(db: Db, kind: string, id: string): void {
  prepared(db, 'DELETE FROM draft WHERE kind = ? AND id = ?').run(kind, id);
}

/** Plain JSON, or undefined when never set; the reader parses it by its own schema. */
export function readSetting(db: Db, key: string): unknown {
  const row = prepared(db, 'SELECT value FROM setting WHERE key = ?').get(key);
  return row ? (JSON.parse(textOf(row, 'value')) as unknown) : undefined;
}

export function writeSetting(db: Db, key: string, value: unknown): void {
  const sql =
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value';
  prepared(db, sql).run(key, JSON.stringify(value));
}
