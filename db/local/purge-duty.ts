// Owns: what a purge has left to do on this computer, kept so that a power cut or a folder that is away only delays it, and the
// account of what went. Must not: hold a name, an application id or a path of what was purged.
import { z } from 'zod';
import type { Micros } from '../../domain/ports.ts';
import type { Db } from '../connection.ts';
import { readSetting, writeSetting } from './drafts.ts';

const dutySchema = z.object({
  /** Pages and logs of both databases are to be written anew. */
  pages: z.boolean().catch(false),
  /** Files written up to this moment are to be looked for; null when they have been. */
  files: z.int().nullable().catch(null),
  /** Own sealed files in the shared folder, by name, that were put there before the purge. */
  withdraw: z.array(z.string().max(200)).catch([]),
});
export type PurgeDuty = z.infer<typeof dutySchema>;

const dutyKey = 'purge.duty';

export function purgeDuty(db: Db): PurgeDuty {
  return dutySchema.parse(readSetting(db, dutyKey) ?? {});
}

export function setPurgeDuty(db: Db, change: Partial<PurgeDuty>): void {
  writeSetting(db, dutyKey, { ...purgeDuty(db), ...change });
}

const goneSchema = z.object({
  at: z.int(),
  /** Runs and marks by which it went. */
  runs: z.array(z.string()).catch([]),
  cases: z.int(),
  payloads: z.int(),
  documents: z.int(),
  drafts: z.int(),
  forms: z.int(),
  pendingRows: z.int(),
  /** Sealed files that waited or were set aside here. */
  waitingFiles: z.int(),
  /** Files outside that were removed, and those that were not ours any more or in use. */
  filesRemoved: z.int(),
  filesLeft: z.int(),
});
export type PurgeGone = z.infer<typeof goneSchema> & { readonly at: Micros };

const goneKey = 'purge.gone';
const mostKept = 50;

/** Newest first. */
export function purgesGone(db: Db): PurgeGone[] {
  const read = z.array(goneSchema).safeParse(readSetting(db, goneKey));
  return read.success ? read.data : [];
}

export function noteGone(db: Db, gone: PurgeGone): void {
  writeSetting(db, goneKey, [gone, ...purgesGone(db)].slice(0, mostKept));
}

/** Adds to the newest account what was found when the files were looked for. */
export function addToGone(
  db: Db,
  more: Pick<PurgeGone, 'waitingFiles' | 'filesRemoved' | 'filesLeft'>,
): void {
  const [newest, ...older] = purgesGone(db);
  if (!newest) return;
  const { waitingFiles, filesRemoved, filesLeft } = more;
  const sum = {
    ...newest,
    waitingFiles: newest.waitingFiles + waitingFiles,
    filesRemoved: newest.filesRemoved + filesRemoved,
    filesLeft,
  };
  writeSetting(db, goneKey, [sum, ...older]);
}
