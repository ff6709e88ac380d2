// Owns: files that a person has chosen to attach, read and judged, until they are attached. Must not: write, or keep a path.
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { judgeFile } from '../../../domain/attachment/file-type.ts';
import type { MediaType } from '../../../domain/ledger/payloads/attachments.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { greatestDocument, greatestParcel } from '../../../domain/sync/documents.ts';
import type { ChosenAttachment, ChosenAttachments } from '../../../ipc/party/attachments.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { defaultLimits } from '../../files/limits.ts';
import { readBounded } from '../../files/read-bounded.ts';
import { newToken } from '../intake/window-files.ts';
import type { Session } from '../session.ts';

export type ChosenFile = {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly mediaType: MediaType;
};
/** A refused file has its place, so that the window can speak of each by its number. */
export type Chosen = { readonly token: string; readonly files: readonly (ChosenFile | null)[] };

const mostFiles = 20;
const megabyte = 1024 ** 2;

/** AT-2: each is read with a limit and judged by its bytes; one that is refused stops no other. */
export async function chooseFiles(
  session: Session,
  paths: readonly string[],
): Promise<Result<{ readonly chosen: Chosen; readonly view: ChosenAttachments }, Problem>> {
  if (paths.length > mostFiles) return err({ tag: 'tooManyAttachments', most: mostFiles });
  const files: (ChosenFile | null)[] = [];
  const views: ChosenAttachment[] = [];
  let total = 0;
  for (const path of paths) {
    const name = shownName(path);
    const read = await readBounded(path, { ...defaultLimits, fileBytes: greatestDocument });
    const file = read.ok ? judged(name, read.value) : read;
    if (file.ok) total += file.value.bytes.length;
    if (total > greatestParcel)
      return err({ tag: 'attachmentsTooLarge', megabytes: greatestParcel / megabyte });
    files.push(file.ok ? file.value : null);
    views.push({
      name,
      size: read.ok ? read.value.length : 0,
      mediaType: file.ok ? file.value.mediaType : null,
      problem: file.ok ? null : file.error,
    });
  }
  const token = newToken();
  const kinds = session.reference.attachmentKinds;
  return ok({ chosen: { token, files }, view: { token, files: views, kinds } });
}

function judged(name: string, read: Buffer): Result<ChosenFile, Problem> {
  if (read.length > greatestDocument)
    return err({ tag: 'attachmentTooLarge', megabytes: greatestDocument / megabyte });
  const type = judgeFile(read);
  if (!type.ok) return type;
  // The buffer that it was read into is larger.
  const bytes = new Uint8Array(read);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return ok({ name, bytes, sha256, mediaType: type.value });
}

const longestName = 200;

/** AT-1: without its folder, and without what would be shown as something else than it is. */
function shownName(path: string): string {
  const name = basename(path)
    .normalize('NFC')
    .replace(/[\\/\p{Cc}\u{202a}-\u{202e}\u{2066}-\u{2069}]/gu, '')
    .trim();
  return (name === '' ? 'bilaga' : name).slice(0, longestName);
}
