// Owns: the shared folder as the window shows it. Must not: look into the folder; it says what the last round found.
import { basename } from 'node:path';
import { z } from 'zod';
import type { LeftInMailbox, MailboxStatus } from '../../../ipc/colleagues/mailbox.ts';
import { leftFiles, putFiles, type LeftFile } from '../../../db/local/mailbox.ts';
import type { Session } from '../session.ts';
import { mailboxSetting } from './mailbox.ts';
import { nameOfDevice } from '../exchange/names.ts';

export function mailboxStatus(session: Session): MailboxStatus {
  const { db } = session.store;
  const { folder, takeIn, lastPutAt, lastLookedAt, problem } = mailboxSetting(session);
  const team = session.ledger.team();
  return {
    folder: folder === null ? null : basename(folder),
    takeIn,
    lastPutAt,
    lastLookedAt,
    problem,
    put: putFiles(db).map(({ recipient, at, events }) => ({
      to: nameOfDevice(team, recipient),
      at,
      events,
    })),
    left: leftFiles(db).map((file) => leftView(file, nameOfDevice(team, file.senderDevice))),
  };
}

const reasonSchema = z.object({
  tag: z.string(),
  added: z.int().catch(0),
  conflicts: z.int().catch(0),
});

function leftView({ name, lookedAt, reason }: LeftFile, from: string): LeftInMailbox {
  const { tag, added, conflicts } = reasonSchema.parse(reason);
  const canOpen = tag === 'becomesConflict' || tag === 'waitsForYou';
  return { name, from, reason: tag, added, conflicts, lookedAt, canOpen };
}
