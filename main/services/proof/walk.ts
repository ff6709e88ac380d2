// Owns: the whole proof of an open store in parts: chains and states, then the laws of each case and its papers.
// Must not: mend anything, nor know a thread; who walks says when to stop.
import { caseOfStream } from '../../../domain/ids.ts';
import { caseLaws, type LawContext } from '../../../domain/proof/case-laws.ts';
import type { Finding, LawId } from '../../../domain/proof/finding.ts';
import type { Problem as StoreProblem } from '../../../db/ledger/contract.ts';
import { readLogProblems } from '../../../db/local/read-log.ts';
import { caseStreamsAfter, countCaseStreams } from '../../../db/proof/batches.ts';
import { createProver, type ProofPlace } from '../../../db/proof/prove.ts';
import type { FindingView, ProofRecord } from '../../../ipc/proof.ts';
import type { JobContext } from '../../threads/protocol.ts';
import { leftOutHere } from '../group/holding.ts';
import type { Session } from '../session.ts';
import { lawContext } from './law-context.ts';
import { paperLaws, type Papers } from './papers.ts';

/** Where a walk stands; plain data, so that it crosses threads. */
export type WalkPlace = {
  readonly store: ProofPlace | null;
  /** The last case looked at. */
  readonly stream: string;
  readonly done: number;
  readonly total: number;
  readonly counts: Pick<ProofRecord, 'events' | 'cases' | 'papers' | 'notOurs' | 'awaited'>;
};
export type WalkPart = { readonly place: WalkPlace | null; readonly findings: readonly FindingView[] } & Pick<
  WalkPlace,
  'counts'
>;

export type Walker = {
  readonly begin: () => WalkPlace;
  readonly part: (place: WalkPlace) => Promise<WalkPart>;
};

const casesInPart = 64;
const papersInPart = 8;

export function createWalker(session: Session, papers: Papers): Walker {
  const prover = createProver(session.store.db);
  return {
    begin: () => {
      const store = prover.begin();
      const total = store.total + countCaseStreams(session.store.db);
      const counts = { events: 0, cases: 0, papers: 0, ...leftOutHere(session) };
      return { store, stream: '', done: 0, total, counts };
    },
    part: async (place) => {
      if (!place.store) return casesPart(session, place, papers);
      const part = prover.part(place.store);
      const findings = part.problems.map((problem) => viewOf(session, findingOf(problem)));
      const done = part.place?.done ?? place.store.total;
      const isOfEvents = place.store.phase === 'events';
      const counts = isOfEvents
        ? { ...place.counts, events: part.place?.done ?? place.store.done }
        : place.counts;
      // Over a chain that cannot be read no law can be asked.
      const goesOn = part.place !== null || part.problems.every(({ tag }) => !unreadable.has(tag));
      return { place: goesOn ? { ...place, store: part.place, done, counts } : null, findings, counts };
    },
  };
}

const unreadable: ReadonlySet<string> = new Set(['pageUnreadable', 'bodyUnreadable', 'hashMismatch']);
const projected: ReadonlySet<string> = new Set(['stateMismatch', 'projectionMismatch']);

export function findingOf({ tag, device, seq, stream }: StoreProblem): Finding {
  const law: LawId = projected.has(tag) ? 'PR-21' : 'PR-20';
  return {
    law,
    breach: tag,
    ...(device === undefined ? {} : { device }),
    ...(seq === undefined ? {} : { seq }),
    ...(stream === undefined ? {} : { stream }),
  };
}

/** With the number by which a person finds the case. */
export function viewOf(session: Session, finding: Finding): FindingView {
  const id = finding.caseId ?? (finding.stream === undefined ? undefined : caseOfStream(finding.stream));
  const applicationId = id === undefined ? null : session.ledger.caseState(id).applicationId;
  return {
    ...finding,
    ...(id === undefined ? {} : { caseId: id }),
    ...(applicationId === null ? {} : { applicationId }),
  };
}

async function casesPart(session: Session, place: WalkPlace, papers: Papers): Promise<WalkPart> {
  const { db } = session.store;
  const streams = caseStreamsAfter(db, place.stream, casesInPart);
  const context = lawContext(session);
  const findings: Finding[] = [];
  let [seenCases, seenPapers, last] = [0, 0, place.stream];
  for (const stream of streams) {
    if (seenPapers >= papersInPart) break;
    const one = db.transaction(() => lawsOf(session, stream, context))();
    findings.push(...one.findings, ...(await paperLaws(session, one, papers)));
    seenPapers += one.state.issued.length;
    seenCases += 1;
    last = stream;
  }
  const counts = {
    ...place.counts,
    cases: place.counts.cases + seenCases,
    papers: place.counts.papers + seenPapers,
  };
  const next = { ...place, stream: last, done: Math.min(place.done + seenCases, place.total), counts };
  const isEnd = streams.length < casesInPart && last === (streams.at(-1) ?? last);
  if (isEnd) findings.push(...readLogFindings(session));
  return { place: isEnd ? null : next, findings: findings.map((one) => viewOf(session, one)), counts };
}

/** PR-22: the read log is small beside the events and looked at in one go, at the end. */
function readLogFindings({ store }: Session): Finding[] {
  return readLogProblems(store.db).map(({ breach, device, n }) => ({ law: 'PR-22', breach, device, seq: n }));
}

type Looked = {
  readonly id: Parameters<typeof caseLaws>[0]['id'];
  readonly state: Parameters<typeof caseLaws>[0]['state'];
  readonly findings: readonly Finding[];
};

/** State and events of one case in one read: a writer beside it must not look like a breach. */
function lawsOf(
  session: Session,
  stream: ReturnType<typeof caseStreamsAfter>[number],
  context: LawContext,
): Looked {
  const id = caseOfStream(stream);
  if (id === undefined) throw new Error(`${stream} is no case`);
  const state = session.ledger.caseState(id);
  return {
    id,
    state,
    findings: caseLaws({ id, state, events: () => session.ledger.eventsOf(stream) }, context),
  };
}

/** Listed, at most this many; the rest are counted. */
const mostListed = 200;

export type Gathered = { readonly findings: FindingView[]; more: number };

export function gather(into: Gathered, findings: readonly FindingView[]): void {
  for (const finding of findings) {
    if (into.findings.length < mostListed) into.findings.push(finding);
    else into.more += 1;
  }
}

/** From beginning to end in this thread; undefined when cancelled. */
export async function walkAll(
  walker: Walker,
  by: Pick<ProofRecord, 'at' | 'by'>,
  job: JobContext,
): Promise<ProofRecord | undefined> {
  const gathered: Gathered = { findings: [], more: 0 };
  let place: WalkPlace | null = walker.begin();
  let counts = place.counts;
  while (place) {
    if (job.cancelled()) return undefined;
    job.progress('verify', place.done, place.total);
    const part: WalkPart = await walker.part(place);
    gather(gathered, part.findings);
    ({ place, counts } = part);
  }
  job.progress('verify', 1, 1);
  return { ...by, ...counts, ...gathered };
}
