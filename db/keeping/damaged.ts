// Owns: reading what can still be read of a damaged store: every event that proves itself by its own hash, and which are known
// to be missing. Must not: trust a byte of the file otherwise, nor change it: it works on a copy.
import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { DeviceId, EventHash, StreamId } from '../../domain/ids.ts';
import { parseBody, type EventBody, type StoredEvent } from '../../domain/ledger/event.ts';
import { bindingOption, isDamage, openConnection, sqliteCode, type Db, type Row } from '../connection.ts';
import { saltedHash, sha256 } from '../ledger/event-rows.ts';

/** An event that was here and cannot be read: as much of it as an index or its own head still says. */
export type LostEvent = {
  readonly device: DeviceId;
  readonly seq: number;
  readonly stream: StreamId | null;
};

export type Readable = {
  /** In the order they were written. Body and payload fit their hashes. */
  readonly events: readonly StoredEvent[];
  /** Those whose payload was not for the store's member. */
  readonly leftOut: ReadonlySet<EventHash>;
  readonly lost: readonly LostEvent[];
  /** Device → the highest number that anything in the file speaks of. */
  readonly reach: ReadonlyMap<DeviceId, number>;
  /** Rows of `meta`. They carry no hash of their own: whoever uses them proves the keys by one another. */
  readonly meta: readonly Row[];
};

type Options = { readonly dataKey: Uint8Array; readonly nativeBinding?: string | undefined };

/**
 * The pages' own checksums are not asked here, so that a page with one wrong byte still gives its other rows; the hash of
 * each event is asked instead. Undefined when not even the list of tables can be read.
 */
export function readDamaged(path: string, options: Options): Readable | undefined {
  const db = existsSync(path) ? openLenient(path, options) : undefined;
  if (!db) return undefined;
  try {
    const places = placesOf(db);
    const { events, leftOut, broken } = rowsOf(db, places.last);
    return {
      events,
      leftOut,
      ...account(events, [...places.named, ...broken], heads(db)),
      meta: rowsUntilDamage(db, 'SELECT key, value FROM meta'),
    };
  } finally {
    db.close();
  }
}

/** Read-only, with the settings that keep plain text off the disk. */
function openLenient(path: string, { dataKey, nativeBinding }: Options): Db | undefined {
  const db = new Database(path, { readonly: true, fileMustExist: true, ...bindingOption(nativeBinding) });
  try {
    db.pragma(`cipher='sqlcipher'`);
    db.pragma('legacy=4');
    db.pragma('hmac_check=0');
    db.pragma(`key="x'${Buffer.from(dataKey).toString('hex')}'"`);
    db.pragma('temp_store=MEMORY');
    db.pragma('cell_size_check=ON');
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    db.prepare('SELECT 1 FROM events LIMIT 0').get();
    return db;
  } catch (error) {
    db.close();
    if (sqliteCode(error) === undefined) throw error;
    return undefined;
  }
}

/** What a query gives before it meets a page that cannot be read. */
function rowsUntilDamage(db: Db, sql: string): Row[] {
  const rows: Row[] = [];
  try {
    for (const row of db.prepare<unknown[], Row>(sql).iterate()) rows.push(row);
  } catch (error) {
    if (sqliteCode(error) === undefined) throw error;
  }
  return rows;
}

/** Two indexes repeat where an event stands and what it belongs to; each is read from both ends. */
function placesOf(db: Db): { readonly last: number; readonly named: LostEvent[] } {
  const columns = 'n, device, seq, stream';
  const named = new Map<string, LostEvent>();
  let last = 0;
  for (const order of ['ASC', 'DESC']) {
    for (const row of [
      ...rowsUntilDamage(
        db,
        `SELECT ${columns} FROM events INDEXED BY events_stream ORDER BY stream ${order}, hlc ${order}, device ${order}, seq ${order}`,
      ),
      ...rowsUntilDamage(
        db,
        `SELECT n, device, seq FROM events INDEXED BY sqlite_autoindex_events_2 ORDER BY device ${order}, seq ${order}`,
      ),
      ...rowsUntilDamage(db, `SELECT n, device, seq FROM events ORDER BY n ${order}`),
    ]) {
      const place = placeOf(row);
      if (!place) continue;
      last = Math.max(last, place.n);
      const key = `${place.event.device} ${place.event.seq}`;
      if (!named.has(key) || place.event.stream !== null) named.set(key, place.event);
    }
  }
  return { last: Math.min(last + 1000, mostEvents), named: [...named.values()] };
}

/** A number out of a damaged page must not keep the program searching for ever. */
const mostEvents = 20_000_000;

function placeOf(row: Row): { readonly n: number; readonly event: LostEvent } | undefined {
  const { n, device, seq, stream } = row;
  if (typeof n !== 'number' || n > mostEvents || typeof seq !== 'number' || !Number.isSafeInteger(seq))
    return undefined;
  if (typeof device !== 'string' || !/^[0-9a-f]{32}$/.test(device) || seq < 1) return undefined;
  const known = typeof stream === 'string' && /^[a-z]+(:[\w-]{1,80})?$/.test(stream);
  return { n, event: { device: device as DeviceId, seq, stream: known ? (stream as StreamId) : null } };
}

