// Owns: the only wiring: which thread answers what, when the store is open, and what main adds (dialogs, settings, jobs).
// Must not: run SQL, judge, or import electron; windows, dialogs, paths and the clock come in.
import { randomUUID } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { err, ok, type Result } from '../domain/result.ts';
import type { AppStatus } from '../ipc/app.ts';
import type { Handlers, Input, Notification, Output, Reply } from '../ipc/contract.ts';
import type { OperationName } from '../ipc/names.ts';
import type { Problem } from '../ipc/operation.ts';
import { writeWhole } from './files/write-whole.ts';
import { createJobs, type Jobs } from './jobs.ts';
import { createSettings, type Settings } from './settings.ts';
import { createStoreControl, type StoreControl, type StoreSurroundings } from './store-control.ts';
import { readerNames, writerNames, type ReaderName, type WriterName } from './threads/names.ts';
import type { RejectTexts } from './threads/writer-handlers.ts';
import type { JobContext } from './threads/protocol.ts';
import { runExport, type RunInput } from './services/decision/print-run.ts';
import type { Printable } from './services/decision/documents.ts';

export type Dialogs = {
  /** Undefined when the person cancels. */
  readonly open: (options: {
    readonly title: string;
    readonly extensions: readonly string[];
  }) => Promise<string | undefined>;
  readonly save: (options: { readonly title: string; readonly name: string }) => Promise<string | undefined>;
  readonly folder: (options: { readonly title: string }) => Promise<string | undefined>;
};

export type Around = StoreSurroundings & {
  readonly dialogs: Dialogs;
  readonly notify: (notification: Notification) => void;
  /** The locale's words for the file of rows that were not read in. */
  readonly rejectTexts: () => RejectTexts;
};

export type Wiring = {
  readonly handlers: Handlers;
  readonly start: () => Promise<void>;
  readonly close: () => Promise<void>;
};

type Context = {
  readonly around: Around;
  readonly control: StoreControl;
  readonly jobs: Jobs;
  readonly settings: Settings;
};

export function createWiring(around: Around): Wiring {
  const settings = createSettings(join(around.userData, 'settings.json'));
  const control = createStoreControl(around, settings);
  const jobs = createJobs(around.notify);
  const context: Context = { around, control, jobs, settings };
  const handlers: Handlers = {
    ...readers(context),
    ...writers(context),
    ...appHandlers(context),
    ...storeHandlers(context),
    ...fileHandlers(context),
    ...groupHandlers(context),
    ...exchangeHandlers(context),
  };
  return {
    handlers,
    start: () => control.start(),
    close: async () => {
      await jobs.endLocal();
      await control.lock();
    },
  };
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
  'employers.check',
  'employers.union',
  'decision.fixMany',
  'exchange.merge',
]);
const quiet: ReadonlySet<OperationName> = new Set<OperationName>(['intake.preview', 'decision.saveDraft']);

