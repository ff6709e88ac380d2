// Owns: what do I do now: counts of the intake, the nearest starts, what waits; intakes with their imports; own batches to undo.
// Must not: rank people or show one colleague another's pace.
import { caseOfStream, intakeIdSchema, type BatchId, type IntakeId } from '../../domain/ids.ts';
import type { FoldEvent } from '../../domain/ledger/stream.ts';
import { standardLastDay } from '../../domain/ledger/shared-state.ts';
import { everything, type Query } from '../../domain/review/query.ts';
import { workingDaysUntil } from '../../domain/rules/holidays.ts';
import { isIsoDate } from '../../domain/ids.ts';
import { employerReadiness } from '../../domain/employer/readiness.ts';
import type { TodaySummary, UndoEntry } from '../../ipc/app.ts';
import type { IntakeView } from '../../ipc/intake.ts';
import { importLog, waitingBundles } from '../../db/local/bundles.ts';
import { pendingBarRows } from '../../db/local/pending-bar.ts';
import { casePage, countsBy, rowById } from '../../db/queries/cases.ts';
import { recentOwnBatches } from '../../db/queries/history.ts';
import { listIntakes } from '../../db/queries/intake-cases.ts';
import { barredCases } from '../../db/queries/work.ts';
import { isHidden } from './review/hidden.ts';
import { mailboxSetting } from './mailbox/mailbox.ts';
import { waitingCount } from './conflicts/inbox.ts';
import { leftOutHere, ownHoldingOf } from './group/holding.ts';
import { capOf } from './review/warnings.ts';
import { lastDayOf, nameOf, type Session } from './session.ts';
import { unconfirmedTexts } from './texts.ts';

const nearest = 8;

export function todaySummary(session: Session, intake: string | undefined): TodaySummary {
  const { db } = session.store;
  const within: Query =
    intake === undefined || intake === ''
      ? everything
      : { op: 'term', term: 'intake', cmp: 'is', value: intake };
  const steps = countsBy(db, 'step', within);
  const offered: Query = {
    op: 'and',
    all: [within, { op: 'term', term: 'step', cmp: 'is', value: 'offered' }],
  };
  const page = casePage(db, { where: offered, sort: 'startsOn', descending: false, limit: 500 });
  // Of a case that one is barred from nothing is told, not even that it begins (WO-8).
  const shown = page.rows.filter((row) => !isHidden(session, row.caseId));
  const today = session.today();
  const ready = (employer: (typeof page.rows)[number]['employerId']) =>
    employer !== null &&
    employerReadiness(session.ledger.employerState(employer), today, session.reference.thresholds).ready;
  return {
    intake: intake ?? null,
    notReviewed: steps['imported'] ?? 0,
    needsCheck: steps['needsCheck'] ?? 0,
    offered: steps['offered'] ?? 0,
    offeredNotReady: shown.filter((row) => !ready(row.employerId)).length,
    basisFixed: (steps['basisFixed'] ?? 0) - barredFixed(session, intake),
    secondLook: lookCount(session, within),
    conflicts: waitingCount(session),
    pendingBar: pendingBarRows(db).length,
    waitingBundles: waitingBundles(db).length,
    textsToConfirm: unconfirmedTexts(session),
    mailboxStopped: isMailboxStopped(session) ? 1 : 0,
    next: shown.slice(0, nearest).flatMap((row) => {
      if (row.startsOn === null || !isIsoDate(row.startsOn)) return [];
      const workingDays = workingDaysUntil(today, row.startsOn, session.reference.holidays);
      return [
        {
          caseId: row.caseId,
          name: `${row.givenName} ${row.familyName}`.trim(),
          startsOn: row.startsOn,
          workingDays,
        },
      ];
    }),
    holdsCases: ownHoldingOf(session) !== 'noCases',
    awaited: leftOutHere(session).awaited,
    lastExchange: lastExchange(session),
  };
}

/** The desk beside BÄR does not list them (WO-8, DE-25). */
function barredFixed({ store, self }: Session, intake: string | undefined): number {
  const rows = barredCases(store.db, self.member).flatMap((id) => rowById(store.db, id) ?? []);
  const isWithin = (one: string) => intake === undefined || intake === '' || one === intake;
  return rows.filter((row) => row.step === 'basisFixed' && isWithin(row.intake)).length;
}