function rowsOf(
  db: Db,
  last: number,
): Pick<Readable, 'events' | 'leftOut'> & { readonly broken: readonly LostEvent[] } {
  const found = new Map<string, StoredEvent>();
  const broken: LostEvent[] = [];
  const leftOut = new Set<EventHash>();
  for (let n = 1; n <= last; n += 1) {
    const row = rowAt(db, n);
    const read = row && proven(row);
    if (read && 'hash' in read) {
      found.set(read.hash, read);
      if (row['left_out'] === 1) leftOut.add(read.hash);
    } else if (read) broken.push(read);
  }
  return { events: [...found.values()], leftOut, broken };
}

/** Every column: a store of an earlier schema has fewer. */
function rowAt(db: Db, n: number): Row | undefined {
  try {
    return db.prepare<unknown[], Row>('SELECT * FROM events WHERE n = ?').get(n);
  } catch (error) {
    if (sqliteCode(error) === undefined) throw error;
    return undefined;
  }
}

/** The event of a row; what its body says when the payload is gone or the body altered; undefined when there is nothing to read. */
function proven(row: Row): StoredEvent | LostEvent | undefined {
  const { body, salt, payload, signature } = row;
  if (typeof body !== 'string') return undefined;
  const parsed = parseBody(body);
  if (!parsed.ok) return undefined;
  const event = parsed.value;
  const hash = sha256(body).toString('hex') as EventHash;
  const gone = salt === null && payload === null;
  if (isAltered(row, hash) || !(gone || payloadFits(event, salt, payload))) {
    return { device: event.device, seq: event.seq, stream: event.stream };
  }
  return {
    hash,
    body,
    salt: gone ? null : Buffer.from(salt as Buffer).toString('hex'),
    payload: gone ? null : String(payload),
    signature: signatureOf(signature),
  };
}

function signatureOf(signature: unknown): string | null {
  return Buffer.isBuffer(signature) && signature.length === 64 ? signature.toString('hex') : null;
}

/** An altered body has a hash of its own too; taken in, it would stand in the chain as a fork of what colleagues have. */
function isAltered({ hash: noted }: Row, hash: EventHash): boolean {
  return Buffer.isBuffer(noted) && noted.toString('hex') !== hash;
}

function payloadFits(event: EventBody, salt: unknown, payload: unknown): boolean {
  return (
    Buffer.isBuffer(salt) && typeof payload === 'string' && saltedHash(salt, payload) === event.payloadHash
  );
}

function heads(db: Db): (readonly [DeviceId, number])[] {
  return rowsUntilDamage(db, 'SELECT 1 AS n, device, last_seq AS seq FROM device_head').flatMap((row) => {
    const place = placeOf(row);
    return place ? [[place.event.device, place.event.seq] as const] : [];
  });
}

function account(
  events: readonly StoredEvent[],
  named: readonly LostEvent[],
  known: readonly (readonly [DeviceId, number])[],
): Pick<Readable, 'lost' | 'reach'> {
  const reach = new Map<DeviceId, number>(known);
  const rise = (device: DeviceId, seq: number) => reach.set(device, Math.max(seq, reach.get(device) ?? 0));
  const here = new Set<string>();
  for (const { body } of events) {
    const parsed = parseBody(body);
    if (!parsed.ok) continue;
    here.add(`${parsed.value.device} ${parsed.value.seq}`);
    rise(parsed.value.device, parsed.value.seq);
  }
  const lost = named.filter(({ device, seq }) => !here.has(`${device} ${seq}`));
  for (const { device, seq } of lost) rise(device, seq);
  return { lost, reach };
}

/** Null when a page that is needed does not prove itself. */
function strictly<T>(path: string, options: Options, read: (db: Db) => T): T | null {
  let db: Db | undefined;
  try {
    db = openConnection(path, { ...options, readonly: true });
    return read(db);
  } catch (error) {
    if (isDamage(error)) return null;
    throw error;
  } finally {
    db?.close();
  }
}

export type LocalTable = { readonly name: string; readonly rows: readonly Row[]; readonly whole: boolean };

/** The tables of this computer alone, as far as their pages prove themselves. `truth` and projections are left out. */
export function readLocalTables(path: string, options: Options, leftOut: ReadonlySet<string>): LocalTable[] {
  const names = strictly(path, options, (db) =>
    db
      .prepare(
        `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
      )
      .pluck()
      .all()
      .map(String),
  );
  if (!names) return [];
  return names
    .filter((name) => !leftOut.has(name))
    .map((name) => {
      const rows: Row[] = [];
      const whole = strictly(path, options, (db) => {
        for (const row of db.prepare<unknown[], Row>(`SELECT * FROM "${name}"`).iterate()) rows.push(row);
        return true;
      });
      return { name, rows, whole: whole === true };
    });
}
