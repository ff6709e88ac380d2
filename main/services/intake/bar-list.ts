// Owns: a list from BÄR against our bases: what registers, what differs, what has no basis, and settling by a person.
// Must not: record a difference before somebody has said what holds.
import {
  differences,
  decideRegister,
  type BarDecision,
  type Kept,
  type RegisterContext,
} from '../../../domain/decision/register.ts';
import { barEntrySchema, type BarEntry } from '../../../domain/intake/facts.ts';
import { parseBarList, type ParsedBarEntry } from '../../../domain/intake/rows/bar-list.ts';
import { caseIdSchema, caseStream, type CaseId } from '../../../domain/ids.ts';
import { decisionStanding, type DecisionStanding } from '../../../domain/ledger/case/decisions.ts';
import { textValue } from '../../../domain/ledger/case/fields.ts';
import type { CaseState } from '../../../domain/ledger/case/state.ts';
import { asksOf } from '../../../domain/ledger/shared-state.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { BarDifference, PendingBar } from '../../../ipc/intake.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { NewAct } from '../../../db/ledger/contract.ts';
import { casesWithBarNumber } from '../../../db/queries/bar-number.ts';
import type { IntakeCase } from '../../../db/queries/intake-cases.ts';
import {
  addPendingBar,
  dropPendingBar,
  pendingBarById,
  pendingBarRows,
  type PendingBar as StoredPending,
} from '../../../db/local/pending-bar.ts';
import { rendererVersion } from '../../pdf/version.ts';
import { writeNote } from '../teamwork/case-work.ts';
import { newBatch, type CaseChange, type ImportInput, type ImportPlan } from './import-plan.ts';
import { casesOfFile } from './cases-of-file.ts';
import { CaseFinder } from './find-case.ts';
import { isHidden } from '../review/hidden.ts';
import { isDemo, reliedHeads, type Session, type WriteSession } from '../session.ts';

export type BarPlan = {
  readonly plan: ImportPlan;
  readonly differs: readonly BarDifference[];
  readonly noBasis: readonly { readonly row: number; readonly case: string | null }[];
  readonly pending: readonly PendingEntry[];
};
type PendingEntry = {
  readonly row: number;
  readonly caseId: CaseId;
  readonly applicationId: string;
  readonly problem: 'differs' | 'noBasis';
  readonly differences: readonly { readonly field: string; readonly ours: string; readonly theirs: string }[];
  readonly entry: BarEntry;
};

type Row =
  | { readonly kind: 'registers'; readonly act: NewAct; readonly differs: readonly BarDifference[] }
  | { readonly kind: 'known' }
  | { readonly kind: 'pending'; readonly pending: PendingEntry };

/** Rows that agree with a fixed basis register; the others wait for a person. `settle` is for demo stores only. */
export function planBarList(session: Session, input: ImportInput, settle: 'theirs' | null): BarPlan {
  const parsed = parseBarList(input.table, input.mapping, {
    values: session.reference.values,
    asOf: input.asOf,
  });
  const finder = new CaseFinder(casesOfFile(session, input.intake).cases);
  const batch = newBatch();
  const rejected = [...parsed.rejected];
  const cases: CaseChange[] = [];
  const acts: NewAct[] = [];
  const pending: PendingEntry[] = [];
  const differs: BarDifference[] = [];
  const registering = new Map<CaseId, BarEntry>();
  for (const one of parsed.entries) {
    const found = finder.find(one.entry);
    if ('problems' in found) {
      rejected.push({ row: one.row, ...found });
      continue;
    }
    const candidate = { ...one, caseId: found.caseId, applicationId: found.applicationId, batch, settle };
    const earlier = registering.get(found.caseId);
    const row = earlier ? secondOfCase(candidate, earlier) : planRow(session, candidate);
    if (row.kind === 'registers') {
      registering.set(found.caseId, one.entry);
      acts.push(row.act);
      differs.push(...row.differs);
    } else if (row.kind === 'pending') {
      pending.push(row.pending);
      differs.push(
        ...row.pending.differences.map((one) => ({
          row: row.pending.row,
          case: row.pending.applicationId,
          ...one,
        })),
      );
    }
    cases.push({
      ...nothingShown(found),
      row: one.row,
      intake: input.intake,
      kind: row.kind === 'registers' ? 'new' : 'unchanged',
    });
  }
  const noBasis = pending
    .filter((one) => one.problem === 'noBasis')
    .map((one) => ({ row: one.row, case: one.applicationId }));
  const plan = {
    batch,
    rows: parsed.rows,
    cases,
    acts,
    stubs: 0,
    duplicates: parsed.duplicates,
    rejected: rejected.sort((a, b) => a.row - b.row),
  };
  return { plan, differs, noBasis, pending };
}

function nothingShown({ caseId, applicationId, name }: IntakeCase) {
  return { caseId, applicationId, name, stub: false, changes: [] };
}

type Candidate = ParsedBarEntry & {
  readonly caseId: CaseId;
  readonly applicationId: string;
  readonly batch: ReturnType<typeof newBatch>;
  readonly settle: 'theirs' | null;
};

