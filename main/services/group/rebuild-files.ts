// Owns: the sealed files that a lost group is built again from: opened with the sheet, sorted by group, taken in, and why one is not.
// Must not: refuse the whole for one file (GR-26); only a person who stops it and a program that is too old do.
import type { MemberId, TeamId } from '../../../domain/ids.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { LeftFile } from '../../../ipc/keeping.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { SheetKeys } from '../../crypto/recovery-sheet.ts';
import { openBundle } from '../../sync/bundle.ts';
import type { SealedFile } from '../../sync/sealed-files.ts';
import type { JobContext } from '../../threads/protocol.ts';
import { judge, type Judged } from '../exchange/judging.ts';
import { takeIn } from '../exchange/merging.ts';
import { takeDocuments } from '../mailbox/documents.ts';
import type { WriteSession } from '../session.ts';

/** Files of one group, oldest first, so that most of them fit at once. */
export type GroupFiles = { readonly team: TeamId; readonly files: readonly SealedFile[] };

export type SortedFiles = {
  /** What the headers say is proved when each file is judged, so another group's may stand here: most files first. */
  readonly groups: readonly GroupFiles[];
  readonly documents: readonly SealedFile[];
  readonly left: readonly LeftFile[];
};

type Found = { readonly file: SealedFile; readonly at: number; readonly team: TeamId };

export async function sortFiles(
  files: readonly SealedFile[],
  sheet: SheetKeys,
  job: JobContext,
): Promise<Result<SortedFiles, Problem>> {
  const [found, documents, left]: [Found[], SealedFile[], LeftFile[]] = [[], [], []];
  for (const [index, file] of files.entries()) {
    if (job.cancelled()) return err({ tag: 'cancelled' });
    job.progress('open', index + 1, files.length);
    const read = file.read();
    const opened = read.ok ? await openBundle(read.value, sheet.ageIdentity) : read;
    if (opened.ok) found.push({ file, at: opened.value.header.at, team: opened.value.header.team });
    else if (opened.error.tag === 'otherKind') documents.push(file);
    else if (isNewer(opened.error)) return tooOld(file);
    else left.push(leftOf(file, opened.error));
  }
  return ok({ groups: groupsOf(found), documents, left });
}

function groupsOf(found: readonly Found[]): GroupFiles[] {
  const byTeam = new Map<TeamId, Found[]>();
  for (const one of [...found].sort((a, b) => a.at - b.at))
    byTeam.set(one.team, [...(byTeam.get(one.team) ?? []), one]);
  return [...byTeam]
    .map(([team, of]) => ({ team, files: of.map(({ file }) => file) }))
    .sort((a, b) => b.files.length - a.files.length);
}

/** A file that is in: whose, when it was sealed, and how many entries it brought. */
export type TakenFile = { readonly member: MemberId; readonly at: number; readonly added: number };
export type TakenFiles = { readonly taken: readonly TakenFile[]; readonly left: readonly LeftFile[] };

/** Judged as the sheet, to whose key every file is sealed. What must wait for another is tried again after it. */
export async function takeInFiles(
  asSheet: WriteSession,
  files: readonly SealedFile[],
  job: JobContext,
): Promise<Result<TakenFiles, Problem>> {
  const [taken, left]: [TakenFile[], LeftFile[]] = [[], []];
  let open = files;
  for (;;) {
    const waiting: { readonly file: SealedFile; readonly problem: Problem }[] = [];
    for (const file of open) {
      if (job.cancelled()) return err({ tag: 'cancelled' });
      job.progress('rebuild', taken.length + left.length + 1, files.length);
      const done = await takeInFile(asSheet, file, job);
      if (done.ok) taken.push(done.value);
      else if (done.error.tag === 'cancelled') return done;
      else if (isNewer(done.error)) return tooOld(file);
      else if (mayWait.has(done.error.tag)) waiting.push({ file, problem: done.error });
      else left.push(leftOf(file, done.error));
    }
    if (waiting.length === 0 || waiting.length === open.length) {
      const given = waiting.map(({ file, problem }) => leftOf(file, problem));
      return ok({ taken, left: [...left, ...given] });
    }
    open = waiting.map(({ file }) => file);
  }
}

/** Another file may bring what is lacking: what comes before, what was left out for somebody, who the sender is. */
const mayWait: ReadonlySet<string> = new Set(['gap', 'heldBack', 'unknownDevice', 'refsMissing']);

async function takeInFile(
  asSheet: WriteSession,
  file: SealedFile,
  job: JobContext,
): Promise<Result<TakenFile, Problem>> {
  const read = file.read();
  if (!read.ok) return read;
  const judged: Judged = await judge(asSheet, read.value);
  const done = takeIn(asSheet, judged, job);
  if (!done.ok) return done;
  const { header } = judged;
  if (!header) throw new Error('a file that is taken in has a header');
  return ok({ member: header.from.member, at: header.at, added: done.value.added });
}

/** SY-40: the papers that the entries name. One that no entry names is somebody else's matter, and no fault of the file. */
export async function takeInDocuments(
  asSheet: WriteSession,
  files: readonly SealedFile[],
  job: JobContext,
): Promise<Result<readonly LeftFile[], Problem>> {
  const left: LeftFile[] = [];
  for (const [index, file] of files.entries()) {
    if (job.cancelled()) return err({ tag: 'cancelled' });
    job.progress('papers', index + 1, files.length);
    const read = file.read();
    const done = read.ok ? await takeDocuments(asSheet, read.value) : read;
    if (done.ok || done.error.tag === 'documentsUnnamed') continue;
    if (isNewer(done.error)) return tooOld(file);
    left.push(leftOf(file, done.error));
  }
  return ok(left);
}

/** What a newer program has sealed is not left out unseen: who builds without it cannot take it in afterwards. */
function isNewer({ tag }: Problem): boolean {
  return tag === 'newerReader' || tag === 'newerReaderNeeded';
}

function tooOld({ name }: SealedFile): Result<never, Problem> {
  return err({ tag: 'sheetNewerReader', file: name });
}

const reasons: Readonly<Record<string, LeftFile['why']>> = {
  fileUnreachable: 'unreadable',
  notForUs: 'notSealed',
  foreignTeam: 'otherGroup',
  gap: 'gap',
  unknownDevice: 'gap',
  refsMissing: 'gap',
  heldBack: 'heldBack',
  otherKind: 'otherKind',
  fork: 'fork',
  sheetFork: 'sheetFork',
};

export function leftOf({ name }: SealedFile, { tag }: Problem): LeftFile {
  return { file: name, why: reasons[tag] ?? 'damaged' };
}
