// Owns: what answers from the register or from Migrationsverket would change, case by case, before anything is written.
// Must not: write, make a case, or choose between sources (domain/ledger/source-rules.ts does).
import type { FieldChange } from '../../../domain/intake/diff.ts';
import type { LookupKind } from '../../../domain/intake/fields.ts';
import type { DuplicateRow, RejectedRow } from '../../../domain/intake/problems.ts';
import { parseLookups, type ParsedLookup } from '../../../domain/intake/rows/lookups.ts';
import { caseStream, type BatchId, type IntakeId } from '../../../domain/ids.ts';
import type { CaseState } from '../../../domain/ledger/case/state.ts';
import type { FieldValue } from '../../../domain/ledger/payload-parts.ts';
import {
  emptyField,
  ownOf,
  readField,
  sameValue,
  type FieldReading,
  type FieldRegisters,
} from '../../../domain/ledger/register.ts';
import { sourceRule, type FactSource } from '../../../domain/ledger/source-rules.ts';
import type { NewAct } from '../../../db/ledger/contract.ts';
import { casesOfPerson } from '../../../db/queries/person.ts';
import type { Session } from '../session.ts';
import { PersonFinder, type FoundCase } from './find-person.ts';
import {
  byRow,
  newBatch,
  type CaseChange,
  type ImportPlan,
  type LookupInput,
  type ShownChange,
} from './import-plan.ts';
import { markOthers } from './mark-others.ts';
import { standingFacts } from './standing.ts';

const sources: Readonly<Record<LookupKind, FactSource>> = { register: 'register', permits: 'migration' };

/** Every open case of each person gets the answer in one event; a row that finds none is not read in (IN-37). */
export function planLookups(session: Session, kind: LookupKind, input: LookupInput): ImportPlan {
  const options = { values: session.reference.values, asOf: input.asOf };
  const parsed = parseLookups(kind, input, options);
  const finder = new PersonFinder(session);
  const batch = newBatch();
  const rejected: RejectedRow[] = [...parsed.rejected];
  const duplicates: DuplicateRow[] = [];
  const cases: CaseChange[] = [];
  const acts: NewAct[] = [];
  const answered = new Map<string, string>();
  for (const one of latestFirst(parsed.lookups)) {
    const found = one.marked ? casesToMark(session, finder, one) : finder.find(one);
    if ('problems' in found) {
      rejected.push({ row: one.row, ...found });
      continue;
    }
    const twice = found.find(({ caseId }) => answered.has(caseId));
    if (twice) {
      duplicates.push({ row: one.row, of: twice.applicationId });
      continue;
    }
    for (const each of found) answered.set(each.caseId, each.applicationId);
    const planned = one.marked
      ? planMark(session, one, { batch, found })
      : planAnswer(session, one, { batch, found, source: sources[kind], sha256: input.table.sha256 });
    cases.push(...planned.cases);
    acts.push(...planned.acts);
  }
  return {
    batch,
    rows: parsed.rows,
    cases: cases.sort(byRow),
    rejected: rejected.sort(byRow),
    duplicates: duplicates.sort(byRow),
    stubs: new Set(cases.filter((one) => one.stub).map((one) => one.row)).size,
    acts,
  };
}

/** Of two answers about one person the later stands, of one day the first; a mark stands before them all (IN-39). */
function latestFirst(lookups: readonly ParsedLookup[]): ParsedLookup[] {
  const rank = (one: ParsedLookup) => `${one.marked ? 1 : 0} ${one.asOf}`;
  return [...lookups].sort((a, b) => (rank(a) === rank(b) ? a.row - b.row : rank(a) < rank(b) ? 1 : -1));
}

type Planned = { readonly cases: readonly CaseChange[]; readonly acts: readonly NewAct[] };

/** PU-11: a mark is about the person: it reaches every case of theirs, in closed intakes too. */
function casesToMark(
  session: Session,
  finder: PersonFinder,
  one: ParsedLookup,
): ReturnType<PersonFinder['find']> {
  const found = finder.find(one);
  const number = one.personalIdentityNumber ?? ('problems' in found ? '' : (found[0]?.identityNumber ?? ''));
  const all = casesOfPerson(session.store.db, number);
  return all.length === 0
    ? found
    : all.map((row) => ({ ...row, identityNumber: number, name: '', joined: false }));
}

