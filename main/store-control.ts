// Owns: the life of the open store in main: threads started, keys held only while open, locked and opened again.
// Must not: read or write the store itself.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { err, ok, type Result } from '../domain/result.ts';
import type { AppStatus } from '../ipc/app.ts';
import type { Input, Reply } from '../ipc/contract.ts';
import type { Problem } from '../ipc/operation.ts';
import { settleFolders } from '../db/keeping/folders.ts';
import { legalDay } from './services/clock.ts';
import { unlockByPassphrase, unlockByRecoveryCode, type Founded } from './services/lifecycle.ts';
import type { Settings } from './settings.ts';
import { startThread, ThreadFault, type Progress, type RunningCall, type Thread } from './threads/client.ts';
import type { ThreadData } from './threads/thread-data.ts';
import type { OpenedStore } from './threads/writer.ts';

/** What the surroundings of the open store are: folders, addon, the day of a demo store. */
export type StoreSurroundings = {
  /** Where stores and settings are kept for this person. */
  readonly userData: string;
  readonly resourcesDir: string;
  /** Folder of the built thread files. */
  readonly threadsDir: string;
  readonly nativeBinding: string | undefined;
  readonly demoToday: string | undefined;
  readonly version: string;
  readonly electron: string;
};

export type StoreControl = {
  readonly start: () => Promise<void>;
  /** Resolves once `start` has ended, however it ended. */
  readonly started: () => Promise<void>;
  readonly status: () => AppStatus;
  readonly create: (input: Input<'store.create'>) => Promise<Reply<'store.create'>>;
  readonly createDemo: (progress: Progress) => RunningCall<Reply<'store.createDemo'>>;
  readonly discardDemo: () => Promise<Reply<'store.discardDemo'>>;
  readonly unlock: (passphrase: string) => Promise<Result<AppStatus, Problem>>;
  readonly unlockByRecoveryCode: (code: string, newPassphrase: string) => Promise<Result<AppStatus, Problem>>;
  /** Lets what is running end, then drops threads and keys. */
  readonly lock: () => Promise<void>;
  /** After joining another group: the same store, opened anew. */
  readonly reopen: () => Promise<Result<AppStatus, Problem>>;
  /** The folder of the store that is open, or would be opened. */
  readonly dir: () => string;
  /**
   * Runs a call of the jobs thread while the store is closed to everybody, and opens what stands there afterwards with the
   * key it gives; if it was refused, what stood there before, if that was open. `opens` false: it only looked.
   */
  readonly whileClosed: <T extends { readonly dataKey: Uint8Array }>(
    call: ClosedCall,
    progress: Progress,
  ) => RunningCall<Result<T, Problem>>;
  readonly onReader: <T>(name: string, input: unknown) => Promise<T>;
  readonly onWriter: <T>(name: string, input: unknown, progress?: Progress) => RunningCall<T>;
  readonly onJobs: <T>(name: string, input: unknown, progress?: Progress) => RunningCall<T>;
  readonly onPdf: <T>(name: string, input: unknown) => Promise<T>;
};

type ClosedCall = { readonly name: string; readonly input: unknown; readonly opens: boolean };

type Threads = {
  readonly writer: Thread;
  readonly reader: Thread;
  readonly jobs: Thread;
  readonly pdf: Thread;
};
type Open = {
  readonly threads: Threads;
  readonly store: OpenedStore;
  readonly dataKey: Uint8Array;
  readonly dir: string;
};

/** Shows how far an opening has come, once it reports that. */
export type WatchOpening = <T>(start: (progress: Progress) => RunningCall<T>) => Promise<T>;

/** The store that is open, if one is, and the places where stores can be. */
type Holder = {
  readonly around: StoreSurroundings;
  readonly settings: Settings;
  readonly watchOpening: WatchOpening;
  readonly realDir: string;
  readonly demoDir: string;
  open: Open | undefined;
  starting: Promise<void>;
};

const lockedReply = err({ tag: 'storeLocked' });

export function createStoreControl(
  around: StoreSurroundings,
  settings: Settings,
  watchOpening: WatchOpening,
): StoreControl {
  const holder: Holder = {
    around,
    settings,
    watchOpening,
    realDir: join(around.userData, 'store'),
    demoDir: join(around.userData, 'example', 'store'),
    open: undefined,
    starting: Promise.resolve(),
  };
  settleFolders(holder.realDir);
  return { ...changesOf(holder), ...lifeOf(holder), ...exampleOf(holder), ...callsOf(holder) };
}

function threadFile({ around }: Holder, name: string): URL {
  return pathToFileURL(join(around.threadsDir, `${name}.js`));
}

