// Owns: the writer's operations, each a line or two to a service, and the files it holds for the window by token.
// Must not: open dialogs; main hands over paths and bytes.
import { isFork } from '../../../domain/sync/fork.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Input, Output, Reply } from '../../../ipc/contract.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { beginReview, judgeLine } from '../../services/access/review.ts';
import { withdrawRegistration } from '../../services/decision/withdraw.ts';
import { discardPending, registerOne, settlePending } from '../../services/intake/bar-list.ts';
import { fixBasis, fixMany, saveFormDraft } from '../../services/decision/decisions.ts';
import { reopenBasis } from '../../services/decision/reopen.ts';
import { giveSecondLook } from '../../services/decision/second-looks.ts';
import { enterOffer, moveOffer, registerChecks, registerUnions } from '../../services/decision/employers.ts';
import { saveMailbox } from '../../services/mailbox/mailbox.ts';
import { readReceived, takeDocumentsFrom, withDocuments } from '../../services/exchange/by-hand.ts';
import { keepFork, mergeBundle } from '../../services/exchange/merging.ts';
import { previewBundle } from '../../services/exchange/preview.ts';
import { placeViews, removeView, saveView } from '../../services/review/views.ts';
import { enterCase, saveIntakeSettings } from '../../services/intake/hand-entry.ts';
import { prepareImport, saveMapping, writeImport } from '../../services/intake/imports.ts';
import { isDemo, type WriteSession } from '../../services/session.ts';
import { saveForms } from '../../services/keeping/forms.ts';
import { finishPurge } from '../../services/purge/finish.ts';
import { confirmTexts } from '../../services/texts.ts';
import type { OpenedCase } from '../../services/review/behind-stub.ts';
import { noteLook } from '../../services/review/looked.ts';
import { runUndo } from '../../services/review/undo.ts';
import { enterFactForMany, enterFacts } from '../../services/review/facts.ts';
import { giveVerdict, giveVerdictToMany } from '../../services/review/verdicts.ts';
import {
  chosenFile,
  fileImport,
  importPreview,
  newToken,
  rejectsText,
  type OpenTable,
} from '../../services/intake/window-files.ts';
import type { Chosen } from '../../services/attachments/choosing.ts';
import { exportPermit } from '../../services/disclosure/grounds.ts';
import { noteWrittenOut } from '../../services/disclosure/given-files.ts';
import { writeOut } from '../../files/write-out.ts';
import { readTable, type TableSource } from '../../files/decode.ts';
import type { Delimiter } from '../../../domain/intake/table.ts';
import { wordsFrom, type RejectTexts } from './reject-texts.ts';
import { attachmentWriters } from './attachment-handlers.ts';
import { conflictHandlers } from './conflict-handlers.ts';
import { groupHandlers } from '../../services/group/handlers.ts';
import { disclosureWriters } from './disclosure-handlers.ts';
import type { WriterName } from '../names.ts';
import { purgeWriters } from './purge-handlers.ts';
import { mailingWriters } from './mailing-handlers.ts';
import { packageWriters } from './package-handlers.ts';
import { requestWriters } from './request-handlers.ts';
import { restrictedHandlers } from './restricted-handlers.ts';
import type { MergePreview } from '../../../ipc/colleagues/exchange.ts';
import type { JobContext } from '../protocol.ts';

/** The one table, the one bundle, the chosen files and the one opened case that the window is working on. */
export type Desk = {
  /** Files chosen to be attached. */
  files?: Chosen | undefined;
  table: OpenTable | undefined;
  bundle:
    | { readonly token: string; readonly bytes: Uint8Array; readonly documents: readonly string[] }
    | undefined;
  /** The case that a holder has opened from behind its stub. */
  readonly opened: OpenedCase;
};
export type Writing = { readonly session: WriteSession; readonly desk: Desk; readonly job: JobContext };

type WriterHandlers = {
  readonly [N in WriterName]: (writing: Writing, input: Input<N>) => Reply<N> | Promise<Reply<N>>;
};

