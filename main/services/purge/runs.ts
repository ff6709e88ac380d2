// Owns: the purge run: what is ready, what keeps the rest, hand-over and holds, and signing. Must not: take anything away;
// take-effect.ts does, when two have signed and this store finds it right.
import {
  caseStream,
  intakeIdSchema,
  isoDateSchema,
  type BatchId,
  type CaseId,
  type IntakeId,
} from '../../../domain/ids.ts';
import type { CaseState } from '../../../domain/ledger/case/state.ts';
import type { FrozenCounts } from '../../../domain/ledger/shared-state.ts';
import { archiveOf, type Hold } from '../../../domain/ledger/case/retention.ts';
import { canonical } from '../../../domain/ledger/register.ts';
import { coverOf, type NamedPurge } from '../../../domain/purge/cover.ts';
import { figuresIn } from '../../../domain/purge/figures.ts';
import { purgeWindow } from '../../../domain/purge/retention.ts';
import { purgeReadiness, type Readiness } from '../../../domain/purge/judge.ts';
import type { Judge } from '../../../domain/ledger/stream.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { needRole } from '../../../domain/team/roles.ts';
import { hasRole } from '../../../domain/team/team-state.ts';
import type { FrozenView, PurgeCase, PurgeIntake, PurgeOutcome, PurgePreview } from '../../../ipc/purge.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { NewAct } from '../../../db/ledger/contract.ts';
import { intakeCases, listIntakes } from '../../../db/queries/intake-cases.ts';
import { purgeStreams } from '../../../db/queries/purge.ts';
import { newBatch } from '../intake/import-plan.ts';
import type { Session, WriteSession } from '../session.ts';
import { quietJob, type JobContext } from '../../threads/protocol.ts';
import { purgeContext } from './context.ts';
import { freezeAct, openFreeze, type Freezing } from './figures.ts';
import { judgeOf, takeEffect, type Effect } from './take-effect.ts';

const shown = 500;

type Looked = {
  readonly id: CaseId;
  readonly state: CaseState;
  readonly readiness: Readiness;
  /** Somebody has signed for it as it stands: it waits for the second signature, not for another run. */
  readonly signed: boolean;
};

/** Every case of an intake; the group's own stream is read once for all of them. */
function lookAll(session: Session, intake: IntakeId): Looked[] {
  const judge = judgeOf(session);
  return intakeCases(session.store.db, intake).map((row) => look(session, row.caseId, judge));
}

function look(session: Session, id: CaseId, judge: Judge): Looked {
  const state = session.ledger.caseState(id);
  const readiness = purgeReadiness(state, purgeContext(session, state));
  return { id, state, readiness, signed: isSigned(session, state, { id, judge }) };
}

function isSigned(
  session: Session,
  { retention }: CaseState,
  { id, judge }: { readonly id: CaseId; readonly judge: Judge },
): boolean {
  if (retention.signatures.length === 0) return false;
  const { purges } = coverOf(session.ledger.eventsOf(caseStream(id)), judge);
  return purges.some((purge) => purge.outside.length === 0);
}

function isReady({ readiness, signed }: Looked): boolean {
  return readiness.blocks.length === 0 && !signed;
}

/** What a run for this intake would take away, and what keeps the rest; nothing is written. */
export function previewPurge(session: Session, intake: IntakeId): PurgePreview {
  const looked = lookAll(session, intake);
  const cases = looked.map(caseLine).sort(byBlocks).slice(0, shown);
  return { intake: intakeLine(session, intake, looked), cases };
}

/** For the list of intakes: one whose first case cannot be due yet is not looked through. */
export function purgeIntake(session: Session, intake: IntakeId, count: number): PurgeIntake {
  const { data } = session.reference.retention;
  const { from } = purgeWindow(isoDateSchema.parse(`${intake.slice(0, 4)}-01-01`), data);
  if (session.today() < from) {
    const blocks = { notDue: count };
    return { ...unlooked, intake, cases: count, from, by: null, blocks, isLater: true };
  }
  const looked = lookAll(session, intake);
  return intakeLine(session, intake, looked);
}

/**
 * For *I dag*: cases whose last day has passed and that no hold keeps. An intake of which nothing can be late yet is not looked
 * through, so that this costs nothing in most years.
 */
export function countOverdue(session: Session): number {
  const today = session.today();
  const { data } = session.reference.retention;
  const isLate = ({ readiness }: Looked) => today > readiness.window.by && !readiness.blocks.includes('hold');
  const counts = listIntakes(session.store.db).map(({ intake, cases }) => {
    const { by } = purgeWindow(isoDateSchema.parse(`${intake.slice(0, 4)}-01-01`), data);
    if (cases === 0 || today <= by) return 0;
    return lookAll(session, intakeIdSchema.parse(intake)).filter(isLate).length;
  });
  return counts.reduce((sum, count) => sum + count, 0);
}

const unlooked = { ready: 0, signed: 0, overdue: 0, archive: [], frozen: null } as const;

