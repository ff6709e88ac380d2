// Owns: Nästa för mig: which case presses most of one's own and of those that nobody has, and why. Must not: look at what anybody
// else has or has done.
import { caseStream } from '../../../domain/ids.ts';
import { employerReadiness } from '../../../domain/employer/readiness.ts';
import type { CaseRow } from '../../../domain/review/case-row.ts';
import { nearOpenedUntil } from '../../../domain/matter/clock.ts';
import type { SortableTerm } from '../../../domain/review/query.ts';
import {
  permitSoonUntil,
  pressing,
  urgency,
  type MissingAtStart,
  type UrgencyContext,
  type UrgencyReason,
} from '../../../domain/urgency/urgency.ts';
import type { Db } from '../../../db/connection.ts';
import type { NextForMe } from '../../../ipc/colleagues/work.ts';
import { daysByStream } from '../../../db/queries/requests.ts';
import { rowsMatching } from '../review/lists.ts';
import type { Session } from '../session.ts';

/** Of each kind of reason the first by its day: the most pressing of all is among them. */
const ofEach = 40;

function contextOf({ reference, today }: Session): UrgencyContext {
  return {
    today: today(),
    holidays: reference.holidays,
    limits: reference.thresholds,
    matter: reference.matter,
  };
}

/** Days that stand beside the rows, by the case's stream. */
type Days = { readonly due: ReadonlyMap<string, string>; readonly opened: ReadonlyMap<string, string> };

function daysOf(db: Db): Days {
  return { due: daysByStream(db, 'awaits'), opened: daysByStream(db, 'opened') };
}

export function urgencyOf(session: Session, row: CaseRow, days = daysOf(session.store.db)): UrgencyReason[] {
  const stream = caseStream(row.caseId);
  const answerDueOn = days.due.get(stream) ?? null;
  const openedOn = days.opened.get(stream) ?? null;
  return urgency({ ...row, missing: missingOf(session, row), answerDueOn, openedOn }, contextOf(session));
}

/** What a decision before the start still waits for. */
function missingOf({ ledger, reference, today }: Session, row: CaseRow): MissingAtStart[] {
  if (row.step !== 'offered') return row.step === 'basisFixed' ? ['registration'] : [];
  const state = row.employerId === null ? undefined : ledger.employerState(row.employerId);
  const readiness = state && employerReadiness(state, today(), reference.thresholds);
  const answered = readiness !== undefined && readiness.unions.length > 0;
  return [
    ...(readiness?.check.status === 'valid' ? [] : (['employerCheck'] as const)),
    ...(answered && readiness.unions.every((one) => one.status === 'agreed') ? [] : (['union'] as const)),
    'basis',
  ];
}

type Asked = { readonly intake?: string | undefined; readonly after?: string | undefined };

/** Round and round: after the last comes the first again, so that nothing is ever said to be done that is not. */
export function nextForMe(session: Session, { intake, after }: Asked): NextForMe | null {
  const ranked = ranking(session, intake);
  const at = ranked.findIndex((one) => one.caseId === after);
  const next = ranked[at + 1] ?? ranked[0];
  return next === undefined ? null : { caseId: next.caseId, mine: next.mine, reasons: next.reasons };
}

type Ranked = NextForMe & { readonly key: string };

function ranking(session: Session, intake: string | undefined): Ranked[] {
  const found = new Map<string, Ranked>();
  const days = daysOf(session.store.db);
  for (const [whose, mine] of [
    ['handläggare:jag', true],
    ['handläggare:ingen', false],
  ] as const) {
    for (const { query, sort } of searches(session)) {
      for (const row of rowsMatching(session, { query: `${whose} ${query}`, intake, sort, limit: ofEach })) {
        const reasons = found.has(row.caseId) ? [] : urgencyOf(session, row, days);
        const key = pressing(reasons);
        if (key !== undefined) found.set(row.caseId, { caseId: row.caseId, mine, reasons, key });
      }
    }
  }
  return [...found.values()].sort(byKey);
}

/** One's own first where two press alike. */
function byKey(a: Ranked, b: Ranked): number {
  const [one, other] = [a, b].map(({ key, mine, caseId }) => `${key} ${mine ? 0 : 1} ${caseId}`) as [
    string,
    string,
  ];
  return one < other ? -1 : 1;
}

/** In the search language: so no other term than a lawful one can choose the case (RE-1). */
function searches(session: Session): { readonly query: string; readonly sort: SortableTerm }[] {
  const context = contextOf(session);
  const permit = `tillstånd>=${context.today} tillstånd<=${permitSoonUntil(context)}`;
  const atOffer = 'läge:erbjuden,fastställt';
  const toReview = 'läge:inläst,kontrolleras';
  return [
    { query: `${atOffer} start:*`, sort: 'startsOn' },
    { query: `öppnat<=${nearOpenedUntil({ ...context, policy: context.matter })}`, sort: 'receivedDate' },
    { query: `bevakas<=${context.today}`, sort: 'watchUntil' },
    { query: `svar<${context.today}`, sort: 'receivedDate' },
    { query: `${atOffer} tillstånd:*`, sort: 'permitValidTo' },
    { query: `${toReview} ${permit}`, sort: 'permitValidTo' },
    { query: `${toReview} -bevakas>${context.today}`, sort: 'receivedDate' },
  ];
}
