// Owns: the lists: which cases match a search, their rows, counts, conflicts, Table 1. Must not: take a term the law does not allow.
import { caseStream, intakeIdSchema, type CaseId, type EventHash } from '../../../domain/ids.ts';
import { conclusionOf } from '../../../domain/ledger/case/readings.ts';
import type { CaseState, DecisionRecord } from '../../../domain/ledger/case/state.ts';
import { readField } from '../../../domain/ledger/register.ts';
import { known } from '../../../domain/ledger/stream.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { everything, sortableTerms, type Query, type SortableTerm } from '../../../domain/review/query.ts';
import { parseQuery } from '../../../domain/review/search-parse.ts';
import type { Table1, Table1Row } from '../../../ipc/decision.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { ConflictView, ListIds, ListInput, ReasonView } from '../../../ipc/review.ts';
import { caseIds, conflictingCases, countCases, unpackIds, rowsByIds } from '../../../db/queries/cases.ts';
import { tableOne } from '../../../db/queries/statistics.ts';
import { nameOf, type Session } from '../session.ts';

/** A search as typed, within one intake if named. The same parser serves every route (14 § lagen (2002:546)). */
export function readQuery(text: string, intake?: string): Result<Query, Problem> {
  const parsed = parseQuery(text);
  if (!parsed.ok) return err({ ...parsed.error });
  if (intake === undefined || intake === '') return parsed;
  return ok({ op: 'and', all: [{ op: 'term', term: 'intake', cmp: 'is', value: intake }, parsed.value] });
}

/** A tall window's rows with some to spare. */
const firstRows = 60;

export function listIds(session: Session, input: ListInput): Result<ListIds, Problem> {
  const where = readQuery(input.query, input.intake);
  if (!where.ok) return where;
  const sort = sortOf(input.sort);
  if (sort === undefined) return err({ tag: 'sortNotAllowed', sort: input.sort });
  const packed = caseIds(session.store.db, { where: where.value, sort, descending: input.descending });
  const whole = readQuery('', input.intake);
  return ok({
    ids: unpackIds(packed),
    first: rowsByIds(session.store.db, unpackIds(packed, 0, firstRows)),
    all: countCases(session.store.db, whole.ok ? whole.value : everything),
  });
}

/** Only lawful terms sort; anything else, from whatever route, is refused. */
function sortOf(text: string): SortableTerm | undefined {
  return sortableTerms.find((term) => term === text);
}

export function idsMatching(session: Session, text: string): Result<CaseId[], Problem> {
  const where = readQuery(text);
  if (!where.ok) return where;
  return ok(
    unpackIds(caseIds(session.store.db, { where: where.value, sort: 'applicationId', descending: false })),
  );
}

export function countMatching(session: Session, text: string): Result<number, Problem> {
  const where = readQuery(text);
  return where.ok ? ok(countCases(session.store.db, where.value)) : where;
}

/** Every case where colleagues' acts stand beside one another, the deciding ones first. */
export function listConflicts(session: Session): ConflictView[] {
  const views = conflictingCases(session.store.db).flatMap((row) => {
    const state = session.ledger.caseState(row.caseId);
    const shared = {
      caseId: row.caseId,
      applicationId: row.applicationId,
      name: `${row.givenName} ${row.familyName}`.trim(),
      caseHeads: state.heads,
    };
    return conflictsOf(session, state).map((one) => ({ ...shared, ...one }));
  });
  const order = ['decision', 'verdict', 'field'];
  return views.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

type Conflict = Pick<ConflictView, 'kind' | 'field' | 'sides'>;

function conflictsOf(session: Session, state: CaseState): Conflict[] {
  const found: Conflict[] = [];
  if (state.decisionHeads.length > 1) {
    const heads = new Set<EventHash>(state.decisionHeads.map((head) => head.event));
    found.push({
      kind: 'decision',
      field: null,
      sides: state.decisions
        .filter((one) => heads.has(one.event))
        .map((one) => decisionSide(session, state, one)),
    });
  }
  const conclusion = conclusionOf(state);
  if (conclusion.status === 'differs') {
    found.push({
      kind: 'verdict',
      field: null,
      sides: conclusion.values.map((one) => ({
        ...actOf(session, state, one.act),
        title: one.value.conclusion,
        facts: [
          ...(one.value.reason && !state.stub ? [{ label: 'reason', value: one.value.reason }] : []),
          ...(one.value.note && !state.stub ? [{ label: 'note', value: one.value.note }] : []),
        ],
      })),
    });
  }
  // Nothing of a person with protected identity is shown, not even to choose between.
  for (const [field, registers] of Object.entries(state.stub ? {} : state.fields)) {
    const reading = readField(registers);
    if (reading.status !== 'differs') continue;
    const sides = reading.values.map((one) => ({
      ...actOf(session, state, one.act),
      title: field,
      facts: [
        { label: 'value', value: typeof one.value === 'string' ? one.value : JSON.stringify(one.value) },
      ],
    }));
    found.push({ kind: 'field', field, sides });
  }
  return found;
}

function actOf(session: Session, state: CaseState, place: number): { event: string; by: string; at: number } {
  const act = state.acts[place];
  return {
    event: act?.event ?? '',
    by: act ? nameOf(session.ledger.team(), act.actor) : '',
    at: act?.at ?? 0,
  };
}

function decisionSide(session: Session, state: CaseState, record: DecisionRecord): Conflict['sides'][number] {
  const { payload } = record;
  const act = actOf(session, state, record.act);
  // Protected identity: who decided and when, never why or from when the person is anywhere.
  if (state.stub) return { ...act, title: payload.kind, facts: [] };
  if (payload.kind === 'conflict.resolved')
    return { ...act, title: payload.kind, facts: [{ label: 'reason', value: payload.reason }] };
  const facts: { label: string; value: string }[] = [{ label: 'outcome', value: payload.outcome }];
  if (payload.period)
    facts.push({ label: 'from', value: payload.period.from }, { label: 'to', value: payload.period.to });
  if (payload.kind === 'decision.registered') facts.push({ label: 'barNumber', value: payload.barNumber });
  facts.push({ label: 'day', value: payload.day });
  if (payload.kind === 'basis.fixed') {
    for (const number of ['6.3', '7.2', '7.3']) {
      const answer = payload.answers[number];
      if (typeof answer === 'string' && answer !== '') facts.push({ label: number, value: answer });
    }
  }
  return { ...act, title: payload.kind, facts };
}

export function table1(session: Session, intake: string | undefined): Result<Table1, Problem> {
  const id = intake === undefined || intake === '' ? undefined : intakeIdSchema.safeParse(intake);
  if (id && !id.success) return err({ tag: 'unknownIntake' });
  const counts = tableOne(session.store.db, id?.data);
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
  });
}

/** Reasons of one list with how often the group has used each; a count, never a way to its cases (14 § lagen (2002:546)). */
export function listReasons(session: Session, list: 'notEligible' | 'refusal' | 'closed'): ReasonView[] {
  const { groups } = session.reference.reasons.lists[list];
  return groups.flatMap((group) =>
    group.reasons.map((reason) => ({
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