function intakeLine(session: Session, intake: IntakeId, looked: readonly Looked[]): PurgeIntake {
  const today = session.today();
  const blocks: Record<string, number> = {};
  for (const { readiness } of looked)
    for (const block of readiness.blocks) blocks[block] = (blocks[block] ?? 0) + 1;
  const windows = looked.map(({ readiness }) => readiness.window);
  return {
    intake,
    cases: looked.length,
    ready: looked.filter(isReady).length,
    signed: looked.filter((one) => one.signed).length,
    from: windows.map((one) => one.from).sort()[0] ?? null,
    by:
      windows
        .map((one) => one.by)
        .sort()
        .at(-1) ?? null,
    overdue: windows.filter((one) => today > one.by).length,
    blocks,
    archive: archivesIn(looked),
    frozen: openFreezeView(session, intake, looked),
    isLater: false,
  };
}

function archivesIn(looked: readonly Looked[]): PurgeIntake['archive'] {
  const all = looked.flatMap(({ state }) => {
    const recorded = archiveOf(state.retention);
    return recorded.status === 'agreed' ? [recorded.value] : [];
  });
  return [...new Map(all.map((one) => [canonical(one), one])).values()];
}

/** The figures that the first signature would name, when somebody has frozen them and they still hold. */
function openFreezeView(session: Session, intake: IntakeId, looked: readonly Looked[]): FrozenView | null {
  const ready = looked.filter(isReady).map(({ id }) => id);
  const open = ready.length === 0 ? undefined : openFreeze(session, { intake, ready });
  return open ? frozenView(open) : null;
}

function caseLine({ id, state, readiness, signed }: Looked): PurgeCase {
  const { endedOn, window, blocks } = readiness;
  const applicationId = state.applicationId ?? '';
  return {
    caseId: id,
    applicationId,
    endedOn,
    ...window,
    blocks,
    signed,
    hold: holdOf(state)?.reason ?? null,
  };
}

function holdOf(state: CaseState): Hold | undefined {
  return state.retention.holds.map((one) => one.value).find((one) => one.held);
}

function byBlocks(a: PurgeCase, b: PurgeCase): number {
  return b.blocks.length - a.blocks.length || (a.applicationId < b.applicationId ? -1 : 1);
}

// ---- Hand-over and holds --------------------------------------------------------------------------------------

export type ArchiveInput = {
  readonly intake: IntakeId;
  readonly outcome: 'handedOver' | 'notToBeKept';
  readonly day: string;
  readonly reference: string;
};

/** Notes on every case of the intake that has no agreed hand-over yet where its records have gone. */
export function recordArchive(
  session: WriteSession,
  { intake, outcome, day, reference }: ArchiveInput,
): Result<{ recorded: number }, Problem> {
  const allowed = mayPurge(session);
  if (!allowed.ok) return allowed;
  if (day > session.today()) return err({ tag: 'dayInFuture' });
  const batch = newBatch();
  const acts = intakeCases(session.store.db, intake).flatMap(({ caseId }): NewAct[] => {
    if (archiveOf(session.ledger.caseState(caseId).retention).status === 'agreed') return [];
    const payload = { kind: 'archive.recorded' as const, batch, outcome, day: day as never, reference };
    return [{ stream: caseStream(caseId), payload }];
  });
  const written = session.ledger.append(acts);
  return written.ok ? ok({ recorded: acts.length }) : err(written.error);
}

export type HoldInput = Pick<Hold, 'held' | 'reason' | 'reference'> & { readonly id: CaseId };

export function setHold(
  session: WriteSession,
  { id, held, reason, reference }: HoldInput,
): Result<{ held: boolean }, Problem> {
  const allowed = mayPurge(session);
  if (!allowed.ok) return allowed;
  if (session.ledger.caseState(id).applicationId === null) return err({ tag: 'unknownCase' });
  const written = session.ledger.append([
    { stream: caseStream(id), payload: { kind: 'hold.set', held, day: session.today(), reason, reference } },
  ]);
  return written.ok ? ok({ held }) : err(written.error);
}

function mayPurge(session: Session): Result<null, Problem> {
  return needRole(session.ledger.team(), session.self, ['lead', 'caseworker']);
}

// ---- Signing --------------------------------------------------------------------------------------------------

export type SignInput = { readonly intake?: IntakeId | undefined; readonly run?: string | undefined };

/** The first signature for all that is ready in an intake, or the second for what a colleague has signed. */
export function signPurge(
  session: WriteSession,
  { intake, run }: SignInput,
  job: JobContext = quietJob,
): Result<PurgeOutcome, Problem> {
  const allowed = mayPurge(session);
  if (!allowed.ok) return allowed;
  const acts = run === undefined ? firstActs(session, intake) : secondActs(session, run as BatchId);
  if (!acts.ok) return acts;
  const written = session.ledger.append(acts.value.acts, {
    cancelled: job.cancelled,
    progress: (done, total) => job.progress('purge', done, total),
  });
  if (!written.ok) return err(written.error);
  return ok(outcomeOf(acts.value, takeEffect(session)));
}

