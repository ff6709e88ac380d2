// Owns: the only wiring: which thread answers what, when the store is open, and what main adds (dialogs, settings, jobs).
// Must not: run SQL, judge, or import electron; windows, dialogs, paths and the clock come in.
import { join } from 'node:path';
import { ok, type Result } from '../domain/result.ts';
import type { AppStatus } from '../ipc/app.ts';
import type { Handlers } from '../ipc/contract.ts';
import type { OperationName } from '../ipc/names.ts';
import type { Problem } from '../ipc/operation.ts';
import { createIdleWatch } from './keeping/idle.ts';
import { createTimers } from './keeping/timers.ts';
import { createJobs } from './jobs.ts';
import { createSettings } from './settings.ts';
import { createStoreControl } from './store-control.ts';
import { readerNames, writerNames, type ReaderName, type WriterName } from './threads/names.ts';
import type { Around, Context } from './wired/context.ts';
import { attachmentHandlers, createPictures, type Pictures } from './wired/attachments.ts';
import { accessHandlers } from './wired/access.ts';
import { copyHandlers, createCopied, type Copied } from './wired/copying.ts';
import { changedCases, type ActInput } from './wired/changed.ts';
import { disclosureHandlers } from './wired/disclosure.ts';
import { exchangeHandlers, groupHandlers } from './wired/exchange.ts';
import { fileHandlers } from './wired/files.ts';
import { mailingHandlers } from './wired/mailings.ts';
import { createProofDriver } from './wired/proof.ts';
import { createMailbox, type Mailbox } from './wired/mailbox.ts';
import { purgeHandlers, reaching } from './wired/purge.ts';
import { keepingHandlers, keepingSchedule } from './wired/keeping.ts';

export type Wiring = {
  readonly handlers: Handlers;
  /** What the window may draw at app:// beside its own files. */
  readonly pictures: Pictures;
  readonly start: () => Promise<void>;
  /** The computer itself is locked or goes to sleep: forms not sent are kept, then the store is locked. */
  readonly lockSoon: () => void;
  readonly close: () => Promise<void>;
};

export function createWiring(given: Around): Wiring {
  const pictures = createPictures();
  const copied = createCopied(given.clipboard);
  const around = forgettingAtLock(given, { pictures, copied });
  const settings = createSettings(join(around.userData, 'settings.json'));
  const jobs = createJobs(around.notify);
  const control = createStoreControl(around, settings, (start) =>
    // ST-49: the lists of an old store are made anew at one go.
    jobs.run('store.open', (progress) => ({ result: start(progress).result, cancel: null })),
  );
  const context: Context = { around, control, jobs, settings };
  const proof = createProofDriver(context);
  const mailbox = createMailbox(context);
  const parts = { mailbox, copied };
  const schedule = keepingSchedule(context);
  const idle = lockWhenIdle(context, parts);
  const timers = createTimers({ idle, schedule });
  const handlers: Handlers = {
    ...readers(context),
    ...writers(context),
    ...appHandlers(context),
    ...storeHandlers(context, parts),
    ...fileHandlers(context),
    ...copyHandlers(context, copied),
    ...mailingHandlers(context),
    ...groupHandlers(context),
    ...exchangeHandlers(context),
    ...proof.handlers,
    ...mailbox.handlers,
    ...accessHandlers(context),
    ...attachmentHandlers(context, pictures),
    ...keepingHandlers(context, { schedule, idle }),
    ...disclosureHandlers(context),
    ...purgeHandlers(context),
  };
  return {
    pictures,
    handlers: proof.noticing(reaching(handlers, { schedule, mailbox })),
    start: () => {
      mailbox.start();
      timers.start();
      return control.start();
    },
    lockSoon: () => lockSoon(context, parts),
    close: async () => {
      await copied.forget();
      timers.stop();
      proof.close();
      mailbox.stop();
      await jobs.endLocal();
      await mailbox.putOut(longestAtClosing);
      await control.lock();
    },
  };
}

function lockWhenIdle(context: Context, parts: AtLock): ReturnType<typeof createIdleWatch> {
  const { settings, control, jobs, around } = context;
  return createIdleWatch({
    minutes: () => settings.keeping().idleMinutes,
    now: () => performance.now(),
    mayLock: () => isWorkOpen(control) && !jobs.busy(),
    warn: (seconds) => around.notify({ kind: 'lockSoon', seconds }),
    lock: () => void lockAll(context, parts),
  });
}

/** What the window has drawn is gone from main, and from the clipboard, when it is told that the store is locked. */
function forgettingAtLock(
  around: Around,
  { pictures, copied }: { readonly pictures: Pictures; readonly copied: Copied },
): Around {
  return {
    ...around,
    notify: (notification) => {
      if (notification.kind === 'locked') {
        pictures.forget();
        void copied.forget();
      }
      around.notify(notification);
    },
  };
}

