// Owns: a run of many documents: one file each, one print file, one manifest; chunk by chunk, so that it can be cancelled and resumed.
// Must not: know threads; collecting, rendering and recording come in as ports.
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ExportKind, Permit } from '../../../domain/disclosure/grounds.ts';
import { caseStream, type CaseId } from '../../../domain/ids.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { ExportOutcome, PrintVariant } from '../../../ipc/decision.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { putBlobs } from '../../../db/blobs.ts';
import { noteOutputFiles } from '../../../db/local/output-files.ts';
import type { NewAct } from '../../../db/ledger/contract.ts';
import type { KeptPages, MissingGlyph, Printed, Renderer } from '../../pdf/renderer.ts';
import { writeOut, writeOutOfRun, type WrittenOut } from '../../files/write-out.ts';
import { rendererVersion } from '../../pdf/version.ts';
import type { JobContext } from '../../threads/protocol.ts';
import { printableOf, type Issued, type Printable } from './documents.ts';
import { newBatch } from '../intake/import-plan.ts';
import { noteWrittenOut } from '../disclosure/given-files.ts';
import { exportPermit } from '../disclosure/grounds.ts';
import type { Session, WriteSession } from '../session.ts';

export type RunInput = {
  readonly cases: readonly CaseId[];
  readonly variant: PrintVariant;
  /** Also what is not decided yet, each page with its head FÖRSLAG. */
  readonly drafts: boolean;
  readonly dir: string;
};

export type Written = {
  readonly caseId: CaseId;
  readonly applicationId: string;
  readonly event: string;
  readonly variant: PrintVariant;
  readonly draft: boolean;
  readonly file: string;
  readonly sha256: string;
  readonly pages: number;
  readonly bytes: Uint8Array;
};
export type Failed = ExportOutcome['failed'][number];

/** A document with the name of its file, which no other document of the run has. */
export type Named = Printable & { readonly file: string };

export type PrintedFile = {
  readonly path: string;
  readonly pages: number;
  readonly sha256: string;
  readonly note: WrittenOut;
};

/** The halves of a run, each in its own thread in the window, all in one in the runner. */
export type RunPorts = {
  /** The gate: nothing is drawn or written without it (DI-1). */
  readonly permit: (variant: PrintVariant) => Promise<Result<Permit, Problem>>;
  readonly collect: (cases: readonly CaseId[], input: RunInput) => Promise<readonly Printable[]>;
  readonly render: (
    items: readonly Named[],
    to: Target,
  ) => Promise<{ readonly written: readonly Written[]; readonly failed: readonly Failed[] }>;
  readonly printFile: (
    documents: readonly Printed[],
    to: Target & { readonly title: string },
  ) => Promise<PrintedFile | null>;
  readonly record: (written: readonly Written[], dir: string) => Promise<void>;
  /** The print file and the manifest, for the register of files. */
  readonly note: (files: readonly WrittenOut[]) => Promise<void>;
};
export type Target = { readonly dir: string; readonly permit: Permit };

const chunkSize = 100;

/** Files are whole or absent; what was issued before comes from the kept bytes, so a resumed run costs only what is left. */
export async function runExport(
  ports: RunPorts,
  input: RunInput,
  job: JobContext,
): Promise<Result<ExportOutcome, Problem>> {
  const permit = await ports.permit(input.variant);
  if (!permit.ok) return permit;
  const to = { dir: input.dir, permit: permit.value };
  const documents: Printed[] = [];
  const manifest: Omit<Written, 'bytes'>[] = [];
  const failed: Failed[] = [];
  const taken = new Set<string>();
  for (let at = 0; at < input.cases.length && !job.cancelled(); at += chunkSize) {
    const collected = await ports.collect(input.cases.slice(at, at + chunkSize), input);
    const items = collected.map((item) => ({ ...item, file: freeName(item, taken) }));
    if (items.length > 0 && manifest.length === 0) await mkdir(input.dir, { recursive: true });
    const rendered = await ports.render(items, to);
    await ports.record(rendered.written, input.dir);
    const done = new Set(rendered.written.map((one) => one.caseId));
    documents.push(...items.filter((one) => done.has(one.caseId)).map(printedOf));
    manifest.push(...rendered.written.map(({ bytes: _bytes, ...rest }) => rest));
    failed.push(...rendered.failed);
    job.progress('documents', Math.min(at + chunkSize, input.cases.length), input.cases.length);
  }
  const cancelled = job.cancelled();
  const ending =
    manifest.length > 0 && !cancelled ? await endRun(ports, input, { documents, manifest, to }) : noEnding;
  return ok({
    files: manifest.filter((one) => !one.draft).length,
    drafts: manifest.filter((one) => one.draft).length,
    pages: manifest.reduce((sum, one) => sum + one.pages, 0),
    ...ending,
    folder: manifest.length > 0 ? input.dir : null,
    cancelled,
    failed,
  });
}

