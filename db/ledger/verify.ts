// Owns: proving a store: chains, hashes, signatures, schemas, and that every cached state and row is what the events say.
// Must not: repair anything, nor trust a column where the body says the same.
import { createPublicKey, verify as verifySignature, type KeyObject } from 'node:crypto';
import { caseOfStream, employerOfStream, type DeviceId, type StreamId } from '../../domain/ids.ts';
import { mustBeSigned, parseBody, type EventBody } from '../../domain/ledger/event.ts';
import { readPayload } from '../../domain/ledger/read-payload.ts';
import { canonical } from '../../domain/ledger/register.ts';
import { caseRow } from '../../domain/review/case-row.ts';
import { deviceKeys } from '../../domain/team/team-state.ts';
import { hexOf, numberOf, textOf } from '../columns.ts';
import { isDamage, prepared, type Db, type Row } from '../connection.ts';
import { encodeCase } from './case-columns.ts';
import type { Problem, ProblemTag, Verified, VerifyOptions } from './contract.ts';
import { batchOf, countEvents, eventsOfStream, saltedHash, sha256, storedOf } from './event-rows.ts';
import { employerColumns } from './project.ts';
import { cachedText, foldAll, packState, type Folded } from './stream-states.ts';
import { loadMembership, type Membership } from './writing.ts';

/** Problems are listed, at most this many: a broken store would list every event. */
const mostProblems = 200;

type Run = {
  readonly db: Db;
  readonly problems: Problem[];
  total: number;
  readonly options: VerifyOptions;
  done: number;
};

/** Reads everything once; on any connection. Undefined when cancelled. */
export function verifyAll(db: Db, options: VerifyOptions): Verified | undefined {
  const run: Run = { db, problems: [], total: 0, options, done: 0 };
  try {
    run.total = countEvents(db);
    return verifyInside(run);
  } catch (error) {
    if (!isDamage(error)) throw error;
    return { ok: false, events: run.done, problems: [...run.problems, { tag: 'pageUnreadable' }] };
  }
}

function verifyInside(run: Run): Verified | undefined {
  const membership = readableMembership(run);
  if (!checkEvents(run, membership)) return undefined;
  checkHeads(run);
  // A fold over rows that cannot be read proves nothing; what is wrong with them is listed already.
  const readable = run.problems.every(({ tag }) => tag !== 'bodyUnreadable' && tag !== 'hashMismatch');
  if (membership && readable && !checkStates(run, membership)) return undefined;
  run.options.progress?.(run.total, run.total);
  return { ok: run.problems.length === 0, events: run.total, problems: run.problems };
}

function report(run: Run, problem: Problem): void {
  if (run.problems.length < mostProblems) run.problems.push(problem);
}

/** Undefined when the team's own events cannot be read: they are reported one by one. */
function readableMembership({ db }: Run): Membership | undefined {
  const rows = prepared(db, `SELECT body FROM events WHERE stream = 'team'`).all();
  return rows.every((row) => parseBody(textOf(row, 'body')).ok) ? loadMembership(db) : undefined;
}

function goesOn(run: Run): boolean {
  run.done += 1;
  if (run.done % 256 !== 0) return true;
  run.options.progress?.(Math.min(run.done, run.total), run.total);
  return !run.options.cancelled?.();
}

// ---- Events ---------------------------------------------------------------------------------------------------

type Previous = { readonly device: string; readonly seq: number; readonly hash: string };

