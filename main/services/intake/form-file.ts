// Owns: answers to the form from a file, kept as drafts under each case. Must not: fix a basis, nor overwrite a fixed one.
import type { CaseId } from '../../../domain/ids.ts';
import { applicationKey } from '../../../domain/intake/rows/applications.ts';
import type { RawTable } from '../../../domain/intake/table.ts';
import { decisionStanding } from '../../../domain/ledger/case/decisions.ts';
import { outcomeSchema } from '../../../domain/ledger/payload.ts';
import { parseFormCsv, type FormCsvRow } from '../../../domain/form/csv.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { everything } from '../../../domain/review/query.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { unpackIds } from '../../../domain/packed-ids.ts';
import { caseIds, rowsByIds } from '../../../db/queries/cases.ts';
import { draftOf, keepDraft } from '../decision/form-drafts.ts';
import type { WriteSession } from '../session.ts';

export type FormFileReport = {
  readonly rows: number;
  readonly filled: number;
  readonly rejected: readonly {
    readonly row: number;
    readonly problems: readonly { readonly field: string; readonly code: string }[];
  }[];
  readonly unknownColumns: readonly string[];
};

/** Each row is taken whole or not at all; an application id that stands in two intakes is asked about, not guessed. */
export function readFormAnswers(session: WriteSession, table: RawTable): Result<FormFileReport, Problem> {
  const parsed = parseFormCsv(table, session.reference.form);
  if (!parsed.ok) return err(parsed.error);
  const byId = casesById(session);
  const rejected: FormFileReport['rejected'][number][] = parsed.value.withoutId.map((row) => ({
    row,
    problems: [{ field: 'applicationId', code: 'missing' }],
  }));
  let filled = 0;
  session.store.db.transaction(() => {
    for (const row of parsed.value.rows) {
      const problems = takeRow(session, row, byId.get(applicationKey(row.applicationId)) ?? []);
      if (problems.length === 0) filled += 1;
      else rejected.push({ row: row.row, problems });
    }
  })();
  rejected.sort((a, b) => a.row - b.row);
  return ok({ rows: table.records.length, filled, rejected, unknownColumns: parsed.value.unknownColumns });
}

function casesById(session: WriteSession): Map<string, CaseId[]> {
  const { db } = session.store;
  const ids = unpackIds(caseIds(db, { where: everything, sort: 'applicationId', descending: false }));
  const found = new Map<string, CaseId[]>();
  for (const row of rowsByIds(db, ids)) {
    const key = applicationKey(row.applicationId);
    found.set(key, [...(found.get(key) ?? []), row.caseId]);
  }
  return found;
}

function takeRow(
  session: WriteSession,
  row: FormCsvRow,
  cases: readonly CaseId[],
): { field: string; code: string }[] {
  if (row.problems.length > 0) return row.problems.map(({ number, code }) => ({ field: number, code }));
  const [caseId] = cases;
  if (caseId === undefined) return [{ field: 'applicationId', code: 'unknownValue' }];
  const code = cases.length > 1 ? 'ambiguous' : whyNot(session, caseId);
  if (code !== undefined) return [{ field: 'applicationId', code }];
  const before = draftOf(session, caseId) ?? { outcome: 'grant' as const, answers: {}, over: null };
  const given = outcomeSchema.safeParse(row.answers['7.1']);
  keepDraft(session, caseId, {
    outcome: given.success ? given.data : before.outcome,
    answers: { ...before.answers, ...row.answers },
    over: before.over,
  });
  return [];
}

function whyNot(session: WriteSession, caseId: CaseId): string | undefined {
  const state = session.ledger.caseState(caseId);
  if (state.stub) return 'unknownValue';
  return decisionStanding(state).status === 'undecided' ? undefined : 'basisFixed';
}
