// Owns: lists of whom to look up in another register, taken out of a choice of cases (feature 34, DI-13).
// Must not: write without the permit of that kind, nor name a person who is left out.
import {
  workList,
  workListTable,
  type WorkList,
  type WorkListCase,
} from '../../../domain/disclosure/work-list.ts';
import type { ExportKind } from '../../../domain/disclosure/grounds.ts';
import type { CaseId } from '../../../domain/ids.ts';
import type { LookupKind } from '../../../domain/intake/fields.ts';
import { textValue } from '../../../domain/ledger/case/fields.ts';
import type { CaseRow } from '../../../domain/review/case-row.ts';
import { exemptionOf } from '../../../domain/rules/countries.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { WorkListView } from '../../../ipc/disclosure.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { swedishCsv } from '../../files/csv-out.ts';
import { writeOut } from '../../files/write-out.ts';
import { openIntakes } from '../intake/find-person.ts';
import { rowsFor } from '../review/lists.ts';
import type { Session, WriteSession } from '../session.ts';
import { noteWrittenOut } from './given-files.ts';
import { exportPermit } from './grounds.ts';

export type WorkListInput = { readonly kind: LookupKind; readonly cases: readonly CaseId[] };

const exportKindOf: Readonly<Record<LookupKind, ExportKind>> = {
  register: 'workListRegister',
  permits: 'workListPermits',
};

/** The same as taking it out, without writing: who would be on it, and why the others would not. */
export function previewWorkList(session: Session, input: WorkListInput): Result<WorkListView, Problem> {
  const permit = exportPermit(session, exportKindOf[input.kind]);
  return permit.ok ? ok(viewOf(gather(session, input), permit.value.ground)) : permit;
}

export async function takeWorkList(
  session: WriteSession,
  input: WorkListInput,
  path: string,
): Promise<Result<WorkListView, Problem>> {
  const permit = exportPermit(session, exportKindOf[input.kind]);
  if (!permit.ok) return permit;
  const list = gather(session, input);
  if (list.people.length === 0) return err({ tag: 'workListEmpty' });
  const { fields, data } = workListTable(input.kind, list.people, session.reference.headers);
  const bytes = Buffer.from(swedishCsv(fields, data), 'utf8');
  noteWrittenOut(session, [await writeOut(permit.value, path, bytes)]);
  return ok(viewOf(list, permit.value.ground));
}

function viewOf({ people, leftOut }: WorkList, ground: string): WorkListView {
  return { people: people.length, leftOut, ground };
}

function gather(session: Session, { kind, cases }: WorkListInput): WorkList {
  const open = new Set(openIntakes(session));
  return workList(
    kind,
    rowsFor(session, cases).map((row) => ({ ...caseOf(session, kind, row), closed: !open.has(row.intake) })),
  );
}

const withdrawn: ReadonlySet<string> = new Set(['withdrawn', 'consentWithdrawn']);

function caseOf(session: Session, kind: LookupKind, row: CaseRow): Omit<WorkListCase, 'closed'> {
  return {
    identityNumber: row.identityNumber,
    protectedIdentity: row.stub,
    barred: row.barred,
    withdrawn: withdrawn.has(row.step),
    needsNoPermit: kind === 'permits' && !row.barred && needsNoPermit(session, row),
  };
}

function needsNoPermit({ ledger, reference }: Session, { caseId }: CaseRow): boolean {
  const citizenship = textValue(ledger.caseState(caseId).fields, 'citizenship');
  return citizenship !== undefined && exemptionOf(reference.countries, citizenship) !== undefined;
}
