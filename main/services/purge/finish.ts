// Owns: what a purge reaches outside the two databases' rows: sealed files that wait, files written outside the store.
// Must not: judge what is purged; take-effect.ts has. Must not: remove a file that is not byte for byte ours.
import { withdrawMarks } from '../../../db/local/bundles.ts';
import { filesOfPurged, forgetEndedFiles, sharedFilesUntil } from '../../../db/local/output-files.ts';
import { addToGone, purgeDuty, setPurgeDuty } from '../../../db/local/purge-duty.ts';
import { scrub } from '../../../db/purge/take-away.ts';
import { activeDevices } from '../../../domain/team/team-state.ts';
import { removeMailingFiles } from '../mailings/sweep.ts';
import { cleanUp } from '../disclosure/given-files.ts';
import type { WriteSession } from '../session.ts';
import { dropWaitingWithPurged } from './waiting-files.ts';

/** After a purge, and at the next opening where something came between. Without a duty it costs two reads. */
export async function finishPurge(session: WriteSession): Promise<void> {
  await removeMailingFiles(session);
  const { db } = session.store;
  const until = purgeDuty(db).files;
  if (until === null) return;
  const waitingFiles = await dropWaitingWithPurged(session);
  const ofCases = filesOfPurged(db).map((file) => file.id);
  const sealed = sharedFilesUntil(db, until).filter((file) => file.kind === 'bundle');
  const ids = [...ofCases, ...sealed.map((file) => file.id)];
  const { removed, files } = await cleanUp(session, ids);
  if (sealed.length > 0) forgetGiven(session);
  forgetEndedFiles(db, ids);
  const left = files.filter(({ outcome }) => outcome === 'changed' || outcome === 'inUse').length;
  addToGone(db, { waitingFiles, filesRemoved: removed, filesLeft: left });
  // What is left stands in the register of files, for a person to look at; it is not looked for again by itself.
  setPurgeDuty(db, { files: null });
  // A path may say a case's number.
  setPurgeDuty(db, { pages: !scrub(session.store) });
}

/** A sealed file by hand does not say to whom it went: each colleague is given again what they have not shown to have. */
function forgetGiven(session: WriteSession): void {
  for (const member of session.ledger.team().members)
    for (const { id } of activeDevices(member)) withdrawMarks(session.store.db, id);
}
