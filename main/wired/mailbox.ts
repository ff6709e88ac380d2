// Owns: the shared folder's rounds: at lock, at closing and by the clock; and the operations that choose and watch the folder.
// Must not: read a sealed file; the writer does. Must not: let a slow share hold a lock or the program's end for long.
import { basename } from 'node:path';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Handlers, Reply } from '../../ipc/contract.ts';
import type { RoundView } from '../../ipc/colleagues/mailbox.ts';
import type { Problem } from '../../ipc/operation.ts';
import { createMailboxFolder, type FolderFile } from '../files/mailbox-folder.ts';
import { wallMicros } from '../services/clock.ts';
import type { MailboxSetting, PickedUp, ToPut } from '../services/mailbox/mailbox.ts';
import { runRound, type RoundStore } from '../services/mailbox/round.ts';
import type { Context } from './context.ts';

type MailboxName = 'mailbox.choose' | 'mailbox.run' | 'mailbox.open';

export type Mailbox = {
  readonly handlers: Pick<Handlers, MailboxName>;
  /** Begins to look into the folder by the clock. */
  readonly start: () => void;
  /** Puts out what is new, within `milliseconds`; a share that does not answer is left to the next time. */
  readonly putOut: (milliseconds: number) => Promise<void>;
  readonly stop: () => void;
};

const minute = 60_000;
/** Colleagues' files are looked for this often; the own are put out each hour. */
const lookEvery = 5 * minute;
const putEvery = 60 * minute;

type Round = Result<RoundView, Problem>;
type What = { readonly pickUp: boolean; readonly put: boolean };

export function createMailbox(context: Context): Mailbox {
  const { around, control } = context;
  let running: Promise<Round> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const round = async (what: What): Promise<Round> => {
    // A round that is under way may have listed the folder before what is asked for now.
    await running?.catch(() => undefined);
    running = roundOnce(context, what);
    return running.finally(() => {
      running = undefined;
    });
  };
  const byTheClock = async () => {
    if (running || control.status().phase !== 'open') return;
    const setting = await settingOf(context);
    if (!setting?.folder) return;
    const put = wallMicros() - (setting.lastPutAt ?? 0) >= putEvery * 1000;
    await round({ pickUp: true, put });
  };
  return {
    handlers: {
      'mailbox.choose': () => choose(context),
      'mailbox.run': () => round({ pickUp: true, put: true }),
      'mailbox.open': ({ name }) => openLeft(context, name),
    },
    start: () => {
      timer = setInterval(() => void byTheClock().catch(() => undefined), lookEvery);
      timer.unref();
    },
    putOut: async (milliseconds) => {
      if (control.status().phase !== 'open') return;
      const setting = await settingOf(context);
      if (!setting?.folder) return;
      await within(milliseconds, round({ pickUp: false, put: true }));
    },
    stop: () => clearInterval(timer),
  };

  async function roundOnce({ control: store }: Context, what: What): Promise<Round> {
    const setting = await settingOf(context);
    if (!setting?.folder) return err({ tag: 'mailboxNotChosen' });
    const ports = { folder: createMailboxFolder(setting.folder), store: portsOf(store) };
    const outcome = await endedByLock(context, () => runRound(ports, what));
    const cases = outcome.ok && outcome.value.added > 0 ? ('many' as const) : [];
    around.notify({ kind: 'changed', cases });
    return outcome;
  }
}

/** Undefined while the store is locked. */
async function settingOf({ control }: Context): Promise<MailboxSetting | undefined> {
  const setting = await control.onWriter<MailboxSetting | Result<never, Problem>>('mailbox.setting', null)
    .result;
  return 'ok' in setting ? undefined : setting;
}

/** Locked in the middle, the writer is gone: what lies whole in the folder stays, and is put again if it was not noted. */
async function endedByLock({ control }: Context, work: () => Promise<Round>): Promise<Round> {
  try {
    return await work();
  } catch (error) {
    if (control.status().phase === 'open') throw error;
    return err({ tag: 'storeLocked' });
  }
}

async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((done) => {
    timer = setTimeout(done, milliseconds);
  });
  await Promise.race([work.then(() => undefined).catch(() => undefined), limit]);
  clearTimeout(timer);
}

function portsOf(control: Context['control']): RoundStore {
  const turn = <T>(name: string, input: unknown) => control.onWriter<T>(`mailbox.${name}`, input).result;
  return {
    worthReading: (files) => turn<readonly FolderFile[]>('worthReading', files),
    pickUp: (file) => turn<PickedUp>('pickUp', file),
    noteLying: (lying) => turn<readonly string[]>('noteLying', lying),
    mayPut: () => turn<Result<null, Problem>>('mayPut', null),
    next: (input) => turn<ToPut | undefined>('next', input),
    notePut: (put) => turn<void>('notePut', put),
    note: (change) => turn('save', change),
    now: wallMicros,
  };
}

async function choose({ around, control }: Context): Promise<Reply<'mailbox.choose'>> {
  const folder = await around.dialogs.folder({ title: 'Välj den delade mappen' });
  if (folder === undefined) return ok({ folder: null });
  const listed = await createMailboxFolder(folder).list();
  if (!listed.ok) return listed;
  await control.onWriter('mailbox.save', { folder }).result;
  around.notify({ kind: 'changed', cases: [] });
  return ok({ folder: basename(folder) });
}

/** The same file again, now for a person to look into. */
async function openLeft(context: Context, name: string): Promise<Reply<'mailbox.open'>> {
  const setting = await settingOf(context);
  if (!setting?.folder) return err({ tag: 'mailboxNotChosen' });
  const { control, jobs } = context;
  const left = await control.onWriter<Result<FolderFile, Problem>>('mailbox.left', name).result;
  if (!left.ok) return left;
  const bytes = await createMailboxFolder(setting.folder).read(left.value);
  if (!bytes.ok) return bytes;
  return jobs.run('mailbox.open', (progress) =>
    control.onWriter<Reply<'mailbox.open'>>('bundle', bytes.value, progress),
  );
}
