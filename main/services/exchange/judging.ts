// Owns: a received file judged against what this store knows. Must not: write anything.
import { createHash } from 'node:crypto';
import type { Result } from '../../../domain/result.ts';
import type { BundleHeader } from '../../../domain/sync/header.ts';
import type { Accepted } from '../../../domain/sync/judge.ts';
import type { Known } from '../../../domain/sync/ports.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { readMeta } from '../../../db/meta.ts';
import { receiveBundle } from '../../sync/bundle.ts';
import { knownOf } from '../../sync/store-view.ts';
import { partOf, quietJob, type JobContext } from '../../threads/protocol.ts';
import type { Session } from '../session.ts';

export type Judged = {
  readonly sha256: string;
  /** Unproven unless `outcome` is ok, a gap or a fork. */
  readonly header: BundleHeader | null;
  readonly outcome: Result<Accepted, Problem>;
};

export async function judge(
  session: Session,
  bytes: Uint8Array,
  job: JobContext = quietJob,
): Promise<Judged> {
  // Decrypting and unpacking come first, in one piece.
  job.progress('open', 0, 0);
  const received = await receiveBundle(bytes, session.secrets.ageIdentity, {
    ...known(session),
    opening: partOf(job, 'open'),
    judging: partOf(job, 'check'),
  });
  return {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    header: received.header,
    outcome: received.outcome,
  };
}

function known(session: Session): Known {
  const { device, keys } = session.self;
  // While a store is built again by the sheet, the group is known by name alone until the first file is in.
  const team = session.ledger.team().id ?? readMeta(session.store.db).team;
  if (!team) throw new Error('a store belongs to a group from the start');
  return knownOf(session.store.db, {
    team,
    device,
    recipient: keys.recipient,
    now: session.now(),
    today: session.today(),
    retention: session.reference.retention.data,
  });
}
