// Owns: the jobs thread's part in keeping the store: backups, rehearsal, restore, salvage, passphrase and key.
// Must not: run while another thread has the store open where the call says that it is closed.
import { err, ok, type Result } from '../../domain/result.ts';
import type { RebuildAccount, Rebuilt, RehearsalReport, SalvageReport } from '../../ipc/keeping.ts';
import type { Problem } from '../../ipc/operation.ts';
import { listBackups, removeBackups } from '../../db/keeping/backups.ts';
import { foldersSetAside } from '../../db/keeping/folders.ts';
import { keepingLog } from '../../db/local/keeping.ts';
import type { KeepingState } from '../keeping/schedule.ts';
import { openAnySlots, openSlots, type Secret } from '../services/keeping/any-slots.ts';
import { foldersAway } from '../services/keeping/backup-folders.ts';
import { backUp, backupsOf, needsThinning, rehearse, thinOut, viewOf } from '../services/keeping/backups.ts';
import { changeOwnPassphrase, newRecoveryCode, rekey } from '../services/keeping/keys.ts';
import { restoreBackup } from '../services/keeping/restore.ts';
import { salvage } from '../services/keeping/salvage.ts';
import { lookBySheet, rebuildBySheet, type Rebuilding } from '../services/group/rebuild.ts';
import { openForReading } from '../services/lifecycle.ts';
import type { Session } from '../services/session.ts';
import { readKeyslots } from '../../db/open.ts';
import { sealedFilesOf } from '../sync/sealed-files.ts';
import type { JobContext } from './protocol.ts';
import { surroundingsOf, type ThreadData } from './thread-data.ts';

export type BackupInput = { readonly folder: string; readonly keep: number; readonly program: string };
/** What opens afterwards; the key crosses between threads of this process only. */
export type WithKey<T> = T & { readonly dataKey: Uint8Array };

export function keepingJobs(data: ThreadData) {
  const reading = <T>(use: (session: Session) => Result<T, Problem>): Result<T, Problem> => {
    const opened = openForReading(surroundingsOf(data), data.dataKey);
    if (!opened.ok) return opened;
    try {
      return use(opened.value);
    } finally {
      opened.value.store.close();
    }
  };
  const { dataKey, nativeBinding, dir } = data;
  return {
    keepingState: ({ folder }: { folder: string }): Result<KeepingState, Problem> =>
      reading((session) =>
        ok({
          backups: backupsOf(dir, folder).map(viewOf),
          log: keepingLog(session.store.db),
          needsThinning: needsThinning(session, { folder, dataKey, nativeBinding }),
          setAside: foldersSetAside(dir).length,
          foldersAway: foldersAway(session),
        }),
      ),
    backUp: (input: BackupInput, job: JobContext) =>
      reading((session) => {
        const made = backUp(session, { ...input, dataKey, nativeBinding }, job);
        return made.ok ? ok(viewOf(made.value)) : made;
      }),
    thinOut: (input: BackupInput, job: JobContext) =>
      reading((session) => thinOut(session, { ...input, dataKey, nativeBinding }, job)),
    /** After a rekey: one under the new key, then everything that is older goes. */
    replaceBackups: (input: BackupInput, job: JobContext) =>
      reading((session) => {
        const old = backupsOf(dir, input.folder);
        const made = backUp(session, { ...input, keep: 60, dataKey, nativeBinding }, job);
        return made.ok ? ok({ removed: removeBackups(old) }) : made;
      }),
    rehearse: ({ folder }: { folder: string }, job: JobContext) =>
      rehearse(surroundingsOf(data), { folder, dataKey }, job),
    changePassphrase: ({ folder, current, next }: { folder: string; current: string; next: string }) =>
      changeOwnPassphrase(dir, folder, { current, next }),
    newRecoveryCode: ({ folder, passphrase }: { folder: string; passphrase: string }) =>
      newRecoveryCode(dir, folder, passphrase),
    ...closedJobs(data),
  };
}

type BySheet = { readonly folder: string; readonly code: string };
type Closed = { readonly folder: string; readonly secret: Secret };

/** While no thread has the store open. */
function closedJobs(data: ThreadData) {
  return {
    restore: async (
      { folder, name, secret }: Closed & { readonly name: string },
      job: JobContext,
    ): Promise<Result<WithKey<RehearsalReport>, Problem>> => {
      const backup = listBackups(folder).find((one) => one.name === name);
      if (!backup) return err({ tag: 'noBackup' });
      // The slots that stand go on standing; on a new computer there are only the backup's.
      const own = readKeyslots(data.dir);
      const theirs = readKeyslots(backup.path);
      const text = own.ok ? own : theirs;
      const slots = text.ok ? await openSlots(text.value, secret) : text;
      if (!slots.ok) return slots;
      const { dataKey, keyslots } = slots.value;
      const done = restoreBackup(surroundingsOf(data), backup, { dataKey, keyslots, job });
      return done.ok ? ok({ ...done.value, dataKey }) : done;
    },
    salvage: async (
      {
        folder,
        sealed,
        secret,
        keep,
      }: Closed & { readonly sealed: readonly string[]; readonly keep: boolean },
      job: JobContext,
    ): Promise<Result<WithKey<SalvageReport>, Problem>> => {
      const slots = await openAnySlots(data.dir, folder, secret);
      if (!slots.ok) return slots;
      const done = await salvage(surroundingsOf(data), { ...slots.value, folder, sealed, keep, job });
      return done.ok ? ok({ ...done.value, dataKey: slots.value.dataKey }) : done;
    },
    lookBySheet: async (
      { folder, code }: BySheet,
      job: JobContext,
    ): Promise<Result<WithKey<RebuildAccount>, Problem>> => {
      const files = sealedFilesOf([folder]);
      const seen = await lookBySheet(surroundingsOf(data), { code, files }, job);
      // What was built is thrown away with its key.
      return seen.ok ? ok({ ...seen.value, dataKey: new Uint8Array() }) : seen;
    },
    rebuildBySheet: (
      { folder, ...wish }: BySheet & Omit<Rebuilding, 'files'>,
      job: JobContext,
    ): Promise<Result<WithKey<Rebuilt>, Problem>> =>
      rebuildBySheet(surroundingsOf(data), { ...wish, files: sealedFilesOf([folder]) }, job),
    rekey: ({ passphrase }: { passphrase: string }, job: JobContext) =>
      rekey(surroundingsOf(data), passphrase, job),
  };
}
