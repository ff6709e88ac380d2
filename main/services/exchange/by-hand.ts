// Owns: sealed files that people carry: documents written beside the entries, and those taken in with the entries (SY-40, SY-41).
// Must not: open a dialog, or hold the bytes of more than one file of documents at a time.
import { isFork } from '../../../domain/sync/fork.ts';
import type { Permit } from '../../../domain/disclosure/grounds.ts';
import type { DeviceId, EventHash, MemberId } from '../../../domain/ids.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { seesCases } from '../../../domain/team/roles.ts';
import { activeDevices, memberOf } from '../../../domain/team/team-state.ts';
import type { MergeOutcome, MergePreview } from '../../../ipc/colleagues/exchange.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { documentsBeside, freeBeside } from '../../sync/beside.ts';
import { readBounded } from '../../files/read-bounded.ts';
import { defaultLimits } from '../../files/limits.ts';
import { sealedLimits } from '../../sync/envelope.ts';
import { exportPermit } from '../disclosure/grounds.ts';
import {
  giveDocumentsAgain,
  noteDocumentsGiven,
  sealDocumentsFor,
  takeDocuments,
} from '../mailbox/documents.ts';
import { quietJob, type JobContext } from '../../threads/protocol.ts';
import type { WriteSession } from '../session.ts';
import { distinct } from './arising.ts';
import { keepFork, mergeBundle } from './merging.ts';
import { previewBundle } from './preview.ts';

// ---- Giving ---------------------------------------------------------------------------------------------------

export type DocumentsByHand = {
  readonly bytes: Uint8Array;
  readonly permit: Permit;
  readonly to: readonly DeviceId[];
  readonly documents: readonly EventHash[];
};

/** `again`: with everything, to a colleague whose store may have been restored: what was given before is given once more. */
export async function nextDocuments(
  session: WriteSession,
  { to, again }: { readonly to: MemberId; readonly again: boolean },
): Promise<DocumentsByHand | undefined> {
  const team = session.ledger.team();
  const member = memberOf(team, to);
  const permit = exportPermit(session, 'bundle');
  if (!member || !permit.ok || !seesCases(team, to)) return undefined;
  const recipients = activeDevices(member).map(({ id, recipient }) => ({ device: id, recipient }));
  const devices = recipients.map(({ device }) => device);
  if (again) giveDocumentsAgain(session, devices);
  const sealed = await sealDocumentsFor(session, recipients);
  return sealed ? { ...sealed, permit: permit.value, to: devices } : undefined;
}

export function noteGivenByHand(
  session: WriteSession,
  { to, documents }: Pick<DocumentsByHand, 'to' | 'documents'>,
): void {
  for (const device of to) noteDocumentsGiven(session, { to: device, documents });
}

export type GivingPorts = {
  readonly next: (again: boolean) => Promise<DocumentsByHand | undefined>;
  readonly put: (file: {
    readonly permit: Permit;
    readonly path: string;
    readonly bytes: Uint8Array;
  }) => Promise<void>;
  readonly note: (given: Pick<DocumentsByHand, 'to' | 'documents'>) => Promise<void>;
};

/** Beside the file of entries, once that is whole; a document counts as given once its own file is. */
export async function saveDocumentsBeside(
  ports: GivingPorts,
  { path, again }: { readonly path: string; readonly again: boolean },
): Promise<{ readonly documents: number; readonly files: readonly string[] }> {
  const files: string[] = [];
  let documents = 0;
  for (let next = await ports.next(again); next; next = await ports.next(false)) {
    const { bytes, permit, ...given } = next;
    const beside = await freeBeside(path);
    await ports.put({ permit, path: beside, bytes });
    await ports.note(given);
    files.push(beside);
    documents += given.documents.length;
  }
  return { documents, files };
}

// ---- Receiving ------------------------------------------------------------------------------------------------

const limits = { ...defaultLimits, fileBytes: sealedLimits.sealedBytes };

export async function readSealed(path: string): Promise<Result<Buffer, Problem>> {
  const read = await readBounded(path, limits);
  if (!read.ok) return read;
  if (read.value.length <= limits.fileBytes) return read;
  return err({ tag: 'tooLarge', megabytes: limits.fileBytes / 1024 ** 2 });
}

