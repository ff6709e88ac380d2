// Owns: files that the window works on between choosing and writing: read tables and bundles, by token.
// Must not: tell the window a path, or keep a file longer than the next one of its kind.
import { randomBytes } from 'node:crypto';
import { isLookup, type ImportKind } from '../../../domain/intake/fields.ts';
import type { Mapping } from '../../../domain/intake/mapping.ts';
import { applicationKey } from '../../../domain/intake/rows/applications.ts';
import { cellText, type RawTable } from '../../../domain/intake/table.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { ChosenFile, ImportPreview } from '../../../ipc/intake.ts';
import type { Input } from '../../../ipc/contract.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { chosenMapping, kindOf, prepareImport, readMapping, reportOf, type FileImport } from './imports.ts';
import { rejectsFile, type RejectWords } from '../../files/csv-out.ts';
import { stubApplications } from '../../../db/queries/intake-cases.ts';
import type { Session } from '../session.ts';

type Plan = Input<'intake.preview'>;
export type OpenTable = { readonly token: string; readonly name: string; readonly table: RawTable };

export function newToken(): string {
  return randomBytes(12).toString('hex');
}

const sampleRows = 5;

export function chosenFile(session: Session, { token, name, table }: OpenTable): ChosenFile {
  const kind = kindOf(session, table) ?? null;
  const read = kind ? readMapping(session, table, kind) : null;
  return {
    token,
    name,
    format: table.format,
    encoding: table.encoding ?? null,
    delimiter: table.delimiter ?? null,
    header: table.header,
    rows: table.records.length,
    sample: table.records.slice(0, sampleRows).map((record) => record.cells.map((cell) => cellText(cell))),
    kind,
    mapping: read
      ? mappingRecord(read.mapping)
      : Object.fromEntries(table.header.map((name) => [name, null])),
    remembered: read?.remembered ?? false,
    notes: table.notes.map((note) => note.tag),
  };
}

function mappingRecord(mapping: Mapping): Record<string, string | null> {
  return Object.fromEntries(mapping.columns.map((column) => [column.header, column.field]));
}

/** The import as the window asks for it: our reading of the headers, corrected by what the person chose. */
export function fileImport(
  session: Session,
  open: OpenTable | undefined,
  plan: Plan,
): Result<FileImport, Problem> {
  if (!open || open.token !== plan.token) return err({ tag: 'fileGone' });
  const kind: ImportKind = plan.kind;
  const { mapping } = readMapping(session, open.table, kind);
  return ok({
    table: open.table,
    fileName: open.name,
    kind,
    intake: isLookup(kind) ? undefined : plan.intake,
    asOf: plan.asOf,
    mapping: chosenMapping(mapping, plan.mapping),
  });
}

const shownChanges = 200;

export function importPreview(
  session: Session,
  file: FileImport,
  token: string,
): Result<ImportPreview, Problem> {
  const prepared = prepareImport(session, file);
  if (!prepared.ok) return prepared;
  const { plan } = prepared.value;
  const changed = plan.cases.filter((one) => one.kind === 'changed' && one.changes.length > 0);
  return ok({
    token,
    report: reportOf(prepared.value),
    changedCases: changed.length,
    changes: changed.slice(0, shownChanges).map((one) => ({
      caseId: one.caseId,
      applicationId: one.applicationId,
      name: one.name,
      fields: one.changes.map(({ field, before, after, handStands = false }) => ({
        field,
        before: shown(before),
        after: shown(after),
        handStands,
      })),
    })),
    unmatched: [],
  });
}

function shown(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Row number, application id, field and reason, nothing else of the person (IN-42); or, when asked, the rows as they stood (IN-43). */
export function rejectsText(
  session: Session,
  { file, whole }: { readonly file: FileImport; readonly whole: boolean },
  words: RejectWords,
): Result<string, Problem> {
  const prepared = prepareImport(session, file);
  if (!prepared.ok) return prepared;
  const { rejected, duplicates } = prepared.value.plan;
  const options = { values: session.reference.values, asOf: file.asOf };
  return ok(rejectsFile({ file, rejected, duplicates, whole, isStub: stubbedIds(session) }, options, words));
}

function stubbedIds({ store }: Session): (applicationId: string) => boolean {
  const ids = new Set(stubApplications(store.db).map(applicationKey));
  return (applicationId) => ids.has(applicationKey(applicationId));
}
