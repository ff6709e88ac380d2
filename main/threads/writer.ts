// Owns: the writer thread: the only writable connection. Must not: know the window.
import { workerData } from 'node:worker_threads';
import type { ExportKind } from '../../domain/disclosure/grounds.ts';
import type { MemberId } from '../../domain/ids.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Problem } from '../../ipc/operation.ts';
import type { ProofRecord } from '../../ipc/proof.ts';
import type { WrittenOut } from '../files/write-out.ts';
import { exportPermit } from '../services/disclosure/grounds.ts';
import { takeWorkList, type WorkListInput } from '../services/disclosure/work-list.ts';
import { mayWriteFile, writeMailingFile, type WhichFile } from '../services/mailings/files.ts';
import { writeMailingRejects } from './handlers/mailing-handlers.ts';
import { recordGiving } from '../services/disclosure/give-out.ts';
import { noteWrittenOut } from '../services/disclosure/given-files.ts';
import { nextDocuments, noteGivenByHand } from '../services/exchange/by-hand.ts';
import { noteSealed, sealInJob, type Sealed } from '../services/exchange/sealing.ts';
import { accessHalves } from '../services/access/halves.ts';
import { noteReads, type ReadNotes } from '../services/access/read-notes.ts';
import {
  readInvitation,
  invite,
  join,
  ownKeyFile,
  readKeyFile,
  wordsOf,
  type Admission,
} from '../services/group/invitations.ts';
import { openForWriting } from '../services/lifecycle.ts';
import { finishPurge } from '../services/purge/finish.ts';
import { recordWritten, type Written } from '../services/decision/print-run.ts';
import { keepProof } from '../services/proof/record.ts';
import {
  noteBackupFolder,
  noteFoldersReached,
  noteKeeping,
  type KeptEntry,
  type ReachedFolders,
} from '../../db/local/keeping.ts';
import type { WriteSession } from '../services/session.ts';
import { writerNames } from './names.ts';
import { mailboxHalves } from './writer-mailbox.ts';
import { openFiles } from './handlers/attachment-handlers.ts';
import type { JobContext, ThreadHandlers } from './protocol.ts';
import { serve } from './serve.ts';
import { surroundingsOf, type ThreadData } from './thread-data.ts';
import {
  openEntries,
  openReceived,
  openTable,
  writerHandlers,
  writeRejects,
  type Desk,
} from './handlers/writer-handlers.ts';

const data = workerData as ThreadData;
const desk: Desk = { files: undefined, table: undefined, bundle: undefined, opened: { id: undefined } };
let session: WriteSession | undefined;
let notes: ReadNotes | undefined;

async function open(job: JobContext): Promise<Result<OpenedStore, Problem>> {
  const opened = openForWriting(surroundingsOf(data), data.dataKey, job);
  if (!opened.ok) return opened;
  await finishPurge(opened.value);
  notes = noteReads(opened.value);
  session = notes.session;
  return ok(describe(session));
}

/** What main tells the window of an open store. */
export type OpenedStore = {
  readonly demo: boolean;
  readonly team: string;
  readonly member: { readonly id: string; readonly name: string; readonly administrator: boolean };
  readonly words: readonly string[];
  readonly today: string;
};

function describe(open: WriteSession): OpenedStore {
  const team = open.ledger.team();
  const own = team.members.find((member) => member.id === open.self.member);
  return {
    demo: team.demo,
    team: team.name,
    member: {
      id: open.self.member,
      name: open.self.name,
      administrator: own?.roles.includes('administrator') ?? false,
    },
    words: wordsOf(open, open.self.keys),
    today: open.today(),
  };
}

function current(): WriteSession {
  if (!session) throw new Error('the store is not open in this thread');
  return session;
}

function currentNotes(): ReadNotes {
  if (!notes) throw new Error('the store is not open in this thread');
  return notes;
}

type Any = (writing: { session: WriteSession; desk: Desk; job: JobContext }, input: never) => unknown;

const operations: ThreadHandlers = Object.fromEntries(
  writerNames.map((name) => {
    const handler = writerHandlers[name] as Any;
    return [
      name,
      (input: unknown, job: JobContext) => handler({ session: current(), desk, job }, input as never),
    ];
  }),
);

/** Halves of operations whose dialogs main opens. */
const halves = {
  open: (_input: null, job: JobContext) => open(job),
  close: () => {
    notes?.flush();
    notes = undefined;
    session?.store.close();
    session = undefined;
    desk.files = undefined;
    desk.opened.id = undefined;
  },
  table: (input: Parameters<typeof openTable>[1], job: JobContext) =>
    openTable({ session: current(), desk, job }, input),
  rejects: (input: Parameters<typeof writeRejects>[1], job: JobContext) =>
    writeRejects({ session: current(), desk, job }, input),
  workList: ({ path, ...input }: WorkListInput & { readonly path: string }) =>
    takeWorkList(current(), input, path),
  mailingRejects: (input: Parameters<typeof writeMailingRejects>[1]) =>
    writeMailingRejects({ session: current(), desk }, input),
  mayWriteMailing: () => mayWriteFile(current()),
  mailingFile: ({ which, path }: { readonly which: WhichFile; readonly path: string }) =>
    writeMailingFile(current(), which, path),
  attachments: (paths: readonly string[]) => openFiles({ session: current(), desk }, paths),
  bundle: (bytes: Uint8Array, job: JobContext) => openEntries({ session: current(), desk, job }, bytes),
  received: (paths: readonly string[], job: JobContext) =>
    openReceived({ session: current(), desk, job }, paths),
  documents: (input: Parameters<typeof nextDocuments>[1]) => nextDocuments(current(), input),
  noteDocuments: (given: Parameters<typeof noteGivenByHand>[1]) => noteGivenByHand(current(), given),
  ownKey: () => {
    const permit = exportPermit(current(), 'keyFile');
    return permit.ok ? ok({ text: ownKeyFile(current()), permit: permit.value }) : permit;
  },
  noteFiles: (files: WrittenOut[]) => noteWrittenOut(current(), files),
  recordGiving: (given: Parameters<typeof recordGiving>[1]) => recordGiving(current(), given),
  permit: (kind: ExportKind) => exportPermit(current(), kind),
  readKey: (text: string) => {
    const key = readKeyFile(text);
    return key.ok ? ok({ name: key.value.name, words: wordsOf(current(), key.value.device) }) : key;
  },
  invite: async ({ text, ...admission }: { text: string } & Admission) => {
    const key = readKeyFile(text);
    return key.ok ? invite(current(), key.value, admission) : key;
  },
  invitation: (bytes: Uint8Array) => readInvitation(current(), bytes),
  join: (bytes: Uint8Array) => join(current(), bytes),
  seal: (input: { to: MemberId; full: boolean }, job: JobContext) => sealInJob(current(), input, job),
  ...accessHalves(currentNotes),
  noteProof: (record: ProofRecord) => keepProof(current(), record),
  noteSealed: (sealed: Omit<Sealed, 'bytes'>) => noteSealed(current(), sealed),
  keepingNote: (entry: KeptEntry) => noteKeeping(current().store.db, entry),
  backupFolder: (path: string) => noteBackupFolder(current().store.db, path),
  foldersReached: (reached: ReachedFolders) => noteFoldersReached(current().store.db, reached),
  record: ({ written, dir }: { written: Written[]; dir: string }) => recordWritten(current(), written, dir),
};
export type WriterHalves = typeof halves;

serve({
  ...operations,
  ...(halves as unknown as ThreadHandlers),
  ...(mailboxHalves(current) as unknown as ThreadHandlers),
});
