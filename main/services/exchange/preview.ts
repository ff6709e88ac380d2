// Owns: what a file would change, told before anything is taken in: from whom, per case who did what, what becomes a conflict.
// Must not: write.
import { caseOfStream, employerOfStream, type EventHash, type StreamId } from '../../../domain/ids.ts';
import type { EventBody } from '../../../domain/ledger/event.ts';
import { textValue } from '../../../domain/ledger/case/fields.ts';
import type { FoldEvent } from '../../../domain/ledger/stream.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Accepted } from '../../../domain/sync/judge.ts';
import {
  previewEmployers,
  previewMerge,
  type MergePreview as CaseMerge,
} from '../../../domain/sync/preview.ts';
import { createJudge } from '../../../domain/team/judge.ts';
import { deviceKeys } from '../../../domain/team/team-state.ts';
import type { MergePreview } from '../../../ipc/colleagues/exchange.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { wordsOf } from '../group/invitations.ts';
import { nameOf, type Session } from '../session.ts';
import { arisingIn, labelsOf, type Foreseen } from './arising.ts';
import { judge, type Judged } from './judging.ts';

/** What the file would change, case by case; nothing is written. A gap is told, not refused: it can be kept waiting. */
export async function previewBundle(
  session: Session,
  bytes: Uint8Array,
): Promise<Result<Omit<MergePreview, 'token'>, Problem>> {
  return previewJudged(session, await judge(session, bytes));
}

export function previewJudged(
  session: Session,
  { header, outcome }: Judged,
): Result<Omit<MergePreview, 'token'>, Problem> {
  const team = session.ledger.team();
  const from = header ? nameOf(team, header.from.member) : '';
  const keys = header ? deviceKeys(team, header.from.device) : undefined;
  const sender = { from, words: keys ? wordsOf(session, keys) : [] };
  if (!outcome.ok) {
    if (outcome.error.tag !== 'gap') return err(outcome.error);
    return ok({
      ...sender,
      added: 0,
      skipped: 0,
      warnings: [],
      cases: [],
      others: 0,
      newCases: 0,
      conflicts: [],
      arising: [],
      moreCases: 0,
      waiting: 1,
      leftOut: 0,
      filled: 0,
    });
  }
  const merge = previewOf(session, outcome.value);
  const arising = arisingIn(session, outcome.value, merge);
  const total = outcome.value.events.length + outcome.value.skipped;
  // What an invitation brought stands ahead of its chain: new to the judge, but already here.
  const added = outcome.value.events.filter(
    ({ stored }) => session.ledger.eventByHash(stored.hash) === undefined,
  ).length;
  return ok({
    ...sender,
    added,
    skipped: total - added,
    warnings: outcome.value.warnings.map(({ tag, device }) => ({ tag, device })),
    others: outcome.value.events.filter(({ stored, body }) => isOther(stored.hash, body, outcome.value))
      .length,
    cases: caseLines(session, outcome.value, merge),
    newCases: merge.newCases,
    conflicts: labelsOf(arising),
    arising,
    moreCases: Math.max(0, merge.cases.length - shownCases),
    waiting: 0,
    leftOut: outcome.value.leftOut.size,
    filled: outcome.value.fills.length,
  });
}

function isOther(hash: EventHash, { stream }: EventBody, { leftOut }: Accepted): boolean {
  return caseOfStream(stream) === undefined && !leftOut.has(hash);
}

function previewOf(session: Session, accepted: Accepted): Foreseen {
  const incoming = new Map<StreamId, FoldEvent[]>();
  for (const { stored, body, read } of [...accepted.events, ...accepted.fills]) {
    if (accepted.leftOut.has(stored.hash)) continue;
    const events = incoming.get(body.stream);
    const event = { ...body, hash: stored.hash, read };
    if (events) events.push(event);
    else incoming.set(body.stream, [event]);
  }
  const teamEvents = [
    ...session.ledger.eventsOf('team'),
    ...accepted.events
      .filter(({ body }) => body.stream === 'team')
      .map(({ stored, body, read }) => ({ ...body, hash: stored.hash, read })),
  ];
  const judgeWith = createJudge(teamEvents, accepted.team.id);
  const changeOf = (stream: StreamId, events: readonly FoldEvent[]) => ({
    mine: session.ledger.eventsOf(stream),
    incoming: events,
  });
  const cases = [...incoming].flatMap(([stream, events]) => {
    const id = caseOfStream(stream);
    return id ? [{ case: id, ...changeOf(stream, events) }] : [];
  });
  const employers = [...incoming].flatMap(([stream, events]) => {
    const id = employerOfStream(stream);
    return id ? [{ employer: id, ...changeOf(stream, events) }] : [];
  });
  return { ...previewMerge(cases, judgeWith), employers: previewEmployers(employers, judgeWith) };
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
      settles: one.settled.length > 0,
      notEntitled: one.notEntitled.length,
    };
  });
}
