// Owns: the operations on attached files, each a line to a service, and the chosen files that wait on the desk.
// Must not: open a dialog, or hand bytes to the window; main does both.
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Input, Output, Reply } from '../../../ipc/contract.ts';
import type { Problem } from '../../../ipc/operation.ts';
import {
  addAttachments,
  describeAttachment,
  removeAttachment,
} from '../../services/attachments/attachments.ts';
import { chooseFiles, type Chosen } from '../../services/attachments/choosing.ts';
import type { Session, WriteSession } from '../../services/session.ts';

type Name = 'attachments.add' | 'attachments.describe' | 'attachments.remove';
type AttachmentWriting = { readonly session: WriteSession; readonly desk: { files?: Chosen | undefined } };

export const attachmentReaders: {
  readonly 'attachments.kinds': (session: Session) => Reply<'attachments.kinds'>;
} = {
  'attachments.kinds': (session) => ok(session.reference.attachmentKinds),
};

export const attachmentWriters: {
  readonly [N in Name]: (writing: AttachmentWriting, input: Input<N>) => Reply<N>;
} = {
  'attachments.add': ({ session, desk }, { token, ...input }) => {
    if (desk.files?.token !== token) return err({ tag: 'fileGone' });
    const done = addAttachments(session, desk.files, input);
    if (done.ok) desk.files = undefined;
    return done;
  },
  'attachments.describe': ({ session }, input) => describeAttachment(session, input),
  'attachments.remove': ({ session }, input) => removeAttachment(session, input),
};

/** Reads the chosen files to the desk. */
export async function openFiles(
  { session, desk }: AttachmentWriting,
  paths: readonly string[],
): Promise<Result<Output<'attachments.choose'>, Problem>> {
  desk.files = undefined;
  const done = await chooseFiles(session, paths);
  if (!done.ok) return done;
  desk.files = done.value.chosen;
  return ok(done.value.view);
}
