// Owns: the proof of the whole store on any connection. Must not: mend anything.
import { err, ok, type Result } from '../../domain/result.ts';
import type { VerifyReport } from '../../ipc/app.ts';
import type { Problem } from '../../ipc/operation.ts';
import { verifyAll } from '../../db/ledger/verify.ts';
import type { JobContext } from '../threads/protocol.ts';
import type { Session } from './session.ts';

export function verifyStore(session: Session, job: JobContext): Result<VerifyReport, Problem> {
  const report = verifyAll(session.store.db, {
    cancelled: job.cancelled,
    progress: (done, total) => job.progress('verify', done, total),
  });
  return report ? ok(report) : err({ tag: 'cancelled' });
}
