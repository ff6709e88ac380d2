// Owns: building a sound store from a damaged one, its last good backup and what still proves itself, with an exact account.
// Must not: throw anything away: the damaged store is set aside whole, and what cannot be joined waits in the new one.
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  caseOfStream,
  type CaseId,
  type DeviceId,
  type EventHash,
  type StreamId,
} from '../../../domain/ids.ts';
import { parseBody } from '../../../domain/ledger/event.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { MissingEvents, SalvageReport } from '../../../ipc/keeping.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { textOf } from '../../../db/columns.ts';
import { diskFault } from '../../../db/faults.ts';
import { listBackups, unpackBackup, isWhole, type Backup } from '../../../db/keeping/backups.ts';
import { readDamaged, readLocalTables, type Readable } from '../../../db/keeping/damaged.ts';
import { buildingFolder, clearBuilding } from '../../../db/keeping/folders.ts';
import { joinEvents, keepWaitingEvents, restoreBlobs, restoreTables } from '../../../db/keeping/rescue.ts';
import { countEvents, sha256 } from '../../../db/ledger/event-rows.ts';
import { readMeta } from '../../../db/meta.ts';
import { createStore, openStore, storePaths, writeKeyslots } from '../../../db/open.ts';
import { prepared, type Db } from '../../../db/connection.ts';
import { deviceIdOf, signHash, verifyHash } from '../../crypto/signing.ts';
import { quietJob, type JobContext } from '../../threads/protocol.ts';
import { openCopy, type Surroundings } from '../lifecycle.ts';
import { nameOf, type WriteSession } from '../session.ts';
import { verifyStore } from '../verify.ts';
import { proveCopy } from './backups.ts';
import { putInPlace } from './restore.ts';

export type Salvaging = {
  readonly dataKey: Uint8Array;
  readonly keyslots: string;
  /** Where backups lie. */
  readonly folder: string;
  /** The store's random number, from its key slots. */
  readonly store: string;
  /** False only looks: the same work, thrown away. */
  readonly keep: boolean;
  readonly job: JobContext;
};

/** The store must be closed. */
export function salvage(around: Surroundings, salvaging: Salvaging): Result<SalvageReport, Problem> {
  const { keep, dataKey } = salvaging;
  clearBuilding(around.dir);
  const copy = buildingFolder(around.dir);
  const built = buildingFolder(around.dir);
  try {
    copyStore(around.dir, copy);
    const made = build({ around, salvaging, copy, built });
    if (!made.ok || !keep) return made;
    const entry = {
      at: Math.round(around.now()),
      kind: 'salvage' as const,
      problem: made.value.missing.length > 0 ? 'eventsMissing' : null,
      backup: made.value.base?.name ?? null,
      events: made.value.events,
    };
    const put = putInPlace(around, { built, dataKey, purpose: 'salvage', entry });
    return put.ok ? made : put;
  } finally {
    for (const dir of [copy, built]) rmSync(dir, { recursive: true, force: true });
  }
}

/** Looking at a file with a log changes it; the damaged store itself stays byte for byte as it was. */
function copyStore(from: string, to: string): void {
  for (const name of readdirSync(from))
    if (/^(store|blobs)\.db(-wal)?$/.test(name)) cpSync(join(from, name), join(to, name));
}

type Work = {
  readonly around: Surroundings;
  readonly salvaging: Salvaging;
  readonly copy: string;
  readonly built: string;
};

function build(work: Work): Result<SalvageReport, Problem> {
  const { around, salvaging, copy, built } = work;
  const { dataKey, job, keyslots } = salvaging;
  const options = { dataKey, nativeBinding: around.nativeBinding };
  job.progress('salvage', 0, 4);
  const readable = readDamaged(storePaths(copy).store, options);
  job.progress('salvage', 1, 4);
  const base = layGround(work, readable);
  if (!base.ok) return base;
  writeKeyslots(built, keyslots);
  const opened = openCopy({ ...around, dir: built }, dataKey);
  if (!opened.ok) return opened;
  const session = opened.value;
  try {
    const { db, blobs } = session.store;
    const { leftOut, ...rescued } = readable ?? nothingReadable;
    const { added, waiting } = joinEvents({ db, ledger: session.ledger }, { ...rescued, leftOut });
    keepWaitingEvents(db, { events: waiting, leftOut }, Math.round(around.now()));
    job.progress('salvage', 2, 4);
    const lostTables = restoreTables(db, readLocalTables(storePaths(copy).store, options, notLocal));
    const lostBlobs = restoreBlobs(blobs, storePaths(copy).blobs, options).lost;
    session.ledger.rebuild();
    job.progress('salvage', 3, 4);
    const verified = verifyStore(session, { ...job, progress: () => undefined });
    if (!verified.ok) return verified;
    job.progress('salvage', 4, 4);
    const holes = readable ? holesOf(session, readable) : [];
    return ok({
      base: base.value && {
        name: base.value.name,
        madeAt: base.value.manifest.madeAt,
        events: base.value.manifest.events,
      },
      readable: readable !== undefined,
      events: countEvents(db),
      added,
      waiting: waiting.length,
      missing: holes,
      ownBehind: (readable?.reach.get(session.self.device) ?? 0) > contiguous(db, session.self.device),
      lostTables,
      lostBlobs,
      problems: verified.value.problems.length,
    });
  } finally {
    session.store.close();
  }
}

