// Owns: operations that keep the store from being lost, as the window asks for them, with the folder that main chooses.
// Must not: run SQL; the jobs thread does, or one started for the purpose while the store is closed.
import { basename, dirname, resolve } from 'node:path';
import { existsSync } from 'node:fs';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Handlers, Reply } from '../../ipc/contract.ts';
import type {
  BackupView,
  KeepingEntry,
  RebuildAccount,
  Rebuilt,
  RehearsalReport,
  SalvageReport,
} from '../../ipc/keeping.ts';
import type { Problem } from '../../ipc/operation.ts';
import { listBackups } from '../../db/keeping/backups.ts';
import { createSchedule, type KeepingState, type Schedule } from '../keeping/schedule.ts';
import type { IdleWatch } from '../keeping/idle.ts';
import { ownBackupFolder } from '../services/keeping/any-slots.ts';
import { viewOf, type ThinnedOut } from '../services/keeping/backups.ts';
import { wallMicros } from '../services/clock.ts';
import { sealedFilesOf } from '../sync/sealed-files.ts';
import { inspectPlace } from '../services/keeping/place.ts';
import type { WithKey } from '../threads/keeping-jobs.ts';
import type { Context } from './context.ts';

type KeepingName = Exclude<
  Extract<keyof Handlers, `keeping.${string}`>,
  'keeping.forms' | 'keeping.saveForms'
>;

/** Where backups of the current store go: the chosen folder, else the own one beside the store. */
function folderOf({ control, settings }: Context): string {
  return settings.keeping().backupFolder ?? ownBackupFolder(control.dir());
}

/** What the jobs thread is given for a backup. */
function backupInput(context: Context) {
  const { keep } = context.settings.keeping();
  return { folder: folderOf(context), keep, program: context.around.version };
}

export function keepingSchedule(context: Context): Schedule {
  const { control, jobs, settings, around } = context;
  const onJobs = <T>(name: string, stops = false) =>
    jobs.run(`keeping.${name}`, (progress) => {
      const { result, cancel } = control.onJobs<Result<T, Problem>>(name, backupInput(context), progress);
      return { result, cancel: stops ? cancel : null };
    });
  return createSchedule({
    everyHours: () => settings.keeping().everyHours,
    now: wallMicros,
    state: async () => {
      const status = control.status();
      // Invented people are not worth a disk.
      if (status.phase !== 'open' || status.demo) return undefined;
      const state = await stateOf(context);
      return state.ok ? state.value : undefined;
    },
    needsThinning: async () => {
      if (control.status().phase !== 'open') return false;
      const state = await stateOf(context);
      return state.ok && state.value.needsThinning;
    },
    backUp: async () => {
      await noteFolder(context);
      return onJobs<BackupView>('backUp');
    },
    rehearse: () => onJobs<RehearsalReport>('rehearse', true),
    thinOut: async () => {
      await noteFolder(context);
      const done = await onJobs<ThinnedOut>('thinOut');
      if (done.ok) await control.onWriter<void>('foldersReached', done.value).result;
      return done;
    },
    note: (entry) => note(context, entry).then(() => around.notify({ kind: 'kept' })),
  });
}

/** Before anything is put there (PU-13). */
async function noteFolder(context: Context): Promise<void> {
  await context.control.onWriter<void>('backupFolder', resolve(folderOf(context))).result;
}

async function note({ control }: Context, entry: KeepingEntry): Promise<void> {
  await control.onWriter('keepingNote', entry).result;
}

/** What the jobs thread says of the backups, wherever they lie. */
export function stateOf(context: Context): Promise<Result<KeepingState, Problem>> {
  return context.control.onJobs<Result<KeepingState, Problem>>('keepingState', { folder: folderOf(context) })
    .result;
}

export function keepingHandlers(
  context: Context,
  { schedule, idle }: { readonly schedule: Schedule; readonly idle: IdleWatch },
): Pick<Handlers, KeepingName> {
  const { control, settings, around } = context;
  const chosen: Chosen = { sealed: undefined };
  return {
    'keeping.status': () => status(context),
    'keeping.saveSettings': async (change) => ok(shown(settings.saveKeeping(change))),
    'keeping.chooseFolder': async ({ own }) => {
      // The folder that is left may hold backups from before folders were noted.
      if (control.status().phase === 'open') await noteFolder(context);
      if (own) {
        settings.saveKeeping({ backupFolder: undefined });
        return ok({ chosen: true });
      }
      const backupFolder = await around.dialogs.folder({ title: 'Välj mapp för säkerhetskopior' });
      if (backupFolder !== undefined) settings.saveKeeping({ backupFolder });
      return ok({ chosen: backupFolder !== undefined });
    },
    'keeping.backUp': () => (control.status().phase === 'open' ? schedule.backUp() : locked()),
    'keeping.rehearse': () => (control.status().phase === 'open' ? schedule.rehearse() : locked()),
    'keeping.active': async () => ok({ locksIn: idle.touch() }),
    ...restoreHandlers(context, chosen),
    ...sheetHandlers(context, chosen),
    ...keyHandlers(context),
  };
}

async function locked(): Promise<Result<never, Problem>> {
  return err({ tag: 'storeLocked' });
}

