// Owns: reading a rendered file's text back by its own ToUnicode maps, page by page, as a reader would copy it.
import { decodePDFRawStream, PDFDict, PDFDocument, PDFName, PDFRawStream, type PDFObject } from 'pdf-lib';

/** The text of each page in drawing order; "|" stands between stretches that were drawn apart. */
export async function textOf(bytes: Uint8Array): Promise<string[]> {
  const doc = await PDFDocument.load(bytes, { updateMetadata: false });
  return doc.getPages().map((page) => {
    const resources = doc.context.lookup(page.node.get(PDFName.of('Resources')), PDFDict);
    const fonts = doc.context.lookup(resources.get(PDFName.of('Font')), PDFDict);
    const maps = new Map(
      fonts.entries().map(([name, ref]) => {
        const font = doc.context.lookup(ref, PDFDict);
        return [
          name.asString().slice(1),
          unicodeMap(streamText(doc.context.lookup(font.get(PDFName.of('ToUnicode'))))),
        ];
      }),
    );
    return readText(streamText(doc.context.lookup(page.node.get(PDFName.of('Contents')))), maps);
  });
}

function streamText(stream: PDFObject | undefined): string {
  if (!(stream instanceof PDFRawStream)) throw new Error('not a stream');
  return new TextDecoder('latin1').decode(decodePDFRawStream(stream).decode());
}

function unicodeMap(cmap: string): Map<string, string> {
  const pairs = [...cmap.matchAll(/^<([0-9A-F]{4})> <([0-9A-F]+)>$/gm)];
  return new Map(pairs.map(([, code = '', units = '']) => [code, fromUtf16(units)]));
}

function fromUtf16(hex: string): string {
  const units = hex.match(/.{4}/g) ?? [];
  return String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16)));
}

function readText(content: string, maps: Map<string, Map<string, string>>): string {
  const blocks = [...content.matchAll(/BT (.*?) ET/g)];
  return blocks
    .map(([, block = '']) =>
      [...block.matchAll(/\/(F\d) [\d.]+ Tf <([0-9A-F]*)> Tj/g)]
        .map(([, font = '', codes = '']) =>
          (codes.match(/.{4}/g) ?? []).map((code) => maps.get(font)?.get(code) ?? '\uFFFD').join(''),
        )
        .join(''),
    )
    .join('|');
}