function dataFor({ around }: Holder, dir: string): Omit<ThreadData, 'dataKey'> {
  const { resourcesDir, nativeBinding, demoToday } = around;
  return { dir, resourcesDir, nativeBinding, demoToday };
}

/** For a thread that makes a store: there is no key yet. */
function threadDataBefore(holder: Holder, dir: string): ThreadData {
  return { ...dataFor(holder, dir), dataKey: new Uint8Array(32) };
}

/** The real store goes before the example one, which is only shown while there is no other. */
function currentDir({ realDir, demoDir }: Holder): string {
  return existsSync(realDir) || !existsSync(demoDir) ? realDir : demoDir;
}

function statusOf(holder: Holder): AppStatus {
  const shared = { version: holder.around.version, electron: holder.around.electron };
  if (holder.open) return { phase: 'open', ...holder.open.store, ...shared };
  const dir = currentDir(holder);
  const phase = existsSync(dir) ? ('locked' as const) : ('none' as const);
  const demo = phase === 'locked' && dir === holder.demoDir;
  return { phase, demo, team: null, member: null, words: [], today: legalDay(), ...shared };
}

async function openWith(
  holder: Holder,
  dir: string,
  dataKey: Uint8Array,
): Promise<Result<AppStatus, Problem>> {
  const data: ThreadData = { ...dataFor(holder, dir), dataKey };
  const start = (name: string) => startThread(threadFile(holder, name), data);
  // Started together; the reader opens only after the writer, which may have to migrate.
  const threads: Threads = {
    writer: start('writer'),
    reader: start('reader'),
    jobs: start('jobs'),
    pdf: start('pdf'),
  };
  const opened = await openThreads(holder, threads).catch(async (error: unknown) => {
    await stopAll(threads);
    throw error;
  });
  if (!opened.ok) {
    await stopAll(threads);
    return opened;
  }
  holder.open = { threads, store: opened.value, dataKey, dir };
  return ok(statusOf(holder));
}

async function openThreads(
  { watchOpening }: Holder,
  { writer, reader }: Threads,
): Promise<Result<OpenedStore, Problem>> {
  const opened = await watchOpening((progress) =>
    writer.call<Result<OpenedStore, Problem>>('open', null, progress),
  );
  if (!opened.ok) return opened;
  const read = await reader.call<Result<null, Problem>>('open', null).result;
  return read.ok ? opened : read;
}

async function stopAll(threads: Threads): Promise<void> {
  await Promise.all(Object.values(threads).map((thread) => thread.stop()));
}

/** Whatever the writer has been given is answered before it closes: calls are served in order. */
async function lockStore(holder: Holder): Promise<void> {
  const closing = holder.open;
  holder.open = undefined;
  if (!closing) return;
  await closing.threads.writer.call('close', null).result;
  await stopAll(closing.threads);
  closing.dataKey.fill(0);
}

/** The example store opens by itself while there is no other: it holds invented people only. */
async function openExampleAtStart(holder: Holder): Promise<void> {
  const passphrase = holder.settings.examplePassphrase();
  if (currentDir(holder) !== holder.demoDir || passphrase === undefined) return;
  const key = await unlockByPassphrase(holder.demoDir, passphrase);
  if (key.ok) await openWith(holder, holder.demoDir, key.value);
}

type Life = Pick<
  StoreControl,
  'start' | 'started' | 'status' | 'create' | 'unlock' | 'unlockByRecoveryCode' | 'lock' | 'reopen'
>;

function lifeOf(holder: Holder): Life {
  return {
    status: () => statusOf(holder),
    lock: () => lockStore(holder),
    started: () => holder.starting,
    start: () => {
      holder.starting = openExampleAtStart(holder).catch(() => undefined);
      return holder.starting;
    },
    create: async ({ name, team, passphrase }) => {
      if (existsSync(holder.realDir)) return err({ tag: 'storeExists' });
      const maker = startThread(threadFile(holder, 'jobs'), threadDataBefore(holder, holder.realDir));
      const founding = maker.call<Result<Founded, Problem>>('found', { name, team, passphrase });
      const founded = await founding.result.finally(() => void maker.stop());
      if (!founded.ok) return founded;
      await lockStore(holder);
      const opened = await openWith(holder, holder.realDir, founded.value.dataKey);
      return opened.ok ? ok({ recoveryCode: founded.value.recoveryCode, words: opened.value.words }) : opened;
    },
    unlock: async (passphrase) => {
      if (holder.open) return ok(statusOf(holder));
      const dir = currentDir(holder);
      const key = await unlockByPassphrase(dir, passphrase);
      return key.ok ? openWith(holder, dir, key.value) : key;
    },
    unlockByRecoveryCode: async (code, newPassphrase) => {
      if (holder.open) return ok(statusOf(holder));
      const dir = currentDir(holder);
      const key = await unlockByRecoveryCode(dir, code, newPassphrase);
      return key.ok ? openWith(holder, dir, key.value) : key;
    },
    reopen: async () => {
      if (!holder.open) return lockedReply;
      const { dir } = holder.open;
      const dataKey = Uint8Array.from(holder.open.dataKey);
      await lockStore(holder);
      return openWith(holder, dir, dataKey);
    },
  };
}

