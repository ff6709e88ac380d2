// Owns: one round at the shared folder: what colleagues have put there is picked up, then what they lack is put there.
// Must not: know a thread or a window; folder and store come in as ports, so that a slow share never holds the writer.
import type { DeviceId } from '../../../domain/ids.ts';
import { ok, type Result } from '../../../domain/result.ts';
import type { RoundView } from '../../../ipc/colleagues/mailbox.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { FolderFile, MailboxFolder } from '../../files/mailbox-folder.ts';
import type { WriteSession } from '../session.ts';
import {
  mayPut,
  nextToPut,
  noteLying,
  notePut,
  pickUp,
  saveMailbox,
  worthReading,
  type FoundFile,
  type MailboxSetting,
  type PickedUp,
  type ToPut,
} from './mailbox.ts';

/** Every call is one turn of the writer. */
export type RoundStore = {
  readonly worthReading: (files: readonly FolderFile[]) => Promise<readonly FolderFile[]>;
  readonly pickUp: (file: FoundFile) => Promise<PickedUp>;
  readonly noteLying: (lying: readonly string[]) => Promise<readonly string[]>;
  /** Refused while no ground is recorded for sealed files (DI-1). */
  readonly mayPut: () => Promise<Result<null, Problem>>;
  readonly next: (turn: Turn) => Promise<ToPut | undefined>;
  readonly notePut: (put: Omit<ToPut, 'bytes'>) => Promise<void>;
  readonly note: (change: Partial<MailboxSetting>) => Promise<unknown>;
  readonly now: () => number;
};
type Turn = { readonly lying: readonly string[]; readonly done: readonly DeviceId[] };

export type RoundPorts = { readonly folder: MailboxFolder; readonly store: RoundStore };

/** In one process: the runner's and the tests'. */
export function storePorts(session: WriteSession): RoundStore {
  return {
    worthReading: async (files) => worthReading(session, files),
    pickUp: (file) => pickUp(session, file),
    noteLying: async (lying) => noteLying(session, lying),
    mayPut: async () => mayPut(session),
    next: (turn) => nextToPut(session, turn),
    notePut: async (put) => notePut(session, put),
    note: async (change) => saveMailbox(session, change),
    now: session.now,
  };
}

/** Nothing is concluded from a folder that is empty or away: it is said, and tried again next time. */
export async function runRound(
  ports: RoundPorts,
  what: { readonly pickUp: boolean; readonly put: boolean },
): Promise<Result<RoundView, Problem>> {
  const outcome = await oneRound(ports, what);
  const { store } = ports;
  const now = store.now();
  await store.note(
    outcome.ok
      ? {
          problem: outcome.value.stopped,
          ...(what.pickUp ? { lastLookedAt: now } : {}),
          ...(what.put && outcome.value.stopped === null ? { lastPutAt: now } : {}),
        }
      : { problem: outcome.error.tag },
  );
  return outcome;
}

async function oneRound(
  ports: RoundPorts,
  what: { readonly pickUp: boolean; readonly put: boolean },
): Promise<Result<RoundView, Problem>> {
  const listed = await ports.folder.list();
  if (!listed.ok) return listed;
  const received = what.pickUp ? await receive(ports, listed.value) : nothingReceived;
  const lying = await clear(
    ports,
    listed.value.map((file) => file.name),
  );
  const may = await ports.store.mayPut();
  const given = what.put && may.ok ? await putOut(ports, lying) : ok({ files: 0, events: 0 });
  return given.ok ? ok({ ...received, ...given.value, stopped: may.ok ? null : may.error.tag }) : given;
}

/** Own files that have done their work, or that a purge withdraws. Gives what lies there afterwards. */
async function clear({ folder, store }: RoundPorts, lying: readonly string[]): Promise<readonly string[]> {
  const gone = new Set<string>();
  for (const name of await store.noteLying(lying)) if (await folder.remove(name)) gone.add(name);
  if (gone.size === 0) return lying;
  const left = lying.filter((name) => !gone.has(name));
  await store.noteLying(left);
  return left;
}

type Received = Pick<RoundView, 'taken' | 'added' | 'conflicts' | 'left'>;
const nothingReceived: Received = { taken: 0, added: 0, conflicts: [], left: [] };

async function receive({ folder, store }: RoundPorts, files: readonly FolderFile[]): Promise<Received> {
  let received = nothingReceived;
  for (const file of await store.worthReading(files)) {
    const bytes = await folder.read(file);
    // Not whole yet, busy, or taken away meanwhile: the next round looks again.
    if (!bytes.ok) continue;
    const outcome = await store.pickUp({ ...file, bytes: bytes.value });
    if (outcome.what === 'left') {
      received = { ...received, left: [...received.left, outcome.reason.tag] };
      continue;
    }
    await folder.remove(file.name);
    if (outcome.what !== 'taken') continue;
    received = {
      ...received,
      taken: received.taken + 1,
      added: received.added + outcome.added,
      conflicts: [...new Set([...received.conflicts, ...outcome.conflicts])],
    };
  }
  return received;
}

/** A colleague counts as given only once the file is whole in its place. */
async function putOut(
  { folder, store }: RoundPorts,
  lying: readonly string[],
): Promise<Result<Pick<RoundView, 'files' | 'events'>, Problem>> {
  const done: DeviceId[] = [];
  let events = 0;
  for (let put = await store.next({ lying, done }); put; put = await store.next({ lying, done })) {
    const { bytes, ...given } = put;
    const written = await folder.put(put.name, bytes);
    if (!written.ok) return written;
    await store.notePut(given);
    for (const name of put.replaces) await folder.remove(name);
    done.push(...put.to);
    events += put.events;
  }
  return ok({ files: done.length, events });
}
