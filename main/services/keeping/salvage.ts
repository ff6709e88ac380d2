// Owns: building a sound store from a damaged one, its last good backup and what still proves itself, with an exact account.
// Must not: throw anything away: the damaged store is set aside whole, and what cannot be joined waits in the new one.
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  caseOfStream,
  type CaseId,
  type DeviceId,
  type EventHash,
  type StreamId,
} from '../../../domain/ids.ts';
import { parseBody, type StoredEvent } from '../../../domain/ledger/event.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { MissingEvents, SalvageReport } from '../../../ipc/keeping.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { textOf } from '../../../db/columns.ts';
import { diskFault } from '../../../db/faults.ts';
import { listBackups, unpackBackup, isWhole, type Backup } from '../../../db/keeping/backups.ts';
import { readDamaged, readLocalTables, type Readable } from '../../../db/keeping/damaged.ts';
import { buildingFolder, clearBuilding } from '../../../db/keeping/folders.ts';
import {
  joinEvents,
  joinInOrder,
  keepWaitingEvents,
  restoreBlobs,
  restoreTables,
} from '../../../db/keeping/rescue.ts';
import { countEvents, sha256 } from '../../../db/ledger/event-rows.ts';
import { readMeta } from '../../../db/meta.ts';
import { createStore, openStore, storePaths, writeKeyslots } from '../../../db/open.ts';
import { prepared, type Db } from '../../../db/connection.ts';
import { deviceIdOf, signHash, verifyHash } from '../../crypto/signing.ts';
import { sealedFilesOf, type SealedFile } from '../../sync/sealed-files.ts';
import { quietJob, type JobContext } from '../../threads/protocol.ts';
import { openCopy, type Surroundings } from '../lifecycle.ts';
import { mailboxSetting } from '../mailbox/mailbox.ts';
import { nameOf, type WriteSession } from '../session.ts';
import { verifyStore } from '../verify.ts';
import { proveCopy } from './backups.ts';
import { readOwnFiles, restoreOwnDocuments, type OwnFiles } from './own-files.ts';
import { putInPlace } from './restore.ts';

export type Salvaging = {
  readonly dataKey: Uint8Array;
  readonly keyslots: string;
  /** Where backups lie. */
  readonly folder: string;
  /** Where sealed files may lie, beside the shared folder of the store itself: files and folders. */
  readonly sealed: readonly string[];
  /** The store's random number, from its key slots. */
  readonly store: string;
  /** False only looks: the same work, thrown away. */
  readonly keep: boolean;
  readonly job: JobContext;
};

