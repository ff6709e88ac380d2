// Owns: taking a file in whole or not at all, keeping what must wait, and taking it when the rest has come.
// Must not: settle a conflict.
import type { Merged as LedgerMerged } from '../../../db/ledger/contract.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { isFork } from '../../../domain/sync/fork.ts';
import type { Accepted } from '../../../domain/sync/judge.ts';
import type { MergeOutcome } from '../../../ipc/colleagues/exchange.ts';
import type { Problem } from '../../../ipc/operation.ts';
import {
  dropWaiting,
  keepWaiting,
  logImport,
  raiseMarks,
  waitingBundle,
  waitingBundles,
} from '../../../db/local/bundles.ts';
import { setAside } from '../../../db/local/quarantine.ts';
import { lastStage, quietJob, type JobContext } from '../../threads/protocol.ts';
import { joinWaiting } from '../../../db/keeping/rescue.ts';
import { takeEffect } from '../purge/take-effect.ts';
import { finishPurge } from '../purge/finish.ts';
import { dropWaitingWithPurged } from '../purge/waiting-files.ts';
import type { WriteSession } from '../session.ts';
import { noteAwaiting } from '../group/holding.ts';
import { noteSender } from './set-aside.ts';
import { judge, type Judged } from './judging.ts';
import {
  arisenSince,
  casesAmong,
  disputesIn,
  distinct,
  named,
  standingIn,
  within,
  type Arisen,
} from './arising.ts';
import { actsOf } from './result.ts';

export type Received = Judged & { readonly bytes: Uint8Array };
type Merged = {
  readonly added: number;
  readonly skipped: number;
  readonly filled: number;
  readonly arisen: readonly Arisen[];
};
const nothing = { added: 0, skipped: 0, conflicts: [] };

/**
 * Takes a bundle in whole, then whatever it lets out of waiting. A gap keeps the file, a fork sets it aside (SY-7);
 * anything else refused changes nothing, and so does a person who stops it.
 */
export async function mergeBundle(
  session: WriteSession,
  bytes: Uint8Array,
  job: JobContext = quietJob,
): Promise<Result<MergeOutcome, Problem>> {
  return mergeReceived(session, { ...(await judge(session, bytes, job)), bytes }, job);
}

export async function mergeReceived(
  session: WriteSession,
  received: Received,
  job: JobContext,
): Promise<Result<MergeOutcome, Problem>> {
  const { db } = session.store;
  const kept = keepIfItMustWait(session, received);
  if (kept) {
    // PU-5: nor does a file wait here with what has been purged here.
    await dropWaitingWithPurged(session);
    return ok({ ...nothing, waiting: waitingBundles(db).length });
  }
  const merged = takeIn(session, received, job);
  if (!merged.ok) return merged;
  // The file is in: what it lets out of waiting and what a purge of it asks for are not left half done.
  job.progress(lastStage, 0, 0);
  const later = await retryWaiting(session);
  // What came in may name what we hold: it is taken away before anybody looks at it (PU-4, PU-11).
  joinWaiting({ db, ledger: session.ledger });
  takeEffect(session);
  await finishPurge(session);
  await dropWaitingWithPurged(session);
  const filled = merged.value.filled + later.filled;
  const arising = distinct([...merged.value.arisen, ...later.arisen].map((one) => named(session, one)));
  return ok({
    added: merged.value.added + later.added,
    skipped: merged.value.skipped + later.skipped,
    conflicts: casesAmong(arising),
    ...(arising.length > 0 ? { arising } : {}),
    waiting: waitingBundles(db).length,
    ...(filled > 0 ? { filled } : {}),
  });
}

/** For a file whose preview was refused: a fork is set aside then too, since nobody will press the button. */
export async function keepFork(session: WriteSession, bytes: Uint8Array): Promise<void> {
  setForkAside(session, { ...(await judge(session, bytes)), bytes });
}

function keepIfItMustWait(session: WriteSession, received: Received): boolean {
  const { header, outcome, sha256, bytes } = received;
  setForkAside(session, received);
  if (outcome.ok || outcome.error.tag !== 'gap' || !header) return false;
  keepWaiting(session.store.db, {
    sha256,
    receivedAt: session.now(),
    senderDevice: header.from.device,
    reason: outcome.error,
    bytes,
  });
  return true;
}

