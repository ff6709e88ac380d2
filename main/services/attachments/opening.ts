// Owns: the bytes of one attachment, for a reader who may see the case, after they have been judged once more.
// Must not: trust the entry for what the file is: a colleague's program wrote it.
import { createHash } from 'node:crypto';
import { standingAttachment } from '../../../domain/attachment/decide-attachment.ts';
import { judgeFile } from '../../../domain/attachment/file-type.ts';
import type { CaseId } from '../../../domain/ids.ts';
import { isBarred } from '../../../domain/ledger/case/work.ts';
import type { MediaType } from '../../../domain/ledger/payloads/attachments.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { needRole } from '../../../domain/team/roles.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { getBlob } from '../../../db/blobs.ts';
import type { Session } from '../session.ts';
import { keptBy } from './attachments.ts';

export type ReadAttachment = {
  readonly fileName: string;
  readonly mediaType: MediaType;
  readonly bytes: Uint8Array;
};

/** AT-6, AT-9: never of a protected person, nor to one who is barred or who sees no cases. */
export function readAttachment(
  session: Session,
  { id, attachment }: { readonly id: CaseId; readonly attachment: string },
): Result<ReadAttachment, Problem> {
  const may = needRole(session.ledger.team(), session.self, ['caseworker', 'lead', 'readOnly']);
  if (!may.ok) return may;
  const state = session.ledger.caseState(id);
  if (isBarred(state, session.self.member)) return err({ tag: 'conflictOfInterest' });
  const found = standingAttachment(state, attachment);
  if (!found.ok) return found;
  const { sha256, size, fileName } = found.value;
  const bytes = getBlob(session.store, sha256);
  if (!bytes) return err({ tag: 'attachmentNotHere', name: keptBy(session, state, found.value) });
  const isSame = bytes.length === size && createHash('sha256').update(bytes).digest('hex') === sha256;
  if (!isSame) return err({ tag: 'attachmentAltered' });
  const type = judgeFile(bytes);
  return type.ok ? ok({ fileName, mediaType: type.value, bytes }) : type;
}
