// Owns: the review of the read log: the sample drawn, each line judged, the protocol composed and kept.
// Must not: let anybody but a log reviewer look, nor a reviewer review their own openings.
import { createHash, randomInt } from 'node:crypto';
import { z } from 'zod';
import type { ReadEntry } from '../../../domain/access/read-log.ts';
import { drawSample, grounds, type Ground, type Sample } from '../../../domain/access/sample.ts';
import { composeProtocol } from '../../../domain/access/protocol.ts';
import type { ComposedDocument } from '../../../domain/document/blocks.ts';
import { isoDateSchema, type IsoDate } from '../../../domain/ids.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { needRole } from '../../../domain/team/roles.ts';
import { activeMembers, hasRole, memberOfDevice } from '../../../domain/team/team-state.ts';
import { keepReview, keptReviews } from '../../../db/local/access-reviews.ts';
import { dropDraft, readDraft, saveDraft } from '../../../db/local/drafts.ts';
import { readHeads, readsBetween, type ReadHead } from '../../../db/local/read-log.ts';
import type { AccessStatus, ReviewView, SampleLine } from '../../../ipc/access.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { nameOf, type Session, type WriteSession } from '../session.ts';
import { hasGrown, logsHere, logsLacking, logTakenSchema, ownerOf, type LogTaken } from './logs.ts';

const draft = { kind: 'accessReview', id: 'open' };

const judgedSchema = z.object({ judged: z.enum(['inOrder', 'investigate']), note: z.string().max(2000) });
const drawSchema = z.object({
  at: z.int().default(0),
  from: isoDateSchema,
  to: isoDateSchema,
  seed: z.int(),
});
const openReviewSchema = drawSchema.extend({
  judged: z.record(z.string(), judgedSchema),
  /** As far as they had come when the sample was drawn: what is received later does not change what is looked at. */
  logs: z.array(logTakenSchema).optional(),
  /** Samples that were drawn before this one and let go, each with how much of it had been judged. */
  earlier: z.array(drawSchema.extend({ lines: z.int(), judged: z.int() })).default([]),
});
type OpenReview = z.infer<typeof openReviewSchema> & { readonly logs: readonly LogTaken[] };

export function accessStatus(session: Session): AccessStatus {
  const { store, self } = session;
  const team = session.ledger.team();
  const heads = readHeads(store.db);
  const mayReview = hasRole(team, self.member, 'logReviewer');
  const review = mayReview ? openReview(session) : undefined;
  return {
    own: ownPart(heads.find((head) => head.device === self.device)),
    reviewers: activeMembers(team)
      .filter((member) => hasRole(team, member.id, 'logReviewer'))
      .map((member) => member.name),
    mayReview,
    received: mayReview
      ? heads.map((head) => ({
          device: head.device,
          by: memberOfDevice(team, head.device)?.name ?? '',
          lines: head.n,
          self: head.device === self.device,
          sealedAt: head.device === self.device ? null : head.sealedAt,
        }))
      : [],
    lacking: mayReview ? logsLacking(session, logsHere(session), session.today()) : [],
    review: review ? viewOf(session, review) : null,
    finished: mayReview
      ? keptReviews(store.db).map((one) => ({
          id: one.id,
          at: one.finishedAt,
          by: one.reviewer,
          sampled: one.sampled,
          toInvestigate: one.toInvestigate,
        }))
      : [],
  };
}

function ownPart(head: ReadHead | undefined): AccessStatus['own'] {
  if (!head) return { lines: 0, sealedLines: 0, sealedAt: null };
  return { lines: head.n, sealedLines: head.sealedN, sealedAt: head.sealedAt > 0 ? head.sealedAt : null };
}

/**
 * PR-13, PR-15: the logs are fixed as they are now and the start is drawn here, so that nobody chooses it. A sample that is
 * let go for another stands in the protocol.
 */
export function beginReview(
  session: WriteSession,
  input: { readonly from: IsoDate; readonly to: IsoDate },
  drawn: () => number = () => randomInt(1_000_000),
): Result<ReviewView, Problem> {
  const allowed = needRole(session.ledger.team(), session.self, ['logReviewer']);
  if (!allowed.ok) return allowed;
  if (input.to < input.from) return err({ tag: 'periodBackwards' });
  const before = openReview(session);
  const review: OpenReview = {
    ...input,
    at: session.now(),
    seed: drawn(),
    judged: {},
    logs: logsHere(session),
    earlier: before ? [...before.earlier, letGo(session, before)] : [],
  };
  save(session, review);
  return ok(viewOf(session, review));
}

function letGo(session: Session, review: OpenReview): OpenReview['earlier'][number] {
  const { lines } = viewOf(session, review);
  const { at, from, to, seed } = review;
  const judged = lines.filter((line) => line.judged !== 'open').length;
  return { at, from, to, seed, lines: lines.length, judged };
}

