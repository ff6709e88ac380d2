// Owns: reading a file in: mapping, dry run, and the one transaction. Must not: open dialogs or touch paths; bytes were read before.
import type { BatchId, IntakeId, IsoDate } from '../../../domain/ids.ts';
import { intakeStream } from '../../../domain/ids.ts';
import {
  checkMapping,
  chooseColumn,
  guessKind,
  guessMapping,
  rememberMapping,
  type Mapping,
  type RememberedMapping,
} from '../../../domain/intake/mapping.ts';
import { isFieldOf, isLookup, type ImportKind, type TableKind } from '../../../domain/intake/fields.ts';
import { foldWord } from '../../../domain/intake/resources.ts';
import type { RawTable } from '../../../domain/intake/table.ts';
import { agree } from '../../../domain/ledger/register.ts';
import { mappingKey } from '../../../domain/ledger/shared-state.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { ImportReport } from '../../../ipc/intake.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { NewAct } from '../../../db/ledger/contract.ts';
import { dropRecipients } from '../../../db/local/mailings.ts';
import { quietJob, type JobContext } from '../../threads/protocol.ts';
import {
  planApplications,
  planOffers,
  type CaseChange,
  type ImportInput,
  type ImportPlan,
} from './import-plan.ts';
import { planLookups } from './lookup-plan.ts';
import { planBarList, writePending, type BarPlan } from './bar-list.ts';
import { takeEffect } from '../purge/take-effect.ts';
import type { Session, WriteSession } from '../session.ts';

export type FileImport = {
  readonly table: RawTable;
  readonly fileName: string;
  readonly kind: ImportKind;
  /** undefined for answers about people: they are read into every open intake (IN-37). */
  readonly intake: IntakeId | undefined;
  readonly asOf: IsoDate;
  readonly mapping: Mapping;
};

/** The same source brings the same headers: what a person chose for them is remembered by the group. */
export function headerSignature(header: readonly string[]): string {
  return header.map(foldWord).join('|').slice(0, 8000);
}

export function rememberedFor(
  session: Session,
  kind: TableKind,
  header: readonly string[],
): RememberedMapping | undefined {
  const register = session.ledger.shared().mappings[mappingKey(kind, headerSignature(header))] ?? [];
  const standing = agree(register);
  return standing.status === 'agreed' ? standing.value.columns : undefined;
}

/** Our reading of the headers: remembered choices first. `kind` undefined when the headers fit nothing. */
export function readMapping(
  session: Session,
  table: RawTable,
  kind: TableKind,
): { readonly mapping: Mapping; readonly remembered: boolean } {
  const remembered = rememberedFor(session, kind, table.header);
  const headers = session.reference.headers;
  const mapping = guessMapping(kind, table.header, { headers, ...(remembered ? { remembered } : {}) });
  return { mapping, remembered: remembered !== undefined };
}

export function kindOf(session: Session, table: RawTable): TableKind | undefined {
  return guessKind(table.header, session.reference.headers);
}

/** Applies what a person chose in the window, column by column. */
export function chosenMapping(mapping: Mapping, chosen: Readonly<Record<string, string | null>>): Mapping {
  let next = mapping;
  for (const column of mapping.columns) {
    const field = chosen[column.header];
    if (field === undefined || field === column.field) continue;
    if (field === null) next = chooseColumn(next, column.index, null);
    else if (isFieldOf(mapping.kind, field)) next = chooseColumn(next, column.index, field);
  }
  return next;
}

export type Prepared = {
  readonly kind: ImportKind;
  readonly plan: ImportPlan;
  readonly bar: BarPlan | null;
};

/** Everything the import would do; nothing is written. A file of another kind or without a needed column is refused whole. */
export function prepareImport(
  session: Session,
  file: FileImport,
  settle: 'theirs' | null = null,
): Result<Prepared, Problem> {
  const checked = checkMapping(file.mapping, session.reference.headers);
  if (!checked.ok) return checked;
  const lookup = { ...file, mapping: checked.value };
  if (isLookup(file.kind))
    return ok({ kind: file.kind, plan: planLookups(session, file.kind, lookup), bar: null });
  if (file.intake === undefined) return err({ tag: 'intakeNotChosen' });
  const input: ImportInput = { ...lookup, intake: file.intake };
  switch (file.kind) {
    case 'applications':
      return ok({ kind: file.kind, plan: planApplications(session, input), bar: null });
    case 'offers':
      return ok({ kind: file.kind, plan: planOffers(session, input), bar: null });
    case 'bar': {
      const bar = planBarList(session, input, settle);
      return ok({ kind: file.kind, plan: bar.plan, bar });
    }
  }
}