const nothingReadable = { events: [], leftOut: new Set<EventHash>() };

/** The truth is rescued event by event, and what is computed from it is computed again. */
const notLocal: ReadonlySet<string> = new Set([
  'events',
  'device_head',
  'sparse_event',
  'meta',
  'stream_state',
  'case_row',
  'employer_row',
  'own_batch',
]);

/**
 * The newest backup that proves itself: one made after the fault has the fault in it. Else the newest that opens, or an empty
 * store with the identity read out of the damaged one.
 */
function layGround(work: Work, readable: Readable | undefined): Result<Backup | null, Problem> {
  const { folder, store } = work.salvaging;
  const whole = listBackups(folder, store).filter(isWhole);
  const good =
    whole.find((backup) => unpackedOpens(work, backup) && proves(work, backup)) ??
    whole.find((backup) => unpackedOpens(work, backup));
  if (good) return ok(good);
  return readable ? emptyStore(work, readable.meta) : err({ tag: 'nothingToSalvage' });
}

function emptyStore({ salvaging, around, built }: Work, meta: Readable['meta']): Result<null, Problem> {
  rmSync(built, { recursive: true, force: true });
  const created = createStore({
    dir: built,
    dataKey: salvaging.dataKey,
    keyslots: salvaging.keyslots,
    nativeBinding: around.nativeBinding,
  });
  if (!created.ok) return created;
  const { db } = created.value;
  try {
    for (const { key, value } of meta)
      prepared(db, 'INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(key, value);
    // The clock goes on from the events.
    prepared(db, `DELETE FROM meta WHERE key = 'clock'`).run();
    return provesItself(db) ? ok(null) : err({ tag: 'nothingToSalvage' });
  } catch (error) {
    // Not text, not JSON, or not what it should be: the identity is as damaged as its page.
    if (diskFault(error)?.tag === 'diskFull') throw error;
    return err({ tag: 'nothingToSalvage' });
  } finally {
    created.value.close();
  }
}

/** The device's id is made of its public key, and that of the private one. */
function provesItself(db: Db): boolean {
  const { device, signKey, signingKey, ageIdentity } = readMeta(db);
  if (!device || !signKey || !signingKey || !ageIdentity) return false;
  const probe = sha256('salvage').toString('hex') as EventHash;
  return deviceIdOf(signKey) === device && verifyHash(signKey, probe, signHash(signingKey, probe));
}

function unpackedOpens({ salvaging, around, built }: Work, backup: Backup): boolean {
  unpackBackup(backup, built);
  const { dataKey } = salvaging;
  const opened = openStore({ dir: built, dataKey, mode: 'writer', nativeBinding: around.nativeBinding });
  if (opened.ok) opened.value.close();
  else empty(built);
  return opened.ok;
}

function empty(dir: string): void {
  for (const name of readdirSync(dir)) rmSync(join(dir, name), { recursive: true, force: true });
}

/** In a copy of its own, which is thrown away; where it does not, nothing of it stays unpacked. */
function proves(work: Work, backup: Backup): boolean {
  const { around, salvaging, built } = work;
  const dir = buildingFolder(around.dir);
  try {
    const proved = proveCopy(backup, { ...around, dir }, { dataKey: salvaging.dataKey, job: quietJob });
    if (proved.ok && proved.value.ok) return true;
    empty(built);
    return false;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function contiguous(db: Db, device: DeviceId): number {
  const value = prepared(db, 'SELECT contiguous FROM device_head WHERE device = ?').get(device)?.[
    'contiguous'
  ];
  return typeof value === 'number' ? value : 0;
}

/** Per device the numbers that anything spoke of and that are neither in the store nor waiting, with the cases they belong to. */
function holesOf(session: WriteSession, readable: Readable): MissingEvents[] {
  const { db } = session.store;
  const waiting = new Set<string>();
  for (const { body } of readable.events) {
    const parsed = parseBody(body);
    if (parsed.ok) waiting.add(`${parsed.value.device} ${parsed.value.seq}`);
  }
  const streams = new Map<string, StreamId | null>(
    readable.lost.map((one) => [`${one.device} ${one.seq}`, one.stream]),
  );
  return [...readable.reach].flatMap(([device, reach]) => {
    const holes: MissingEvents[] = [];
    for (let seq = contiguous(db, device) + 1; seq <= reach; seq += 1) {
      const key = `${device} ${seq}`;
      if (waiting.has(key)) continue;
      const stream = streams.get(key) ?? null;
      const caseId = stream === null ? undefined : caseOfStream(stream);
      const last = holes.at(-1);
      const cases = caseId === undefined ? [] : [applicationOf(db, caseId)];
      if (last && last.to === seq - 1) {
        holes[holes.length - 1] = { ...last, to: seq, cases: [...new Set([...last.cases, ...cases])] };
      } else holes.push({ device, member: memberOfDevice(session, device), from: seq, to: seq, cases });
    }
    return holes;
  });
}

function applicationOf(db: Db, id: CaseId): string {
  const row = prepared(db, 'SELECT application_id FROM case_row WHERE case_id = ?').get(id);
  return row ? textOf(row, 'application_id') : id.slice(0, 8);
}

function memberOfDevice({ ledger }: WriteSession, device: DeviceId): string | null {
  const team = ledger.team();
  const member = team.members.find((one) => one.devices.some(({ id }) => id === device));
  return member ? nameOf(team, member.id) : null;
}
