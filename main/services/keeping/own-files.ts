// Owns: what this computer's own sealed files still hold of a damaged store: opened with the own key, known by the own signature.
// Must not: believe a file that this store has not signed, or what it left out for its recipient; colleagues' files are taken in as ever.
import type { DeviceId } from '../../../domain/ids.ts';
import { parseBody, type StoredEvent } from '../../../domain/ledger/event.ts';
import { documentsHeaderSchema, documentsKind } from '../../../domain/sync/documents.ts';
import type { BundleHeader, Opened } from '../../../domain/sync/header.ts';
import { deviceKeys } from '../../../domain/team/team-state.ts';
import { hasBlob, putBlobs } from '../../../db/blobs.ts';
import { namedDocuments } from '../../../db/local/documents.ts';
import { payloadHash, verifyHash } from '../../crypto/signing.ts';
import { openBundle } from '../../sync/bundle.ts';
import { cutDocuments, documentsLimits } from '../../sync/documents.ts';
import { openContent, type OpenedContent } from '../../sync/envelope.ts';
import type { SealedFile } from '../../sync/sealed-files.ts';
import type { WriteSession } from '../session.ts';

export type OwnFiles = {
  /** Files that this store had sealed. */
  readonly files: number;
  readonly events: readonly StoredEvent[];
  /** Device → the highest number that a file speaks of. */
  readonly reach: ReadonlyMap<DeviceId, number>;
};

type Signed = Pick<OpenedContent<object>, 'headerHash' | 'signature'> & {
  readonly header: { readonly from: { readonly device: DeviceId } };
};

/** Others' files, and what is not a sealed file, are passed by in silence: the folder is a shared one. */
export async function readOwnFiles(session: WriteSession, files: readonly SealedFile[]): Promise<OwnFiles> {
  const events = new Map<string, StoredEvent>();
  const reach = new Map<DeviceId, number>();
  let own = 0;
  for (const file of files) {
    const opened = await openOwn(session, file);
    if (!opened) continue;
    own += 1;
    for (const { device, seq } of opened.header.chains)
      reach.set(device, Math.max(seq, reach.get(device) ?? 0));
    for (const event of usable(opened))
      if (isFuller(event, events.get(event.hash))) events.set(event.hash, event);
  }
  return { files: own, events: [...events.values()], reach };
}

async function openOwn(session: WriteSession, file: SealedFile): Promise<Opened<BundleHeader> | undefined> {
  const bytes = file.read();
  if (!bytes.ok) return undefined;
  const opened = await openBundle(bytes.value, session.secrets.ageIdentity);
  return opened.ok && isOwn(session, opened.value) ? opened.value : undefined;
}

/** What is missing may have been left out for the recipient, or was not here yet: such a row would pass for a purged one. */
function usable({ header, events }: Opened<BundleHeader>): StoredEvent[] {
  const isLacking = header.leftOut !== undefined || header.awaits !== undefined;
  return events.filter((event) => (event.payload === null ? !isLacking : isWhole(event)));
}

function isFuller(event: StoredEvent, known: StoredEvent | undefined): boolean {
  return known === undefined || (known.payload === null && event.payload !== null);
}

/** The own device, and those that this store has been before it was restored. */
function isOwn({ self, ledger }: WriteSession, { header, headerHash, signature }: Signed): boolean {
  const { device } = header.from;
  const former = self.formerDevices.includes(device) ? deviceKeys(ledger.team(), device) : undefined;
  const keys = device === self.device ? self.keys : former;
  return keys !== undefined && verifyHash(keys.signKey, headerHash, signature);
}

function isWhole({ body, salt, payload }: StoredEvent): boolean {
  const parsed = parseBody(body);
  if (!parsed.ok || salt === null || payload === null) return false;
  return payloadHash(salt, payload) === parsed.value.payloadHash;
}

/** Issued documents that entries name and whose bytes are gone, out of the own files of documents. Gives how many came back. */
export async function restoreOwnDocuments(
  session: WriteSession,
  files: readonly SealedFile[],
): Promise<number> {
  const named = new Set(namedDocuments(session.store.db).map(({ sha256 }) => sha256));
  let restored = 0;
  for (const file of files) {
    const bytes = file.read();
    if (!bytes.ok) continue;
    const form = { schema: documentsHeaderSchema, kind: documentsKind, limits: documentsLimits };
    const opened = await openContent(bytes.value, session.secrets.ageIdentity, form);
    if (!opened.ok || !isOwn(session, opened.value)) continue;
    const cut = cutDocuments(opened.value);
    if (!cut.ok) continue;
    const lost = cut.value.filter(({ sha256 }) => named.has(sha256) && !hasBlob(session.store, sha256));
    const put = putBlobs(
      session.store,
      lost.map((one) => one.bytes),
    );
    restored += put.filter((one) => one.ok).length;
  }
  return restored;
}