/** Two decisions on one case in one list: the first registers, and a person says what the second is. */
function secondOfCase({ entry, row, caseId, applicationId }: Candidate, earlier: BarEntry): Row {
  const found = unlike({ ...earlier, day: earlier.decisionDate }, { ...entry, day: entry.decisionDate });
  return {
    kind: 'pending',
    pending: { row, caseId, applicationId, entry, problem: 'differs', differences: found },
  };
}

function planRow(session: Session, candidate: Candidate): Row {
  const { entry, row, caseId, applicationId } = candidate;
  const state = session.ledger.caseState(caseId);
  const standing = decisionStanding(state);
  const bar = barDecision(entry);
  const pending = (problem: PendingEntry['problem'], found: PendingEntry['differences']): Row => ({
    kind: 'pending',
    pending: { row, caseId, applicationId, entry, problem, differences: found },
  });
  if (standing.status === 'registered') {
    const found = bar ? unlike(standing.registered, bar) : [];
    return bar && found.length === 0 ? { kind: 'known' } : pending('differs', found);
  }
  if (standing.status !== 'basis' || !bar) return pending('noBasis', []);
  const taken = otherWithNumber(session, caseId, bar.barNumber);
  if (taken) return pending('differs', [{ field: 'barNumber', ours: taken, theirs: bar.barNumber }]);
  const found = differences(standing.basis, bar);
  const decided = decideListed(session, { candidate, state, bar, found });
  if (!decided.ok)
    return pending(
      'differs',
      found.length > 0 ? found : [{ field: decided.error.tag, ours: '', theirs: '' }],
    );
  const act: NewAct = {
    stream: caseStream(caseId),
    payload: decided.value.payload,
    refs: reliedHeads(session, state),
    expectedHeads: state.heads,
  };
  return { kind: 'registers', act, differs: found.map((one) => ({ row, case: applicationId, ...one })) };
}

/** The application id of another case that already bears this number: one of the two is wrong, and a person must say which. */
function otherWithNumber(session: Session, caseId: CaseId, barNumber: string): string | undefined {
  return casesWithBarNumber(session.store.db, barNumber).find((one) => one.caseId !== caseId)?.applicationId;
}

type Listed = {
  readonly candidate: Candidate;
  readonly state: CaseState;
  readonly bar: BarDecision;
  readonly found: ReturnType<typeof differences>;
};

function decideListed(
  session: Session,
  { candidate, state, bar, found }: Listed,
): ReturnType<typeof decideRegister> {
  const { caseId, batch, settle } = candidate;
  const kept: Kept =
    settle === null ? {} : Object.fromEntries(found.map((one) => [one.field, 'theirs' as const]));
  return decideRegister(
    { ...bar, heads: state.heads, source: 'list', kept, batch },
    registerContext(session, caseId, state),
  );
}

type Identifying = { readonly barNumber: string; readonly day: string; readonly outcome: string };

function unlike(ours: Identifying, theirs: Identifying): { field: string; ours: string; theirs: string }[] {
  const fields = ['barNumber', 'day', 'outcome'] as const;
  return fields.flatMap((field) =>
    ours[field] === theirs[field] ? [] : [{ field, ours: ours[field], theirs: theirs[field] }],
  );
}

/** BÄR's other kinds (change, correction, withdrawal, dismissal) cannot be recorded; such a row waits for a person (DE-24). */
function barDecision(entry: BarEntry): BarDecision | undefined {
  if (entry.outcome !== 'grant' && entry.outcome !== 'refusal') return undefined;
  return {
    barNumber: entry.barNumber,
    day: entry.decisionDate,
    outcome: entry.outcome,
    ...(entry.periodFrom === undefined ? {} : { from: entry.periodFrom }),
    ...(entry.periodTo === undefined ? {} : { to: entry.periodTo }),
  };
}

export function registerContext(session: Session, caseId: CaseId, state: CaseState): RegisterContext {
  return {
    asks: asksOf(session.ledger.shared()),
    reference: session.reference.form,
    caseId,
    state,
    team: session.ledger.team(),
    today: session.today(),
    confirmations: session.ledger.shared().confirmations,
    demo: isDemo(session),
    renderer: rendererVersion,
  };
}

/** Kept on this computer until settled; the same list read again does not double them. */
export function writePending(session: WriteSession, file: ImportInput, bar: BarPlan): void {
  const rows = bar.pending.map(({ row, applicationId, caseId, problem, differences: found, entry }) => ({
    intake: file.intake,
    fileSha256: file.table.sha256,
    row,
    applicationId,
    caseId,
    problem,
    differences: [...found],
    record: entry,
    addedAt: session.now(),
  }));
  addPendingBar(session.store.db, rows);
}

/** What waits for a person, judged anew: a basis may have been fixed since. */
export function listPending(session: Session): PendingBar[] {
  return pendingBarRows(session.store.db).flatMap((row) => {
    const record = barEntrySchema.safeParse(row.record);
    return record.success ? [pendingView(session, row, record.data)] : [];
  });
}

