// Owns: sealed files that wait or are set aside here and carry what has been purged: they go too.
// Must not: read anything else out of them.
import { parseBody, type EventBody } from '../../../domain/ledger/event.ts';
import { mayHold } from '../../../domain/team/holding.ts';
import type { Db } from '../../../db/connection.ts';
import { scrub } from '../../../db/purge/take-away.ts';
import { dropWaiting, waitingBundle, waitingBundles } from '../../../db/local/bundles.ts';
import { dropQuarantined, quarantinedBundles, quarantinedBytes } from '../../../db/local/quarantine.ts';
import { purgedPlaces } from '../../../db/queries/purge.ts';
import { openBundle } from '../../sync/bundle.ts';
import { ownHoldingOf } from '../group/holding.ts';
import type { WriteSession } from '../session.ts';

type Kept = { readonly bytes: () => Uint8Array | undefined; readonly drop: () => void };

/** PU-5, GR-20: the sender's next whole file is the repair; a file that holds what was purged, or what is not for us, is not kept. Gives how many went. */
export async function dropWaitingWithPurged(session: WriteSession): Promise<number> {
  const { db } = session.store;
  const files = keptFiles(db);
  if (files.length === 0) return 0;
  const gone = purgedPlaces(db);
  const holding = ownHoldingOf(session);
  const goes = (body: EventBody) => gone.has(body.stream) || !mayHold(holding, body);
  let dropped = 0;
  for (const file of files) {
    const bytes = file.bytes();
    if (!bytes || !(await carries(bytes, session.secrets.ageIdentity, goes))) continue;
    file.drop();
    dropped += 1;
  }
  if (dropped > 0) scrub(session.store);
  return dropped;
}

function keptFiles(db: Db): Kept[] {
  return [
    ...waitingBundles(db).map(({ sha256 }) => ({
      bytes: () => waitingBundle(db, sha256)?.bytes,
      drop: () => dropWaiting(db, sha256),
    })),
    ...quarantinedBundles(db).map(({ sha256 }) => ({
      bytes: () => quarantinedBytes(db, sha256),
      drop: () => dropQuarantined(db, sha256),
    })),
  ];
}

async function carries(
  bytes: Uint8Array,
  identity: string,
  goes: (body: EventBody) => boolean,
): Promise<boolean> {
  const opened = await openBundle(bytes, identity);
  if (!opened.ok) return false;
  return opened.value.events.some(({ body, payload }) => {
    const read = payload === null ? undefined : parseBody(body);
    return read?.ok === true && goes(read.value);
  });
}
