// Owns: what one writing transaction gathers: touched streams, heads of devices, the clock, the judge; written once at its end.
// Must not: begin or end the transaction, nor check what it is given.
import { isNews } from '../../domain/history/since.ts';
import {
  caseOfStream,
  type CaseId,
  type DeviceId,
  type EventHash,
  type MemberId,
  type StreamId,
} from '../../domain/ids.ts';
import { known, type FoldEvent } from '../../domain/ledger/stream.ts';
import type { Micros } from '../../domain/ports.ts';
import { hexOf, numberOf } from '../columns.ts';
import { prepared, type Db } from '../connection.ts';
import { noteNewsSince } from '../local/looked.ts';
import { readMeta, writeMeta } from '../meta.ts';
import { batchOf } from './event-rows.ts';
import { loadMembership, streamsToJudgeAgain, type Membership } from './membership.ts';
import { saveTeam } from './stream-states.ts';
import { touchStreams } from './touched-streams.ts';

/** A day in microseconds: a remote clock further ahead is wrong and does not advance ours. */
const clockTolerance = 24 * 3600 * 1_000_000;

const streamsBetween = 64;

type OwnBatch = { at: Micros; lastN: number; events: number; kinds: Map<string, number> };

export type DeviceHead = {
  readonly seq: number;
  readonly hash: EventHash | null;
  readonly contiguous: number;
};

export type Writing = {
  readonly membership: () => Membership;
  readonly clock: () => Micros;
  readonly heads: (stream: StreamId) => readonly EventHash[];
  /** Takes an event that is in the table already into its stream's state. */
  readonly take: (event: FoldEvent) => void;
  /** The same for all new events of a stream, in any order. */
  readonly takeAll: (stream: StreamId, events: readonly FoldEvent[]) => void;
  readonly refold: (stream: StreamId) => void;
  readonly teamChanged: () => void;
  /** Folds anew what a changed membership judges otherwise; false when `stopped` said so in between. */
  readonly judgeAgain: (stopped: () => boolean) => boolean;
  readonly noteClock: (hlc: Micros, now: Micros) => void;
  readonly noteOwn: (event: FoldEvent, n: number) => void;
  /** RE-70: what a new event tells whoever has looked at its case before. */
  readonly noteNews: (event: FoldEvent, self: MemberId) => void;
  /** Writes states, rows, batches and clock. */
  readonly finish: () => void;
};

export function beginWriting(db: Db, start: Membership): Writing {
  const batches = new Map<string, OwnBatch>();
  const undone = new Map<string, string>();
  const stale = new Set<StreamId>();
  const news = new Set<CaseId>();
  let membership = start;
  let teamTouched = false;
  let clock = readMeta(db).clock ?? 0;
  const streams = touchStreams(db, (event) => membership.judge(event));

  const teamChanged = () => {
    const before = membership;
    membership = loadMembership(db);
    teamTouched = true;
    for (const stream of streamsToJudgeAgain(db, before, membership)) stale.add(stream);
    const { id } = membership.team;
    if (id !== null && readMeta(db).team === undefined) writeMeta(db, { team: id });
  };
  const judgeAgain = (stopped: () => boolean): boolean => {
    let done = 0;
    for (const stream of stale) {
      if (done % streamsBetween === 0 && stopped()) return false;
      done += 1;
      streams.refold(stream);
    }
    stale.clear();
    return true;
  };
  return {
    membership: () => membership,
    clock: () => clock,
    heads: (stream) => (stream === 'team' ? membership.team.heads : streams.heads(stream)),
    take: (event) => (event.stream === 'team' ? teamChanged() : streams.take(event)),
    takeAll: streams.takeAll,
    refold: streams.refold,
    teamChanged,
    judgeAgain,
    noteClock: (hlc, now) => {
      if (hlc <= now + clockTolerance) clock = Math.max(clock, hlc);
    },
    noteOwn: (event, n) => {
      const voiding = known(event, 'acts.voided');
      if (voiding?.undoes) undone.set(voiding.undoes, event.hash);
      gatherBatch(batches, event, n);
    },
    noteNews: (event, self) => {
      const id = caseOfStream(event.stream);
      if (id !== undefined && isNews(event, self)) news.add(id);
    },
    finish: () => {
      if (teamTouched) saveTeam(db, membership.team);
      judgeAgain(() => false);
      streams.flush();
      saveBatches(db, batches, undone);
      noteNewsSince(db, news);
      writeMeta(db, { clock });
    },
  };
}

