// Owns: deleting the recipients of mailings: when the last day to apply has passed, when somebody says so, when the preparation was
// taken back, and from a computer whose member sees no cases any more. Must not: leave them in the pages, a log or a backup.
import { removeFilesOf } from './files.ts';
import { intakeStream } from '../../../domain/ids.ts';
import type { PayloadOf } from '../../../domain/ledger/payload.ts';
import { notePurge } from '../../../db/local/keeping.ts';
import { dropMailing, heldCounts, heldMailings, type HeldMailing } from '../../../db/local/mailings.ts';
import { setPurgeDuty } from '../../../db/local/purge-duty.ts';
import { scrub } from '../../../db/purge/take-away.ts';
import { ownHoldingOf } from '../group/holding.ts';
import type { WriteSession } from '../session.ts';

/** At every opening, and after an act that may end a list: what is due is deleted at once (MA-7). How many lists went. */
export function sweepMailings(session: WriteSession): number {
  const due = heldMailings(session.store.db).flatMap((held) => {
    const why = whyDue(session, held);
    return why === undefined ? [] : [{ held, why }];
  });
  for (const { held, why } of due) {
    if (why === 'closed') noteCleared(session, held, why);
    deleteRecipients(session, held.mailing);
  }
  return due.length;
}

function whyDue(
  session: WriteSession,
  { mailing, intake, until }: HeldMailing,
): 'closed' | 'goneHere' | undefined {
  if (ownHoldingOf(session) === 'noCases') return 'goneHere';
  const standing = session.ledger.intake(intake).mailings.find(({ id }) => id === mailing);
  if (!standing?.prepared) return 'goneHere';
  return until < session.today() ? 'closed' : undefined;
}

type Why = PayloadOf<'mailing.cleared'>['why'];

/** A member who has lost the role deletes all the same, and cannot say so. */
export function noteCleared(session: WriteSession, { mailing, intake }: HeldMailing, why: Why): void {
  const counts = heldCounts(session.store.db, mailing);
  const recipients = Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0);
  if (!session.ledger.intake(intake).mailings.some(({ id }) => id === mailing)) return;
  const payload = { kind: 'mailing.cleared', mailing, day: session.today(), why, recipients } as const;
  session.ledger.append([{ stream: intakeStream(intake), payload }]);
}

/** As a purge: pages and logs are written anew, and backups made before are replaced (PU-5, PU-13). */
export function deleteRecipients(session: WriteSession, mailing: string): void {
  const { db } = session.store;
  // Set before the transaction: a power cut between it and the pages leaves the duty, not the data.
  setPurgeDuty(db, { pages: true });
  db.transaction(() => {
    dropMailing(db, mailing);
    notePurge(db);
  })();
  setPurgeDuty(db, { pages: !scrub(session.store) });
}

/** Files written out for a list that is no longer held, while they are byte for byte ours. */
export async function removeMailingFiles(session: WriteSession): Promise<void> {
  const held = new Set<string>(heldMailings(session.store.db).map(({ mailing }) => mailing));
  await removeFilesOf(session, (mailing) => !held.has(mailing));
}
