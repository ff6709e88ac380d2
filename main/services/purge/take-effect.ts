// Owns: purges and marks taking effect on this store, by this store's own judgement, and the receipts it gives for them.
// Must not: sign for anybody, or take away what a hold, an open conflict or an unseen event keeps.
import type { EventHash, StreamId } from '../../../domain/ids.ts';
import { caseOfStream } from '../../../domain/ids.ts';
import type { FoldEvent, Judge } from '../../../domain/ledger/stream.ts';
import { sameValue } from '../../../domain/ledger/register.ts';
import { coverOf, type NamedPurge } from '../../../domain/purge/cover.ts';
import { judgePurge, type PurgeBlock } from '../../../domain/purge/judge.ts';
import { parseMailboxName } from '../../../domain/sync/mailbox.ts';
import { createJudge } from '../../../domain/team/judge.ts';
import { scrub, type Purged, type PurgeTarget } from '../../../db/purge/take-away.ts';
import { namesOf, waitingOf } from '../../../db/purge/own-tables.ts';
import { dropRecipients } from '../../../db/local/mailings.ts';
import { dropBlobs } from '../../../db/blobs.ts';
import { putFiles } from '../../../db/local/mailbox.ts';
import { noteGone, purgeDuty, setPurgeDuty } from '../../../db/local/purge-duty.ts';
import { purgeCandidates, purgeStreams, runsWithoutReceipt } from '../../../db/queries/purge.ts';
import type { Session, WriteSession } from '../session.ts';
import { purgeContext } from './context.ts';
import { leaveOutNotOurs, settleGone } from './not-ours.ts';

/** What keeps one case that two have signed for. */
export type Kept = {
  readonly stream: StreamId;
  readonly run: string;
  readonly blocks: readonly PurgeBlock[];
};

export type Effect = {
  readonly streams: readonly StreamId[];
  readonly purged: Purged | null;
  readonly kept: readonly Kept[];
};

/** At opening, after every exchange and after every signature or mark: what has become due is taken away at once. */
export function takeEffect(session: WriteSession): Effect {
  leaveOutNotOurs(session);
  settleGone(session, judgeOf(session));
  const plan = planEffect(session);
  const targets = plan.flatMap(({ target }) => (target ? [target] : []));
  const runs = [...new Set(plan.flatMap((one) => one.runs))];
  forgetMarked(session, plan);
  const purged = targets.length > 0 ? take(session, targets, runs) : null;
  if (purged || purgeDuty(session.store.db).pages) scrubStore(session);
  giveReceipts(session);
  return {
    streams: targets.map((one) => one.stream),
    purged,
    kept: plan.flatMap(({ kept }) => kept),
  };
}

/** Who is marked is in no mailing either; read before the payloads go (MA-3). */
function forgetMarked({ store: { db } }: WriteSession, plan: readonly StreamPlan[]): void {
  const numbers = plan.flatMap(({ target, isMarked }) => {
    const id = target && isMarked ? caseOfStream(target.stream) : undefined;
    const number = id === undefined ? '' : namesOf(db, id).identityNumber;
    return number === '' ? [] : [number];
  });
  if (numbers.length > 0) dropRecipients(db, numbers);
}

type StreamPlan = {
  readonly isMarked: boolean;
  readonly target: PurgeTarget | undefined;
  /** Runs by which something of it goes now. */
  readonly runs: readonly string[];
  readonly kept: readonly Kept[];
};

function planEffect(session: Session): StreamPlan[] {
  const judge = judgeOf(session);
  return purgeCandidates(session.store.db).map((stream) => planStream(session, stream, judge));
}

export function judgeOf(session: Session): Judge {
  return createJudge(session.ledger.eventsOf('team'), session.ledger.team().id);
}

function planStream(session: Session, stream: StreamId, judge: Judge): StreamPlan {
  const events = session.ledger.eventsOf(stream);
  const cover = coverOf(events, judge);
  const goes = new Set<EventHash>(cover.markCovers);
  const kept: Kept[] = [];
  const runs: string[] = [];
  for (const purge of cover.purges) {
    if (!purge.complete) continue;
    const blocks = blocksOf(session, stream, purge);
    if (blocks.length > 0) kept.push({ stream, run: purge.run, blocks });
    else {
      runs.push(purge.run);
      for (const hash of purge.covers) goes.add(hash);
    }
  }
  const here = events.filter((event) => event.read.status !== 'purged' && goes.has(event.hash));
  const found = here.length > 0 || (cover.marks.length > 0 && waitingOf(session.store.db, stream) > 0);
  const target = found ? { stream, events: here.map((event) => event.hash) } : undefined;
  return { target, isMarked: cover.marks.length > 0, runs: found ? runs : [], kept };
}