function changesOf(holder: Holder): Pick<StoreControl, 'dir' | 'whileClosed'> {
  return {
    dir: () => holder.open?.dir ?? currentDir(holder),
    whileClosed: <T extends { readonly dataKey: Uint8Array }>(call: ClosedCall, progress: Progress) => {
      let cancel = () => undefined as void;
      const start = (worker: Thread) => {
        const calling = worker.call<Result<T, Problem>>(call.name, call.input, progress);
        cancel = calling.cancel;
        return calling.result;
      };
      return { result: runClosed(holder, call, start), cancel: () => cancel() };
    },
  };
}

async function runClosed<T extends { readonly dataKey: Uint8Array }>(
  holder: Holder,
  { opens }: ClosedCall,
  start: (worker: Thread) => Promise<Result<T, Problem>>,
): Promise<Result<T, Problem>> {
  const before = holder.open && { dir: holder.open.dir, dataKey: Uint8Array.from(holder.open.dataKey) };
  const dir = before?.dir ?? currentDir(holder);
  await lockStore(holder);
  const worker = startThread(threadFile(holder, 'jobs'), threadDataBefore(holder, dir));
  const done = await start(worker)
    .catch(failed)
    .finally(() => void worker.stop());
  if (done.ok && opens) {
    const opened = await openWith(holder, dir, Uint8Array.from(done.value.dataKey));
    return opened.ok ? done : opened;
  }
  if (before) await openWith(holder, before.dir, before.dataKey);
  return done;
}

/** What stood there before is opened again, whatever the disk did. */
function failed(error: unknown): Result<never, Problem> {
  if (error instanceof ThreadFault && error.problem) return err(error.problem);
  throw error;
}

function exampleOf(holder: Holder): Pick<StoreControl, 'createDemo' | 'discardDemo'> {
  const exampleDir = join(holder.around.userData, 'example');
  return {
    createDemo: (progress) => {
      const maker = startThread(threadFile(holder, 'jobs'), threadDataBefore(holder, holder.demoDir));
      const making = maker.call<Result<Made, Problem>>('createExample', { dir: exampleDir }, progress);
      return { result: openExample(holder, maker, making.result), cancel: making.cancel };
    },
    discardDemo: async () => {
      if (holder.open && !holder.open.store.demo) return err({ tag: 'onlyInDemo' });
      await lockStore(holder);
      rmSync(exampleDir, { recursive: true, force: true });
      holder.settings.setExamplePassphrase(undefined);
      return ok({ discarded: true });
    },
  };
}

type Made = { readonly passphrase: string };

async function openExample(
  holder: Holder,
  maker: Thread,
  making: Promise<Result<Made, Problem>>,
): Promise<Reply<'store.createDemo'>> {
  const made = await making;
  await maker.stop();
  if (!made.ok) return made;
  const { passphrase } = made.value;
  holder.settings.setExamplePassphrase(passphrase);
  const key = await unlockByPassphrase(holder.demoDir, passphrase);
  if (!key.ok) return key;
  const opened = await openWith(holder, holder.demoDir, key.value);
  return opened.ok ? ok({ passphrase }) : opened;
}

type Calls = Pick<StoreControl, 'onReader' | 'onWriter' | 'onJobs' | 'onPdf'>;

function callsOf(holder: Holder): Calls {
  const refused = <T>(): RunningCall<T> => ({
    result: Promise.resolve(lockedReply as T),
    cancel: () => undefined,
  });
  const on =
    (thread: keyof Threads) =>
    <T>(name: string, input: unknown, progress?: Progress): RunningCall<T> =>
      holder.open ? holder.open.threads[thread].call<T>(name, input, progress) : refused<T>();
  return {
    onReader: <T>(name: string, input: unknown) => on('reader')<T>(name, input).result,
    onWriter: on('writer'),
    onJobs: on('jobs'),
    onPdf: <T>(name: string, input: unknown) => on('pdf')<T>(name, input).result,
  };
}
