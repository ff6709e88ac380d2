// Owns: the read log on disk: own lines in batches, received ones by their chain, and what is wrong with a chain.
// Must not: judge a reading, nor change or take away a line.
import { parseEntry, writeEntry, type ReadEntry } from '../../domain/access/read-log.ts';
import { eventHashSchema, type DeviceId, type EventHash } from '../../domain/ids.ts';
import type { Micros } from '../../domain/ports.ts';
import { hexOf, numberOf, textOf } from '../columns.ts';
import { prepared, type Db } from '../connection.ts';
import { sha256 } from '../ledger/event-rows.ts';

export type ReadHead = {
  readonly device: DeviceId;
  readonly n: number;
  readonly hash: EventHash;
  readonly sealedN: number;
  readonly sealedAt: Micros;
};
export type StoredRead = { readonly body: string; readonly hash: EventHash; readonly entry: ReadEntry };

/** One transaction for the whole batch; the chain goes on from the noted head. */
export function appendReads(
  db: Db,
  device: DeviceId,
  lines: readonly Omit<ReadEntry, 'device' | 'n' | 'prev'>[],
): void {
  if (lines.length === 0) return;
  db.transaction(() => {
    const head = readHead(db, device);
    let [n, prev] = [head?.n ?? 0, head && head.n > 0 ? head.hash : null];
    for (const line of lines) {
      n += 1;
      const entry: ReadEntry = { ...line, device, n, prev };
      prev = insert(db, entry, writeEntry(entry));
    }
    if (prev !== null) writeHead(db, device, { n, hash: prev });
  }).immediate();
}

/** Of a log without lines: nobody has opened anything there, and that was told. */
const noLine = eventHashSchema.parse('00'.repeat(32));

/** Received lines that join what is here, and when their owner sealed them. The caller has proved the chain. */
export function addReads(
  db: Db,
  device: DeviceId,
  { lines, sealedAt }: { readonly lines: readonly StoredRead[]; readonly sealedAt: Micros },
): void {
  const last = lines.at(-1);
  db.transaction(() => {
    for (const { entry, body } of lines) insert(db, entry, body);
    if (last) writeHead(db, device, { n: last.entry.n, hash: last.hash });
    else if (!readHead(db, device)) writeHead(db, device, { n: 0, hash: noLine });
    const n = last?.entry.n ?? readHead(db, device)?.n ?? 0;
    noteReadsSealed(db, device, { n, at: Math.max(sealedAt, readHead(db, device)?.sealedAt ?? 0) });
  }).immediate();
}

function insert(db: Db, { device, n, at }: ReadEntry, body: string): EventHash {
  const hash = sha256(body);
  prepared(db, 'INSERT INTO read_log (device, n, at, hash, body) VALUES (?, ?, ?, ?, ?)').run(
    device,
    n,
    at,
    hash,
    body,
  );
  return eventHashSchema.parse(hash.toString('hex'));
}

function writeHead(
  db: Db,
  device: DeviceId,
  { n, hash }: { readonly n: number; readonly hash: EventHash },
): void {
  prepared(
    db,
    `INSERT INTO read_log_head (device, last_n, last_hash, sealed_n, sealed_at) VALUES (?, ?, ?, 0, 0)
     ON CONFLICT (device) DO UPDATE SET last_n = excluded.last_n, last_hash = excluded.last_hash`,
  ).run(device, n, Buffer.from(hash, 'hex'));
}

export function noteReadsSealed(
  db: Db,
  device: DeviceId,
  sealed: { readonly n: number; readonly at: Micros },
): void {
  const sql = 'UPDATE read_log_head SET sealed_n = max(sealed_n, ?), sealed_at = ? WHERE device = ?';
  prepared(db, sql).run(sealed.n, sealed.at, device);
}

export function readHead(db: Db, device: DeviceId): ReadHead | undefined {
  return readHeads(db).find((head) => head.device === device);
}

export function readHeads(db: Db): ReadHead[] {
  return prepared(db, 'SELECT * FROM read_log_head ORDER BY device')
    .all()
    .map((row) => ({
      device: textOf(row, 'device') as DeviceId,
      n: numberOf(row, 'last_n'),
      hash: eventHashSchema.parse(hexOf(row, 'last_hash')),
      sealedN: numberOf(row, 'sealed_n'),
      sealedAt: numberOf(row, 'sealed_at'),
    }));
}

export function readsOfDevice(db: Db, device: DeviceId): StoredRead[] {
  return stored(prepared(db, 'SELECT body, hash FROM read_log WHERE device = ? ORDER BY n').all(device));
}

/** Every device's lines between two moments, oldest first. */
export function readsBetween(db: Db, from: Micros, to: Micros): ReadEntry[] {
  const sql = 'SELECT body, hash FROM read_log WHERE at BETWEEN ? AND ? ORDER BY at, device, n';
  return stored(prepared(db, sql).all(from, to)).map((one) => one.entry);
}

function stored(rows: readonly Readonly<Record<string, unknown>>[]): StoredRead[] {
  return rows.flatMap((row) => {
    const body = textOf(row, 'body');
    const entry = parseEntry(body);
    return entry ? [{ body, hash: eventHashSchema.parse(hexOf(row, 'hash')), entry }] : [];
  });
}

export type ReadProblem = {
  readonly breach:
    | 'readLineUnreadable'
    | 'readLineAltered'
    | 'readChainBroken'
    | 'readGap'
    | 'readEndMissing';
  readonly device: DeviceId;
  readonly n: number;
};

type End = { readonly n: number; readonly hash: string };

/** PR-22: every line from 1 to the noted end, each hashing to its name and naming the one before. */
export function readLogProblems(db: Db): ReadProblem[] {
  const problems: ReadProblem[] = [];
  const ends = new Map<DeviceId, End>();
  for (const row of prepared(db, 'SELECT device, n, hash, body FROM read_log ORDER BY device, n').iterate()) {
    const device = textOf(row, 'device') as DeviceId;
    const line = { n: numberOf(row, 'n'), hash: hexOf(row, 'hash'), body: textOf(row, 'body') };
    const breach = lineBreach(line, ends.get(device) ?? { n: 0, hash: null });
    if (breach) problems.push({ breach, device, n: line.n });
    ends.set(device, line);
  }
  const heads = new Map<DeviceId, End>(readHeads(db).map((head) => [head.device, head]));
  for (const device of new Set([...heads.keys(), ...ends.keys()])) {
    const noted = heads.get(device) ?? { n: 0, hash: noLine };
    const end = ends.get(device) ?? { n: 0, hash: noLine };
    if (noted.n !== end.n || noted.hash !== end.hash)
      problems.push({ breach: 'readEndMissing', device, n: noted.n });
  }
  return problems;
}

function lineBreach(
  line: { readonly n: number; readonly hash: string; readonly body: string },
  last: { readonly n: number; readonly hash: string | null },
): ReadProblem['breach'] | undefined {
  const entry = parseEntry(line.body);
  if (!entry) return 'readLineUnreadable';
  if (sha256(line.body).toString('hex') !== line.hash || entry.n !== line.n) return 'readLineAltered';
  if (line.n !== last.n + 1) return 'readGap';
  return entry.prev === last.hash ? undefined : 'readChainBroken';
}