export function blocksOf(session: Session, stream: StreamId, purge: NamedPurge): readonly PurgeBlock[] {
  const id = caseOfStream(stream);
  if (id === undefined) return [];
  const state = session.ledger.caseState(id);
  const blocks = judgePurge(purge, state, purgeContext(session, state));
  // Rescued from a damaged store, not joined to its chain yet: no heads can have named it (PU-7).
  const isWaiting = !blocks.includes('outside') && waitingOf(session.store.db, stream) > 0;
  return isWaiting ? [...blocks, 'outside'] : blocks;
}

function take(session: WriteSession, targets: readonly PurgeTarget[], runs: readonly string[]): Purged {
  const { db, blobs } = session.store;
  const at = Math.round(session.now());
  // Set before the transaction: a power cut between it and the pages leaves the duty, not the data.
  setPurgeDuty(db, { pages: true, files: at, withdraw: sealedSoFar(session) });
  const purged = session.ledger.purge(targets);
  if (!purged.ok) throw new Error('a purge has no refusal');
  dropBlobs(blobs, purged.value.blobs);
  const { payloads, drafts, forms, pendingRows } = purged.value;
  const counts = { payloads, drafts, forms, pendingRows, documents: purged.value.blobs.length };
  const outside = { waitingFiles: 0, filesRemoved: 0, filesLeft: 0 };
  noteGone(db, { at, runs: [...runs], cases: targets.length, ...counts, ...outside });
  return purged.value;
}

/** Own files in the shared folder: any of them may hold what goes now, and none opens here. */
function sealedSoFar({ store: { db } }: WriteSession): string[] {
  const documents = (name: string) => parseMailboxName(name)?.holds === 'documents';
  const put = putFiles(db).filter(({ events, name }) => events > 0 || documents(name));
  return [...new Set([...purgeDuty(db).withdraw, ...put.map(({ name }) => name)])];
}

function scrubStore({ store }: WriteSession): void {
  setPurgeDuty(store.db, { pages: !scrub(store) });
}

// ---- Receipts -------------------------------------------------------------------------------------------------

type Told = { cases: number; payloads: number; readonly waiting: Record<string, number> };

/** PU-8: every device tells the group what it has taken away, and what it keeps for now. */
function giveReceipts(session: WriteSession): void {
  const told = new Map<string, Told>();
  const judge = judgeOf(session);
  const due = new Set(runsWithoutReceipt(session.store.db, session.self.device));
  if (due.size === 0 && purgeCandidates(session.store.db).length === 0) return;
  for (const stream of purgeStreams(session.store.db)) tell(session, { stream, judge }, told);
  const { receipts } = session.ledger.shared();
  const acts = [...told].flatMap(([of, { cases, payloads, waiting }]) => {
    const own = receipts[of]?.[session.self.device];
    if (own && own.cases === cases && sameValue(own.waiting, waiting)) return [];
    const { device } = session.self;
    return [
      {
        stream: 'shared' as const,
        payload: { kind: 'purge.receipted' as const, of, device, cases, payloads, waiting },
      },
    ];
  });
  if (acts.length > 0) session.ledger.append(acts);
}

function tell(
  session: Session,
  { stream, judge }: { readonly stream: StreamId; readonly judge: Judge },
  told: Map<string, Told>,
): void {
  const events = session.ledger.eventsOf(stream);
  const cover = coverOf(events, judge);
  const gone = new Set(events.filter(({ read }) => read.status === 'purged').map(({ hash }) => hash));
  const [mark] = [...cover.marks].sort();
  if (mark !== undefined) count(told, mark, { gone: countIn(cover.markCovers, gone), blocks: [] });
  for (const purge of cover.purges) {
    if (!purge.complete) continue;
    const left = events.some((event: FoldEvent) => purge.covers.has(event.hash) && !gone.has(event.hash));
    const blocks = left ? blocksOf(session, stream, purge) : [];
    count(told, purge.run, { gone: countIn(purge.covers, gone), blocks });
  }
}

function countIn(covers: ReadonlySet<EventHash>, gone: ReadonlySet<EventHash>): number {
  return [...covers].filter((hash) => gone.has(hash)).length;
}

function count(
  told: Map<string, Told>,
  of: string,
  found: { readonly gone: number; readonly blocks: readonly PurgeBlock[] },
): void {
  const sum = told.get(of) ?? { cases: 0, payloads: 0, waiting: {} };
  const [block] = found.blocks;
  if (block === undefined) sum.cases += 1;
  else sum.waiting[block] = (sum.waiting[block] ?? 0) + 1;
  sum.payloads += found.gone;
  told.set(of, sum);
}
