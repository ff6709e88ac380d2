// Owns: taking a file in whole or not at all, keeping what must wait, and taking it when the rest has come.
// Must not: settle a conflict.
import { err, ok, type Result } from '../../../domain/result.ts';
import type { BundleHeader } from '../../../domain/sync/header.ts';
import type { Accepted } from '../../../domain/sync/judge.ts';
import type { MergeOutcome } from '../../../ipc/exchange.ts';
import type { Problem } from '../../../ipc/operation.ts';
import {
  dropWaiting,
  keepWaiting,
  logImport,
  raiseMarks,
  waitingBundle,
  waitingBundles,
} from '../../../db/local/bundles.ts';
import type { WriteSession } from '../session.ts';
import { judge } from './judging.ts';
import { applicationIds } from './names.ts';

/** Takes a bundle in whole, then whatever it lets out of waiting. A gap keeps the file; anything else refused changes nothing. */
export async function mergeBundle(
  session: WriteSession,
  bytes: Uint8Array,
): Promise<Result<MergeOutcome, Problem>> {
  const { sha256, header, outcome } = await judge(session, bytes);
  const { db } = session.store;
  if (!outcome.ok) {
    if (outcome.error.tag !== 'gap' || !header) return err(outcome.error);
    keepWaiting(db, {
      sha256,
      receivedAt: session.now(),
      senderDevice: header.from.device,
      reason: outcome.error,
      bytes,
    });
    return ok({ added: 0, skipped: 0, conflicts: [], waiting: waitingBundles(db).length });
  }
  const merged = takeIn(session, { sha256, header, accepted: outcome.value });
  if (!merged.ok) return merged;
  const later = await retryWaiting(session);
  return ok({
    added: merged.value.added + later.added,
    skipped: merged.value.skipped + later.skipped,
    conflicts: [...new Set([...merged.value.conflicts, ...later.conflicts])],
    waiting: waitingBundles(db).length,
  });
}

type Taken = { readonly sha256: string; readonly header: BundleHeader | null; readonly accepted: Accepted };
type Merged = Omit<MergeOutcome, 'waiting'>;

function takeIn(session: WriteSession, { sha256, header, accepted }: Taken): Result<Merged, Problem> {
  const { db } = session.store;
  const merged = session.ledger.appendForeign(accepted.events.map((event) => event.stored));
  if (!merged.ok) return err(merged.error);
  const added = merged.value.added;
  const skipped = accepted.skipped + merged.value.skipped;
  if (header) {
    const seen = header.have.map((one) => ({ device: one.device, given: 0, seen: one.seq }));
    raiseMarks(db, header.from.device, seen);
    logImport(db, {
      sha256,
      kind: 'bundle',
      senderDevice: header.from.device,
      at: session.now(),
      outcome: 'merged',
      added,
      skipped,
      details: { member: header.from.member },
    });
  }
  return ok({ added, skipped, conflicts: applicationIds(session, merged.value.conflicts) });
}

async function retryWaiting(session: WriteSession): Promise<Merged> {
  const total = { added: 0, skipped: 0, conflicts: new Set<string>() };
  let again = true;
  while (again) {
    again = false;
    for (const { sha256 } of waitingBundles(session.store.db)) {
      const waiting = waitingBundle(session.store.db, sha256);
      if (!waiting) continue;
      const { header, outcome } = await judge(session, waiting.bytes);
      if (!outcome.ok && outcome.error.tag === 'gap') continue;
      dropWaiting(session.store.db, sha256);
      const merged = outcome.ok ? takeIn(session, { sha256, header, accepted: outcome.value }) : undefined;
      if (!merged?.ok) continue;
      total.added += merged.value.added;
      total.skipped += merged.value.skipped;
      for (const id of merged.value.conflicts) total.conflicts.add(id);
      again = true;
    }
  }
  return { ...total, conflicts: [...total.conflicts] };
}