type AtLock = { readonly mailbox: Mailbox; readonly copied: Copied };

/** The clipboard first: what follows may take seconds. What is copied meanwhile goes when the lock is told. */
async function lockAll({ jobs, control, around }: Context, { mailbox, copied }: AtLock): Promise<void> {
  void copied.forget();
  await jobs.endLocal();
  await mailbox.putOut(longestAtLock);
  await control.lock();
  around.notify({ kind: 'locked' });
}

/** A store of invented people opens by itself; there is nothing to guard. */
function isWorkOpen(control: Context['control']): boolean {
  const { phase, demo } = control.status();
  return phase === 'open' && !demo;
}

/** Time for the window to hand over what is written. */
const handOverMs = 1500;

function lockSoon(context: Context, parts: AtLock): void {
  void parts.copied.forget();
  if (!isWorkOpen(context.control)) return;
  context.around.notify({ kind: 'lockSoon', seconds: 1 });
  setTimeout(() => void lockAll(context, parts), handOverMs);
}

/** The reader answers at once, whatever the writer is doing. */
function readers({ control }: Context): Pick<Handlers, ReaderName> {
  const entries = readerNames.map(
    (name) => [name, (input: unknown) => control.onReader(name, input)] as const,
  );
  return Object.fromEntries(entries) as unknown as Pick<Handlers, ReaderName>;
}

const manyCases: ReadonlySet<OperationName> = new Set<OperationName>([
  'undo.run',
  'intake.import',
  'review.verdictMany',
  'review.factMany',
  'employers.check',
  'employers.union',
  'decision.fixMany',
  'exchange.merge',
  'purge.sign',
  'purge.recordArchive',
]);
const quiet: ReadonlySet<OperationName> = new Set<OperationName>([
  'intake.preview',
  'decision.saveDraft',
  'decision.reopen',
  'access.judge',
  'review.looked',
  'keeping.saveForms',
  'restricted.open',
  'restricted.case',
  'restricted.close',
]);

/** The writer answers in order; what took long shows its progress and can be cancelled; the window is told what changed. */
function writers(context: Context): Pick<Handlers, WriterName> {
  const { control, jobs, around } = context;
  const entries = writerNames.map((name) => {
    const handler = async (input: ActInput): Promise<Result<unknown, Problem>> => {
      const reply = await jobs.run(name, (progress) =>
        control.onWriter<Result<unknown, Problem>>(name, input, progress),
      );
      if (reply.ok && !quiet.has(name)) {
        around.notify({ kind: 'changed', cases: manyCases.has(name) ? 'many' : changedCases(input) });
      }
      return reply;
    };
    return [name, handler] as const;
  });
  return Object.fromEntries(entries) as unknown as Pick<Handlers, WriterName>;
}

type AppName = 'app.status' | 'app.settings' | 'app.saveSettings' | 'app.cancelJob';

function appHandlers({ control, jobs, settings }: Context): Pick<Handlers, AppName> {
  return {
    'app.status': async () => {
      await control.started();
      return ok(control.status());
    },
    'app.settings': async () => ok(settings.read()),
    'app.saveSettings': async (change) => ok(settings.save(change)),
    'app.cancelJob': async ({ job }) => ok({ cancelled: jobs.cancel(job) }),
  };
}

type StoreName =
  | 'store.create'
  | 'store.createDemo'
  | 'store.discardDemo'
  | 'store.unlock'
  | 'store.unlockByRecoveryCode'
  | 'store.lock';

/** A share that does not answer must neither keep cases in sight nor the program from ending. */
const longestAtLock = 3000;
const longestAtClosing = 8000;

function storeHandlers(context: Context, parts: AtLock): Pick<Handlers, StoreName> {
  const { control, jobs, around } = context;
  const opened = (reply: Result<AppStatus, Problem>): Result<AppStatus, Problem> => {
    if (reply.ok) around.notify({ kind: 'changed', cases: 'many' });
    return reply;
  };
  return {
    'store.create': (input) => control.create(input),
    'store.createDemo': () => jobs.run('store.createDemo', (progress) => control.createDemo(progress)),
    'store.discardDemo': () => control.discardDemo(),
    'store.unlock': async ({ passphrase }) => opened(await control.unlock(passphrase)),
    'store.unlockByRecoveryCode': async ({ code, newPassphrase }) =>
      opened(await control.unlockByRecoveryCode(code, newPassphrase)),
    'store.lock': async () => {
      await lockAll(context, parts);
      return ok(control.status());
    },
  };
}