function gatherBatch(batches: Map<string, OwnBatch>, event: FoldEvent, n: number): void {
  const batch = batchOf(event.read);
  // GR-24: what is for the holders alone is corrected by a new entry and never taken back.
  if (!batch || event.read.status !== 'known' || event.type === 'restricted') return;
  const own = batches.get(batch) ?? { at: event.hlc, lastN: n, events: 0, kinds: new Map<string, number>() };
  const { kind } = event.read.payload;
  own.kinds.set(kind, (own.kinds.get(kind) ?? 0) + 1);
  own.events += 1;
  own.lastN = n;
  batches.set(batch, own);
}

function saveBatches(
  db: Db,
  batches: ReadonlyMap<string, OwnBatch>,
  undone: ReadonlyMap<string, string>,
): void {
  for (const [batch, own] of batches) saveBatch(db, batch, own);
  for (const [batch, by] of undone)
    prepared(db, 'UPDATE own_batch SET undone_by = ? WHERE batch = ?').run(by, batch);
}

/** A batch may be written in several calls: its counts add up. */
function saveBatch(db: Db, batch: string, own: OwnBatch): void {
  const row = prepared(db, 'SELECT events, kinds, at FROM own_batch WHERE batch = ?').get(batch);
  const kinds: Record<string, number> = row
    ? (JSON.parse(String(row['kinds'])) as Record<string, number>)
    : {};
  for (const [kind, count] of own.kinds) kinds[kind] = (kinds[kind] ?? 0) + count;
  const events = own.events + (row ? numberOf(row, 'events') : 0);
  prepared(
    db,
    `INSERT INTO own_batch (batch, at, last_n, events, kinds, undone_by) VALUES (?, ?, ?, ?, ?, NULL)
     ON CONFLICT (batch) DO UPDATE SET last_n = excluded.last_n, events = excluded.events, kinds = excluded.kinds`,
  ).run(batch, row ? numberOf(row, 'at') : own.at, own.lastN, events, JSON.stringify(kinds));
}

export function readDeviceHead(db: Db, device: DeviceId): DeviceHead {
  const row = prepared(db, 'SELECT last_seq, last_hash, contiguous FROM device_head WHERE device = ?').get(
    device,
  );
  if (!row) return { seq: 0, hash: null, contiguous: 0 };
  return {
    seq: numberOf(row, 'last_seq'),
    hash: hexOf(row, 'last_hash') as EventHash,
    contiguous: numberOf(row, 'contiguous'),
  };
}

export function writeDeviceHead(db: Db, device: DeviceId, head: DeviceHead): void {
  prepared(
    db,
    `INSERT INTO device_head (device, last_seq, last_hash, contiguous) VALUES (?, ?, ?, ?) ON CONFLICT (device)
     DO UPDATE SET last_seq = excluded.last_seq, last_hash = excluded.last_hash, contiguous = excluded.contiguous`,
  ).run(device, head.seq, Buffer.from(head.hash ?? '', 'hex'), head.contiguous);
}

/** Cases among the streams whose row says that colleagues differ. */
export function conflictsAmong(db: Db, streams: readonly StreamId[]): CaseId[] {
  const cases = streams.map(caseOfStream).filter((id) => id !== undefined);
  const isConflict = prepared(db, 'SELECT 1 FROM case_row WHERE case_id = ? AND conflict = 1');
  return cases.filter((id) => isConflict.get(id) !== undefined);
}