export const writerHandlers: WriterHandlers = {
  ...groupHandlers,
  'undo.run': ({ session, job }, { batch }) => runUndo(session, batch, job),
  'texts.confirm': ({ session }, input) => confirmTexts(session, input),
  'intake.preview': ({ session, desk }, input) => {
    const file = fileImport(session, desk.table, input);
    return file.ok ? importPreview(session, file.value, input.token) : file;
  },
  'intake.import': async ({ session, desk, job }, input) => {
    const file = fileImport(session, desk.table, input);
    if (!file.ok) return file;
    const prepared = prepareImport(session, file.value);
    if (!prepared.ok) return prepared;
    const written = writeImport(
      session,
      { file: file.value, prepared: prepared.value, empties: input.empties },
      job,
    );
    if (!written.ok) return written;
    if (input.rememberMapping) saveMapping(session, file.value);
    await finishPurge(session);
    desk.table = undefined;
    return written;
  },
  'intake.settings': ({ session }, input) => saveIntakeSettings(session, input),
  'intake.enterCase': ({ session }, input) => enterCase(session, input),
  'bar.settle': ({ session }, { id, kept }) => settlePending(session, id, kept),
  'bar.discard': ({ session }, input) => discardPending(session, input),
  'review.looked': ({ session }, input) => noteLook(session, input),
  'review.verdict': ({ session }, input) => giveVerdict(session, input),
  'review.verdictMany': ({ session, job }, input) => giveVerdictToMany(session, input, job),
  'review.enterFacts': ({ session }, input) => enterFacts(session, input),
  'review.factMany': ({ session, job }, input) => enterFactForMany(session, input, job),
  'review.saveView': ({ session }, input) => saveView(session, input),
  'review.placeViews': ({ session }, { views }) => placeViews(session, views),
  'review.removeView': ({ session }, { id }) => removeView(session, id),
  ...restrictedHandlers,
  ...conflictHandlers,
  'offers.enter': ({ session }, input) => enterOffer(session, input),
  'offers.move': ({ session }, input) => moveOffer(session, input),
  'employers.check': ({ session }, input) => registerChecks(session, input),
  'employers.union': ({ session }, input) => registerUnions(session, input),
  'decision.saveDraft': ({ session }, input) => saveFormDraft(session, input),
  'decision.reopen': ({ session }, input) => reopenBasis(session, input),
  'decision.secondLook': ({ session }, input) => giveSecondLook(session, input),
  'decision.fix': ({ session }, input) => fixBasis(session, input),
  'decision.fixMany': ({ session, job }, input) =>
    fixMany(session, { ...input, withExamples: isDemo(session) }, job),
  'decision.withdraw': ({ session }, input) => withdrawRegistration(session, input),
  'decision.register': ({ session }, { id, barNumber, day, outcome, from, to, kept, heads }) => {
    const bar = {
      barNumber,
      day,
      outcome,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    };
    const done = registerOne(session, { caseId: id, bar, kept, source: 'hand', heads });
    return done.ok ? ok({ registered: true }) : done;
  },
  'access.sample': ({ session }, input) => beginReview(session, input),
  'access.judge': ({ session }, input) => judgeLine(session, input),
  ...purgeWriters,
  ...requestWriters,
  ...mailingWriters,
  ...attachmentWriters,
  ...packageWriters,
  'mailbox.settings': ({ session }, { takeIn, stop }) => {
    saveMailbox(session, {
      ...(takeIn === undefined ? {} : { takeIn }),
      ...(stop === true ? { folder: null } : {}),
    });
    return ok({ saved: true });
  },
  'keeping.saveForms': ({ session }, { forms }) => ok(saveForms(session, forms)),
  'exchange.merge': async ({ session, desk, job }, { token }) => {
    if (desk.bundle?.token !== token) return err({ tag: 'fileGone' });
    const merged = await mergeBundle(session, desk.bundle.bytes, job);
    if (!merged.ok) return merged;
    const { documents } = desk.bundle;
    desk.bundle = undefined;
    return ok(withDocuments(merged.value, await takeDocumentsFrom(session, documents)));
  },
  ...disclosureWriters,
};

/** Reads a chosen or pasted table to the desk. */
export async function openTable(
  { session, desk }: Writing,
  input: { readonly source: TableSource; readonly name: string; readonly delimiter?: Delimiter | undefined },
): Promise<Result<Output<'intake.pasteTable'>, Problem>> {
  const table = await readTable(
    input.source,
    input.delimiter === undefined ? {} : { delimiter: input.delimiter },
  );
  if (!table.ok) return table;
  desk.table = { token: newToken(), name: input.name, table: table.value };
  return ok(chosenFile(session, desk.table));
}

/** Entries are previewed first; documents alone change nothing and are taken in at once (SY-41). */
export async function openReceived(
  { session, desk, job }: Writing,
  paths: readonly string[],
): Promise<Result<Output<'exchange.choose'>, Problem>> {
  const chosen = await readReceived(session, paths, job);
  if (!chosen.ok) return chosen;
  const { entries, documents } = chosen.value;
  if (!entries) {
    const { taken, left } = await takeDocumentsFrom(session, documents);
    const [problem] = left;
    return problem ? err(problem) : ok({ token: null, documents: taken });
  }
  const documentFiles = documents.length > 0 ? { documentFiles: documents.length } : {};
  const token = newToken();
  desk.bundle = { token, bytes: entries.bytes, documents };
  return ok({ token, ...entries.preview, ...documentFiles });
}

/** A file of the shared folder; its documents come by the folder too. */
export async function openEntries(
  { session, desk, job }: Writing,
  bytes: Uint8Array,
): Promise<Result<MergePreview, Problem>> {
  const preview = await previewBundle(session, bytes, job);
  if (!preview.ok) {
    if (isFork(preview.error)) await keepFork(session, bytes);
    return preview;
  }
  const token = newToken();
  desk.bundle = { token, bytes, documents: [] };
  return ok({ token, ...preview.value });
}

/** Rows that were not read in, as a file in the person's own words. */
export async function writeRejects(
  { session, desk }: Writing,
  input: { readonly plan: Input<'intake.saveRejects'>; readonly path: string; readonly words: RejectTexts },
): Promise<Result<null, Problem>> {
  const { whole } = input.plan;
  const permit = exportPermit(session, whole ? 'rejectsWhole' : 'rejects');
  if (!permit.ok) return permit;
  const file = fileImport(session, desk.table, input.plan);
  if (!file.ok) return file;
  const text = rejectsText(session, { file: file.value, whole }, wordsFrom(input.words));
  if (!text.ok) return text;
  const bytes = Buffer.from(text.value, 'utf8');
  noteWrittenOut(session, [await writeOut(permit.value, input.path, bytes)]);
  return ok(null);
}
