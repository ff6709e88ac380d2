// Owns: what a file would change, told before anything is taken in: from whom, per case who did what, what becomes a conflict.
// Must not: write.
import { caseOfStream, employerOfStream, type StreamId } from '../../../domain/ids.ts';
import { textValue } from '../../../domain/ledger/case/fields.ts';
import type { FoldEvent, Judge } from '../../../domain/ledger/stream.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Accepted } from '../../../domain/sync/judge.ts';
import {
  previewEmployers,
  previewMerge,
  type CaseChange,
  type Judges,
  type MergePreview as CaseMerge,
} from '../../../domain/sync/preview.ts';
import { isStopped, type Underway } from '../../../domain/sync/ports.ts';
import { createJudge } from '../../../domain/team/judge.ts';
import { deviceKeys } from '../../../domain/team/team-state.ts';
import type { MergePreview } from '../../../ipc/colleagues/exchange.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { hasEvent } from '../../../db/ledger/event-rows.ts';
import { streamsToJudgeAgain } from '../../../db/ledger/membership.ts';
import { partOf, quietJob, type JobContext } from '../../threads/protocol.ts';
import { wordsOf } from '../group/invitations.ts';
import { judgeOf } from '../purge/take-effect.ts';
import { nameOf, type Session } from '../session.ts';
import { arisingIn, casesAmong, type Foreseen } from './arising.ts';
import { judge, type Judged } from './judging.ts';
import { employerNamesIn, otherActsIn, otherViews } from './others.ts';

/** What the file would change, case by case; nothing is written. A gap is told, not refused: it can be kept waiting. */
export async function previewBundle(
  session: Session,
  bytes: Uint8Array,
  job: JobContext = quietJob,
): Promise<Result<Omit<MergePreview, 'token'>, Problem>> {
  return previewJudged(session, await judge(session, bytes, job), job);
}

export function previewJudged(
  session: Session,
  { header, outcome }: Judged,
  job: JobContext = quietJob,
): Result<Omit<MergePreview, 'token'>, Problem> {
  const sender = senderOf(session, { header, outcome });
  if (!outcome.ok) {
    if (outcome.error.tag !== 'gap') return err(outcome.error);
    return ok({
      ...sender,
      added: 0,
      skipped: 0,
      warnings: [],
      cases: [],
      others: [],
      newCases: 0,
      conflicts: [],
      arising: [],
      moreCases: 0,
      waiting: 1,
      leftOut: 0,
      filled: 0,
    });
  }
  const merge = previewOf(session, outcome.value, job);
  if (!merge) return err({ tag: 'cancelled' });
  const arising = arisingIn(session, outcome.value, merge);
  const total = outcome.value.events.length + outcome.value.skipped;
  // What an invitation brought stands ahead of its chain: new to the judge, but already here.
  const added = outcome.value.events.filter(({ stored }) => !hasEvent(session.store.db, stored.hash)).length;
  return ok({
    ...sender,
    added,
    skipped: total - added,
    warnings: outcome.value.warnings.map(({ tag, device }) => ({ tag, device })),
    others: othersOf(session, outcome.value),
    cases: caseLines(session, outcome.value, merge),
    newCases: merge.newCases,
    conflicts: casesAmong(arising),
    arising,
    moreCases: Math.max(0, merge.cases.length - shownCases),
    waiting: 0,
    leftOut: outcome.value.leftOut.size,
    filled: outcome.value.fills.length,
  });
}

/** Whom the file itself lets in has no words in our list yet: they are by the file's own membership, and said to be so. */
function senderOf(
  session: Session,
  { header, outcome }: Pick<Judged, 'header' | 'outcome'>,
): Pick<MergePreview, 'from' | 'words' | 'newcomer'> {
  if (!header) return { from: '', words: [], newcomer: false };
  const { member, device } = header.from;
  const ours = session.ledger.team();
  const newcomer = outcome.ok && deviceKeys(ours, device) === undefined;
  const team = outcome.ok ? outcome.value.team : ours;
  const keys = deviceKeys(team, device);
  return { from: nameOf(team, member), words: keys ? wordsOf(session, keys) : [], newcomer };
}

