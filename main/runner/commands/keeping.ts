// Owns: the runner's commands that keep the store from being lost: backups, rehearsal, restore, salvage, passphrase and key.
// Must not: print a passphrase or a key; a recovery code is printed once, when it is made.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { listBackups } from '../../../db/keeping/backups.ts';
import { noteBackupFolder } from '../../../db/local/keeping.ts';
import { settleFolders } from '../../../db/keeping/folders.ts';
import type { Surroundings } from '../../services/lifecycle.ts';
import { openAnySlots, ownBackupFolder } from '../../services/keeping/any-slots.ts';
import { backUp, backupsOf, rehearse, viewOf, type Keeping } from '../../services/keeping/backups.ts';
import { changeOwnPassphrase, newRecoveryCode, rekey } from '../../services/keeping/keys.ts';
import { inspectPlace } from '../../services/keeping/place.ts';
import { restoreBackup } from '../../services/keeping/restore.ts';
import { lookBySheet, rebuildBySheet } from '../../services/group/rebuild.ts';
import { salvage } from '../../services/keeping/salvage.ts';
import { sealedFilesOf } from '../../sync/sealed-files.ts';
import type { JobContext } from '../../threads/protocol.ts';
import { flag, text, type CommandLine, type Usage } from '../arguments.ts';
import type { Command, CommandContext } from '../command.ts';

const usage = (message: string) => err({ tag: 'usage', message } as const);

const usualKeep = 10;

function folderOf(line: CommandLine, dir: string): string {
  const named = text(line.options, 'backups');
  return named === undefined ? ownBackupFolder(dir) : resolve(named);
}

function programVersion(resourcesDir: string): string {
  const json: unknown = JSON.parse(readFileSync(join(resourcesDir, '../package.json'), 'utf8'));
  return z.object({ version: z.string() }).parse(json).version;
}

type Opened = Pick<CommandContext, 'around' | 'dataKey' | 'line' | 'resourcesDir'>;

/** Where backups of the open store go and how many stay. */
export function keepingOf({ around, dataKey, line, resourcesDir }: Opened): Keeping {
  const folder = folderOf(line, around.dir);
  const { nativeBinding } = around;
  return { folder, keep: usualKeep, program: programVersion(resourcesDir), dataKey, nativeBinding };
}

export const keepingCommands = {
  backup: async (context) => {
    const { session, line, job } = context;
    const keep = Number(text(line.options, 'keep') ?? usualKeep);
    if (!Number.isInteger(keep) || keep < 2 || keep > 60)
      return usage('backup [--backups DIR] [--keep 2–60]');
    const keeping = { ...keepingOf(context), keep };
    noteBackupFolder(session.store.db, keeping.folder);
    const made = backUp(session, keeping, job);
    return made.ok ? ok({ ...viewOf(made.value), folder: keeping.folder }) : made;
  },

  backups: async ({ around, line }) => {
    const folder = folderOf(line, around.dir);
    return ok({ folder, backups: backupsOf(around.dir, folder).map(viewOf) });
  },

  rehearse: async ({ around, dataKey, line, job }) =>
    rehearse(around, { folder: folderOf(line, around.dir), dataKey }, job),

  place: async ({ around, line }) => {
    const folder = folderOf(line, around.dir);
    const tagsOf = async (dir: string) => (await inspectPlace(dir)).map(({ tag }) => tag);
    return ok({ store: await tagsOf(around.dir), backups: await tagsOf(folder) });
  },
} satisfies Readonly<Record<string, Command>>;

export type ClosedContext = {
  readonly around: Surroundings;
  readonly passphrase: string;
  readonly line: CommandLine;
  readonly job: JobContext;
};
type ClosedCommand = (context: ClosedContext) => Promise<Result<object, Problem | Usage>>;

/** Commands that open the store themselves, or do not open it at all. */
export const closedCommands: Readonly<Record<string, ClosedCommand>> = {
  restore: async ({ around, passphrase, line, job }) => {
    settleFolders(around.dir);
    const folder = folderOf(line, around.dir);
    const slots = await openAnySlots(around.dir, folder, { passphrase });
    if (!slots.ok) return slots;
    const { dataKey, keyslots, store } = slots.value;
    const named = text(line.options, 'backup');
    const backup = listBackups(folder, store).find(({ name }) => named === undefined || name === named);
    return backup ? restoreBackup(around, backup, { dataKey, keyslots, job }) : err({ tag: 'noBackup' });
  },

  /** The code of the sheet comes from the environment: other programs can read argv. */
  rebuild: async ({ around, passphrase, line, job }) => {
    settleFolders(around.dir);
    const [name, code] = [text(line.options, 'name')?.trim() ?? '', process.env['SPRANGBRADAN_SHEET']];
    const files = sealedFilesOf(line.positional.map((path) => resolve(path)));
    if (code !== undefined && flag(line.options, 'dry-run')) return lookBySheet(around, { code, files }, job);
    if (name === '' || name.length > 120 || code === undefined)
      return usage('SPRANGBRADAN_SHEET=… rebuild --name NAME|--dry-run FILE|FOLDER [FILE|FOLDER …]');
    if (passphrase.length < shortest) return err({ tag: 'passphraseTooShort', least: shortest });
    const built = await rebuildBySheet(around, { code, name, passphrase, files }, job);
    if (!built.ok) return built;
    const { dataKey: _dataKey, ...account } = built.value;
    return ok(account);
  },

  salvage: async ({ around, passphrase, line, job }) => {
    settleFolders(around.dir);
    const folder = folderOf(line, around.dir);
    const slots = await openAnySlots(around.dir, folder, { passphrase });
    if (!slots.ok) return slots;
    const sealed = line.positional.map((path) => resolve(path));
    return salvage(around, { ...slots.value, folder, sealed, keep: !flag(line.options, 'dry-run'), job });
  },

  'change-passphrase': async ({ around, passphrase, line }) => {
    const next = process.env['SPRANGBRADAN_NEW_PASSPHRASE'] ?? '';
    if (next === '') return err({ tag: 'passphraseNeeded' });
    if (next.length < shortest) return err({ tag: 'passphraseTooShort', least: shortest });
    return changeOwnPassphrase(around.dir, folderOf(line, around.dir), { current: passphrase, next });
  },

  'new-recovery-code': ({ around, passphrase, line }) =>
    newRecoveryCode(around.dir, folderOf(line, around.dir), passphrase),

  rekey: async ({ around, passphrase, job }) => {
    settleFolders(around.dir);
    const done = await rekey(around, passphrase, job);
    return done.ok ? ok({ recoveryCode: done.value.recoveryCode }) : done;
  },
};

const shortest = 8;