type Ending = Pick<ExportOutcome, 'printFile' | 'manifest'>;
type Made = {
  readonly documents: readonly Printed[];
  readonly manifest: readonly Omit<Written, 'bytes'>[];
  readonly to: Target;
};
const noEnding: Ending = { printFile: null, manifest: null };

const titles: Readonly<Record<PrintVariant, string>> = {
  party: 'Beslut om arbetspraktik',
  form: 'Kompletterande blankett',
  supplement: 'Begäran om komplettering',
  hearing: 'Kommunicering före beslut',
  order: 'Föreläggande',
};

/** Only a run that came to its end has a print file and a manifest. */
async function endRun(ports: RunPorts, input: RunInput, made: Made): Promise<Ending> {
  const { documents, manifest, to } = made;
  const title = titles[input.variant];
  const printed = await ports.printFile(documents, { ...to, title });
  const printFile = printed && { file: basename(printed.path), sha256: printed.sha256, pages: printed.pages };
  const listed = await writeManifest(input, { files: manifest, printFile, permit: to.permit });
  await ports.note([...(printed ? [printed.note] : []), listed]);
  return { printFile: printed?.path ?? null, manifest: listed.path };
}

type Listed = {
  readonly files: readonly Omit<Written, 'bytes'>[];
  readonly printFile: { readonly file: string; readonly sha256: string; readonly pages: number } | null;
  readonly permit: Permit;
};

async function writeManifest(
  input: RunInput,
  { files: entries, printFile, permit }: Listed,
): Promise<WrittenOut> {
  const path = join(input.dir, 'manifest.json');
  const files = entries.map(({ file, sha256, pages, applicationId, variant, draft }) => ({
    file,
    sha256,
    pages,
    applicationId,
    variant,
    draft,
  }));
  const text = `${JSON.stringify({ v: 1, renderer: rendererVersion, variant: input.variant, printFile, files }, null, 2)}\n`;
  return writeOut(permit, path, Buffer.from(text, 'utf8'));
}

const exportKinds = {
  party: 'decision',
  form: 'form',
  supplement: 'request',
  hearing: 'request',
  order: 'request',
} as const satisfies Readonly<Record<PrintVariant, ExportKind>>;

/** The kind of export that a variant is. */
export function exportKindOf(variant: PrintVariant): (typeof exportKinds)[PrintVariant] {
  return exportKinds[variant];
}

/** All halves in one process: the runner, the demo, the bench. */
export function localPorts(session: WriteSession, renderer: Renderer): RunPorts {
  return {
    permit: async (variant) => exportPermit(session, exportKindOf(variant)),
    collect: async (ids, of) => collectPrintables(session, ids, of),
    render: (items, to) => renderPrintables(renderer, items, to),
    printFile: (documents, to) => writePrintFile(renderer, documents, to),
    record: async (written, dir) => recordWritten(session, written, dir),
    note: async (files) => noteWrittenOut(session, files),
  };
}

/** Runs where the store is read. */
export function collectPrintables(
  session: Session,
  cases: readonly CaseId[],
  input: Pick<RunInput, 'variant' | 'drafts'>,
): Printable[] {
  return cases.flatMap((id) => {
    const printable = printableOf(session, id, input.variant);
    return printable && (input.drafts || !printable.draft) ? [printable] : [];
  });
}

/** Runs where PDFs are made. File names carry BÄR's number or the application id, nothing else of the person. */
export async function renderPrintables(
  renderer: Renderer,
  items: readonly Named[],
  { dir, permit }: Target,
): Promise<{ written: Written[]; failed: Failed[] }> {
  const written: Written[] = [];
  const failed: Failed[] = [];
  for (const item of items) {
    const { caseId, applicationId, event, variant, draft, file } = item;
    const made = await bytesOf(renderer, item);
    if (!made.ok) {
      failed.push({ caseId, applicationId, reason: wordsOf(made.error) });
      continue;
    }
    const { bytes, pages } = made.value;
    const { sha256 } = await writeOutOfRun(permit, join(dir, file), bytes);
    written.push({ caseId, applicationId, event, variant, draft, file, sha256, pages, bytes });
  }
  return { written, failed };
}

