// Owns: the life of the open store in main: threads started, keys held only while open, locked and opened again.
// Must not: read or write the store itself.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { err, ok, type Result } from '../domain/result.ts';
import type { AppStatus } from '../ipc/app.ts';
import type { Input, Reply } from '../ipc/contract.ts';
import type { Problem } from '../ipc/operation.ts';
import { legalDay } from './services/clock.ts';
import { foundStore, unlockByPassphrase, unlockByRecoveryCode } from './services/lifecycle.ts';
import type { Settings } from './settings.ts';
import { startThread, type Progress, type RunningCall, type Thread } from './threads/client.ts';
import { surroundingsOf, type ThreadData } from './threads/thread-data.ts';
import type { OpenedStore } from './threads/writer.ts';
import type { Around } from './wiring.ts';

export type StoreControl = {
  readonly start: () => Promise<void>;
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
  readonly onReader: <T>(name: string, input: unknown) => Promise<T>;
  readonly onWriter: <T>(name: string, input: unknown, progress?: Progress) => RunningCall<T>;
  readonly onJobs: <T>(name: string, input: unknown, progress?: Progress) => RunningCall<T>;
  readonly onPdf: <T>(name: string, input: unknown) => Promise<T>;
};

type Threads = { readonly writer: Thread; readonly reader: Thread; readonly jobs: Thread; readonly pdf: Thread };
type Open = { readonly threads: Threads; readonly store: OpenedStore; readonly dataKey: Uint8Array; readonly dir: string };

const lockedReply = err({ tag: 'storeLocked' });

export function createStoreControl(around: Around, settings: Settings): StoreControl {
  const realDir = join(around.userData, 'store');
  const demoDir = join(around.userData, 'example', 'store');
  let open: Open | undefined;

  const threadFile = (name: string) => pathToFileURL(join(around.threadsDir, `${name}.js`));
  const dataFor = (dir: string): Omit<ThreadData, 'dataKey'> => ({
    dir,
    resourcesDir: around.resourcesDir,
    nativeBinding: around.nativeBinding,
    demoToday: around.demoToday,
  });
  /** The real store goes before the example one, which is only shown while there is no other. */
  const currentDir = () => (existsSync(realDir) || !existsSync(demoDir) ? realDir : demoDir);

  const openWith = async (dir: string, dataKey: Uint8Array): Promise<Result<AppStatus, Problem>> => {
    const data: ThreadData = { ...dataFor(dir), dataKey };
    const writer = startThread(threadFile('writer'), data);
    const opened = await writer.call<Result<OpenedStore, Problem>>('open', null).result;
    if (!opened.ok) {
      await writer.stop();
      return opened;
    }
    const others = { reader: startThread(threadFile('reader'), data), jobs: startThread(threadFile('jobs'), data), pdf: startThread(threadFile('pdf'), data) };
    const read = await others.reader.call<Result<null, Problem>>('open', null).result;
    if (!read.ok) {
      await Promise.all([writer, others.reader, others.jobs, others.pdf].map((thread) => thread.stop()));
      return read;
    }
    open = { threads: { writer, ...others }, store: opened.value, dataKey, dir };
    return ok(status());
  };

  const status = (): AppStatus => {
    const shared = { version: around.version, electron: around.electron };
    if (!open) {
      const phase = existsSync(currentDir()) ? ('locked' as const) : ('none' as const);
      return { phase, demo: phase === 'locked' && currentDir() === demoDir, team: null, member: null, words: [], today: legalDay(), ...shared };
    }
    const { demo, team, member, words, today } = open.store;
    return { phase: 'open', demo, team, member, words, today, ...shared };
  };

  const lock = async () => {
    const closing = open;
    open = undefined;
    if (!closing) return;
    // Whatever the writer has been given is answered before it closes: calls are served in order.
    await closing.threads.writer.call('close', null).result;
    await Promise.all(Object.values(closing.threads).map((thread) => thread.stop()));
    closing.dataKey.fill(0);
  };

  const refused = <T>(): RunningCall<T> => ({ result: Promise.resolve(lockedReply as T), cancel: () => undefined });

  return {
    status,
    lock,
    start: async () => {
      const passphrase = settings.examplePassphrase();
      if (currentDir() !== demoDir || passphrase === undefined) return;
      const key = await unlockByPassphrase(demoDir, passphrase);
      if (key.ok) await openWith(demoDir, key.value);
    },
    create: async ({ name, team, passphrase }) => {
      if (existsSync(realDir)) return err({ tag: 'storeExists' });
      const founded = await foundStore(surroundingsOf(dataFor(realDir)), { name, team, passphrase, demo: false });
      if (!founded.ok) return founded;
      await lock();
      const opened = await openWith(realDir, founded.value.dataKey);
      if (!opened.ok) return opened;
      return ok({ recoveryCode: founded.value.recoveryCode, words: status().words });
    },
    createDemo: (progress) => {
      const maker = startThread(threadFile('jobs'), { ...dataFor(demoDir), dataKey: new Uint8Array(32) });
      const making = maker.call<Result<{ passphrase: string }, Problem>>('createExample', { dir: join(around.userData, 'example') }, progress);
      const finish = async (): Promise<Reply<'store.createDemo'>> => {
        const made = await making.result.finally(() => maker.stop());
        if (!made.ok) return made;
        settings.setExamplePassphrase(made.value.passphrase);
        const key = await unlockByPassphrase(demoDir, made.value.passphrase);
        if (!key.ok) return key;
        const opened = await openWith(demoDir, key.value);
        return opened.ok ? ok({ passphrase: made.value.passphrase }) : opened;
      };
      return { result: finish(), cancel: making.cancel };
    },
    discardDemo: async () => {
      if (open && !open.store.demo) return err({ tag: 'onlyInDemo' });
      await lock();
      rmSync(join(around.userData, 'example'), { recursive: true, force: true });
      settings.setExamplePassphrase(undefined);
      return ok({ discarded: true });
    },
    unlock: async (passphrase) => {
      if (open) return ok(status());
      const dir = currentDir();
      const key = await unlockByPassphrase(dir, passphrase);
      return key.ok ? openWith(dir, key.value) : key;
    },
    unlockByRecoveryCode: async (code, newPassphrase) => {
      if (open) return ok(status());
      const dir = currentDir();
      const key = await unlockByRecoveryCode(dir, code, newPassphrase);
      return key.ok ? openWith(dir, key.value) : key;
    },
    reopen: async () => {
      if (!open) return lockedReply;
      const { dir } = open;
      const dataKey = Uint8Array.from(open.dataKey);
      await lock();
      return openWith(dir, dataKey);
    },
    onReader: <T>(name: string, input: unknown) => (open ? open.threads.reader.call<T>(name, input).result : refused<T>().result),
    onWriter: <T>(name: string, input: unknown, progress?: Progress) => (open ? open.threads.writer.call<T>(name, input, progress) : refused<T>()),
    onJobs: <T>(name: string, input: unknown, progress?: Progress) => (open ? open.threads.jobs.call<T>(name, input, progress) : refused<T>()),
    onPdf: <T>(name: string, input: unknown) => (open ? open.threads.pdf.call<T>(name, input).result : refused<T>().result),
  };
}