function othersOf(session: Session, { events, fills, leftOut, team }: Accepted): MergePreview['others'] {
  const kept = [...events, ...fills].filter(
    ({ stored, body }) => caseOfStream(body.stream) === undefined && !leftOut.has(stored.hash),
  );
  return otherViews(session, otherActsIn(kept, team), { team, coming: employerNamesIn(kept) });
}

/** Undefined when it was stopped. */
function previewOf(session: Session, accepted: Accepted, job: JobContext): Foreseen | undefined {
  const incoming = new Map<StreamId, FoldEvent[]>();
  for (const { stored, body, read } of [...accepted.events, ...accepted.fills]) {
    if (accepted.leftOut.has(stored.hash)) continue;
    const events = incoming.get(body.stream);
    const event = { ...body, hash: stored.hash, read };
    if (events) events.push(event);
    else incoming.set(body.stream, [event]);
  }
  const judges = { today: judgeOf(session), withFile: judgeWith(session, accepted) };
  for (const stream of judgedAgain(session, accepted, judges))
    if (!incoming.has(stream)) incoming.set(stream, []);
  const changeOf = (stream: StreamId, events: readonly FoldEvent[]) => ({
    mine: session.ledger.eventsOf(stream),
    incoming: events,
  });
  const watched = watching(incoming, partOf(job, 'compare'));
  const employers = [...incoming].flatMap(([stream, events]) => {
    const id = employerOfStream(stream);
    return id ? [{ employer: id, ...changeOf(stream, events) }] : [];
  });
  const merge = previewMerge(casesOf(watched.streams(), changeOf), judges);
  return watched.stopped() ? undefined : { ...merge, employers: previewEmployers(employers, judges) };
}

function judgeWith(session: Session, { events, team }: Accepted): Judge {
  const coming = events
    .filter(({ body }) => body.stream === 'team')
    .map(({ stored, body, read }) => ({ ...body, hash: stored.hash, read }));
  return createJudge([...session.ledger.eventsOf('team'), ...coming], team.id);
}

/** GR-4: what the file's acts of membership make of cases and employers that it says nothing else of. */
function judgedAgain(
  { store, ledger }: Session,
  accepted: Accepted,
  { today, withFile }: Judges,
): Iterable<StreamId> {
  if (!accepted.events.some(({ body }) => body.stream === 'team')) return [];
  return streamsToJudgeAgain(
    store.db,
    { team: ledger.team(), judge: today },
    { team: accepted.team, judge: withFile },
  );
}

type Incoming = ReadonlyMap<StreamId, readonly FoldEvent[]>;

/** Stream by stream until it is stopped; what has been made of the first of them is then worth nothing. */
function watching(incoming: Incoming, underway: Underway) {
  let stopped = false;
  return {
    stopped: () => stopped,
    *streams() {
      let done = 0;
      for (const one of incoming) {
        stopped = isStopped(underway, done, incoming.size);
        if (stopped) return;
        done += 1;
        yield one;
      }
    },
  };
}

/** One at a time: of a large file not every case is held at once. */
function* casesOf(
  incoming: Iterable<readonly [StreamId, readonly FoldEvent[]]>,
  changeOf: (stream: StreamId, events: readonly FoldEvent[]) => Omit<CaseChange, 'case'>,
): Generator<CaseChange> {
  for (const [stream, events] of incoming) {
    const id = caseOfStream(stream);
    if (id) yield { case: id, ...changeOf(stream, events) };
  }
}

const shownCases = 500;

function caseLines(session: Session, accepted: Accepted, merge: CaseMerge): MergePreview['cases'] {
  return merge.cases.slice(0, shownCases).map((one) => {
    const state = session.ledger.caseState(one.case);
    const name = state.stub
      ? ''
      : [textValue(state.fields, 'givenName'), textValue(state.fields, 'familyName')]
          .filter(Boolean)
          .join(' ');
    return {
      caseId: one.case,
      applicationId: one.applicationId ?? '',
      name,
      acts: one.acts.map((act) => ({
        kind: act.kind ?? 'newer',
        by: nameOf(accepted.team, act.actor),
        count: act.count,
      })),
      becomesConflict: one.conflicts.length > 0,
      unseen: one.unseen,
      settles: one.settled.length > 0,
      notEntitled: one.notEntitled.length,
    };
  });
}
