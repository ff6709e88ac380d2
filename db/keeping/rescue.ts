// Owns: putting what was read of a damaged store into a sound one: chains as far as they are whole, own tables, blobs.
// Must not: accept an event that does not join its chain; what stands after a hole waits in the store until the hole is filled.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { DeviceId, EventHash } from '../../domain/ids.ts';
import { parseBody, type StoredEvent } from '../../domain/ledger/event.ts';
import { openConnection, sqliteCode, type Db, type Row } from '../connection.ts';
import type { Ledger } from '../ledger/contract.ts';
import { hashAt } from '../ledger/event-rows.ts';
import { draftsOfKind, dropDraft, saveDraft } from '../local/drafts.ts';
import { z } from 'zod';
import type { LocalTable } from './damaged.ts';

type Target = { readonly db: Db; readonly ledger: Ledger };

const atOnce = 20_000;

/** `leftOut`: those whose payload was not for the store's member. */
export type Rescued = {
  readonly events: readonly StoredEvent[];
  readonly leftOut: ReadonlySet<EventHash>;
};

/** What could be joined, and what waits for a hole before it to be filled. */
export type Joined = { readonly added: number; readonly waiting: readonly StoredEvent[] };

/** Several may claim one place: an altered row, and a sealed file's of the same number. */
type Claims = ReadonlyMap<string, readonly Claim[]>;
type Claim = { readonly event: StoredEvent; readonly prev: EventHash | null };

/** Chains are taken from where the store ends, number by number, while each event names the one before it. */
export function joinEvents({ db, ledger }: Target, { events, leftOut }: Rescued): Joined {
  const { claims, devices } = claimsOf(events);
  const joining = new Set<StoredEvent>();
  for (const device of devices) for (const event of chainOf(db, device, claims)) joining.add(event);
  const order = events.filter((event) => joining.has(event));
  let added = 0;
  for (let from = 0; from < order.length; from += atOnce) {
    // What a purge took away is lawfully missing, and so is what is not for this member; the proof of the built store asks (PU-6).
    const merged = ledger.appendForeign(order.slice(from, from + atOnce), { purged: true, leftOut });
    if (merged.ok) added += merged.value.added;
  }
  return { added, waiting: events.filter((event) => !joining.has(event) && mayJoinLater(db, event, claims)) };
}

function claimsOf(events: readonly StoredEvent[]): {
  readonly claims: Claims;
  readonly devices: ReadonlySet<DeviceId>;
} {
  const claims = new Map<string, Claim[]>();
  const devices = new Set<DeviceId>();
  for (const event of events) {
    const body = parseBody(event.body);
    if (!body.ok) continue;
    const { device, seq, prev } = body.value;
    const place = placeOf(device, seq);
    claims.set(place, [...(claims.get(place) ?? []), { event, prev }]);
    devices.add(device);
  }
  return { claims, devices };
}

function placeOf(device: DeviceId, seq: number): string {
  return `${device} ${seq}`;
}

/** Not what has its place already, and not what the event after it contradicts: that one will never fit. */
function mayJoinLater(db: Db, event: StoredEvent, claims: Claims): boolean {
  const body = parseBody(event.body);
  if (!body.ok) return false;
  const { device, seq } = body.value;
  return hashAt(db, device, seq) === undefined && isConfirmed(event, claims.get(placeOf(device, seq + 1)));
}

function chainOf(db: Db, device: DeviceId, claims: Claims): StoredEvent[] {
  const chain: StoredEvent[] = [];
  let before: string | null = null;
  for (let seq = 1; ; seq += 1) {
    const stored = hashAt(db, device, seq);
    if (stored === undefined) {
      const after = claims.get(placeOf(device, seq + 1));
      const next = claims
        .get(placeOf(device, seq))
        ?.find(({ event, prev }) => prev === before && isConfirmed(event, after));
      if (!next) return chain;
      chain.push(next.event);
      before = next.event.hash;
    } else before = stored;
  }
}

/** ST-36: whoever alters a row and its hash cannot alter what the next event says of it. */
function isConfirmed({ hash }: StoredEvent, after: readonly Claim[] | undefined): boolean {
  return after === undefined || after.some(({ prev }) => prev === hash);
}

const waitingKind = 'salvaged';
const storedSchema = z.object({
  hash: z.string(),
  body: z.string(),
  salt: z.string().nullable(),
  payload: z.string().nullable(),
  signature: z.string().nullable(),
  leftOut: z.literal(true).optional(),
});
type Waiting = StoredEvent & { readonly leftOut?: true | undefined };

