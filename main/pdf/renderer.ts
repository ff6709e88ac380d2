// Owns: composed documents to bytes: one tagged PDF/A-2a + PDF/UA-1 file each, or one bare file for the printer.
// bytes = f(document, rendererVersion): no clock, no chance. Must not read files, know electron or compose text.
import { createHash } from 'node:crypto';
import { type ComposedDocument, composedDocumentSchema } from '../../domain/document/blocks.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { buildSharedFonts, type Faces, fontsForFile, type SharedFonts } from './font/embed.ts';
import { loadFace, type Weight } from './font/face.ts';
import { bareFile, taggedFile } from './file.ts';
import { layOut } from './layout/layout.ts';
import { rendererVersion } from './version.ts';
import { drawable } from './font/text.ts';
import type { Measure } from './layout/wrap.ts';

/** Bytes of the regular and the bold typeface (TrueType). */
export type FontBytes = Readonly<Record<Weight, Uint8Array>>;
export type MissingGlyph = { readonly tag: 'missingGlyph'; readonly characters: readonly string[] };
export type Rendered = { readonly bytes: Uint8Array; readonly pages: number; readonly sha256: string };
/** `starts[n]` is the page, from 1, on which the n-th document begins. */
export type PrintFile = Rendered & { readonly starts: readonly number[] };
/** Pages of a file that was issued before: they go into the print file as they are. */
export type KeptPages = { readonly kept: Uint8Array; readonly createdOn: string };
export type Printed = ComposedDocument | KeptPages;
export type PrintOptions = { readonly duplex: boolean; readonly title: string; readonly createdOn: string };

export type Renderer = {
  renderDocument(doc: ComposedDocument): Promise<Result<Rendered, MissingGlyph>>;
  /** Every document begins on a front page when `duplex`; documents are taken one at a time. */
  createPrintFile(docs: Iterable<Printed>, options: PrintOptions): Promise<Result<PrintFile, MissingGlyph>>;
  /** The texts that the typeface cannot hold, with the signs it lacks: to be asked before a run. */
  missingGlyphs(texts: Iterable<string>): { text: string; characters: string[] }[];
};

/** Loading the faces and cutting the shared subset takes some hundred milliseconds: once a process. */
export function createRenderer(fonts: FontBytes): Renderer {
  const faces: Faces = { regular: loadFace(fonts.regular), bold: loadFace(fonts.bold) };
  const shared = buildSharedFonts(faces);
  const measure = measureWith(faces);
  return {
    async renderDocument(doc) {
      const parsed = composedDocumentSchema.parse(doc);
      const missing = missingIn(parsed, faces);
      if (missing.length > 0) return err({ tag: 'missingGlyph', characters: missing });
      const layout = layOut(parsed, measure);
      const files = fontsForFile(shared);
      const facts = {
        title: parsed.title,
        subject: parsed.subject,
        author: parsed.letterhead.agency,
        createdOn: parsed.createdOn,
        producer: rendererVersion,
      };
      const bytes = await taggedFile({ layout, fonts: files, facts, id: contentId(parsed) });
      return ok({ bytes, pages: layout.pages.length, sha256: sha256(bytes) });
    },
    createPrintFile: (docs, options) => printFile(docs, { faces, shared, measure, options }),
    missingGlyphs(texts) {
      return [...texts].flatMap((text) => {
        const characters = missingFrom(text, faces);
        return characters.length === 0 ? [] : [{ text, characters }];
      });
    },
  };
}

type PrintRun = {
  readonly faces: Faces;
  readonly shared: SharedFonts;
  readonly measure: Measure;
  readonly options: PrintOptions;
};

async function printFile(
  docs: Iterable<Printed>,
  { faces, shared, measure, options }: PrintRun,
): Promise<Result<PrintFile, MissingGlyph>> {
  const facts = {
    title: options.title,
    author: 'Språngbrädan',
    createdOn: options.createdOn,
    producer: rendererVersion,
  };
  const file = bareFile({ facts, fonts: fontsForFile(shared) });
  const starts: number[] = [];
  const ids = createHash('sha256').update(JSON.stringify(options));
  for (const doc of docs) {
    if (options.duplex && file.pageCount() % 2 === 1) file.addPage([]);
    starts.push(file.pageCount() + 1);
    if ('kept' in doc) {
      await file.addKept(doc.kept);
      ids.update(sha256(doc.kept));
      continue;
    }
    const parsed = composedDocumentSchema.parse(doc);
    const missing = missingIn(parsed, faces);
    if (missing.length > 0) return err({ tag: 'missingGlyph', characters: missing });
    for (const items of layOut(parsed, measure).pages) file.addPage(items);
    ids.update(contentId(parsed));
  }
  const bytes = await file.finish(ids.digest('hex'));
  return ok({ bytes, pages: file.pageCount(), sha256: sha256(bytes), starts });
}

function measureWith(faces: Faces): Measure {
  return (weight, text, size) => {
    const face = faces[weight];
    let width = 0;
    for (const char of text) width += face.advance(char.codePointAt(0) ?? 0);
    return (width * size) / 1000;
  };
}

/** The schema puts keys in its own order, so equal documents have one text and one hash. */
function contentId(parsed: ComposedDocument): string {
  return createHash('sha256').update(JSON.stringify(parsed)).digest('hex');
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function missingIn(doc: ComposedDocument, faces: Faces): string[] {
  const texts: string[] = [];
  collectTexts(doc, texts);
  return missingFrom(texts.join('\n'), faces);
}

function collectTexts(value: unknown, into: string[]): void {
  if (typeof value === 'string') into.push(value);
  else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) collectTexts(inner, into);
  }
}

function missingFrom(text: string, faces: Faces): string[] {
  const characters = new Set(drawable(text).replaceAll('\n', ''));
  return [...characters].filter((char) => {
    const codePoint = char.codePointAt(0) ?? 0;
    return !faces.regular.holds(codePoint) || !faces.bold.holds(codePoint);
  });
}
