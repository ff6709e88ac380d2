// Owns: operations whose files the person chooses in a dialog: tables in, documents out.
// Must not: read a table or draw a page itself.
import { basename } from 'node:path';
import type { Permit } from '../../domain/disclosure/grounds.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { packageLimits } from '../../domain/package/form.ts';
import { defaultLimits } from '../files/limits.ts';
import { readBounded } from '../files/read-bounded.ts';
import type { Handlers, Output, Reply } from '../../ipc/contract.ts';
import type { Problem } from '../../ipc/operation.ts';
import type { Printable } from '../services/decision/documents.ts';
import { exportKindOf, runExport, type RunInput } from '../services/decision/print-run.ts';
import type { StoreControl } from '../store-control.ts';
import type { JobContext } from '../threads/protocol.ts';
import { changedCases } from './changed.ts';
import type { Context } from './context.ts';

type FileName =
  | 'intake.chooseFile'
  | 'intake.pasteTable'
  | 'intake.saveRejects'
  | 'workList.save'
  | 'packages.choose'
  | 'print.export';
const workListNames = {
  register: 'arbetslista-registret.csv',
  permits: 'arbetslista-migrationsverket.csv',
} as const;
/** Text is at most so many letters (domain/package); a file beyond it is refused before it is read. */
const packageBytes = packageLimits.characters;
const tableExtensions = ['csv', 'txt', 'tsv', 'xlsx', 'json'];

export function fileHandlers(context: Context): Pick<Handlers, FileName> {
  const { around, control, jobs } = context;
  return {
    'intake.chooseFile': async ({ delimiter }) => {
      const path = await around.dialogs.open({ title: 'Välj fil att läsa in', extensions: tableExtensions });
      if (path === undefined) return ok(null);
      const input = { source: { path }, name: basename(path), delimiter };
      return control.onWriter<Reply<'intake.pasteTable'>>('table', input).result;
    },
    'intake.pasteTable': ({ text }) => {
      const name = 'inklistrade-rader.txt';
      const source = { bytes: Buffer.from(text, 'utf8'), name };
      return control.onWriter<Reply<'intake.pasteTable'>>('table', { source, name }).result;
    },
    'packages.choose': () => choosePackage(context),
    'intake.saveRejects': async (plan) => {
      const path = await around.dialogs.save({
        title: 'Spara rader som inte lästes in',
        name: 'rader-som-inte-lastes-in.csv',
      });
      if (path === undefined) return ok({ saved: null });
      const done = await control.onWriter<Result<null, Problem>>('rejects', {
        plan,
        path,
        words: around.rejectTexts(),
      }).result;
      return done.ok ? ok({ saved: basename(path) }) : done;
    },
    'workList.save': async (input) => {
      // Refused before anybody is asked for a place (DI-1).
      const preview = await control.onReader<Reply<'workList.preview'>>('workList.preview', input);
      if (!preview.ok) return preview;
      const path = await around.dialogs.save({
        title: 'Spara arbetslistan',
        name: workListNames[input.kind],
      });
      if (path === undefined) return ok({ ...preview.value, saved: null });
      const done = await control.onWriter<Reply<'workList.preview'>>('workList', { ...input, path }).result;
      return done.ok ? ok({ ...done.value, saved: basename(path) }) : done;
    },
    'print.export': async (input) => {
      const folder = await around.dialogs.folder({ title: 'Välj mapp för dokumenten' });
      if (folder === undefined) return ok(nothingExported);
      const reply = await jobs.local('print.export', (job) =>
        exportTo(control, { ...input, dir: folder }, job),
      );
      around.notify({ kind: 'changed', cases: changedCases(input) });
      return reply;
    },
  };
}

/** The text alone: what it is worth is asked with the case that it is brought to. */
async function choosePackage({ around }: Context): Promise<Reply<'packages.choose'>> {
  const extensions = ['jwt', 'txt', 'json', 'sdjwt'];
  const path = await around.dialogs.open({ title: 'Välj datapaket', extensions });
  if (path === undefined) return ok(null);
  const bytes = await readBounded(path, { ...defaultLimits, fileBytes: packageBytes });
  if (!bytes.ok) return bytes;
  if (bytes.value.length > packageBytes) return err({ tag: 'packageTooLarge' });
  return ok({ name: basename(path), text: bytes.value.toString('utf8').replace(/^\uFEFF/, '') });
}

const nothingExported: Output<'print.export'> = {
  files: 0,
  drafts: 0,
  pages: 0,
  printFile: null,
  manifest: null,
  folder: null,
  cancelled: true,
  failed: [],
};

/** Locked in the middle, the threads are gone: what was written stays whole, and the run says why it ended. */
async function exportTo(
  control: StoreControl,
  input: RunInput,
  job: JobContext,
): Promise<Reply<'print.export'>> {
  try {
    return await runExport(exportPorts(control), input, job);
  } catch (error) {
    if (control.status().phase === 'open') throw error;
    return err({ tag: 'storeLocked' });
  }
}

/** Collected by the reader, rendered by the PDF thread, recorded by the writer. */
function exportPorts(control: StoreControl): Parameters<typeof runExport>[0] {
  return {
    // A store locked in the middle of a run answers with a refusal: the run then ends with what it has.
    collect: async (cases, input) => {
      const items = await control.onReader<readonly Printable[] | Result<never, Problem>>('collect', {
        cases,
        input,
      });
      return 'ok' in items ? [] : items;
    },
    permit: (variant) => control.onWriter<Result<Permit, Problem>>('permit', exportKindOf(variant)).result,
    render: (items, to) => control.onPdf('render', { items, to }),
    printFile: (documents, to) => control.onPdf('printFile', { documents, to }),
    note: (files) => control.onWriter<void>('noteFiles', files).result,
    record: (written, dir) => control.onWriter<void>('record', { written, dir }).result,
  };
}