function checkEvents(run: Run, membership: Membership | undefined): boolean {
  const sparse = sparseEvents(run.db);
  const keys = new Map<DeviceId, KeyObject | null>();
  let previous: Previous | undefined;
  const sql = `SELECT hash, body, salt, payload, signature, device, seq, hlc, stream, type, batch FROM events ORDER BY device, seq`;
  for (const row of prepared(run.db, sql).iterate()) {
    const place: Previous = {
      device: textOf(row, 'device'),
      seq: numberOf(row, 'seq'),
      hash: hexOf(row, 'hash'),
    };
    const tags = checkOne(row, { membership, keys });
    const before = previous?.device === place.device ? previous : { device: place.device, seq: 0, hash: '' };
    const gap = place.seq !== before.seq + 1 && !sparse.has(`${place.device} ${place.seq}`);
    if (gap) report(run, { tag: 'seqGap', device: place.device as DeviceId, seq: before.seq + 1 });
    if (place.seq === before.seq + 1 && !joins(row, before)) tags.push('chainBroken');
    for (const tag of tags) {
      report(run, {
        tag,
        device: place.device as DeviceId,
        seq: place.seq,
        stream: textOf(row, 'stream') as StreamId,
      });
    }
    previous = place;
    if (!goesOn(run)) return false;
  }
  return true;
}

function joins(row: Row, before: Previous): boolean {
  const body = parseBody(textOf(row, 'body'));
  return !body.ok || body.value.prev === (before.seq === 0 ? null : before.hash);
}

type Known = { readonly membership: Membership | undefined; readonly keys: Map<DeviceId, KeyObject | null> };

function checkOne(row: Row, known: Known): ProblemTag[] {
  const stored = storedOf(row);
  const tags: ProblemTag[] = [];
  if (sha256(stored.body).toString('hex') !== stored.hash) tags.push('hashMismatch');
  const body = parseBody(stored.body);
  if (!body.ok) return [...tags, 'bodyUnreadable'];
  tags.push(...checkPayload(row, body.value));
  if (mustBeSigned(body.value.type)) tags.push(...checkSignature(stored, body.value, known));
  return tags;
}

function checkPayload(row: Row, body: EventBody): ProblemTag[] {
  const { salt, payload } = storedOf(row);
  const tags: ProblemTag[] = [];
  // No purge exists in this version: a payload can only be missing because somebody took it away.
  if (payload === null || salt === null) tags.push('payloadMissing');
  else if (saltedHash(Buffer.from(salt, 'hex'), payload) !== body.payloadHash) tags.push('payloadMismatch');
  const read = readPayload(payload);
  if (read.status === 'invalid') tags.push('payloadInvalid');
  const batch = payload === null ? row['batch'] : batchOf(read);
  const { device, seq, hlc, stream, type } = body;
  const wanted: Row = { device, seq, hlc, stream, type, batch };
  const same = Object.entries(wanted).every(([column, value]) => row[column] === value);
  return same ? tags : [...tags, 'columnMismatch'];
}

function checkSignature(stored: ReturnType<typeof storedOf>, body: EventBody, known: Known): ProblemTag[] {
  if (stored.signature === null) return ['signatureMissing'];
  const key = keyOf(body.device, known);
  if (!key) return ['signerUnknown'];
  const right = verifySignature(
    null,
    Buffer.from(stored.hash, 'hex'),
    key,
    Buffer.from(stored.signature, 'hex'),
  );
  return right ? [] : ['signatureWrong'];
}

/** SubjectPublicKeyInfo of a raw Ed25519 key (RFC 8410). */
const ed25519Prefix = Buffer.from('302a300506032b6570032100', 'hex');

function keyOf(device: DeviceId, { membership, keys }: Known): KeyObject | null {
  let key = keys.get(device);
  if (key === undefined) {
    const raw = membership ? deviceKeys(membership.team, device)?.signKey : undefined;
    key = raw
      ? createPublicKey({
          key: Buffer.concat([ed25519Prefix, Buffer.from(raw, 'hex')]),
          format: 'der',
          type: 'spki',
        })
      : null;
    keys.set(device, key);
  }
  return key;
}

function sparseEvents(db: Db): Set<string> {
  const rows = prepared(db, 'SELECT device, seq FROM sparse_event').all();
  return new Set(rows.map((row) => `${textOf(row, 'device')} ${numberOf(row, 'seq')}`));
}

/** The last event of each device is noted apart: one cut off the end of a chain is missed by the chain alone. */
function checkHeads(run: Run): void {
  for (const problem of headProblems(run.db)) report(run, problem);
}