/** Kept encrypted in the store, beside the chain and without effect. */
export function keepWaitingEvents(db: Db, { events, leftOut }: Rescued, savedAt: number): void {
  db.transaction(() => {
    for (const event of events) {
      const body: Waiting = leftOut.has(event.hash) ? { ...event, leftOut: true } : event;
      saveDraft(db, { kind: waitingKind, id: event.hash, body, savedAt });
    }
  })();
}

export function waitingEvents(db: Db): Waiting[] {
  return draftsOfKind(db, waitingKind).map(({ body }) => storedSchema.parse(body) as Waiting);
}

/** Once a colleague's file has filled a hole: what stood after it joins the chain. Gives how many did. */
export function joinWaiting(target: Target): number {
  const waiting = waitingEvents(target.db);
  if (waiting.length === 0) return 0;
  const leftOut = new Set(waiting.filter((one) => one.leftOut === true).map(({ hash }) => hash));
  const joined = joinInOrder(target, { events: waiting, leftOut });
  const left = new Set(joined.waiting.map(({ hash }) => hash));
  for (const { hash } of waiting) if (!left.has(hash)) dropDraft(target.db, waitingKind, hash);
  return joined.added;
}

/** The same, of events that come from several places. */
export function joinInOrder(target: Target, { events, leftOut }: Rescued): Joined {
  const sorted = [...events].sort((a, b) => seqOf(a) - seqOf(b));
  return joinEvents(target, { events: sorted, leftOut });
}

function seqOf({ body }: StoredEvent): number {
  const parsed = parseBody(body);
  return parsed.ok ? parsed.value.seq : 0;
}

/** Rows of the damaged store are the newer ones. Gives the tables of which something could not be kept. */
export function restoreTables(db: Db, tables: readonly LocalTable[]): string[] {
  return tables.filter((table) => !restoreTable(db, table)).map(({ name }) => name);
}

function restoreTable(db: Db, { name, rows, whole }: LocalTable): boolean {
  let all = whole;
  db.transaction(() => {
    for (const row of rows) all = insertRow(db, name, row) && all;
  })();
  return all;
}

function insertRow(db: Db, table: string, row: Row): boolean {
  const names = Object.keys(row);
  const sql = `INSERT OR REPLACE INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
  try {
    db.prepare(sql).run(...Object.values(row));
    return true;
  } catch (error) {
    if (sqliteCode(error) === undefined) throw error;
    return false;
  }
}

/** Blobs prove themselves by the digest they are found by. Gives how many are known to be missing. */
export function restoreBlobs(
  to: Db,
  path: string,
  options: { readonly dataKey: Uint8Array; readonly nativeBinding?: string | undefined },
): { readonly lost: number } {
  const damaged = existsSync(path) ? openedOrNone(path, options) : undefined;
  if (!damaged) return { lost: 0 };
  let lost = 0;
  try {
    for (const digest of digestsOf(damaged)) {
      const here = to.prepare('SELECT 1 FROM blob WHERE sha256 = ?').get(digest) !== undefined;
      const bytes = here ? undefined : bytesOf(damaged, digest);
      if (bytes)
        to.prepare('INSERT INTO blob (sha256, size, bytes) VALUES (?, ?, ?)').run(
          digest,
          bytes.length,
          bytes,
        );
      else if (!here) lost += 1;
    }
  } finally {
    damaged.close();
  }
  return { lost };
}

function openedOrNone(path: string, options: Parameters<typeof restoreBlobs>[2]): Db | undefined {
  try {
    return openConnection(path, { ...options, readonly: true });
  } catch (error) {
    if (sqliteCode(error) === undefined) throw error;
    return undefined;
  }
}

function digestsOf(db: Db): Buffer[] {
  const digests: Buffer[] = [];
  try {
    for (const row of db.prepare<unknown[], Row>('SELECT sha256 FROM blob').iterate())
      if (Buffer.isBuffer(row['sha256'])) digests.push(row['sha256']);
  } catch (error) {
    if (sqliteCode(error) === undefined) throw error;
  }
  return digests;
}

function bytesOf(db: Db, digest: Buffer): Buffer | undefined {
  try {
    const row = db.prepare<unknown[], Row>('SELECT bytes FROM blob WHERE sha256 = ?').get(digest);
    const bytes = row?.['bytes'];
    return Buffer.isBuffer(bytes) && createHash('sha256').update(bytes).digest().equals(digest)
      ? bytes
      : undefined;
  } catch (error) {
    if (sqliteCode(error) === undefined) throw error;
    return undefined;
  }
}
