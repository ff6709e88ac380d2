// Owns: figures of the year's decisions as PDF, beside ordinary drawText of the same content in the same run.
// Must not: compose a text; the documents are those of the decided store.
import { join } from 'node:path';
import type { ComposedDocument } from '../../domain/document/blocks.ts';
import { take } from '../../main/demo/drive/drive-desk.ts';
import { casesWhere } from '../../main/demo/drive/drive-steps.ts';
import { readFontFiles } from '../../main/pdf/font/files.ts';
import { createRenderer, type Renderer } from '../../main/pdf/renderer.ts';
import { collectPrintables, localPorts, runExport } from '../../main/services/decision/print-run.ts';
import type { WriteSession } from '../../main/services/session.ts';
import { quietJob } from '../../main/threads/protocol.ts';
import { drawTextDocument } from './draw-text.ts';
import { medianFigure, megabytes, timed, type Figure } from './figures.ts';
import { resources } from './place.ts';
import { decidedDir, openSession, year } from './world.ts';

const rounds = 3;
/** Every tenth document by drawText, times ten: all of them would take most of the run. */
const sampled = 10;

export async function measureDocuments(work: string): Promise<Figure[]> {
  const session = await openSession(decidedDir(work));
  const cases = casesWhere(session, 'läge:beviljad');
  const printables = collectPrintables(session, cases, { variant: 'party', drafts: false });
  const documents = printables.map((one) => one.document);
  const { granted } = year.expected.total;
  if (documents.length !== granted) throw new Error(`${documents.length} of ${granted} documents`);
  const fonts = readFontFiles(resources);
  const renderer = createRenderer(fonts);
  const sample = documents.filter((_, at) => at % sampled === 0);
  const ours: number[] = [];
  const printed: number[] = [];
  const drawn: number[] = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(await timed(() => renderAll(renderer, documents)));
    const part = await timed(async () => {
      for (const document of sample) await drawTextDocument(document, fonts);
    });
    drawn.push((part / sample.length) * documents.length);
    printed.push(await timed(() => printAll(renderer, documents)));
  }
  const whole = await timed(() => exportAll(session, renderer, { cases, dir: join(work, 'export') }));
  session.store.close();
  const ratios = ours.map((mine, round) => (drawn[round] ?? 0) / mine);
  return [
    medianFigure({ name: `documents: ${granted} PDFs`, values: ours, unit: 'ms' }),
    medianFigure({ name: `documents: ${granted} by drawText (scaled)`, values: drawn, unit: 'ms' }),
    medianFigure({ name: 'documents: times faster than drawText', values: ratios, unit: 'times', budget: 3 }),
    medianFigure({ name: `documents: print file of ${granted}`, values: printed, unit: 'ms' }),
    medianFigure({ name: `documents: whole run of ${granted} to disk`, values: [whole], unit: 'ms' }),
    megabytes('documents: peak memory', process.resourceUsage().maxRSS),
  ];
}

async function renderAll(renderer: Renderer, documents: readonly ComposedDocument[]): Promise<void> {
  for (const document of documents) {
    const made = await renderer.renderDocument(document);
    if (!made.ok) throw new Error(made.error.characters.join(' '));
  }
}

async function printAll(renderer: Renderer, documents: readonly ComposedDocument[]): Promise<void> {
  const createdOn = documents[0]?.createdOn ?? '';
  const made = await renderer.createPrintFile(documents, {
    duplex: true,
    title: 'Beslut om arbetspraktik',
    createdOn,
  });
  if (!made.ok) throw new Error(made.error.characters.join(' '));
}

/** Collected, rendered, written, kept in the store and recorded, with the print file and the manifest. */
async function exportAll(
  session: WriteSession,
  renderer: Renderer,
  { cases, dir }: { readonly cases: Parameters<typeof collectPrintables>[1]; readonly dir: string },
): Promise<void> {
  const ports = localPorts(session, renderer);
  const done = take(await runExport(ports, { cases, variant: 'party', drafts: false, dir }, quietJob));
  if (done.files !== cases.length || done.printFile === null) throw new Error(`${done.files} files`);
}