/** Cheap enough for every opening: one look-up per device. */
export function headProblems(db: Db): Problem[] {
  const sql = `SELECT h.device AS device, h.last_seq AS seq FROM device_head h
    WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.device = h.device AND e.seq = h.last_seq AND e.hash = h.last_hash)
    OR EXISTS (SELECT 1 FROM events e WHERE e.device = h.device AND e.seq > h.last_seq)
    UNION ALL
    SELECT DISTINCT e.device, e.seq FROM events e WHERE e.seq = 1 AND NOT EXISTS (SELECT 1 FROM device_head h WHERE h.device = e.device)`;
  const rows = prepared(db, sql).all();
  return rows.map((row) => ({
    tag: 'headMissing',
    device: textOf(row, 'device') as DeviceId,
    seq: numberOf(row, 'seq'),
  }));
}

// ---- States and rows ------------------------------------------------------------------------------------------

function checkStates(run: Run, membership: Membership): boolean {
  const { db } = run;
  const sql = 'SELECT stream FROM events UNION SELECT stream FROM stream_state ORDER BY stream';
  for (const stream of prepared(db, sql)
    .all()
    .map((row) => textOf(row, 'stream') as StreamId)) {
    const tag = stream === 'team' ? checkTeam(db, membership) : checkStream(db, stream, membership);
    if (tag) report(run, { tag, stream });
    if (!goesOn(run)) return false;
  }
  for (const stream of rowsWithoutState(db)) report(run, { tag: 'projectionMismatch', stream });
  return true;
}

function checkTeam(db: Db, membership: Membership): ProblemTag | undefined {
  return sameJson(cachedText(db, 'team'), JSON.stringify(membership.team)) ? undefined : 'stateMismatch';
}

function checkStream(db: Db, stream: StreamId, membership: Membership): ProblemTag | undefined {
  const fresh = foldAll(stream, eventsOfStream(db, stream), membership.judge);
  if (!sameJson(cachedText(db, stream), packState(fresh.state))) return 'stateMismatch';
  const heads = prepared(db, 'SELECT heads FROM stream_state WHERE stream = ?').get(stream);
  if (heads?.['heads'] !== fresh.state.heads.join(' ')) return 'stateMismatch';
  return sameProjection(db, stream, fresh) ? undefined : 'projectionMismatch';
}

function sameProjection(db: Db, stream: StreamId, fresh: Folded): boolean {
  const id = caseOfStream(stream);
  if (fresh.kind === 'case' && id) {
    const row = caseRow(id, fresh.state);
    return sameRow(prepared(db, 'SELECT * FROM case_row WHERE case_id = ?').get(id), row && encodeCase(row));
  }
  const employer = employerOfStream(stream);
  if (fresh.kind === 'employer' && employer) {
    const row = prepared(db, 'SELECT * FROM employer_row WHERE employer_id = ?').get(employer);
    return (
      canonical(row ? Object.values(row) : null) === canonical(employerColumns(employer, fresh.state) ?? null)
    );
  }
  return true;
}

function sameJson(text: string | undefined, wanted: string): boolean {
  return (
    text === wanted || (text !== undefined && canonical(JSON.parse(text)) === canonical(JSON.parse(wanted)))
  );
}

function sameRow(row: Row | undefined, wanted: Row | undefined): boolean {
  if (!row || !wanted) return row === undefined && wanted === undefined;
  return Object.entries(wanted).every(([column, value]) => row[column] === value);
}

function rowsWithoutState(db: Db): StreamId[] {
  const sql = `SELECT 'case:' || case_id AS stream FROM case_row WHERE 'case:' || case_id NOT IN (SELECT stream FROM stream_state)
    UNION SELECT 'employer:' || employer_id FROM employer_row WHERE 'employer:' || employer_id NOT IN (SELECT stream FROM stream_state)`;
  return prepared(db, sql)
    .all()
    .map((row) => textOf(row, 'stream') as StreamId);
}