function pendingView(session: Session, row: StoredPending, record: BarEntry): PendingBar {
  const file = session.ledger.intake(row.intake).imports.find((one) => one.value.sha256 === row.fileSha256);
  const line = {
    id: String(row.id),
    row: row.row,
    fileName: file?.value.fileName ?? '',
    caseId: row.caseId,
    applicationId: row.applicationId,
    day: record.decisionDate,
  };
  // Of a case that one is barred from the row is there, and nothing of the decision (WO-8).
  if (row.caseId !== null && isHidden(session, row.caseId))
    return {
      ...line,
      name: null,
      barNumber: '',
      outcome: '',
      stands: null,
      reason: 'noBasis',
      differences: [],
    };
  const unknown: PendingNow = { name: null, reason: 'noBasis', stands: null, differences: undefined };
  const now = row.caseId === null ? unknown : pendingNow(session, row.caseId, record);
  const { barNumber, outcome } = record;
  return { ...line, ...now, barNumber, outcome, differences: now.differences ?? row.differences };
}

type PendingNow = Pick<PendingBar, 'name' | 'reason' | 'stands'> & {
  readonly differences: PendingBar['differences'] | undefined;
};

function pendingNow(session: Session, caseId: CaseId, record: BarEntry): PendingNow {
  const state = session.ledger.caseState(caseId);
  const standing = decisionStanding(state);
  const bar = barDecision(record);
  const registered = standing.status === 'registered' ? standing.registered : undefined;
  return {
    name: nameOfCase(state),
    reason: bar ? reasonOf[standing.status] : 'otherKind',
    stands: registered ? { barNumber: registered.barNumber, day: registered.day } : null,
    differences: standing.status === 'basis' && bar ? differences(standing.basis, bar) : undefined,
  };
}

/** What the row waits for by how the case stands (DE-24). */
const reasonOf = {
  basis: 'differs',
  registered: 'registered',
  conflict: 'conflict',
  undecided: 'noBasis',
} as const satisfies Record<DecisionStanding['status'], PendingBar['reason']>;

function nameOfCase(state: CaseState): string | null {
  if (state.stub) return null;
  const name = [textValue(state.fields, 'givenName'), textValue(state.fields, 'familyName')]
    .filter(Boolean)
    .join(' ');
  return name === '' ? null : name;
}

/** A person says, difference by difference, what holds; then it registers. */
export function settlePending(
  session: WriteSession,
  id: string,
  kept: Kept,
): Result<{ settled: boolean }, Problem> {
  const row = pendingBarById(session.store.db, Number(id));
  const record = barEntrySchema.safeParse(row?.record);
  const bar = record.success ? barDecision(record.data) : undefined;
  if (!row || row.caseId === null || !record.success) return err({ tag: 'pendingGone' });
  if (!bar) return err({ tag: 'barKindNotRegistered' });
  const registered = registerOne(session, { caseId: row.caseId, bar, kept, source: 'list' });
  if (!registered.ok) return registered;
  dropPendingBar(session.store.db, [row.id]);
  return ok({ settled: true });
}

export type Registering = {
  readonly caseId: CaseId;
  readonly bar: BarDecision;
  readonly kept: Kept;
  readonly source: 'hand' | 'list';
  /** Heads that the window showed; the current ones when a list speaks. */
  readonly heads?: readonly string[];
};

/** BÄR's decision over a fixed basis becomes an event that stores the composed decision. */
export function registerOne(session: WriteSession, input: Registering): Result<null, Problem> {
  const caseId = caseIdSchema.parse(input.caseId);
  const state = session.ledger.caseState(caseId);
  const heads =
    input.heads === undefined ? state.heads : state.heads.filter((head) => input.heads?.includes(head));
  const command = { ...input.bar, heads, source: input.source, kept: input.kept, batch: newBatch() };
  const decided = decideRegister(command, registerContext(session, caseId, state));
  if (!decided.ok) return err(decided.error);
  const taken = otherWithNumber(session, caseId, decided.value.payload.barNumber);
  if (taken) return err({ tag: 'barNumberTaken', applicationId: taken });
  const written = session.ledger.append([
    {
      stream: caseStream(caseId),
      payload: decided.value.payload,
      refs: reliedHeads(session, state),
      expectedHeads: state.heads,
    },
  ]);
  return written.ok ? ok(null) : err(written.error);
}

/** A row is put away: nothing is decided on its case, which gets a case-file note of what it said and why it went. */
export function discardPending(
  session: WriteSession,
  { id, reason }: { readonly id: string; readonly reason: string },
): Result<{ discarded: true }, Problem> {
  const row = pendingBarById(session.store.db, Number(id));
  if (!row) return err({ tag: 'pendingGone' });
  const record = barEntrySchema.safeParse(row.record);
  if (row.caseId !== null && record.success) {
    const { barNumber, decisionDate } = record.data;
    const text = `BÄR ${barNumber}, ${decisionDate}: ${reason}`;
    const { heads } = session.ledger.caseState(row.caseId);
    const noted = writeNote(session, { id: row.caseId, heads, place: 'caseFile', text });
    if (!noted.ok) return noted;
  }
  dropPendingBar(session.store.db, [row.id]);
  return ok({ discarded: true });
}