/** The cases are emptied once the number of them is confirmed (PU-14). */
function planMark(
  session: Session,
  { row }: ParsedLookup,
  { batch, found }: { readonly batch: BatchId; readonly found: readonly FoundCase[] },
): Planned {
  const numbers = [...new Set(found.map((one) => one.identityNumber).filter((number) => number !== ''))];
  const cases = found.map(
    ({ caseId, intake, applicationId }): CaseChange => ({
      row,
      caseId,
      intake,
      applicationId,
      kind: 'changed',
      stub: true,
      name: '',
      changes: [],
    }),
  );
  return { cases, acts: markOthers(session, numbers, { batch, planned: new Set() }) };
}

type Answer = {
  readonly batch: BatchId;
  readonly found: readonly FoundCase[];
  readonly source: FactSource;
  readonly sha256: string;
};

function planAnswer(session: Session, one: ParsedLookup, answer: Answer): Planned {
  const acts: NewAct[] = [];
  const cases = answer.found.map((found): CaseChange => {
    const { caseId, intake, applicationId, name } = found;
    const state = session.ledger.caseState(caseId);
    const { fields, changes } = changesOf(state, one, answer.source);
    const isChanged = Object.keys(fields).length > 0;
    if (isChanged) acts.push(answerAct(found, one, { ...answer, fields }));
    const kind = isChanged ? 'changed' : 'unchanged';
    return { row: one.row, caseId, intake, applicationId, kind, stub: false, name, changes };
  });
  return { cases, acts };
}

function answerAct(
  { caseId, intake, applicationId }: { readonly intake: IntakeId } & FoundCase,
  { row, asOf }: ParsedLookup,
  { batch, source, sha256, fields }: Answer & { readonly fields: Written },
): NewAct {
  const origin = { sha256, row };
  return {
    stream: caseStream(caseId),
    payload: { kind: 'facts.imported', batch, source, asOf, intake, applicationId, origin, fields },
  };
}

type Written = Record<string, FieldValue | null>;

/** What the source says anew, and what of it a reader of the case will see. A later answer that stands is left (LE-5). */
function changesOf(
  state: CaseState,
  { facts, asOf }: ParsedLookup,
  source: FactSource,
): { readonly fields: Written; readonly changes: readonly ShownChange[] } {
  const { later } = standingFacts(state, state.fields, { source, asOf });
  const fields: Written = {};
  const changes: ShownChange[] = [];
  for (const [field, said] of Object.entries(facts)) {
    const value = said ?? null;
    const registers = ownOf(state.fields, field) ?? emptyField;
    if (later.has(field) || !isNews(registers, value, { field, source })) continue;
    fields[field] = value;
    const shown = shownChange(registers, value, { field, source });
    if (shown) changes.push(shown);
  }
  return { fields, changes };
}

type Place = { readonly field: string; readonly source: FactSource };

/** Silence is written where it is an answer (IN-41), so that a later file of a lesser source does not fill it. */
function isNews({ sources: known }: FieldRegisters, value: FieldValue | null, { field, source }: Place) {
  const standing = known[source] ?? [];
  if (standing.length === 0) return value !== null || sourceRule(field).silence === 'answers';
  return standing.length > 1 || !sameValue(standing[0]?.value, value);
}

/** What the case shows now and then; the source alone may change, and then there is nothing to show. */
function shownChange(
  registers: FieldRegisters,
  value: FieldValue | null,
  { field, source }: Place,
): ShownChange | undefined {
  const before = readField(registers, field);
  const said = { ...registers, sources: { ...registers.sources, [source]: [{ act: 0, value }] } };
  const now = readField(said, field);
  if (isHand(before)) {
    if (value === null || sameValue(valueOf(before), value)) return undefined;
    return { field, before: valueOf(before), after: value, handStands: true };
  }
  const change: FieldChange = { field, before: valueOf(before), after: valueOf(now) };
  return sameValue(change.before ?? null, change.after ?? null) && before.status !== 'differs'
    ? undefined
    : change;
}

function isHand(reading: FieldReading): boolean {
  if (reading.status === 'differs') return reading.values[0]?.source === 'hand';
  return reading.status === 'value' && reading.source === 'hand';
}

function valueOf(reading: FieldReading): FieldValue | undefined {
  return reading.status === 'value' ? reading.value : undefined;
}
