// Owns: putting pages, fonts, tags and metadata together into a file. Must not lay out or draw.
import {
  PDFContext,
  type PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFObjectCopier,
  PDFRawStream,
  type PDFRef,
  PDFStreamWriter,
  PDFString,
  PDFWriter,
} from 'pdf-lib';
import type { Item, StructNode } from './layout/atoms.ts';
import { contentOf } from './draw.ts';
import { deflate, type FileFonts, writeDeflated } from './font/embed.ts';
import type { Layout } from './layout/layout.ts';
import { type FileFacts, infoOf, xmpOf } from './metadata.ts';
import { SHEET } from './layout/sheet.ts';
import { srgbProfile } from './srgb.ts';
import { type TaggedPage, writeStructure } from './tags.ts';

type FileParts = { readonly facts: FileFacts; readonly fonts: FileFonts };
/** `id`: hexadecimal, becomes the file's /ID. */
type Identified = { readonly id: string };

/** What ties a page to the file it came from, or does something when it is opened. */
const notPrinted = ['StructParents', 'Tabs', 'Annots', 'AA'];
const OBJECTS_A_STREAM = 200;
const SYNCHRONOUS = Number.POSITIVE_INFINITY;
const MEDIA_BOX = [0, 0, Math.round(SHEET.width * 100) / 100, Math.round(SHEET.height * 100) / 100];
const profile = srgbProfile();
const deflatedProfile = deflate(profile);

/** PDF/A-2a and PDF/UA-1 in one file; nothing is embedded but fonts and the colour profile. */
export async function taggedFile(
  parts: FileParts & Identified & { readonly layout: Layout },
): Promise<Uint8Array> {
  const context = PDFContext.create();
  const pageTree = context.nextRef();
  const resources = context.nextRef();
  const pages = parts.layout.pages.map((items, page): TaggedPage => {
    const owners: StructNode[] = [];
    const content = contentOf(items, parts.fonts, { page, owners });
    const ref = writePage(context, {
      content,
      pageTree,
      resources,
      extra: { StructParents: page, Tabs: 'S' },
    });
    return { ref, owners };
  });
  finishPages(context, { pageTree, resources, pages: pages.map(({ ref }) => ref), fonts: parts.fonts });
  const intent = {
    Type: 'OutputIntent',
    S: 'GTS_PDFA1',
    OutputConditionIdentifier: PDFString.of('sRGB'),
    Info: PDFString.of('sRGB IEC61966-2.1'),
    DestOutputProfile: writeDeflated(context, deflatedProfile, { N: 3 }),
  };
  const catalog = {
    Type: 'Catalog',
    Pages: pageTree,
    Lang: PDFString.of('sv-SE'),
    MarkInfo: { Marked: true },
    StructTreeRoot: writeStructure(context, parts.layout.root, pages),
    ViewerPreferences: { DisplayDocTitle: true },
    OutputIntents: [context.obj(intent)],
    Metadata: writeXmp(context, parts.facts),
  };
  finishFile(context, context.obj(catalog), parts);
  return PDFStreamWriter.forContext(context, SYNCHRONOUS, true, OBJECTS_A_STREAM).serializeToBuffer();
}

/**
 * One bare file for the printer. Pages are drawn and deflated one by one, so only finished bytes are held.
 * No object streams: they take quadratic time on files this large.
 */
export function bareFile(parts: FileParts) {
  const context = PDFContext.create();
  const pageTree = context.nextRef();
  const resources = context.nextRef();
  const pages: PDFRef[] = [];
  return {
    pageCount: () => pages.length,
    addPage(items: readonly Item[]): void {
      const content = contentOf(items, parts.fonts);
      pages.push(writePage(context, { content, pageTree, resources, extra: {} }));
    },
    /** Pages of a whole file of ours, without the tags that they had in it, and without anything that acts or opens. */
    async addKept(bytes: Uint8Array): Promise<void> {
      const kept = await PDFDocument.load(bytes, { updateMetadata: false });
      const copier = PDFObjectCopier.for(kept.context, context);
      for (const { node } of kept.getPages()) {
        const page = copier.copy(node);
        for (const key of notPrinted) page.delete(PDFName.of(key));
        page.set(PDFName.of('Parent'), pageTree);
        pages.push(context.register(page));
      }
    },
    finish(id: string): Promise<Uint8Array> {
      finishPages(context, { pageTree, resources, pages, fonts: parts.fonts });
      const catalog = {
        Type: 'Catalog',
        Pages: pageTree,
        Lang: PDFString.of('sv-SE'),
        ViewerPreferences: { DisplayDocTitle: true },
      };
      finishFile(context, context.obj(catalog), { ...parts, id });
      return PDFWriter.forContext(context, SYNCHRONOUS).serializeToBuffer();
    },
  };
}

type Page = {
  readonly content: string;
  readonly pageTree: PDFRef;
  readonly resources: PDFRef;
  readonly extra: Record<string, string | number>;
};

function writePage(context: PDFContext, { content, pageTree, resources, extra }: Page): PDFRef {
  const page = {
    Type: 'Page',
    Parent: pageTree,
    MediaBox: MEDIA_BOX,
    Resources: resources,
    Contents: writeDeflated(context, deflate(content)),
    ...extra,
  };
  return context.register(context.obj(page));
}

type Pages = {
  readonly pageTree: PDFRef;
  readonly resources: PDFRef;
  readonly pages: readonly PDFRef[];
  readonly fonts: FileFonts;
};

function finishPages(context: PDFContext, { pageTree, resources, pages, fonts }: Pages): void {
  context.assign(resources, context.obj({ Font: fonts.write(context) }));
  context.assign(pageTree, context.obj({ Type: 'Pages', Kids: [...pages], Count: pages.length }));
}

/** XMP stays uncompressed, so that archives can read it without opening the file. */
function writeXmp(context: PDFContext, facts: FileFacts): PDFRef {
  const bytes = new TextEncoder().encode(xmpOf(facts));
  const dict = context.obj({ Type: 'Metadata', Subtype: 'XML', Length: bytes.length });
  return context.register(PDFRawStream.of(dict, bytes));
}

function finishFile(
  context: PDFContext,
  catalog: PDFDict,
  parts: Pick<FileParts, 'facts'> & Identified,
): void {
  const id = PDFHexString.of(parts.id);
  context.trailerInfo.Root = context.register(catalog);
  context.trailerInfo.Info = context.register(context.obj(infoOf(parts.facts)));
  context.trailerInfo.ID = context.obj([id, id]);
}
