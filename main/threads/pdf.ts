// Owns: the PDF thread: documents to bytes and files. Must not: open the store.
import { workerData } from 'node:worker_threads';
import type { ComposedDocument } from '../../domain/document/blocks.ts';
import { ok } from '../../domain/result.ts';
import { readFontFiles } from '../pdf/font/files.ts';
import { createRenderer, type Printed, type Renderer } from '../pdf/renderer.ts';
import type { Prepared } from '../services/disclosure/prepared.ts';
import { writeGiving } from '../services/disclosure/write-giving.ts';
import { renderPrintables, writePrintFile, type Named, type Target } from '../services/decision/print-run.ts';
import { serve } from './serve.ts';
import type { ThreadHandlers } from './protocol.ts';
import type { ThreadData } from './thread-data.ts';

const data = workerData as ThreadData;
let renderer: Renderer | undefined;

/** The faces are cut when the first document is made, not when the store is opened. */
function current(): Renderer {
  renderer ??= createRenderer(readFontFiles(data.resourcesDir));
  return renderer;
}

const handlers = {
  open: () => ok(null),
  renderOne: (document: ComposedDocument) => current().renderDocument(document),
  render: ({ items, to }: { items: Named[]; to: Target }) => renderPrintables(current(), items, to),
  printFile: ({ documents, to }: { documents: Printed[]; to: Target & { title: string } }) =>
    writePrintFile(current(), documents, to),
  giving: ({ prepared, path }: { prepared: Prepared; path: string }) =>
    writeGiving(current(), prepared, path),
};

serve(handlers as unknown as ThreadHandlers);
