// Owns: what this computer remembers of keeping the store: its log of backups and restores, and how many purges there were.
// Must not: be sent to anybody.
import { z } from 'zod';
import type { Micros } from '../../domain/ports.ts';
import type { Db } from '../connection.ts';
import { readSetting, writeSetting } from './drafts.ts';

const entrySchema = z.object({
  at: z.int(),
  kind: z.enum([
    'backup',
    'rehearsal',
    'restore',
    'salvage',
    'passphrase',
    'recoveryCode',
    'rekey',
    'thinOut',
  ]),
  /** Tag of what went wrong, or null. */
  problem: z.string().nullable(),
  backup: z.string().nullable(),
  events: z.int().nullable(),
});
export type KeptEntry = z.infer<typeof entrySchema> & { readonly at: Micros };

const logKey = 'keeping.log';
export const purgesKey = 'keeping.purges';
const mostEntries = 200;

/** Newest first. */
export function keepingLog(db: Db): KeptEntry[] {
  const read = z.array(entrySchema).safeParse(readSetting(db, logKey));
  return read.success ? read.data : [];
}

export function noteKeeping(db: Db, entry: KeptEntry): void {
  writeSetting(db, logKey, [entry, ...keepingLog(db)].slice(0, mostEntries));
}

/**
 * Call it in the transaction that takes payloads away: every backup made before it then counts as one that holds what was
 * purged, and is made anew or deleted (main/services/keeping/backups.ts, `thinOut`). No clock decides it.
 */
export function notePurge(db: Db): void {
  writeSetting(db, purgesKey, purgesSoFar(db) + 1);
}

export function purgesSoFar(db: Db): number {
  const value = readSetting(db, purgesKey);
  return typeof value === 'number' ? value : 0;
}