export function judgeLine(
  session: WriteSession,
  input: { readonly key: string } & z.infer<typeof judgedSchema>,
): Result<{ left: number }, Problem> {
  const review = openReview(session);
  if (!review) return err({ tag: 'noReview' });
  if (input.judged === 'investigate' && input.note.trim() === '') return err({ tag: 'noReason' });
  const { key, judged, note } = input;
  const next = { ...review, judged: { ...review.judged, [key]: { judged, note: note.trim() } } };
  save(session, next);
  return ok({ left: viewOf(session, next).lines.filter((line) => line.judged === 'open').length });
}

/** Every sampled line judged: the protocol is composed, kept for good, and the open review is over. */
export function finishReview(session: WriteSession): Result<{ id: number }, Problem> {
  const review = openReview(session);
  const allowed = needRole(session.ledger.team(), session.self, ['logReviewer']);
  if (!allowed.ok) return allowed;
  if (!review) return err({ tag: 'noReview' });
  const view = viewOf(session, review);
  const left = view.lines.filter((line) => line.judged === 'open').length;
  if (left > 0) return err({ tag: 'linesNotJudged', left });
  const document = composeProtocol({
    words: session.reference.accessReview.words,
    day: session.today(),
    team: session.ledger.team().name,
    reviewer: session.self.name,
    demo: session.ledger.team().demo,
    policy: session.reference.accessReview,
    logs: review.logs.map((log) => ({
      by: ownerOf(session, log),
      lines: log.n,
      head: log.hash,
      sealedAt: log.sealedAt,
    })),
    review: view,
  });
  const text = JSON.stringify(document);
  const id = keepReview(session.store.db, {
    finishedAt: session.now(),
    reviewer: session.self.name,
    sampled: view.lines.length,
    toInvestigate: view.lines.filter((line) => line.judged === 'investigate').length,
    sha256: createHash('sha256').update(text).digest('hex'),
    document: text,
  });
  dropDraft(session.store.db, draft.kind, draft.id);
  return ok({ id });
}

/** As it was kept, to be printed any number of times, by a log reviewer: it names colleagues. */
export function keptProtocol(session: Session, id: number): Result<ComposedDocument, Problem> {
  const allowed = needRole(session.ledger.team(), session.self, ['logReviewer']);
  if (!allowed.ok) return allowed;
  const kept = keptReviews(session.store.db).find((one) => one.id === id);
  return kept ? ok(JSON.parse(kept.document) as ComposedDocument) : err({ tag: 'noReview' });
}

function save(session: WriteSession, review: OpenReview): void {
  saveDraft(session.store.db, { ...draft, body: review, savedAt: session.now() });
}

/** A review that was begun before the logs were fixed goes on with them as they are now: nothing that was judged is lost. */
function openReview(session: Session): OpenReview | undefined {
  const parsed = openReviewSchema.safeParse(readDraft(session.store.db, draft.kind, draft.id)?.body);
  return parsed.success ? { ...parsed.data, logs: parsed.data.logs ?? logsHere(session) } : undefined;
}

function viewOf(session: Session, review: OpenReview): ReviewView {
  const { from, to, seed, logs } = review;
  const ends = new Map(logs.map((log) => [log.device, log.n]));
  const log = readsBetween(session.store.db, 0, Number.MAX_SAFE_INTEGER).filter(
    ({ device, n }) => n <= (ends.get(device) ?? 0),
  );
  const of = { from, to, seed, reviewer: session.self.member };
  const sample = drawSample(log, of, session.reference.accessReview);
  const pointed: Record<Ground, number> = { ...sample.pointed };
  return {
    from,
    to,
    seed,
    all: sample.all,
    own: sample.own,
    pointed: Object.fromEntries(grounds.map((ground) => [ground, pointed[ground]])),
    lines: sample.entries.map((one) => lineOf(session, one, review)),
    lacking: logsLacking(session, logs, to),
    hasGrown: hasGrown(session, logs),
    earlier: review.earlier,
  };
}

function lineOf(
  session: Session,
  { entry, grounds: own }: Sample['entries'][number],
  review: OpenReview,
): SampleLine {
  const key = keyOf(entry);
  const judged = review.judged[key];
  return {
    key,
    at: entry.at,
    by: nameOf(session.ledger.team(), entry.member),
    caseName: session.ledger.caseState(entry.caseId).applicationId ?? entry.caseId.slice(0, 8),
    how: entry.how,
    reason: entry.reason ?? null,
    grounds: own,
    judged: judged?.judged ?? 'open',
    note: judged?.note ?? '',
  };
}

function keyOf({ device, n }: ReadEntry): string {
  return `${device} ${n}`;
}
