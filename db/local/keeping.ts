// Owns: what this computer remembers of keeping the store: its log of backups and restores, the folders they lie in, and how many
// purges there were.
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

const foldersKey = 'keeping.folders';
const folderSchema = z.object({
  /** Absolute. */
  path: z.string().min(1).max(4000),
  /** What lies there has been seen to have taken part in so many purges. */
  purges: z.int().min(0),
});
export type BackupFolder = z.infer<typeof folderSchema>;
const mostFolders = 100;

/** Where backups of this store have been put, the latest first; a setting that is changed does not empty the former folder. */
export function backupFolders(db: Db): BackupFolder[] {
  const read = z.array(folderSchema).safeParse(readSetting(db, foldersKey));
  return read.success ? read.data : [];
}

/** Before a backup is put there: a power cut must not leave one that nobody knows of. */
export function noteBackupFolder(db: Db, path: string): void {
  const before = backupFolders(db);
  const known = before.find((one) => one.path === path) ?? { path, purges: 0 };
  const others = before.filter((one) => one.path !== path);
  writeSetting(db, foldersKey, [known, ...others].slice(0, mostFolders));
}

export type ReachedFolders = {
  /** Every backup there has been looked at, and none is from before `purges` purges; `isEmpty`: none is left at all. */
  readonly reached: readonly { readonly path: string; readonly isEmpty: boolean }[];
  readonly purges: number;
};

/** A folder that was emptied is forgotten until a backup is put there again. */
export function noteFoldersReached(db: Db, { reached, purges }: ReachedFolders): void {
  const found = new Map(reached.map((one) => [one.path, one]));
  const next = backupFolders(db).flatMap((one) => {
    const seen = found.get(one.path);
    if (!seen) return [one];
    return seen.isEmpty ? [] : [{ ...one, purges }];
  });
  writeSetting(db, foldersKey, next);
}
