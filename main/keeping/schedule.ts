// Owns: when the program backs up, rehearses and thins out by itself, and that each is noted, well or not.
// Must not: do any of it on the main thread, nor stop the work for it.
import type { Result } from '../../domain/result.ts';
import type { BackupView, KeepingEntry, RehearsalReport } from '../../ipc/keeping.ts';
import type { Problem } from '../../ipc/operation.ts';

/** What the jobs thread says of the backups. */
export type KeepingState = {
  readonly backups: readonly BackupView[];
  readonly log: readonly KeepingEntry[];
  readonly needsThinning: boolean;
  readonly setAside: number;
  /** Former folders that a purge cannot reach now. */
  readonly foldersAway: readonly string[];
};

export type SchedulePorts = {
  readonly everyHours: () => number;
  /** Wall time in microseconds. */
  readonly now: () => number;
  /** Undefined while no store of real cases is open. */
  readonly state: () => Promise<KeepingState | undefined>;
  readonly needsThinning: () => Promise<boolean>;
  readonly backUp: () => Promise<Result<BackupView, Problem>>;
  readonly rehearse: () => Promise<Result<RehearsalReport, Problem>>;
  readonly thinOut: () => Promise<Result<{ readonly made: string }, Problem>>;
  readonly note: (entry: KeepingEntry) => Promise<void>;
};

const hour = 3_600_000_000;
const week = 7 * 24 * hour;

export type Schedule = {
  readonly tick: () => Promise<void>;
  readonly backUp: () => Promise<Result<BackupView, Problem>>;
  readonly rehearse: () => Promise<Result<RehearsalReport, Problem>>;
  /** Replaces what still holds a purged case, now: example stores too, since somebody may have backed one up. */
  readonly reach: () => Promise<void>;
};

export function createSchedule(ports: SchedulePorts): Schedule {
  let running: Promise<unknown> = Promise.resolve();
  /** One at a time, in the order they were asked for. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = running.then(work, work);
    running = next.catch(() => undefined);
    return next;
  };
  return {
    tick: () => inTurn(() => tick(ports)),
    backUp: () => inTurn(() => backUp(ports)),
    rehearse: () => inTurn(() => rehearse(ports)),
    reach: () => inTurn(async () => ((await ports.needsThinning()) ? thinOut(ports) : undefined)),
  };
}

async function tick(ports: SchedulePorts): Promise<void> {
  const state = await ports.state();
  if (!state) return;
  if (state.needsThinning) await thinOut(ports);
  else if (isBackupDue(state, ports.everyHours(), ports.now())) await backUp(ports);
  const after = await ports.state();
  if (after && isRehearsalDue(after, ports.now())) await rehearse(ports);
}

/** A failed try is made again after an hour, not at every look. */
export function isBackupDue({ backups, log }: KeepingState, everyHours: number, now: number): boolean {
  const newest = backups[0]?.madeAt;
  const tried = log.find(({ kind }) => kind === 'backup' || kind === 'thinOut');
  if (tried?.problem && now - tried.at < hour) return false;
  return newest === undefined || now - newest >= everyHours * hour || newest > now + hour;
}

/** Each week, and at once for the first backup; after a failed one every day until one is good. */
export function isRehearsalDue({ backups, log }: KeepingState, now: number): boolean {
  if (backups.length === 0) return false;
  const last = log.find(({ kind }) => kind === 'rehearsal');
  if (!last) return true;
  return now - last.at >= (last.problem === null ? week : 24 * hour);
}

async function backUp(ports: SchedulePorts): Promise<Result<BackupView, Problem>> {
  const made = await ports.backUp();
  await ports.note(entryOf('backup', ports.now(), made.ok ? made.value : made.error));
  return made;
}

async function rehearse(ports: SchedulePorts): Promise<Result<RehearsalReport, Problem>> {
  const done = await ports.rehearse();
  await ports.note({
    at: Math.round(ports.now()),
    kind: 'rehearsal',
    problem: done.ok ? (done.value.ok ? null : 'backupNotGood') : done.error.tag,
    backup: done.ok ? done.value.backup : null,
    events: done.ok ? done.value.events : null,
  });
  return done;
}

async function thinOut(ports: SchedulePorts): Promise<void> {
  const done = await ports.thinOut();
  const entry = entryOf(
    'thinOut',
    ports.now(),
    done.ok ? { name: done.value.made, events: null } : done.error,
  );
  await ports.note(entry);
}

function entryOf(
  kind: KeepingEntry['kind'],
  now: number,
  from: { readonly name: string; readonly events: number | null } | Problem,
): KeepingEntry {
  const failed = 'tag' in from && typeof from.tag === 'string';
  return {
    at: Math.round(now),
    kind,
    problem: failed ? from.tag : null,
    backup: failed ? null : String(from['name']),
    events: !failed && typeof from['events'] === 'number' ? from['events'] : null,
  };
}