/** The store must be closed. */
export async function salvage(
  around: Surroundings,
  salvaging: Salvaging,
): Promise<Result<SalvageReport, Problem>> {
  const { keep, dataKey } = salvaging;
  clearBuilding(around.dir);
  const copy = buildingFolder(around.dir);
  const built = buildingFolder(around.dir);
  try {
    copyStore(around.dir, copy);
    const made = await build({ around, salvaging, copy, built });
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

async function build(work: Work): Promise<Result<SalvageReport, Problem>> {
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
    const damaged = joinDamaged(session, readable);
    // The shared folder is a setting of the store, and this one has just come back.
    const tables = readLocalTables(storePaths(copy).store, options, notLocal);
    const lostTables = restoreTables(session.store.db, tables);
    const sealed = sealedFilesIn([...salvaging.sealed, ...sharedFolder(session)]);
    const own = await joinOwnFiles(session, damaged, sealed);
    job.progress('salvage', 2, 4);
    const { lost } = restoreBlobs(session.store.blobs, storePaths(copy).blobs, options);
    session.ledger.rebuild();
    const documents = await restoreOwnDocuments(session, sealed);
    job.progress('salvage', 3, 4);
    const verified = verifyStore(session, { ...job, progress: () => undefined });
    if (!verified.ok) return verified;
    job.progress('salvage', 4, 4);
    return ok({
      ...toldBase(base.value),
      ...own.told,
      ...accountOf(session, readable, own),
      readable: readable !== undefined,
      lostTables,
      lostBlobs: Math.max(0, lost - documents),
      problems: verified.value.problems.length,
    });
  } finally {
    session.store.close();
  }
}

type Damaged = {
  readonly added: number;
  readonly waiting: readonly StoredEvent[];
  readonly leftOut: ReadonlySet<EventHash>;
};

function joinDamaged({ store: { db }, ledger }: WriteSession, readable: Readable | undefined): Damaged {
  const { events, leftOut } = readable ?? { events: [], leftOut: new Set<EventHash>() };
  return { ...joinEvents({ db, ledger }, { events, leftOut }), leftOut };
}

type FromFiles = {
  readonly files: OwnFiles;
  /** Read somewhere and behind a hole. */
  readonly waiting: readonly StoredEvent[];
  readonly told: Pick<SalvageReport, 'added' | 'waiting' | 'ownFiles' | 'fromFiles'>;
};

/** What the own files fill lets what stood after it join too; only then is it known what waits. */
async function joinOwnFiles(
  session: WriteSession,
  damaged: Damaged,
  sealed: readonly SealedFile[],
): Promise<FromFiles> {
  const { db } = session.store;
  const files = await readOwnFiles(session, sealed);
  const before = new Set(damaged.waiting.map(({ hash }) => hash));
  const both = [...damaged.waiting, ...files.events.filter(({ hash }) => !before.has(hash))];
  const joined = joinInOrder({ db, ledger: session.ledger }, { events: both, leftOut: damaged.leftOut });
  const { waiting } = joined;
  keepWaitingEvents(db, { events: waiting, leftOut: damaged.leftOut }, Math.round(session.now()));
  const released = damaged.waiting.length - waiting.filter(({ hash }) => before.has(hash)).length;
  const fromFiles = joined.added - released;
  const told = { added: damaged.added + released, waiting: waiting.length, ownFiles: files.files, fromFiles };
  return { files, waiting, told };
}

/** An unreachable folder gives nothing, and holds nothing up. */
function sealedFilesIn(places: readonly string[]): SealedFile[] {
  const reachable = [...new Set(places)].filter((place) => existsSync(place));
  return sealedFilesOf(reachable);
}

function sharedFolder(session: WriteSession): string[] {
  const { folder } = mailboxSetting(session);
  return folder === null ? [] : [folder];
}

function toldBase(base: Backup | null): Pick<SalvageReport, 'base'> {
  if (!base) return { base: null };
  const { madeAt, events } = base.manifest;
  return { base: { name: base.name, madeAt, events } };
}

function accountOf(
  session: WriteSession,
  readable: Readable | undefined,
  { files, waiting }: FromFiles,
): Pick<SalvageReport, 'events' | 'missing' | 'ownBehind'> {
  const { db } = session.store;
  const reach = new Map(readable?.reach);
  for (const [device, seq] of files.reach) reach.set(device, Math.max(seq, reach.get(device) ?? 0));
  const own = session.self.device;
  return {
    events: countEvents(db),
    missing: holesOf(session, { waiting, reach, lost: readable?.lost ?? [] }),
    ownBehind: (reach.get(own) ?? 0) > contiguous(db, own),
  };
}

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
function holesOf(
  session: WriteSession,
  { waiting: kept, lost, reach: furthest }: Pick<Readable, 'lost' | 'reach'> & Pick<FromFiles, 'waiting'>,
): MissingEvents[] {
  const { db } = session.store;
  const waiting = new Set<string>();
  for (const { body } of kept) {
    const parsed = parseBody(body);
    if (parsed.ok) waiting.add(`${parsed.value.device} ${parsed.value.seq}`);
  }
  const streams = new Map<string, StreamId | null>(
    lost.map((one) => [`${one.device} ${one.seq}`, one.stream]),
  );
  return [...furthest].flatMap(([device, reach]) => {
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
