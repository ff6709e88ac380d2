// Owns: issued documents on their way between colleagues' stores, in sealed files of their own beside the entries.
// Must not: hold up an entry: a document that is missing is with who issued it, and stops nothing (SY-41).
import type { DeviceId, EventHash } from '../../../domain/ids.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { greatestParcel } from '../../../domain/sync/documents.ts';
import { recoveryRecipients } from '../../../domain/team/team-state.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { getBlob, hasBlob, putBlobs } from '../../../db/blobs.ts';
import {
  forgetGivenDocuments,
  givenDocuments,
  namedDocuments,
  noteGivenDocuments,
} from '../../../db/local/documents.ts';
import { openDocuments, sealDocuments } from '../../sync/documents.ts';
import type { Session, WriteSession } from '../session.ts';

type Recipient = { readonly device: DeviceId; readonly recipient: string };

export type SealedDocuments = { readonly bytes: Uint8Array; readonly documents: readonly EventHash[] };

/** What is here and one of the computers has not been given, as much as one file holds; undefined when there is nothing. */
export async function sealDocumentsFor(
  session: Session,
  to: readonly Recipient[],
): Promise<SealedDocuments | undefined> {
  const team = session.ledger.team();
  const chosen = documentsToGive(
    session,
    to.map(({ device }) => device),
  );
  if (!team.id || chosen.size === 0) return undefined;
  const agency = recoveryRecipients(team).map(({ id, recipient }) => ({ device: id, recipient }));
  const { member, device } = session.self;
  const bytes = await sealDocuments({
    team: team.id,
    from: { member, device },
    to: [...to, ...agency],
    at: session.now(),
    documents: [...chosen.values()],
    own: session.self.keys.recipient,
    secret: session.secrets.signingKey,
  });
  return { bytes, documents: [...chosen.keys()] };
}

function documentsToGive({ store }: Session, devices: readonly DeviceId[]): Map<EventHash, Uint8Array> {
  const given = devices.map((device) => ({ device, has: givenDocuments(store.db, device) }));
  const chosen = new Map<EventHash, Uint8Array>();
  let size = 0;
  for (const { sha256, device: issuer } of namedDocuments(store.db)) {
    const isLacking = given.some(({ device, has }) => device !== issuer && !has.has(sha256));
    if (!isLacking || chosen.has(sha256)) continue;
    const bytes = getBlob(store, sha256);
    if (!bytes) continue;
    size += bytes.length;
    if (chosen.size > 0 && size > greatestParcel) break;
    chosen.set(sha256, bytes);
  }
  return chosen;
}

/** Once the file is whole in its place. */
export function noteDocumentsGiven(
  session: WriteSession,
  { to, documents }: { readonly to: DeviceId; readonly documents: readonly EventHash[] },
): void {
  noteGivenDocuments(session.store.db, { recipient: to, documents, at: session.now() });
}

/** The colleague's store may be an older one under the same keys: nothing counts as given any more. */
export function giveDocumentsAgain({ store }: WriteSession, devices: readonly DeviceId[]): void {
  for (const device of devices) forgetGivenDocuments(store.db, device);
}

export type DocumentsTaken = { readonly from: DeviceId; readonly taken: number };

/**
 * SY-40, SY-41: keeps what entries here name and no bytes are here of. What no entry names yet is left: the file is worth
 * another look once the entries have come.
 */
export async function takeDocuments(
  session: WriteSession,
  bytes: Uint8Array,
): Promise<Result<DocumentsTaken, Problem>> {
  const { store, self, secrets } = session;
  const opened = await openDocuments(bytes, secrets.ageIdentity, {
    team: session.ledger.team(),
    self: self.keys,
  });
  if (!opened.ok) return err(opened.error);
  const named = new Set(namedDocuments(store.db).map(({ sha256 }) => sha256));
  const { documents, from } = opened.value;
  const fresh = documents.filter(({ sha256 }) => named.has(sha256) && !hasBlob(store, sha256));
  for (const put of putBlobs(
    store,
    fresh.map((one) => one.bytes),
  ))
    if (!put.ok) return put;
  // Who has given them has them: they are not sent back.
  noteGivenDocuments(store.db, {
    recipient: from,
    documents: documents.map(({ sha256 }) => sha256),
    at: session.now(),
  });
  const unnamed = documents.filter(({ sha256 }) => !named.has(sha256)).length;
  return unnamed > 0
    ? err({ tag: 'documentsUnnamed', documents: unnamed })
    : ok({ from, taken: fresh.length });
}

/** Documents that entries name and that are not here, by the computer that has kept them. */
export function documentsElsewhere({ store }: Session): ReadonlyMap<DeviceId, number> {
  const counts = new Map<DeviceId, number>();
  for (const { sha256, device } of namedDocuments(store.db))
    if (!hasBlob(store, sha256)) counts.set(device, (counts.get(device) ?? 0) + 1);
  return counts;
}