type NotMade = MissingGlyph | { readonly tag: 'issuedElsewhere' };
type Bytes = Pick<Issued, 'bytes' | 'pages'>;

/** A decision that a colleague issued and whose bytes are not here may be made again only where that gives the very same ones (PD-19). */
async function bytesOf(renderer: Renderer, item: Printable): Promise<Result<Bytes, NotMade>> {
  if (item.issued) return ok(item.issued);
  const made = await renderer.renderDocument(item.document);
  const same = item.variant !== 'party' || item.issuedAs.length === 0;
  if (!made.ok || same || item.issuedAs.includes(made.value.sha256)) return made;
  return err({ tag: 'issuedElsewhere' });
}

function wordsOf(error: NotMade): string {
  return error.tag === 'missingGlyph' ? `${error.tag} ${error.characters.join(' ')}` : error.tag;
}

/** In the print file too, what another renderer made is printed as it was kept. */
function printedOf({ document, issued }: Printable): Printed {
  return issued === null || issued.renderer === rendererVersion
    ? document
    : ({ kept: issued.bytes, createdOn: document.createdOn } satisfies KeptPages);
}

/** Two numbers may differ only in a sign or a capital, or be the same by mistake: the later document bears its case's id. */
function freeName(item: Printable, taken: Set<string>): string {
  const stem = fileStem(item);
  const name = taken.has(stem.toLowerCase()) ? `${stem}-${item.caseId}` : stem;
  taken.add(name.toLowerCase());
  return `${name}.pdf`;
}

const stems: Readonly<Partial<Record<PrintVariant, string>>> = {
  form: 'blankett',
  supplement: 'komplettering',
  hearing: 'kommunicering',
  order: 'forelaggande',
};

function fileStem(item: Printable): string {
  const kind = stems[item.variant] ?? (item.draft ? 'forslag' : 'beslut');
  const id = (item.draft || item.barNumber === null ? item.applicationId : item.barNumber).normalize('NFC');
  return `${kind}-${id.replace(/[^\p{L}\p{N}-]+/gu, '_')}`;
}

export async function writePrintFile(
  renderer: Renderer,
  documents: readonly Printed[],
  to: Target & { readonly title: string },
): Promise<PrintedFile | null> {
  const createdOn = documents
    .map((one) => one.createdOn)
    .sort()
    .at(-1);
  if (createdOn === undefined) return null;
  const file = await renderer.createPrintFile(documents, { duplex: true, title: to.title, createdOn });
  if (!file.ok) return null;
  const path = join(to.dir, 'utskriftsfil.pdf');
  const note = await writeOut(to.permit, path, file.value.bytes);
  return { path, pages: file.value.pages, sha256: file.value.sha256, note };
}

/** Runs where the store is written: the issued bytes are kept, and the first issue of a document is an event. */
export function recordWritten(session: WriteSession, written: readonly Written[], dir: string): void {
  const now = session.now();
  noteOutputFiles(
    session.store.db,
    written.map((one) => ({
      path: join(dir, one.file),
      sha256: one.sha256,
      kind: one.draft ? 'draft' : one.variant,
      bytes: one.bytes.length,
      caseId: one.caseId,
      event: one.event,
      writtenAt: now,
    })),
  );
  const fresh = written.filter((one) => !one.draft && !isIssued(session, one));
  if (fresh.length === 0) return;
  putBlobs(
    session.store,
    fresh.map((one) => one.bytes),
  );
  const batch = newBatch();
  const acts: NewAct[] = fresh.map((one) => ({
    stream: caseStream(one.caseId),
    payload: {
      kind: 'document.issued',
      batch,
      variant: one.variant,
      of: one.event as Printable['event'],
      sha256: one.sha256,
      pages: one.pages,
      renderer: rendererVersion,
    },
  }));
  session.ledger.append(acts);
}

function isIssued(session: Session, one: Written): boolean {
  return session.ledger
    .caseState(one.caseId)
    .issued.some((issued) => issued.of === one.event && issued.sha256 === one.sha256);
}
