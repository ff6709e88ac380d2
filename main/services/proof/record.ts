// Owns: the last proof as the store remembers it, and the look at the chains' ends when a store is opened.
// Must not: prove.
import { headProblems } from '../../../db/ledger/verify.ts';
import { readSetting, writeSetting } from '../../../db/local/drafts.ts';
import type { ProofRecord, ProofStatus } from '../../../ipc/proof.ts';
import type { Session, WriteSession } from '../session.ts';
import { findingOf, viewOf } from './walk.ts';

const key = 'proof';

/** One look-up for each device: cheap enough for every opening. */
export function lookAtHeads(session: Session): ProofStatus['start'] {
  const findings = headProblems(session.store.db).map((problem) => viewOf(session, findingOf(problem)));
  return { at: session.now(), findings };
}

export function keepProof(session: WriteSession, record: ProofRecord): void {
  writeSetting(session.store.db, key, record);
}

/** Only `keepProof` writes there, into this encrypted store. */
export function lastProof(session: Session): ProofRecord | null {
  const record = readSetting(session.store.db, key);
  return record === undefined ? null : (record as ProofRecord);
}
