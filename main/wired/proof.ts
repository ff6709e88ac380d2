// Owns: when the proof runs: on demand, and by itself when nobody has worked for a while; it gives way at the first touch.
// Must not: prove; the jobs thread does, part by part.
import { lawIds } from '../../domain/proof/finding.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Handlers } from '../../ipc/contract.ts';
import type { OperationName } from '../../ipc/names.ts';
import type { Problem } from '../../ipc/operation.ts';
import type { ProofRecord, ProofStatus } from '../../ipc/proof.ts';
import { wallMicros } from '../services/clock.ts';
import { gather, type Gathered, type WalkPart, type WalkPlace } from '../services/proof/walk.ts';
import { quietJob, type JobContext } from '../threads/protocol.ts';
import type { Context } from './context.ts';

/** Nothing asked for so long: somebody reads, or has gone. */
const idleAfterMs = 120_000;
const lookEveryMs = 30_000;
/** A proof of everything by itself once a working day. */
const proofEveryMicros = 20 * 3600 * 1_000_000;

export type ProofDriver = {
  readonly handlers: Pick<Handlers, 'proof.status' | 'proof.run'>;
  /** Every operation of the window counts as work. */
  readonly noticing: (handlers: Handlers) => Handlers;
  readonly close: () => void;
};

type Running = { readonly idle: boolean; done: number; total: number; stopped: boolean };
type Driver = { readonly context: Context; running: Running | undefined; touchedAt: number };

export function createProofDriver(context: Context): ProofDriver {
  const driver: Driver = { context, running: undefined, touchedAt: Date.now() };
  const timer = setInterval(() => void proveWhenIdle(driver).catch(() => undefined), lookEveryMs);
  timer.unref();
  return {
    handlers: {
      'proof.status': () => status(driver),
      'proof.run': async () => {
        const ran = await context.jobs.local('proof.run', (job) => prove(driver, 'window', job));
        context.around.notify({ kind: 'changed', cases: [] });
        return ran;
      },
    },
    noticing: (handlers) => noticing(driver, handlers),
    close: () => {
      clearInterval(timer);
      if (driver.running) driver.running.stopped = true;
    },
  };
}

/** What the window asks by itself is no work of a person. */
const unasked: ReadonlySet<string> = new Set<OperationName>([
  'app.status',
  'app.today',
  'proof.status',
  'exchange.status',
]);

function noticing(driver: Driver, handlers: Handlers): Handlers {
  const entries = Object.entries(handlers).map(([name, handler]) => [
    name,
    (input: never) => {
      if (!unasked.has(name)) touch(driver);
      return (handler as (input: never) => unknown)(input);
    },
  ]);
  return Object.fromEntries(entries) as unknown as Handlers;
}

function touch(driver: Driver): void {
  driver.touchedAt = Date.now();
  if (driver.running?.idle) driver.running.stopped = true;
}

type Kept = Pick<ProofStatus, 'start' | 'last'>;

async function status(driver: Driver): Promise<Result<ProofStatus, Problem>> {
  const kept = await driver.context.control.onReader<Kept | Result<never, Problem>>('proofStatus', null);
  if ('ok' in kept) return kept;
  const { running } = driver;
  return ok({
    ...kept,
    running: running ? { done: running.done, total: running.total, idle: running.idle } : null,
    laws: lawIds,
  });
}

async function proveWhenIdle(driver: Driver): Promise<void> {
  const { control, around } = driver.context;
  if (driver.running || control.status().phase !== 'open') return;
  if (Date.now() - driver.touchedAt < idleAfterMs) return;
  const kept = await control.onReader<Kept | Result<never, Problem>>('proofStatus', null);
  if ('ok' in kept || wallMicros() - (kept.last?.at ?? 0) < proofEveryMicros) return;
  const ran = await prove(driver, 'idle', quietJob);
  if (ran.ok) around.notify({ kind: 'changed', cases: [] });
}

/** Part by part: between two parts other jobs are served, a lock is noticed, and a touch stops what runs by itself. */
async function prove(
  driver: Driver,
  by: 'idle' | 'window',
  job: JobContext,
): Promise<Result<ProofRecord, Problem>> {
  if (driver.running && !driver.running.idle) return err({ tag: 'proofRuns' });
  if (driver.running) driver.running.stopped = true;
  const running: Running = { idle: by === 'idle', done: 0, total: 0, stopped: false };
  driver.running = running;
  try {
    return await walk(driver.context, { running, by, job });
  } catch (error) {
    // Locked in the middle, the thread is gone: nothing was written.
    if (driver.context.control.status().phase === 'open') throw error;
    return err({ tag: 'storeLocked' });
  } finally {
    if (driver.running === running) driver.running = undefined;
  }
}

type Walk = { readonly running: Running; readonly by: ProofRecord['by']; readonly job: JobContext };

async function walk({ control }: Context, { running, by, job }: Walk): Promise<Result<ProofRecord, Problem>> {
  const at = wallMicros();
  const gathered: Gathered = { findings: [], more: 0 };
  const begun = await control.onJobs<Result<WalkPlace, Problem>>('proofBegin', null).result;
  if (!begun.ok) return begun;
  let place: WalkPlace | null = begun.value;
  let { counts } = begun.value;
  while (place) {
    if (running.stopped || job.cancelled()) {
      await control.onJobs('proofEnd', null).result;
      return err({ tag: 'cancelled' });
    }
    job.progress('verify', place.done, place.total);
    [running.done, running.total] = [place.done, place.total];
    const part: Result<WalkPart, Problem> = await control.onJobs<Result<WalkPart, Problem>>(
      'proofPart',
      place,
    ).result;
    if (!part.ok) return part;
    gather(gathered, part.value.findings);
    ({ place, counts } = part.value);
  }
  await control.onJobs('proofEnd', null).result;
  const record: ProofRecord = { at, by, ...counts, ...gathered };
  await control.onWriter<void>('noteProof', record).result;
  return ok(record);
}
