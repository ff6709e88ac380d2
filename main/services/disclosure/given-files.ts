// Owns: the register of files outside the store: noting, marking as posted, and cleaning up what is still ours (DI-8–DI-11).
// Must not: remove a file whose contents are no longer those that were written, or anything that is no plain file.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { caseIdSchema, caseStream, type IsoDate } from '../../../domain/ids.ts';
import type { PostedHow } from '../../../domain/ledger/payloads/disclosure.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { CleanUpOutcome, GivenFile, GivenFiles } from '../../../ipc/disclosure.ts';
import type { PrintVariant } from '../../../ipc/decision.ts';
import type { Problem } from '../../../ipc/operation.ts';
import {
  countOutputFiles,
  endOutputFile,
  markPosted,
  noteOutputFiles,
  outputFiles,
  outputFilesById,
  type FileOutcome,
  type RegisteredFile,
} from '../../../db/local/output-files.ts';
import type { NewAct } from '../../../db/ledger/contract.ts';
import { rowsByIds } from '../../../db/queries/cases.ts';
import type { WrittenOut } from '../../files/write-out.ts';
import { newBatch } from '../intake/import-plan.ts';
import type { Session, WriteSession } from '../session.ts';

/** Files of no single case: print files, manifests, bundles, keys, rows that were not read in. */
export function noteWrittenOut(session: WriteSession, files: readonly WrittenOut[]): void {
  const writtenAt = session.now();
  noteOutputFiles(
    session.store.db,
    files.map((file) => ({ ...file, caseId: null, event: null, writtenAt })),
  );
}

const shownFiles = 2000;

export function givenFiles(session: Session, left: boolean): GivenFiles {
  const files = outputFiles(session.store.db, shownFiles, left);
  const ids = [...new Set(files.flatMap((file) => (file.caseId === null ? [] : [file.caseId])))];
  const names = new Map(
    rowsByIds(
      session.store.db,
      ids.map((id) => caseIdSchema.parse(id)),
    ).map((row) => [String(row.caseId), row.applicationId]),
  );
  return { files: files.map((file) => viewOf(file, names)), ...countOutputFiles(session.store.db) };
}

function viewOf(file: RegisteredFile, names: ReadonlyMap<string, string>): GivenFile {
  const { id, path, kind, bytes, caseId, writtenAt, postedOn, endedAt, outcome } = file;
  return {
    id,
    name: basename(path),
    folder: dirname(path),
    kind,
    bytes,
    caseId,
    applicationId: caseId === null ? null : (names.get(caseId) ?? null),
    writtenAt,
    postedOn,
    endedAt,
    outcome,
  };
}

export type Posting = { readonly ids: readonly number[]; readonly day: IsoDate; readonly how: PostedHow };

/** The day stands in the register of this computer and, for an issued decision, in its case: the party was notified (33 § FL). */
export function markFilesPosted(session: WriteSession, input: Posting): Result<{ posted: number }, Problem> {
  if (input.day > session.today()) return err({ tag: 'dayInFuture', day: input.day });
  const files = outputFilesById(session.store.db, input.ids);
  const batch = newBatch();
  const acts: NewAct[] = files.filter(isIssued).map((file) => ({
    stream: caseStream(caseIdSchema.parse(file.caseId)),
    payload: { kind: 'document.posted', batch, sha256: file.sha256, day: input.day, how: input.how },
  }));
  if (acts.length > 0) {
    const written = session.ledger.append(acts);
    if (!written.ok) return err(written.error);
  }
  markPosted(session.store.db, input.ids, input.day);
  return ok({ posted: files.length });
}

/** What is posted to the person of the case. */
const toParty: ReadonlySet<string> = new Set<PrintVariant>(['party', 'supplement', 'hearing', 'order']);

function isIssued(file: RegisteredFile): boolean {
  return file.caseId !== null && toParty.has(file.kind) && file.postedOn === null;
}

/** One after another; each says what was found. Nothing is removed that is not byte for byte what was written. */
export async function cleanUp(session: WriteSession, ids: readonly number[]): Promise<CleanUpOutcome> {
  const outcome: CleanUpOutcome['files'][number][] = [];
  for (const file of outputFilesById(session.store.db, ids)) {
    if (file.endedAt !== null) continue;
    const found = await removeIfOurs(file);
    endOutputFile(session.store.db, file.id, { outcome: found, at: session.now() });
    outcome.push({ id: file.id, name: basename(file.path), folder: dirname(file.path), outcome: found });
  }
  return { removed: outcome.filter((one) => one.outcome === 'removed').length, files: outcome };
}

async function removeIfOurs(file: Pick<RegisteredFile, 'path' | 'sha256' | 'bytes'>): Promise<FileOutcome> {
  try {
    const found = await lstat(file.path);
    // A link or a folder in the file's place is somebody else's doing, whatever it points to.
    if (!found.isFile() || found.size !== file.bytes) return 'changed';
    if ((await sha256Of(file.path)) !== file.sha256) return 'changed';
    await rm(file.path);
    return 'removed';
  } catch (error) {
    return codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR' ? 'gone' : 'inUse';
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
