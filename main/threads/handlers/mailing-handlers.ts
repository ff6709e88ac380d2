// Owns: the operations on mailings, each a line to a service. Must not: open a dialog, or answer with a list of people.
import { ok, type Result } from '../../../domain/result.ts';
import type { Input, Reply } from '../../../ipc/contract.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { writeOut } from '../../files/write-out.ts';
import { exportPermit } from '../../services/disclosure/grounds.ts';
import { noteWrittenOut } from '../../services/disclosure/given-files.ts';
import { previewLetter } from '../../services/mailings/files.ts';
import {
  clearMailing,
  countOutreach,
  mailingsView,
  noteReturned,
  noteSent,
  takeBack,
} from '../../services/mailings/mailings.ts';
import {
  mailingFile,
  mailingRejects,
  mailingReport,
  prepareMailing,
  readMailing,
  saveMailingMapping,
} from '../../services/mailings/prepare.ts';
import type { OpenTable } from '../../services/intake/window-files.ts';
import type { Session, WriteSession } from '../../services/session.ts';
import { wordsFrom, type RejectTexts } from './reject-texts.ts';

type Reading = 'mailings.list' | 'mailings.letter';
type Writing =
  | 'mailings.preview'
  | 'mailings.prepare'
  | 'mailings.sent'
  | 'mailings.returned'
  | 'mailings.clear'
  | 'mailings.count'
  | 'mailings.takeBack';
type Desk = { table: OpenTable | undefined };
type AtDesk = { readonly session: WriteSession; readonly desk: Desk };

export const mailingReaders: {
  readonly [N in Reading]: (session: Session, input: Input<N>) => Reply<N>;
} = {
  'mailings.list': (session) => ok(mailingsView(session)),
  'mailings.letter': (session, input) => previewLetter(session, input),
};

export const mailingWriters: {
  readonly [N in Writing]: (writing: AtDesk, input: Input<N>) => Reply<N> | Promise<Reply<N>>;
} = {
  'mailings.preview': ({ session, desk }, input) => {
    const file = mailingFile(session, desk.table, input);
    if (!file.ok) return file;
    const parsed = readMailing(session, file.value);
    return parsed.ok ? ok(mailingReport(parsed.value)) : parsed;
  },
  'mailings.prepare': ({ session, desk }, input) => {
    const file = mailingFile(session, desk.table, input);
    if (!file.ok) return file;
    const done = prepareMailing(session, { file: file.value, applyBy: input.applyBy });
    if (!done.ok) return done;
    if (input.rememberMapping) saveMailingMapping(session, file.value);
    desk.table = undefined;
    return done;
  },
  'mailings.sent': ({ session }, input) => noteSent(session, input),
  'mailings.returned': ({ session }, input) => noteReturned(session, input),
  'mailings.clear': ({ session }, input) => clearMailing(session, input),
  'mailings.count': ({ session }, input) => countOutreach(session, input),
  'mailings.takeBack': ({ session }, input) => takeBack(session, input),
};

/** Rows of a mailing list that were not read in, as a file in the person's own words. */
export async function writeMailingRejects(
  { session, desk }: AtDesk,
  input: { readonly plan: Input<'mailings.saveRejects'>; readonly path: string; readonly words: RejectTexts },
): Promise<Result<null, Problem>> {
  const { whole, ...plan } = input.plan;
  const permit = exportPermit(session, whole ? 'rejectsWhole' : 'rejects');
  if (!permit.ok) return permit;
  const file = mailingFile(session, desk.table, plan);
  if (!file.ok) return file;
  const text = mailingRejects(session, { file: file.value, whole }, wordsFrom(input.words));
  if (!text.ok) return text;
  noteWrittenOut(session, [await writeOut(permit.value, input.path, Buffer.from(text.value, 'utf8'))]);
  return ok(null);
}
