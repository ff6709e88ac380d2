// Owns: what is looked at in one event, one chain's end and one stream: hashes, signatures, schemas, cached states and rows.
// Must not: repair anything, trust a column where the body says the same, or walk the store (db/proof/prove.ts does).
import { createPublicKey, verify as verifySignature, type KeyObject } from 'node:crypto';
import {
  caseOfStream,
  employerOfStream,
  type DeviceId,
  type EventHash,
  type StreamId,
} from '../../domain/ids.ts';
import { mustBeSigned, parseBody, type EventBody } from '../../domain/ledger/event.ts';
import { readPayload } from '../../domain/ledger/read-payload.ts';
import { canonical } from '../../domain/ledger/register.ts';
import { coverOf } from '../../domain/purge/cover.ts';
import { caseRow } from '../../domain/review/case-row.ts';
import { isForAll } from '../../domain/team/holding.ts';
import { deviceKeys } from '../../domain/team/team-state.ts';
import { numberOf, textOf } from '../columns.ts';
import { prepared, type Db, type Row } from '../connection.ts';
import { encodeCase } from './case-columns.ts';
import type { Problem, ProblemTag } from './contract.ts';
import { batchOf, eventsOfStream, saltedHash, sha256, storedOf } from './event-rows.ts';
import { flagsOf, storedFlags } from './flags.ts';
import { employerColumns } from './project.ts';
import { cachedText, foldAll, packState, type Folded } from './stream-states.ts';
import type { Membership } from './membership.ts';

export type Known = {
  readonly membership: Membership | undefined;
  readonly keys: Map<DeviceId, KeyObject | null>;
  /** What two signatures or a mark allow to be gone, stream by stream; signatures themselves are checked one by one. */
  readonly lawfullyGone: (stream: StreamId, hash: EventHash) => boolean;
};

/** Everything that one row of `events` can be wrong in by itself. */
export function checkOne(row: Row, known: Known): ProblemTag[] {
  const stored = storedOf(row);
  const tags: ProblemTag[] = [];
  if (sha256(stored.body).toString('hex') !== stored.hash) tags.push('hashMismatch');
  const body = parseBody(stored.body);
  if (!body.ok) return [...tags, 'bodyUnreadable'];
  tags.push(...checkPayload(row, body.value, known));
  if (mustBeSigned(body.value.type)) tags.push(...checkSignature(stored, body.value, known));
  return tags;
}

function checkPayload(row: Row, body: EventBody, known: Known): ProblemTag[] {
  const { salt, payload } = storedOf(row);
  const tags: ProblemTag[] = [];
  if (payload === null || salt === null) {
    if (!isLeftOut(row, body) && !mayLack(body, storedOf(row).hash, known)) tags.push('payloadMissing');
  } else if (saltedHash(Buffer.from(salt, 'hex'), payload) !== body.payloadHash) tags.push('payloadMismatch');
  const read = readPayload(payload);
  if (read.status === 'invalid') tags.push('payloadInvalid');
  const batch = payload === null ? row['batch'] : batchOf(read);
  const { device, seq, hlc, stream, type } = body;
  const wanted: Row = { device, seq, hlc, stream, type, batch };
  const same = Object.entries(wanted).every(([column, value]) => row[column] === value);
  return same ? tags : [...tags, 'columnMismatch'];
}

/** GR-12: marked as not for this store's member. What everybody needs is never left out. */
function isLeftOut(row: Row, body: EventBody): boolean {
  return row['left_out'] === 1 && !isForAll(body);
}

/** Only a case's own stream says anything of a person; nothing else is ever purged. */
function mayLack({ stream }: EventBody, hash: EventHash, known: Known): boolean {
  return caseOfStream(stream) !== undefined && known.lawfullyGone(stream, hash);
}

/** Read anew for what was not lawful when last looked at: a purge may have come in between two parts of a proof. */
export function goneReader(db: Db, membership: Membership | undefined): Known['lawfullyGone'] {
  const gone = new Map<StreamId, ReadonlySet<EventHash>>();
  return (stream, hash) => {
    if (gone.get(stream)?.has(hash)) return true;
    if (!membership) return false;
    const found = coverOf(eventsOfStream(db, stream), membership.asSeen).mayLack;
    gone.set(stream, found);
    return found.has(hash);
  };
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

export function sparseEvents(db: Db): Set<string> {
  const rows = prepared(db, 'SELECT device, seq FROM sparse_event').all();
  return new Set(rows.map((row) => `${textOf(row, 'device')} ${numberOf(row, 'seq')}`));
}

/**
 * The last event of each device is noted apart: one cut off the end of a chain is missed by the chain alone.
 * Cheap enough for every opening: one look-up per device.
 */
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

/** Whether the cached state and row of a stream are what its events say. */
export function checkCached(db: Db, stream: StreamId, membership: Membership): ProblemTag | undefined {
  return stream === 'team' ? checkTeam(db, membership) : checkStream(db, stream, membership);
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
  if (storedFlags(db, stream).join() !== [...flagsOf(fresh)].sort().join()) return false;
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

export function rowsWithoutState(db: Db): StreamId[] {
  const sql = `SELECT 'case:' || case_id AS stream FROM case_row WHERE 'case:' || case_id NOT IN (SELECT stream FROM stream_state)
    UNION SELECT 'employer:' || employer_id FROM employer_row WHERE 'employer:' || employer_id NOT IN (SELECT stream FROM stream_state)`;
  return prepared(db, sql)
    .all()
    .map((row) => textOf(row, 'stream') as StreamId);
}
