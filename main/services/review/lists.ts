// Owns: the lists: which cases match a search, their rows, counts, Table 1. Must not: take a term the law does not allow.
import {
  caseStream,
  intakeIdSchema,
  type CaseId,
  type EventHash,
  type MemberId,
  type TargetGroup,
} from '../../../domain/ids.ts';
import { known } from '../../../domain/ledger/stream.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { unpackIds } from '../../../domain/packed-ids.ts';
import { scattered } from '../../../domain/lawful/scatter.ts';
import { seenBy, seenFor, type SeenQuery } from '../../../domain/lawful/seen-by.ts';
import { lawAgainst, lawOfTerms } from '../../../domain/lawful/unlawful.ts';
import { everything, sortableTerms, type SortableTerm } from '../../../domain/review/query.ts';
import { barredRow, type CaseRow } from '../../../domain/review/case-row.ts';
import { namedColleagues } from '../../../domain/teamwork/colleagues.ts';
import { isReasonFor } from '../../../domain/review/reasons.ts';
import { parseQuery } from '../../../domain/review/search-parse.ts';
import type { Table1, Table1Row } from '../../../ipc/decision.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { ListIds, ListInput, ReasonView } from '../../../ipc/review.ts';
import { caseIds, casePage, countCases, rowsByIds } from '../../../db/queries/cases.ts';
import { barredCases, protectedCases } from '../../../db/queries/work.ts';
import { markedLate } from '../../../db/queries/statistics.ts';
import { standingFigures } from '../purge/figures.ts';
import type { Session } from '../session.ts';
import { isHidden } from './hidden.ts';

/** A search as typed, within one intake if named. The same parser serves every route (14 § lagen (2002:546)). */
function readQuery(session: Session, text: string, intake?: string): Result<SeenQuery, Problem> {
  const parsed = parseQuery(text);
  if (!parsed.ok) return err({ ...parsed.error });
  const { members } = session.ledger.team();
  const query = namedColleagues(parsed.value, {
    self: session.self.member,
    today: session.today(),
    members,
  });
  const seen = seenBy(query, barredReader(session));
  if (intake === undefined || intake === '') return ok(seen);
  return ok({ op: 'and', all: [{ op: 'term', term: 'intake', cmp: 'is', value: intake }, seen] });
}

/** The reader, where there is any case that they are barred from. */
function barredReader({ store, self }: Session): MemberId | null {
  return barredCases(store.db, self.member).length === 0 ? null : self.member;
}

/** Cases of which the reader does not see what is sorted by. */
function hiddenFrom(session: Session, sort: SortableTerm): ReadonlySet<CaseId> {
  const { db } = session.store;
  const barred = barredCases(db, session.self.member);
  const seen = seenFor(sort, barred.length === 0 ? null : session.self.member);
  if (seen === undefined) return new Set();
  return new Set([...barred, ...(seen.protectedToo ? [] : protectedCases(db))]);
}

/** A tall window's rows with some to spare. */
const firstRows = 60;

export function listIds(session: Session, input: ListInput): Result<ListIds, Problem> {
  const where = readQuery(session, input.query, input.intake);
  if (!where.ok) return where;
  const sort = sortOf(input.sort);
  if (sort === undefined) return err(sortRefused(input.sort));
  const listed = caseIds(session.store.db, { where: where.value, sort, descending: input.descending });
  const packed = scattered(listed, hiddenFrom(session, sort));
  const whole = readQuery(session, '', input.intake);
  return ok({
    packed,
    first: rowsFor(session, unpackIds(packed, 0, firstRows)),
    all: countCases(session.store.db, whole.ok ? whole.value : everything),
  });
}

/** WO-8: of a case that the reader is barred from the list shows that it is there and nothing of the person. */
export function rowsFor(session: Session, ids: readonly CaseId[]): CaseRow[] {
  return rowsByIds(session.store.db, ids).map((row) =>
    isHidden(session, row.caseId) ? barredRow(row) : row,
  );
}

/** Only lawful terms sort; anything else, from whatever route, is refused. */
export function sortOf(text: string): SortableTerm | undefined {
  return sortableTerms.find((term) => term === text);
}

export function sortRefused(sort: string): Problem {
  return { tag: 'sortNotAllowed', sort, law: lawAgainst(sort) ?? lawOfTerms };
}

export function idsMatching(session: Session, text: string): Result<CaseId[], Problem> {
  const where = readQuery(session, text);
  if (!where.ok) return where;
  return ok(
    unpackIds(caseIds(session.store.db, { where: where.value, sort: 'applicationId', descending: false })),
  );
}

export type Matching = {
  readonly query: string;
  readonly intake: string | undefined;
  readonly sort: SortableTerm;
  readonly limit: number;
};

/** The first rows of a search in order; those without the sorted value last. */
export function rowsMatching(session: Session, { query, intake, sort, limit }: Matching): readonly CaseRow[] {
  const where = readQuery(session, query, intake);
  if (!where.ok) return [];
  return casePage(session.store.db, { where: where.value, sort, descending: false, limit }).rows;
}

export function countMatching(session: Session, text: string): Result<number, Problem> {
  const where = readQuery(session, text);
  return where.ok ? ok(countCases(session.store.db, where.value)) : where;
}

export function table1(session: Session, intake: string | undefined): Result<Table1, Problem> {
  const id = intake === undefined || intake === '' ? undefined : intakeIdSchema.safeParse(intake);
  if (id && !id.success) return err({ tag: 'unknownIntake' });
  const { figures: counts, frozenOn } = standingFigures(session, id?.data);
  const row = ({ applicants, eligible, offered, granted }: Table1Row): Table1Row => ({
    applicants,
    eligible,
    offered,
    granted,
  });
  return ok({
    intake: id?.data ?? null,
    female: row(counts.female),
    male: row(counts.male),
    unknown: row(counts.unknown),
    total: row(counts.total),
    orange: counts.total.orange,
    frozenOn,
    markedLate: markedLate(session.store.db, id?.data),
  });
}

/** Reasons of one list with how often the group has used each; a count, never a way to its cases (14 § lagen (2002:546)). */
export function listReasons(
  session: Session,
  list: 'notEligible' | 'refusal' | 'closed',
  of?: TargetGroup,
): ReasonView[] {
  const { groups } = session.reference.reasons.lists[list];
  return groups.flatMap((group) =>
    group.reasons
      .filter((reason) => of === undefined || isReasonFor(reason, of))
      .map((reason) => ({
        code: reason.code,
        level1: `${group.code} ${group.name}`,
        text: reason.name,
        valuing: reason.valuesPerson,
        uses: 0,
      })),
  );
}

/** The composed documents of a registered decision; they stay in the event, not in the cached state. */
export function issuedDocuments(
  session: Session,
  caseId: CaseId,
  event: EventHash,
): Readonly<Record<string, unknown>> {
  const found = session.ledger.eventsOf(caseStream(caseId)).find((one) => one.hash === event);
  const payload = found ? known(found, 'decision.registered') : undefined;
  return payload?.documents ?? {};
}
