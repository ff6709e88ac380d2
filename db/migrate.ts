// Owns: bringing a store's schema to the newest version, step by step, each step in one transaction.
// Must not: touch a file that is newer than this program (open.ts refuses it first).
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from './connection.ts';
import { migrations } from './migrations/list.ts';
import type { Migration } from './migrations/migration.ts';

export const latestSchema: number = migrations.at(-1)?.version ?? 0;

export function schemaOf(db: Db): number {
  const version = db.pragma('user_version', { simple: true });
  return typeof version === 'number' ? version : 0;
}

/** `dir` is where the backup goes; null for a store that is just being made and has nothing to lose. */
export function migrate(db: Db, dir: string | null, steps: readonly Migration[] = migrations): void {
  const from = schemaOf(db);
  const due = steps.filter((step) => step.version > from);
  if (due.length === 0) return;
  if (dir !== null && hasSomethingToLose(db))
    backUp(db, join(dir, `before-schema-${due.at(-1)?.version ?? 0}.db`));
  for (const step of due) {
    db.transaction(() => {
      step.up(db);
      db.pragma(`user_version=${step.version}`);
    }).immediate();
  }
  db.pragma('wal_checkpoint(TRUNCATE)');
}

function hasSomethingToLose(db: Db): boolean {
  const table = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'events'`).get();
  return table !== undefined && db.prepare('SELECT 1 FROM events LIMIT 1').get() !== undefined;
}

/** VACUUM INTO keeps the key; the backup API fails on encrypted files. A backup from an interrupted try is replaced. */
export function backUp(db: Db, path: string): void {
  if (existsSync(path)) rmSync(path);
  db.prepare('VACUUM INTO ?').run(path);
}