/** The writer answers in order; what took long shows its progress and can be cancelled; the window is told what changed. */
function writers(context: Context): Pick<Handlers, WriterName> {
  const { control, jobs, around } = context;
  const entries = writerNames.map((name) => {
    const handler = async (input: { readonly id?: string }): Promise<Result<unknown, Problem>> => {
      const reply = await jobs.run(name, (progress) =>
        control.onWriter<Result<unknown, Problem>>(name, input, progress),
      );
      if (reply.ok && !quiet.has(name)) {
        const one = typeof input.id === 'string' && !manyCases.has(name) ? [input.id] : undefined;
        around.notify({ kind: 'changed', cases: one ?? 'many' });
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
  | 'store.lock'
  | 'store.verify';

function storeHandlers({ control, jobs, around }: Context): Pick<Handlers, StoreName> {
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
      await jobs.endLocal();
      await control.lock();
      around.notify({ kind: 'locked' });
      return ok(control.status());
    },
    'store.verify': () =>
      jobs.run('store.verify', (progress) => control.onJobs<Reply<'store.verify'>>('verify', null, progress)),
  };
}

type FileName = 'intake.chooseFile' | 'intake.pasteTable' | 'intake.saveRejects' | 'print.export';
const tableExtensions = ['csv', 'txt', 'tsv', 'xlsx', 'json'];

function fileHandlers(context: Context): Pick<Handlers, FileName> {
  const { around, control, jobs } = context;
  return {
    'intake.chooseFile': async ({ delimiter }) => {
      const path = await around.dialogs.open({ title: 'Välj fil att läsa in', extensions: tableExtensions });
      if (path === undefined) return ok(null);
      const input = { source: { path }, name: basename(path), delimiter };
      return control.onWriter<Reply<'intake.pasteTable'>>('table', input).result;
    },
    'intake.pasteTable': ({ text }) => {
      const name = 'inklistrade-rader.txt';
      const source = { bytes: Buffer.from(text, 'utf8'), name };
      return control.onWriter<Reply<'intake.pasteTable'>>('table', { source, name }).result;
    },
    'intake.saveRejects': async (plan) => {
      const path = await around.dialogs.save({
        title: 'Spara rader som inte lästes in',
        name: 'rader-som-inte-lastes-in.csv',
      });
      if (path === undefined) return ok({ saved: null });
      const done = await control.onWriter<Result<null, Problem>>('rejects', {
        plan,
        path,
        words: around.rejectTexts(),
      }).result;
      return done.ok ? ok({ saved: basename(path) }) : done;
    },
    'print.export': async (input) => {
      const folder = await around.dialogs.folder({ title: 'Välj mapp för dokumenten' });
      if (folder === undefined) return ok(nothingExported);
      const reply = await jobs.local('print.export', (job) =>
        exportTo(control, { ...input, dir: folder }, job),
      );
      around.notify({ kind: 'changed', cases: 'many' });
      return reply;
    },
  };
}

const nothingExported: Output<'print.export'> = {
  files: 0,
  drafts: 0,
  pages: 0,
  printFile: null,
  manifest: null,
  folder: null,
  cancelled: true,
  failed: [],
};

/** Locked in the middle, the threads are gone: what was written stays whole, and the run says why it ended. */
async function exportTo(
  control: StoreControl,
  input: RunInput,
  job: JobContext,
): Promise<Reply<'print.export'>> {
  try {
    return await runExport(exportPorts(control), input, job);
  } catch (error) {
    if (control.status().phase === 'open') throw error;
    return err({ tag: 'storeLocked' });
  }
}

/** Collected by the reader, rendered by the PDF thread, recorded by the writer. */
function exportPorts(control: StoreControl): Parameters<typeof runExport>[0] {
  return {
    // A store locked in the middle of a run answers with a refusal: the run then ends with what it has.
    collect: async (cases, input) => {
      const items = await control.onReader<readonly Printable[] | Result<never, Problem>>('collect', {
        cases,
        input,
      });
      return 'ok' in items ? [] : items;
    },
    render: (items, dir) => control.onPdf('render', { items, dir }),
    printFile: (documents, dir, title) => control.onPdf('printFile', { documents, dir, title }),
    record: (written, dir) => control.onWriter<void>('record', { written, dir }).result,
  };
}

type GroupName =
  | 'exchange.savePublicKey'
  | 'exchange.choosePublicKey'
  | 'exchange.invite'
  | 'exchange.chooseInvitation'
  | 'exchange.join';
const keyExtension = 'sprangbradan-nyckel';
const sealedExtension = 'sprangbradan';
/** Larger than any sealed file may be: refused before it is read. */
const greatestChosen = 256 * 1024 * 1024;

/** The bytes of the file a person chose, or null when the dialog was cancelled. */
async function readChosen(
  { around }: Context,
  options: { readonly title: string; readonly extensions: readonly string[] },
): Promise<Result<Buffer | null, Problem>> {
  const path = await around.dialogs.open(options);
  if (path === undefined) return ok(null);
  try {
    if ((await stat(path)).size > greatestChosen) return err({ tag: 'tooLarge', megabytes: 256 });
    return ok(await readFile(path));
  } catch {
    return err({ tag: 'fileUnreachable' });
  }
}

function groupHandlers(context: Context): Pick<Handlers, GroupName> {
  const { around, control } = context;
  let key: { readonly token: string; readonly text: string } | undefined;
  return {
    'exchange.savePublicKey': async () => {
      const text = await control.onWriter<string>('ownKey', null).result;
      const path = await around.dialogs.save({
        title: 'Spara din nyckelfil',
        name: `min-nyckel.${keyExtension}`,
      });
      if (path !== undefined) await writeWhole(path, Buffer.from(text, 'utf8'));
      return ok({ saved: path === undefined ? null : basename(path) });
    },
    'exchange.choosePublicKey': async () => {
      const chosen = await readChosen(context, {
        title: 'Välj kollegans nyckelfil',
        extensions: [keyExtension, 'json'],
      });
      if (!chosen.ok || chosen.value === null) return chosen.ok ? ok(null) : chosen;
      const text = chosen.value.toString('utf8');
      type Read = Result<{ name: string; words: readonly string[] }, Problem>;
      const read = await control.onWriter<Read>('readKey', text).result;
      if (!read.ok) return read;
      key = { token: randomUUID(), text };
      return ok({ token: key.token, ...read.value });
    },
    'exchange.invite': async ({ token, administrator }) => {
      if (key?.token !== token) return err({ tag: 'fileGone' });
      const input = { text: key.text, administrator };
      const sealed = await control.onWriter<Result<{ bytes: Uint8Array }, Problem>>('invite', input).result;
      if (!sealed.ok) return sealed;
      around.notify({ kind: 'changed', cases: 'many' });
      const path = await around.dialogs.save({
        title: 'Spara inbjudan',
        name: `inbjudan.${sealedExtension}`,
      });
      if (path !== undefined) await writeWhole(path, sealed.value.bytes);
      return ok({ saved: path === undefined ? null : basename(path) });
    },
    ...joinHandlers(context),
  };
}

/** The inviter's six words are shown before anything is joined: a forged invitation must not take a store over. */
function joinHandlers(context: Context): Pick<Handlers, 'exchange.chooseInvitation' | 'exchange.join'> {
  let invitation: { readonly token: string; readonly bytes: Uint8Array } | undefined;
  type Read = Result<{ team: string; from: string; words: readonly string[] }, Problem>;
  return {
    'exchange.chooseInvitation': async () => {
      const chosen = await readChosen(context, { title: 'Välj inbjudan', extensions: [sealedExtension] });
      if (!chosen.ok || chosen.value === null) return chosen.ok ? ok(null) : chosen;
      const bytes = new Uint8Array(chosen.value);
      const read = await context.control.onWriter<Read>('invitation', bytes).result;
      if (!read.ok) return read;
      invitation = { token: randomUUID(), bytes };
      return ok({ token: invitation.token, ...read.value });
    },
    'exchange.join': async ({ token }) =>
      invitation?.token === token ? joinGroup(context, invitation.bytes) : err({ tag: 'fileGone' }),
  };
}

/** The store becomes the inviter's group's and is opened anew. */
async function joinGroup({ around, control }: Context, bytes: Uint8Array): Promise<Reply<'exchange.join'>> {
  const joined = await control.onWriter<Result<{ team: string }, Problem>>('join', bytes).result;
  if (!joined.ok) return joined;
  const again = await control.reopen();
  if (!again.ok) return again;
  around.notify({ kind: 'changed', cases: 'many' });
  return ok({ team: joined.value.team });
}

type Sealed = {
  readonly bytes: Uint8Array;
  readonly events: number;
  readonly marks: unknown;
  readonly to: unknown;
};

function exchangeHandlers(context: Context): Pick<Handlers, 'exchange.seal' | 'exchange.choose'> {
  return {
    'exchange.seal': (input) => sealTo(context, input),
    'exchange.choose': async () => {
      const chosen = await readChosen(context, {
        title: 'Välj fil från en kollega',
        extensions: [sealedExtension],
      });
      if (!chosen.ok || chosen.value === null) return chosen.ok ? ok(null) : chosen;
      const bytes = new Uint8Array(chosen.value);
      return context.control.onWriter<Reply<'exchange.choose'>>('bundle', bytes).result;
    },
  };
}

/** The colleague counts as given only once the file is whole in its place. */
async function sealTo(
  { around, control }: Context,
  input: Input<'exchange.seal'>,
): Promise<Reply<'exchange.seal'>> {
  const sealed = await control.onWriter<Result<Sealed, Problem>>('seal', input).result;
  if (!sealed.ok) return sealed;
  const { bytes, events, marks, to } = sealed.value;
  const path = await around.dialogs.save({
    title: 'Spara fil till kollega',
    name: 'till-kollega.sprangbradan',
  });
  if (path === undefined) return ok({ saved: null, events: 0, bytes: 0 });
  await writeWhole(path, bytes);
  await control.onWriter<void>('noteSealed', { marks, to, events }).result;
  around.notify({ kind: 'changed', cases: [] });
  return ok({ saved: basename(path), events, bytes: bytes.length });
}