/** A row counts once, though it may change several cases: new or changed as soon as one of them is. */
export function reportOf({ kind, plan, bar }: Prepared): ImportReport {
  return {
    rows: plan.rows,
    ...countsOf(plan.cases),
    rejected: plan.rejected.map(({ row, problems }) => ({
      row,
      problems: problems.map(({ field, code }) => ({ field, code })),
    })),
    duplicates: plan.duplicates,
    ...(plan.alike === undefined || plan.alike.length === 0 ? {} : { alike: plan.alike }),
    stubs: plan.stubs,
    empties: emptiedBy(plan),
    ...(bar ? { differs: bar.differs, noBasis: bar.noBasis } : {}),
    ...(isLookup(kind) ? { answers: answersOf(plan.cases) } : {}),
  };
}

type Counts = Pick<ImportReport, 'new' | 'changed' | 'unchanged'>;

function countsOf(cases: ImportPlan['cases']): Counts {
  const rows = new Map<number, CaseChange['kind']>();
  for (const { row, kind } of cases) if (rows.get(row) !== 'changed') rows.set(row, kind);
  const count = (kind: CaseChange['kind']) => [...rows.values()].filter((one) => one === kind).length;
  return { new: count('new'), changed: count('changed'), unchanged: count('unchanged') };
}

function answersOf(cases: ImportPlan['cases']): NonNullable<ImportReport['answers']> {
  const changed = cases.filter((one) => one.kind === 'changed' && !one.stub);
  return {
    cases: changed.length,
    confirmed: changed.filter((one) => one.changes.length === 0).length,
    handStands: cases.flatMap((one) => one.changes).filter((one) => one.handStands === true).length,
  };
}

export type Import = {
  readonly file: FileImport;
  readonly prepared: Prepared;
  /** As many cases as a person has confirmed that the file empties. */
  readonly empties?: number | undefined;
};

/** A column read as the wrong field could mark every person: no mark empties a case unless its number was confirmed (PU-14). */
function emptiedBy({ acts }: ImportPlan): number {
  return acts.filter(({ payload }) => payload.kind === 'identity.protected').length;
}

/** All or nothing in one transaction, with one line in the intake's own log; cancelled, it leaves nothing. */
export function writeImport(
  session: WriteSession,
  { file, prepared, empties = 0 }: Import,
  job: JobContext = quietJob,
): Result<ImportReport & { readonly batch: string }, Problem> {
  const report = reportOf(prepared);
  if (report.empties !== empties) return err({ tag: 'emptiesCases', count: report.empties });
  const acts: NewAct[] = [...prepared.plan.acts, ...logActs(file, prepared.plan, report)];
  const written = session.ledger.append(acts, {
    cancelled: job.cancelled,
    progress: (done, total) => job.progress('import', done, total),
  });
  if (!written.ok) return err(written.error);
  dropRecipients(session.store.db, prepared.plan.marked ?? []);
  // A mark takes the person's data away at once, not at the next exchange (PU-11).
  if (prepared.plan.stubs > 0 || empties > 0) takeEffect(session);
  const { intake } = file;
  if (prepared.bar && intake !== undefined) writePending(session, { ...file, intake }, prepared.bar);
  return ok({ ...report, batch: prepared.plan.batch });
}

/** One line in each intake that the file is about; answers about people can be about several (IN-37). */
function logActs(file: FileImport, { cases, batch }: ImportPlan, report: ImportReport): NewAct[] {
  if (!isLookup(file.kind))
    return file.intake === undefined ? [] : [logAct(file, batch, { ...report, intake: file.intake })];
  return [...new Set(cases.map((one) => one.intake))].sort().map((intake) => {
    const own = countsOf(cases.filter((one) => one.intake === intake));
    return logAct(file, batch, { ...report, ...own, intake });
  });
}

function logAct(
  file: FileImport,
  batch: BatchId,
  report: ImportReport & { readonly intake: IntakeId },
): NewAct {
  return {
    stream: intakeStream(report.intake),
    payload: {
      kind: 'import.done',
      batch,
      importKind: file.kind,
      fileName: file.fileName.slice(0, 400),
      sha256: file.table.sha256,
      asOf: file.asOf,
      rows: report.rows,
      added: report.new,
      changed: report.changed,
      unchanged: report.unchanged,
      rejected: report.rejected.length,
      duplicates: report.duplicates.length,
      stubs: report.stubs,
    },
  };
}

/** Kept by the group, so that a colleague's next file from the same source is read the same way. */
export function saveMapping(
  session: WriteSession,
  { kind, table, mapping }: Pick<FileImport, 'kind' | 'table' | 'mapping'>,
): Result<null, Problem> {
  const columns = rememberMapping(mapping);
  const signature = headerSignature(table.header);
  const known = rememberedFor(session, kind, table.header);
  if (known && JSON.stringify(known) === JSON.stringify(columns)) return ok(null);
  const written = session.ledger.append([
    {
      stream: 'shared',
      payload: {
        kind: 'mapping.saved',
        importKind: kind,
        signature,
        columns: { ...columns } as Record<string, string | null>,
      },
    },
  ]);
  return written.ok ? ok(null) : err(written.error);
}