type Signing = { readonly run: BatchId; readonly signed: number; readonly acts: readonly NewAct[] };

function firstActs(session: Session, intake: IntakeId | undefined): Result<Signing, Problem> {
  if (intake === undefined) return err({ tag: 'unknownIntake' });
  const ready = readyIn(session, intake);
  if (ready.length === 0) return err({ tag: 'nothingToPurge' });
  const freezing = { intake, ready: ready.map((one) => one.id) };
  const before = openFreeze(session, freezing);
  const frozen = before ? { run: before.run, acts: [] } : freshFreeze(session, freezing);
  const { run } = frozen;
  const acts = ready.map((one) => signatureAct(session, one, { run, heads: one.state.heads }));
  return ok({ run, signed: acts.length, acts: [...frozen.acts, ...acts] });
}

function freshFreeze(session: Session, freezing: Freezing) {
  const { run, act } = freezeAct(session, freezing);
  return { run, acts: [act] };
}

/** PU-10: figures and day, before anybody signs. Figures that still hold are not frozen twice. */
export function freezeStatistics(session: WriteSession, intake: IntakeId): Result<FrozenView, Problem> {
  const allowed = mayPurge(session);
  if (!allowed.ok) return allowed;
  const ready = readyIn(session, intake);
  if (ready.length === 0) return err({ tag: 'nothingToPurge' });
  const freezing = { intake, ready: ready.map((one) => one.id) };
  if (!openFreeze(session, freezing)) {
    const written = session.ledger.append([freezeAct(session, freezing).act]);
    if (!written.ok) return err(written.error);
  }
  const open = openFreeze(session, freezing);
  return open ? ok(frozenView(open)) : err({ tag: 'changedMeanwhile' });
}

export function frozenView(frozen: FrozenCounts): FrozenView {
  return { run: frozen.run, day: frozen.day, figures: figuresIn(frozen) };
}

function readyIn(session: Session, intake: IntakeId): Looked[] {
  return lookAll(session, intake).filter(isReady);
}

function secondActs(session: Session, run: BatchId): Result<Signing, Problem> {
  const named = namedIn(session, run);
  if (named.length === 0) return err({ tag: 'unknownRun' });
  const open = named.filter(({ purge }) => !purge.complete);
  const mine = open.filter(({ purge }) => signedBy(session, purge));
  if (open.length === 0 || mine.length === open.length) return err({ tag: 'alreadySigned' });
  const judge = judgeOf(session);
  const ready = open.flatMap(({ id, purge }) =>
    isUnchanged(session, id, purge) && !signedBy(session, purge)
      ? [{ ...look(session, id, judge), heads: purge.heads }]
      : [],
  );
  if (ready.length === 0) return err({ tag: 'nothingToPurge' });
  const acts = ready.map((one) => signatureAct(session, one, { run, heads: one.heads }));
  return ok({ run, signed: acts.length, acts });
}

/** Ready here too, and nothing has come to it since the first signature. */
export function isUnchanged(session: Session, id: CaseId, purge: NamedPurge): boolean {
  if (purge.outside.length > 0) return false;
  const state = session.ledger.caseState(id);
  return purgeReadiness(state, purgeContext(session, state)).blocks.length === 0;
}

function signedBy({ self }: Session, purge: NamedPurge): boolean {
  return purge.signatures.some((one) => one.member === self.member);
}

/** Cases that a run names, with the group of signatures in each. */
export function namedIn(
  session: Session,
  run: string,
): { readonly id: CaseId; readonly purge: NamedPurge }[] {
  const judge = judgeOf(session);
  return purgeStreams(session.store.db).flatMap((stream) =>
    coverOf(session.ledger.eventsOf(stream), judge)
      .purges.filter((one) => one.run === run)
      .map((purge) => ({ id: stream.slice('case:'.length) as CaseId, purge })),
  );
}

function signatureAct(
  session: Session,
  { id, state, readiness }: Looked,
  named: { readonly run: BatchId; readonly heads: readonly string[] },
): NewAct {
  const archive = archiveOf(state.retention);
  if (archive.status !== 'agreed') throw new Error('a case without hand-over is not ready');
  const lead = hasRole(session.ledger.team(), session.self.member, 'lead');
  return {
    stream: caseStream(id),
    expectedHeads: state.heads,
    payload: {
      kind: 'purge.signed',
      batch: named.run,
      run: named.run,
      heads: [...named.heads] as never,
      day: session.today(),
      endedOn: readiness.endedOn,
      archive: archive.value,
      retention: session.reference.retention.pin,
      as: lead ? 'lead' : 'caseworker',
    },
  };
}

function outcomeOf({ run, signed }: Signing, effect: Effect): PurgeOutcome {
  const kept: Record<string, number> = {};
  for (const one of effect.kept.filter((each) => each.run === run))
    for (const block of one.blocks) kept[block] = (kept[block] ?? 0) + 1;
  const purged = effect.streams.length;
  return { run, signed, complete: purged > 0 || effect.kept.length > 0, purged, kept };
}