async function status(context: Context): Promise<Reply<'keeping.status'>> {
  const { settings, control } = context;
  const state = await stateOf(context);
  if (!state.ok) return state;
  const folder = folderOf(context);
  const { log, backups, setAside, needsThinning, foldersAway } = state.value;
  const { everyHours } = settings.keeping();
  const newest = backups[0]?.madeAt;
  const own = settings.keeping().backupFolder === undefined;
  const reachable = existsSync(own ? dirname(folder) : folder);
  return ok({
    settings: shown(settings.keeping()),
    folder: { path: folder, own, reachable },
    backups,
    setAside,
    needsThinning,
    foldersAway,
    log: log.slice(0, 20),
    nextAt: newest === undefined ? null : newest + everyHours * 3_600_000_000,
    rehearsedAt: log.find(({ kind, problem }) => kind === 'rehearsal' && problem === null)?.at ?? null,
    place: await inspectPlace(control.dir()),
    backupPlace: own || !reachable ? [] : await inspectPlace(folder),
  });
}

function shown({ everyHours, keep, idleMinutes }: ReturnType<Context['settings']['keeping']>) {
  return { everyHours, keep, idleMinutes };
}

type RestoreName = 'keeping.restore' | 'keeping.findBackups' | 'keeping.salvage';

/** The folder with sealed files that the person chose. */
type Chosen = { sealed: string | undefined };

function restoreHandlers(context: Context, chosen: Chosen): Pick<Handlers, RestoreName> {
  const { control, jobs, around } = context;
  /** A folder the person chose to restore from, on a computer that has no store yet. */
  let found: string | undefined;
  const closed = <T>(name: string, input: object, opens = true) =>
    jobs.run(`keeping.${name}`, (progress) => ({
      result: control.whileClosed<WithKey<T>>({ name, input, opens }, progress).result,
      cancel: null,
    }));
  return {
    'keeping.restore': async ({ backup, secret }) => {
      const folder = found ?? folderOf(context);
      const done = await closed<RehearsalReport>('restore', { folder, name: backup, secret });
      if (done.ok) around.notify({ kind: 'changed', cases: 'many' });
      return withoutKey(done);
    },
    'keeping.findBackups': async () => {
      const folder = await around.dialogs.folder({ title: 'Välj mappen med säkerhetskopior' });
      if (folder === undefined) return ok(null);
      found = folder;
      return ok({ folder: basename(folder), backups: listBackups(folder).map(viewOf) });
    },
    'keeping.salvage': async ({ secret, keep }) => {
      const sealed = chosen.sealed === undefined ? [] : [chosen.sealed];
      const input = { folder: folderOf(context), sealed, secret, keep };
      const done = await closed<SalvageReport>('salvage', input, keep);
      // The window stays on its account until the person goes on.
      return withoutKey(done);
    },
  };
}

type SheetName = 'keeping.findSealed' | 'keeping.lookBySheet' | 'keeping.rebuildBySheet';

/** GR-26: a lost group built again, on a computer that has no store. The window stays on its account until the person goes on. */
function sheetHandlers({ control, jobs, around }: Context, chosen: Chosen): Pick<Handlers, SheetName> {
  const closed = async <T>(name: string, input: object, opens: boolean): Promise<Result<T, Problem>> => {
    if (control.status().phase !== 'none') return err({ tag: 'storeExists' });
    const { sealed } = chosen;
    if (sealed === undefined) return err({ tag: 'sheetNoFile' });
    const call = { name, input: { folder: sealed, ...input }, opens };
    return withoutKey(
      await jobs.run(`keeping.${name}`, (progress) => control.whileClosed<WithKey<T>>(call, progress)),
    );
  };
  return {
    'keeping.findSealed': async () => {
      const folder = await around.dialogs.folder({ title: 'Välj mappen med låsta filer' });
      if (folder === undefined) return ok(null);
      chosen.sealed = folder;
      return ok({ folder: basename(folder), files: sealedFilesOf([folder]).length });
    },
    'keeping.lookBySheet': (input) => closed<RebuildAccount>('lookBySheet', input, false),
    'keeping.rebuildBySheet': async (input) => {
      const built = await closed<Rebuilt>('rebuildBySheet', input, true);
      return built.ok ? ok({ ...built.value, words: control.status().words }) : built;
    },
  };
}

function withoutKey<T>(done: Result<WithKey<T>, Problem>): Result<T, Problem> {
  if (!done.ok) return done;
  const { dataKey: _dataKey, ...rest } = done.value;
  return ok(rest as unknown as T);
}

type KeyName = 'keeping.changePassphrase' | 'keeping.newRecoveryCode' | 'keeping.rekey';

function keyHandlers(context: Context): Pick<Handlers, KeyName> {
  const { control, jobs, settings } = context;
  const noted = (kind: KeepingEntry['kind']) =>
    note(context, { at: Math.round(wallMicros()), kind, problem: null, backup: null, events: null });
  return {
    'keeping.changePassphrase': async ({ current, next }) => {
      const input = { folder: folderOf(context), current, next };
      const done = await control.onJobs<Reply<'keeping.changePassphrase'>>('changePassphrase', input).result;
      if (!done.ok) return done;
      if (control.status().demo) settings.setExamplePassphrase(next);
      await noted('passphrase');
      return done;
    },
    'keeping.newRecoveryCode': async ({ passphrase }) => {
      const input = { folder: folderOf(context), passphrase };
      const done = await control.onJobs<Reply<'keeping.newRecoveryCode'>>('newRecoveryCode', input).result;
      if (done.ok) await noted('recoveryCode');
      return done;
    },
    'keeping.rekey': async ({ passphrase }) => {
      type Rekeyed = WithKey<{ readonly recoveryCode: string }>;
      const done = await jobs.run('keeping.rekey', (progress) => ({
        result: control.whileClosed<Rekeyed>({ name: 'rekey', input: { passphrase }, opens: true }, progress)
          .result,
        cancel: null,
      }));
      if (!done.ok) return done;
      // A backup under the old key would still open by the old slots.
      await control.onJobs('replaceBackups', backupInput(context)).result;
      return ok({ recoveryCode: done.value.recoveryCode });
    },
  };
}
