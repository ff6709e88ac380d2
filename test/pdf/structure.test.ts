// The checker finds nothing in what we render, and finds each fault that is made on purpose.
import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFRawStream,
  PDFStreamWriter,
} from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { form, grant, refusal, testRenderer } from './samples.ts';
import { assertAccessible, type Fault } from './structure.ts';

const renderer = testRenderer();

async function rendered(): Promise<Uint8Array> {
  const result = await renderer.renderDocument(form());
  if (!result.ok) throw new Error(result.error.tag);
  return result.value.bytes;
}

async function broken(breakIt: (doc: PDFDocument) => void): Promise<Fault[]> {
  const doc = await PDFDocument.load(await rendered(), { updateMetadata: false });
  breakIt(doc);
  return assertAccessible(
    await PDFStreamWriter.forContext(doc.context, Number.POSITIVE_INFINITY).serializeToBuffer(),
  );
}

function dictsWhere(doc: PDFDocument, key: string, value: string): PDFDict[] {
  return doc.context
    .enumerateIndirectObjects()
    .flatMap(([, object]) =>
      object instanceof PDFDict && String(object.get(PDFName.of(key))) === value ? [object] : [],
    );
}

function firstWhere(doc: PDFDocument, key: string, value: string): PDFDict {
  const [first] = dictsWhere(doc, key, value);
  if (first === undefined) throw new Error(`no object with ${key} ${value}`);
  return first;
}

function editFirstContent(doc: PDFDocument, edit: (content: string) => string): void {
  const page = doc.getPage(0).node;
  const stream = doc.context.lookup(page.get(PDFName.of('Contents')));
  if (!(stream instanceof PDFRawStream)) throw new Error('no content');
  const before = new TextDecoder('latin1').decode(decodePDFRawStream(stream).decode());
  const after = edit(before);
  expect(after).not.toBe(before);
  page.set(PDFName.of('Contents'), doc.context.register(doc.context.flateStream(after)));
}

describe('assertAccessible', () => {
  it.each([
    ['grant', grant()],
    ['refusal', refusal()],
    ['form', form()],
  ])('finds no fault in a rendered %s', async (_, doc) => {
    const result = await renderer.renderDocument(doc);
    expect(result.ok && (await assertAccessible(result.value.bytes))).toEqual([]);
  });

  it('finds no fault in a copy written again unbroken', async () => {
    expect(await broken(() => undefined)).toEqual([]);
  });

  const breaks: [Fault, (doc: PDFDocument) => void][] = [
    ['noLang', (doc) => doc.catalog.delete(PDFName.of('Lang'))],
    ['noOutputIntent', (doc) => doc.catalog.delete(PDFName.of('OutputIntents'))],
    ['headingLevelSkipped', (doc) => firstWhere(doc, 'S', '/H2').set(PDFName.of('S'), PDFName.of('H4'))],
    ['headerWithoutScope', (doc) => firstWhere(doc, 'S', '/TH').delete(PDFName.of('A'))],
    ['noFontFile', (doc) => firstWhere(doc, 'Type', '/FontDescriptor').delete(PDFName.of('FontFile2'))],
    ['noWidths', (doc) => firstWhere(doc, 'Subtype', '/CIDFontType2').delete(PDFName.of('W'))],
    ['noToUnicode', (doc) => firstWhere(doc, 'Subtype', '/Type0').delete(PDFName.of('ToUnicode'))],
    ['contentNotInStructure', (doc) => firstWhere(doc, 'S', '/P').delete(PDFName.of('K'))],
    [
      'drawnOutsideMarkedContent',
      (doc) => editFirstContent(doc, (text) => text.replace(/\/P <<\/MCID \d+>> BDC/, '/P BMC')),
    ],
    ['drawnOutsideMarkedContent', (doc) => editFirstContent(doc, (text) => `${text}\n0 0 m 9 9 l S`)],
    ['noXmpIdentification', (doc) => doc.catalog.delete(PDFName.of('Metadata'))],
    ['noDisplayDocTitle', (doc) => doc.catalog.delete(PDFName.of('ViewerPreferences'))],
    ['notMarked', (doc) => doc.catalog.delete(PDFName.of('MarkInfo'))],
    ['noTabOrder', (doc) => doc.getPage(1).node.delete(PDFName.of('Tabs'))],
    [
      'embeddedFiles',
      (doc) => doc.catalog.set(PDFName.of('Names'), doc.context.obj({ EmbeddedFiles: { Names: [] } })),
    ],
  ];
  it.each(breaks)('names only %s in a copy broken that way', async (fault, breakIt) => {
    const faults = await broken(breakIt);
    expect(faults).toContain(fault);
    expect(faults.filter((found) => found !== fault && found !== 'contentNotInStructure')).toEqual([]);
  });

  it('names a missing structure tree, and then all content as lost', async () => {
    const faults = await broken((doc) => doc.catalog.delete(PDFName.of('StructTreeRoot')));
    expect(faults).toEqual(['noStructTreeRoot', 'contentNotInStructure']);
  });

  it('names content whose parent tree entry is gone', async () => {
    const faults = await broken((doc) => {
      for (const [, object] of doc.context.enumerateIndirectObjects()) {
        if (object instanceof PDFDict && object.get(PDFName.of('Nums')) instanceof PDFArray) {
          object.set(PDFName.of('Nums'), doc.context.obj([]));
        }
      }
    });
    expect(faults).toEqual(['contentNotInStructure']);
  });
});
