// Owns: taking a purged case out of this computer's own tables: drafts, forms not sent yet, waiting rows, the registers.
// Must not: judge whether it may go, nor touch another case's rows.
import type { CaseId, StreamId } from '../../domain/ids.ts';
import { parseBody } from '../../domain/ledger/event.ts';
import { textOf } from '../columns.ts';
import { prepared, type Db } from '../connection.ts';
import { draftsOfKind, dropDraft, saveDraft } from '../local/drafts.ts';
import { dropLooked } from '../local/looked.ts';

/** What a form or a row may name a case by. Empty texts name nothing. */
export type CaseNames = {
  readonly id: CaseId;
  readonly applicationId: string;
  readonly identityNumber: string;
  readonly intake: string;
};

export type OwnGone = { readonly drafts: number; readonly forms: number; readonly pendingRows: number };

/** Read before the payloads go: afterwards nobody knows what the case was called. */
export function namesOf(db: Db, id: CaseId): CaseNames {
  const sql = 'SELECT application_id, identity_number, intake FROM case_row WHERE case_id = ?';
  const row = prepared(db, sql).get(id);
  if (!row) return { id, applicationId: '', identityNumber: '', intake: '' };
  const [applicationId, identityNumber] = [textOf(row, 'application_id'), textOf(row, 'identity_number')];
  return { id, applicationId, identityNumber, intake: textOf(row, 'intake') };
}

/** Inside the caller's transaction. Files outside that are still there stay in the register until they have been looked for. */
export function dropOwnRows(db: Db, cases: readonly CaseNames[]): OwnGone {
  let [drafts, pendingRows] = [0, 0];
  for (const { id, intake, applicationId } of cases) {
    drafts += prepared(db, `DELETE FROM draft WHERE kind = 'form' AND id = ?`).run(id).changes;
    const pending = 'DELETE FROM pending_bar WHERE case_id = ? OR (intake = ? AND application_id = ?)';
    pendingRows += prepared(db, pending).run(id, intake, applicationId).changes;
    prepared(db, 'DELETE FROM output_file WHERE case_id = ? AND ended_at IS NOT NULL').run(id);
    dropLooked(db, id);
    prepared(db, 'DELETE FROM same_person WHERE case_id = ? OR other = ?').run(id, id);
  }
  return { drafts, forms: dropForms(db, cases), pendingRows };
}

/** A form has one entry per field, named after it; one of them that names the case takes the whole form with it. */
function dropForms(db: Db, cases: readonly CaseNames[]): number {
  const kept = draftsOfKind(db, 'kept');
  const formOf = (id: string) => id.split('/')[0];
  const naming = kept.filter(({ id, body }) => namesOne(`${id} ${JSON.stringify(body)}`, cases));
  const forms = new Set(naming.map(({ id }) => formOf(id)));
  for (const { id } of kept) if (forms.has(formOf(id))) dropDraft(db, 'kept', id);
  return forms.size;
}

function namesOne(text: string, cases: readonly CaseNames[]): boolean {
  const digits = text.replaceAll(/\D/g, '');
  return cases.some(
    ({ id, applicationId, identityNumber }) =>
      text.includes(id) ||
      (applicationId !== '' && text.includes(applicationId)) ||
      // Written with or without century, hyphen and blanks.
      (identityNumber !== '' && digits.includes(identityNumber.slice(-10))),
  );
}

// ---- Entries rescued from a damaged store, which wait for what stands before them ---------------------------------

type Waiting = { readonly body: string; readonly payload: string | null };

/** How many of a stream wait and still hold their payload. */
export function waitingOf(db: Db, stream: StreamId): number {
  return draftsOfKind(db, 'salvaged').filter(({ body }) => holds(body as Waiting, stream)).length;
}

function holds({ body, payload }: Waiting, stream: string): boolean {
  return payload !== null && streamOf(body) === stream;
}

/** The entry itself goes on waiting: the chain of its device needs it. */
export function stripWaiting(db: Db, streams: ReadonlySet<string>): void {
  for (const { kind, id, body, savedAt } of draftsOfKind(db, 'salvaged')) {
    const event = body as Waiting;
    if (streams.has(streamOf(event.body)))
      saveDraft(db, { kind, id, body: { ...event, salt: null, payload: null }, savedAt });
  }
}

function streamOf(body: string): string {
  const parsed = parseBody(body);
  return parsed.ok ? parsed.value.stream : '';
}
