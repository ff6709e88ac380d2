// Owns: the desk beside BÄR: what is fixed and not yet registered, and the answers of one case to carry over.
// Must not: register; bar-list.ts does.
import { barFieldsOf } from '../../../domain/decision/bar-fields.ts';
import { lookBlock, lookNeeded } from '../../../domain/decision/second-look.ts';
import type { CaseId, IsoDate } from '../../../domain/ids.ts';
import { isIsoDate } from '../../../domain/ids.ts';
import { decisionStanding } from '../../../domain/ledger/case/decisions.ts';
import { isBarred } from '../../../domain/ledger/case/work.ts';
import { asksOf } from '../../../domain/ledger/shared-state.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { daysBetween } from '../../../domain/rules/days.ts';
import { workingDaysUntil } from '../../../domain/rules/holidays.ts';
import type { BarDesk, BarDeskRow, BarFieldsView } from '../../../ipc/bar.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { casePage } from '../../../db/queries/cases.ts';
import { formContext } from './decisions.ts';
import { formDocument } from './pages.ts';
import { isHidden } from '../review/hidden.ts';
import type { Session } from '../session.ts';

/** More than lie fixed at once in any intake; `more` says that there are others. */
const most = 1000;

/** Not registered, by first day and then by age; a case without a first day last (DE-25). */
export function barDesk(session: Session, intake: string | undefined): Result<BarDesk, Problem> {
  const fixed = { op: 'term', term: 'step', cmp: 'is', value: 'basisFixed' } as const;
  const where =
    intake === undefined
      ? fixed
      : ({ op: 'and', all: [fixed, { op: 'term', term: 'intake', cmp: 'is', value: intake }] } as const);
  const page = casePage(session.store.db, { where, sort: 'startsOn', descending: false, limit: most + 1 });
  const asks = asksOf(session.ledger.shared());
  const rows = page.rows.slice(0, most).flatMap((row): BarDeskRow[] => {
    // That a case is decided is something of it (WO-8).
    if (row.stub || isHidden(session, row.caseId)) return [];
    const state = session.ledger.caseState(row.caseId);
    const standing = decisionStanding(state);
    if (standing.status !== 'basis') return [];
    const { basis } = standing;
    return [
      {
        caseId: row.caseId,
        applicationId: row.applicationId,
        name: `${row.familyName}, ${row.givenName}`,
        outcome: basis.outcome,
        startsOn: basis.period?.from ?? null,
        workingDays: basis.period ? daysLeft(session, basis.period.from) : null,
        fixedOn: basis.day,
        days: isIsoDate(basis.day) ? daysBetween(basis.day, session.today()) : 0,
        look: lookNeeded(state, 'basis', asks),
      },
    ];
  });
  return ok({ rows: rows.sort(byStart), more: page.rows.length > most });
}

function daysLeft({ today, reference }: Session, start: IsoDate): number {
  return start < today() ? -1 : workingDaysUntil(today(), start, reference.holidays);
}

function byStart(a: BarDeskRow, b: BarDeskRow): number {
  const start = (row: BarDeskRow) => row.startsOn ?? '9999-12-31';
  return (
    start(a).localeCompare(start(b)) || b.days - a.days || a.applicationId.localeCompare(b.applicationId)
  );
}

/**
 * Of a fixed basis alone: what is registered is in BÄR already, and what is not fixed may change. Nothing is carried over while
 * the basis waits for other eyes (DE-19).
 */
export function barFields(session: Session, id: CaseId): Result<BarFieldsView, Problem> {
  const state = session.ledger.caseState(id);
  if (state.applicationId === null) return err({ tag: 'caseNotOpened' });
  if (state.stub !== null) return err({ tag: 'specialHandling' });
  if (isBarred(state, session.self.member)) return err({ tag: 'conflictOfInterest' });
  const standing = decisionStanding(state);
  if (standing.status !== 'basis') return err({ tag: 'noBasis' });
  const unlooked = lookBlock(state, 'basis', asksOf(session.ledger.shared()));
  if (unlooked) return err(unlooked);
  const { basis } = standing;
  const form = formDocument(session, formContext(session, id, basis.outcome), basis.answers);
  if (form === null) return err({ tag: 'documentIncomplete' });
  return ok({
    caseId: id,
    heads: state.heads,
    applicationId: state.applicationId,
    outcome: basis.outcome,
    fields: barFieldsOf({ form, answers: basis.answers }, session.reference.barFields),
    clearsAfter: session.reference.barFields.clipboardSeconds,
  });
}