function lookCount({ store }: Session, within: Query): number {
  const waiting: Query = { op: 'term', term: 'secondLook', cmp: 'is', value: 'yes' };
  const counts = countsBy(store.db, 'step', { op: 'and', all: [within, waiting] });
  return Object.values(counts).reduce((sum, count) => sum + (count ?? 0), 0);
}

function isMailboxStopped(session: Session): boolean {
  const { folder, problem } = mailboxSetting(session);
  return folder !== null && problem !== null;
}

function lastExchange(session: Session): TodaySummary['lastExchange'] {
  const last = importLog(session.store.db, 100).find((entry) => entry.kind === 'bundle');
  if (!last) return null;
  const sender = session.ledger
    .team()
    .members.find((one) => one.devices.some((device) => device.id === last.senderDevice));
  return { at: last.at, from: sender?.name ?? '', events: last.added };
}

export function intakeViews(session: Session): IntakeView[] {
  const team = session.ledger.team();
  return listIntakes(session.store.db).map(({ intake, cases }) => {
    const id: IntakeId = intakeIdSchema.parse(intake);
    const state = session.ledger.intake(id);
    return {
      id,
      cases,
      cap: capOf(session, id),
      standardLastDay: standardLastDay(state) ?? lastDayOf(session, id),
      imports: [...state.imports].reverse().map(({ act, value }) => {
        const done = state.acts[act];
        return {
          batch: value.batch,
          kind: value.importKind,
          fileName: value.fileName,
          asOf: value.asOf,
          at: done?.at ?? 0,
          by: done ? nameOf(team, done.actor) : '',
          rows: value.rows,
          added: value.added,
          changed: value.changed,
          unchanged: value.unchanged,
          rejected: value.rejected,
          duplicates: value.duplicates,
          stubs: value.stubs,
        };
      }),
    };
  });
}

const undoable = new Set([
  'facts.imported',
  'facts.entered',
  'case.stubbed',
  'verdict.given',
  'offer.imported',
  'offer.entered',
  'offer.moved',
  'employer.checked',
  'union.answered',
  'handover.noted',
  'handover.taken',
  'case.assigned',
  'case.watched',
  'note.written',
  'request.sent',
  'request.extended',
  'request.reminded',
  'request.ended',
  'question.asked',
  'question.ended',
  'matter.opened',
  'request.ordered',
  'secondLook.given',
  'case.transferred',
  'attachment.added',
  'attachment.described',
  'attachment.removed',
]);

/** The own acts that can still be taken back, newest first. */
export function undoEntries(session: Session): UndoEntry[] {
  return recentOwnBatches(session.store.db, 50).flatMap((batch) => {
    const kind = Object.keys(batch.kinds).find((one) => undoable.has(one));
    if (kind === undefined || batch.undoneBy !== null) return [];
    const count = batch.kinds[kind] ?? 0;
    return [
      {
        batch: batch.batch,
        kind,
        ...toldOf(session, { batch: batch.batch, kind, count }),
        count,
        at: batch.at,
      },
    ];
  });
}

const detailed = new Set(['verdict.given', 'offer.moved']);

type Told = Pick<UndoEntry, 'detail' | 'caseId'>;

/**
 * What the act said, such as the conclusion, so that “Ångra” names it, and the one case it was about. One event tells it
 * for all: the list is asked for after every verdict, and an import's batch holds thousands.
 */
function toldOf(
  session: Session,
  { batch, kind, count }: { readonly batch: BatchId; readonly kind: string; readonly count: number },
): Told {
  if (!detailed.has(kind) && count !== 1) return { detail: null, caseId: null };
  const [event] = session.ledger.eventsOfBatch(batch, 1);
  if (event === undefined) return { detail: null, caseId: null };
  return { detail: detailOf(event), caseId: count === 1 ? (caseOfStream(event.stream) ?? null) : null };
}

function detailOf({ read }: FoldEvent): string | null {
  if (read.status !== 'known') return null;
  const { payload } = read;
  if (payload.kind === 'verdict.given') return payload.conclusion;
  return payload.kind === 'offer.moved' ? payload.state : null;
}