export type DocumentsByPath = {
  readonly taken: number;
  /** Why files were not taken in; what they hold is still to be had from them. */
  readonly left: readonly Problem[];
};

/** One file after the other; a bad one stops nothing and changes nothing. */
export async function takeDocumentsFrom(
  session: WriteSession,
  paths: readonly string[],
): Promise<DocumentsByPath> {
  const left: Problem[] = [];
  let taken = 0;
  for (const path of paths) {
    const read = await readSealed(path);
    const done = read.ok ? await takeDocuments(session, read.value) : read;
    if (done.ok) taken += done.value.taken;
    else left.push(done.error);
  }
  return { taken, left };
}

/** The paths of documents among the files a person chose, with those that lie beside the file of entries; each once. */
export async function documentPaths(
  chosen: readonly string[],
  entries: readonly string[],
): Promise<readonly string[]> {
  const found = await Promise.all(entries.map(documentsBeside));
  return [...new Set([...found.flat(), ...chosen])];
}

export function withDocuments(outcome: MergeOutcome, { taken, left }: DocumentsByPath): MergeOutcome {
  return {
    ...outcome,
    ...(taken > 0 ? { documents: taken } : {}),
    ...(left.length > 0 ? { documentsLeft: left.length } : {}),
  };
}

export type Received = {
  readonly entries: { readonly bytes: Uint8Array; readonly preview: Omit<MergePreview, 'token'> } | null;
  /** Paths: their bytes are read when the entries are in. */
  readonly documents: readonly string[];
};

/** Files that a person chose together: at most one of them holds entries, since one is looked at at a time. */
export async function readReceived(
  session: WriteSession,
  paths: readonly string[],
  job: JobContext = quietJob,
): Promise<Result<Received, Problem>> {
  let entries: (NonNullable<Received['entries']> & { readonly path: string }) | null = null;
  const documents: string[] = [];
  for (const path of paths) {
    const read = await readSealed(path);
    if (!read.ok) return read;
    const preview = await previewBundle(session, read.value, job);
    if (preview.ok && entries) return err({ tag: 'severalWithEntries' });
    if (preview.ok) entries = { path, bytes: read.value, preview: preview.value };
    else if (preview.error.tag === 'otherKind') documents.push(path);
    else {
      if (isFork(preview.error)) await keepFork(session, read.value);
      return preview;
    }
  }
  return ok({ entries, documents: await documentPaths(documents, entries ? [entries.path] : []) });
}

/** Entries first, whatever the order of the files; then the documents they name. */
export async function openAll(
  session: WriteSession,
  paths: readonly string[],
  job: JobContext,
): Promise<Result<MergeOutcome, Problem>> {
  let outcome: MergeOutcome = { added: 0, skipped: 0, conflicts: [], waiting: 0 };
  const [entries, documents]: [string[], string[]] = [[], []];
  for (const path of paths) {
    const read = await readSealed(path);
    if (!read.ok) return read;
    const merged = await mergeBundle(session, read.value, job);
    if (!merged.ok && merged.error.tag !== 'otherKind') return merged;
    (merged.ok ? entries : documents).push(path);
    if (merged.ok) outcome = sum(outcome, merged.value);
  }
  const taken = await takeDocumentsFrom(session, await documentPaths(documents, entries));
  const [problem] = taken.left;
  if (problem && entries.length === 0 && taken.taken === 0) return err(problem);
  return ok(withDocuments(outcome, taken));
}

function sum(a: MergeOutcome, b: MergeOutcome): MergeOutcome {
  const filled = (a.filled ?? 0) + (b.filled ?? 0);
  const arising = distinct([...(a.arising ?? []), ...(b.arising ?? [])]);
  return {
    added: a.added + b.added,
    skipped: a.skipped + b.skipped,
    conflicts: [...new Set([...a.conflicts, ...b.conflicts])],
    waiting: b.waiting,
    ...(arising.length > 0 ? { arising } : {}),
    ...(filled > 0 ? { filled } : {}),
  };
}