/** SY-7, SY-24: the whole file stays here with the device whose chain stands in two forms; only a member's file comes so far. */
function setForkAside(session: WriteSession, { header, outcome, sha256, bytes }: Received): void {
  if (outcome.ok || !header || !isFork(outcome.error)) return;
  const { device, seq, sender } = outcome.error;
  if (typeof device !== 'string' || typeof seq !== 'number') return;
  if (typeof sender === 'string') noteSender(session, sha256, sender);
  setAside(session.store.db, {
    sha256,
    receivedAt: session.now(),
    senderDevice: header.from.device,
    forkedDevice: device,
    seq,
    bytes,
  });
}

/** Events, marks and the row of the log are one transaction. */
export function takeIn(session: WriteSession, received: Judged, job: JobContext): Result<Merged, Problem> {
  const { outcome } = received;
  if (!outcome.ok) return outcome;
  const accepted = outcome.value;
  const disputes = disputesIn(session, accepted);
  const touched = [...accepted.events, ...accepted.fills].map(({ body }) => body.stream);
  const before = standingIn(session, within(touched));
  let arisen: readonly Arisen[] = [];
  const merged = session.ledger.appendForeign(accepted.events, {
    cancelled: job.cancelled,
    progress: (part, done, total) => job.progress(part === 'store' ? 'merge' : 'project', done, total),
    purged: true,
    leftOut: accepted.leftOut,
    fills: accepted.fills.map((event) => event.stored),
    alongside: (done) => {
      arisen = [...arisenSince(session, before, within(touched)), ...disputes];
      noteTakenIn(session, received, { accepted, merged: done, arisen });
    },
  });
  if (!merged.ok) return err(merged.error);
  const { added, filled } = merged.value;
  return ok({
    added,
    filled,
    skipped: skippedOf(accepted, merged.value),
    arisen,
  });
}

/** An event that was here without its payload counts as filled, not as skipped. */
function skippedOf(accepted: Accepted, merged: LedgerMerged): number {
  return accepted.skipped + merged.skipped - merged.filled;
}

function noteTakenIn(
  session: WriteSession,
  { header, sha256 }: Judged,
  {
    accepted,
    merged,
    arisen,
  }: { readonly accepted: Accepted; readonly merged: LedgerMerged; readonly arisen: readonly Arisen[] },
): void {
  if (!header) return;
  const { db } = session.store;
  const { member, device } = header.from;
  if (header.awaits !== undefined) noteAwaiting(session, device);
  raiseMarks(
    db,
    device,
    header.have.map((one) => ({ device: one.device, given: 0, seen: one.seq })),
  );
  logImport(db, {
    sha256,
    kind: 'bundle',
    senderDevice: device,
    at: session.now(),
    outcome: 'merged',
    added: merged.added,
    skipped: skippedOf(accepted, merged),
    details: { member, ...actsOf(accepted, arisen) },
  });
}

async function retryWaiting(session: WriteSession): Promise<Merged> {
  const total = { added: 0, skipped: 0, filled: 0, arisen: new Array<Arisen>() };
  let again = true;
  while (again) {
    again = false;
    for (const { sha256 } of waitingBundles(session.store.db)) {
      const merged = await retryOne(session, sha256);
      if (!merged) continue;
      total.added += merged.added;
      total.skipped += merged.skipped;
      total.filled += merged.filled;
      total.arisen.push(...merged.arisen);
      again = true;
    }
  }
  return total;
}

/** Undefined when nothing came of it: still waiting, or no longer fit to be taken in, which the log then says. */
async function retryOne(session: WriteSession, sha256: string): Promise<Merged | undefined> {
  const { db } = session.store;
  const waiting = waitingBundle(db, sha256);
  if (!waiting) return undefined;
  const received = { ...(await judge(session, waiting.bytes)), bytes: waiting.bytes };
  if (!received.outcome.ok && received.outcome.error.tag === 'gap') return undefined;
  const merged = takeIn(session, received, quietJob);
  db.transaction(() => {
    dropWaiting(db, sha256);
    if (merged.ok) return;
    setForkAside(session, received);
    logRefused(session, { sha256, senderDevice: waiting.senderDevice, problem: merged.error });
  })();
  return merged.ok ? merged.value : undefined;
}

/** SY-24: a file that had been kept and is then refused does not go unseen. */
export function logRefused(
  session: WriteSession,
  file: { readonly sha256: string; readonly senderDevice: string; readonly problem: Problem },
): void {
  logImport(session.store.db, {
    sha256: file.sha256,
    kind: 'refused',
    senderDevice: file.senderDevice,
    at: session.now(),
    outcome: file.problem.tag,
    added: 0,
    skipped: 0,
    details: file.problem,
  });
}
