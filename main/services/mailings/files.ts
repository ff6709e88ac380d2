// Owns: the letter of a mailing as a recipient gets it, and the file for the sending system, one for each channel.
// Must not: write without the permit of that kind, nor with a wording that nobody has confirmed (MA-9).
import { composeMailing, type MailingLetter } from '../../../domain/mailing/letter.ts';
import { mergeTable } from '../../../domain/mailing/merge-file.ts';
import { targetGroupOf, type IntakeId } from '../../../domain/ids.ts';
import type { MailingChannel } from '../../../domain/intake/resources.ts';
import type { Recipient } from '../../../domain/intake/rows/mailing.ts';
import { isConfirmed } from '../../../domain/document/texts.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { dropApplied, firstRecipient, recipientsOf } from '../../../db/local/mailings.ts';
import { noteOutputFiles, outputFiles } from '../../../db/local/output-files.ts';
import { swedishCsv } from '../../files/csv-out.ts';
import { writeOut } from '../../files/write-out.ts';
import { cleanUp } from '../disclosure/given-files.ts';
import { exportPermit } from '../disclosure/grounds.ts';
import { isDemo, type Session, type WriteSession } from '../session.ts';

export type WhichFile = {
  readonly mailing: string;
  readonly intake: IntakeId;
  readonly channel: MailingChannel;
};

/** How many pieces of the letter await a confirmation. */
export function unconfirmedPieces(session: Session): number {
  const { texts, pin } = session.reference.mailing;
  const { confirmations } = session.ledger.shared();
  return texts.pieces.filter(({ id, toConfirm }) => toConfirm && !isConfirmed(confirmations, id, pin)).length;
}

/** To look at before the file is written. */
export function previewLetter(
  session: Session,
  which: WhichFile,
): Result<{ subject: string; text: string; unconfirmed: number }, Problem> {
  const to = firstRecipient(session.store.db, which.mailing, which.channel);
  if (!to) return err({ tag: 'mailingNotHere' });
  const letter = letterFor(session, which)(to);
  if (!letter.ok) return letter;
  const { subject, text, unconfirmed } = letter.value;
  return ok({ subject, text, unconfirmed: unconfirmed.length });
}

function letterFor(
  session: Session,
  { mailing, intake, channel }: WhichFile,
): (to: Recipient) => Result<MailingLetter, Problem> {
  const prepared = session.ledger.intake(intake).mailings.find(({ id }) => id === mailing)?.prepared;
  if (!prepared) return () => err({ tag: 'unknownMailing' });
  const facts = {
    channel,
    applyBy: prepared.applyBy,
    isPilot: targetGroupOf(intake) === 'pilot',
    demo: isDemo(session),
  };
  const source = { ...session.reference.mailing, confirmations: session.ledger.shared().confirmations };
  return (to) => composeMailing(to, facts, source);
}

/** Refused before anybody is asked for a place. */
export function mayWriteFile(session: Session): Result<null, Problem> {
  const permit = exportPermit(session, 'mailing');
  if (!permit.ok) return permit;
  const unconfirmed = unconfirmedPieces(session);
  return unconfirmed > 0 ? err({ tag: 'mailingUnconfirmed', count: unconfirmed }) : ok(null);
}

/** MA-4, MA-9: who has applied since goes first; then name, address, subject and text of each, in the order of the list. */
export async function writeMailingFile(
  session: WriteSession,
  which: WhichFile,
  path: string,
): Promise<Result<{ recipients: number; appliedSince: number }, Problem>> {
  const permit = exportPermit(session, 'mailing');
  if (!permit.ok) return permit;
  const may = mayWriteFile(session);
  if (!may.ok) return may;
  const { db } = session.store;
  const appliedSince = dropApplied(db, which.mailing);
  const recipients = recipientsOf(db, which.mailing, which.channel);
  if (recipients.length === 0) return err({ tag: 'mailingNotHere' });
  const compose = letterFor(session, which);
  const rows = [];
  for (const to of recipients) {
    const letter = compose(to);
    if (!letter.ok) return letter;
    rows.push({ to, letter: letter.value });
  }
  const { fields, data } = mergeTable(which.channel, rows);
  const file = await writeOut(permit.value, path, Buffer.from(swedishCsv(fields, data), 'utf8'));
  // The mailing stands where a case's act stands for its files: by it the file is found when the recipients are deleted.
  noteOutputFiles(db, [{ ...file, caseId: null, event: which.mailing, writtenAt: session.now() }]);
  return ok({ recipients: recipients.length, appliedSince });
}

const mostFiles = 100_000;

export async function removeFilesOf(
  session: WriteSession,
  isGone: (mailing: string) => boolean,
): Promise<void> {
  const files = outputFiles(session.store.db, mostFiles, true);
  const due = files.filter(({ kind, event }) => kind === 'mailing' && event !== null && isGone(event));
  if (due.length > 0)
    await cleanUp(
      session,
      due.map(({ id }) => id),
    );
}
