// Owns: the proof of a store's chains and states on any connection, for whoever must know before going on.
// Must not: mend anything, nor ask for the laws (services/proof does).
import { err, ok, type Result } from '../../domain/result.ts';
import { verifyAll } from '../../db/proof/prove.ts';
import type { Verified } from '../../db/ledger/contract.ts';
import type { Problem } from '../../ipc/operation.ts';
import type { JobContext } from '../threads/protocol.ts';
import type { Session } from './session.ts';

export function verifyStore(session: Session, job: JobContext): Result<Verified, Problem> {
  const report = verifyAll(session.store.db, {
    cancelled: job.cancelled,
    progress: (done, total) => job.progress('verify', done, total),
  });
  return report ? ok(report) : err({ tag: 'cancelled' });
}
