// Owns: the one writer of a store: acts and foreign events in, projections in the same transaction, proof and rebuild.
// Must not: make ids or keys, verify bundles, or decide what is allowed.
import type { TeamId } from '../domain/ids.ts';
import { err, ok, type Result, type Tagged } from '../domain/result.ts';
import type { Db } from './connection.ts';
import { appendActs } from './ledger/append.ts';
import { mergeEvents } from './ledger/append-foreign.ts';
import type { AppendOptions, Ledger, LedgerOptions, LedgerReader, NewAct } from './ledger/contract.ts';
import { eventByHash, eventsOfBatch, eventsOfStream } from './ledger/event-rows.ts';
import { dropGroup } from './ledger/drop-group.ts';
import { purgePayloads } from './purge/take-away.ts';
import { rebuildAll } from './ledger/rebuild.ts';
import {
  readCaseState,
  readEmployerState,
  readHeads,
  readIntake,
  readShared,
  readTeam,
} from './ledger/stream-states.ts';
import { verifyAll } from './proof/prove.ts';
import { loadMembership, type Membership } from './ledger/membership.ts';
import { beginWriting } from './ledger/writing.ts';
import { writeMeta } from './meta.ts';
import type { Store } from './open.ts';

/** Reading alone, on any connection of any thread. */
export function readLedger(store: { readonly db: Db }): LedgerReader {
  const { db } = store;
  return {
    caseState: (id) => readCaseState(db, id),
    employerState: (id) => readEmployerState(db, id),
    intake: (id) => readIntake(db, id),
    shared: () => readShared(db),
    team: () => readTeam(db),
    heads: (stream) => readHeads(db, stream),
    eventsOf: (stream) => eventsOfStream(db, stream),
    eventsOfBatch: (batch, limit) => eventsOfBatch(db, batch, limit),
    eventByHash: (hash) => eventByHash(db, hash),
  };
}

export function openLedger(store: Store<'writer'>, options: LedgerOptions): Ledger {
  const { db } = store;
  // Membership is folded once and kept; only this writer can change it. Anything rolled back is read again.
  let membership: Membership | undefined;
  const current = (): Membership => (membership ??= loadMembership(db));
  const forget = () => {
    membership = undefined;
  };

  const append = (
    acts: readonly NewAct[],
    appendOptions: AppendOptions = {},
  ): ReturnType<Ledger['append']> => {
    const done = inTransaction(db, () => {
      const writing = beginWriting(db, current());
      const appended = appendActs({ db, writing, options }, acts, appendOptions);
      if (appended.ok) {
        writing.finish();
        membership = writing.membership();
      }
      return appended;
    });
    if (!done.ok) forget();
    return done;
  };
  const appendForeign: Ledger['appendForeign'] = (events, foreignOptions = {}) => {
    forget();
    const run = () =>
      mergeEvents({ db, writing: beginWriting(db, current()), options }, events, foreignOptions);
    const merged = foreignOptions.dryRun ? inDryRun(db, run) : inTransaction(db, run);
    forget();
    return merged;
  };
  return {
    ...readLedger(store),
    purge: (targets) => guarded(forget, () => purgeIn(db, current(), targets)),
    append: (acts, appendOptions) => guarded(forget, () => append(acts, appendOptions)),
    appendForeign: (events, foreignOptions) => guarded(forget, () => appendForeign(events, foreignOptions)),
    rebuild: (verifyOptions = {}) => {
      forget();
      return inTransaction(db, () => {
        const rebuilt = rebuildAll(db, options.signer.device, verifyOptions);
        return rebuilt ? ok(rebuilt) : err({ tag: 'cancelled' });
      });
    },
    verify: (verifyOptions = {}) => {
      const verified = verifyAll(db, verifyOptions);
      return verified ? ok(verified) : err({ tag: 'cancelled' });
    },
    dropOwnGroup: () => {
      forget();
      return inTransaction(db, () => dropGroup(db));
    },
    setTeam: (team: TeamId) => {
      writeMeta(db, { team });
      forget();
    },
  };
}

function purgeIn(
  db: Db,
  membership: Membership,
  targets: Parameters<Ledger['purge']>[0],
): ReturnType<Ledger['purge']> {
  return inTransaction(db, () => ok(purgePayloads(db, beginWriting(db, membership), targets)));
}

function guarded<T>(forget: () => void, run: () => T): T {
  try {
    return run();
  } catch (error) {
    forget();
    throw error;
  }
}

class RolledBack extends Error {}

/** One IMMEDIATE transaction; a refusal rolls everything back. */
function inTransaction<T, E extends Tagged>(db: Db, run: () => Result<T, E>): Result<T, E> {
  return transact(db, run, (outcome) => outcome.ok);
}

function inDryRun<T, E extends Tagged>(db: Db, run: () => Result<T, E>): Result<T, E> {
  return transact(db, run, () => false);
}

function transact<T>(db: Db, run: () => T, keeps: (outcome: T) => boolean): T {
  let outcome: { readonly value: T } | undefined;
  try {
    db.transaction(() => {
      outcome = { value: run() };
      if (!keeps(outcome.value)) throw new RolledBack();
    }).immediate();
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
  }
  if (!outcome) throw new Error('A transaction ended without an outcome');
  return outcome.value;
}
