// Owns: fonts as PDF objects (Type0, Identity-H) and turning text into their codes. The repertoire's subset is built
// and deflated once per process; a sign outside it goes into a second, small font of that file only.
// Must not lay out text.
import { createHash } from 'node:crypto';
import { PDFArray, PDFContext, PDFHexString, PDFRawStream, type PDFRef } from 'pdf-lib';
import type { Face, Weight } from './face.ts';
import { repertoire } from './text.ts';

/** A code is the place of the code point in its font's list, from 1: two signs never share one, so copied text is exact. */
type Codes = ReadonlyMap<number, string>;

type EmbeddableFont = {
  readonly face: Face;
  readonly name: string;
  readonly stemV: number;
  readonly widths: PDFArray;
  readonly programLength: number;
  readonly program: Uint8Array;
  readonly toUnicode: Uint8Array;
  readonly cidToGid: Uint8Array;
};

type SharedFont = { readonly font: EmbeddableFont; readonly codes: Codes };

export type Faces = Readonly<Record<Weight, Face>>;
export type SharedFonts = Readonly<Record<Weight, SharedFont>>;

/** A stretch of text in one font of the file: resource name and codes in hexadecimal. */
type CodedText = { readonly font: string; readonly codes: string };

export type FileFonts = {
  encode(weight: Weight, text: string): CodedText[];
  /** Writes the fonts that were used and gives the resource dictionary's entries. */
  write(context: PDFContext): Record<string, PDFRef>;
};

const STEM_V: Readonly<Record<Weight, number>> = { regular: 80, bold: 140 };
const SHARED_NAME: Readonly<Record<Weight, string>> = { regular: 'F1', bold: 'F2' };
const EXTRA_NAME: Readonly<Record<Weight, string>> = { regular: 'F3', bold: 'F4' };
const scratch = PDFContext.create();

/** The library's own deflate: the same bytes on every runtime. */
export function deflate(bytes: Uint8Array | string): Uint8Array {
  return scratch.flateStream(bytes).getContents();
}

export function buildSharedFonts(faces: Faces): SharedFonts {
  return { regular: sharedFont(faces, 'regular'), bold: sharedFont(faces, 'bold') };
}

function sharedFont(faces: Faces, weight: Weight): SharedFont {
  const face = faces[weight];
  const codePoints = repertoire().filter((codePoint) => face.holds(codePoint));
  const codes = new Map(codePoints.map((codePoint, index) => [codePoint, hex4(index + 1)]));
  return { font: embeddable(face, weight, codePoints), codes };
}

/** Fonts for one file. Signs are expected to be held by the face; that is checked before layout. */
export function fontsForFile(shared: SharedFonts): FileFonts {
  const used = new Set<Weight>();
  const extra: Record<Weight, Map<number, string>> = { regular: new Map(), bold: new Map() };
  return {
    encode(weight, text) {
      const parts: { font: string; codes: string }[] = [];
      for (const char of text) {
        const codePoint = char.codePointAt(0) ?? 0;
        const common = shared[weight].codes.get(codePoint);
        const font = common === undefined ? EXTRA_NAME[weight] : SHARED_NAME[weight];
        const code = common ?? extraCode(extra[weight], codePoint);
        if (common !== undefined) used.add(weight);
        const last = parts.at(-1);
        if (last?.font === font) last.codes += code;
        else parts.push({ font, codes: code });
      }
      return parts;
    },
    write(context) {
      const names: Record<string, PDFRef> = {};
      for (const weight of ['regular', 'bold'] as const) {
        const { font } = shared[weight];
        if (used.has(weight)) names[SHARED_NAME[weight]] = writeFont(context, font);
        const codePoints = [...extra[weight].keys()];
        if (codePoints.length === 0) continue;
        names[EXTRA_NAME[weight]] = writeFont(context, embeddable(font.face, weight, codePoints));
      }
      return names;
    },
  };
}

function extraCode(codes: Map<number, string>, codePoint: number): string {
  const known = codes.get(codePoint);
  if (known !== undefined) return known;
  const code = hex4(codes.size + 1);
  codes.set(codePoint, code);
  return code;
}

function hex4(value: number): string {
  return value.toString(16).toUpperCase().padStart(4, '0');
}

function embeddable(face: Face, weight: Weight, codePoints: readonly number[]): EmbeddableFont {
  const { program, gids } = face.subset(codePoints);
  const widths = PDFArray.withContext(scratch);
  widths.push(scratch.obj(1));
  widths.push(scratch.obj(codePoints.map((codePoint) => face.advance(codePoint))));
  return {
    face,
    name: `${subsetTag(codePoints)}+${face.metrics.name}`,
    stemV: STEM_V[weight],
    widths,
    programLength: program.length,
    program: deflate(program),
    toUnicode: deflate(unicodeMap(codePoints)),
    cidToGid: deflate(glyphMap(gids)),
  };
}

/** Six capitals that name the subset; taken from its signs, so that equal subsets have equal names. */
function subsetTag(codePoints: readonly number[]): string {
  const digest = createHash('sha256').update(codePoints.join(' ')).digest();
  return Array.from(digest.subarray(0, 6), (byte) => String.fromCharCode(65 + (byte % 26))).join('');
}

function glyphMap(gids: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer((gids.length + 1) * 2));
  gids.forEach((gid, index) => {
    view.setUint16((index + 1) * 2, gid);
  });
  return new Uint8Array(view.buffer);
}

function unicodeMap(codePoints: readonly number[]): string {
  const lines = codePoints.map((codePoint, index) => `<${hex4(index + 1)}> <${utf16Hex(codePoint)}>`);
  const blocks: string[] = [];
  for (let at = 0; at < lines.length; at += 100) {
    const block = lines.slice(at, at + 100);
    blocks.push(`${block.length} beginbfchar`, ...block, 'endbfchar');
  }
  return [
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin',
    'begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def',
    '/CMapType 2 def',
    '1 begincodespacerange',
    '<0000> <FFFF>',
    'endcodespacerange',
    ...blocks,
    'endcmap',
    'CMapName currentdict /CMap defineresource pop',
    'end',
    'end',
  ].join('\n');
}

function utf16Hex(codePoint: number): string {
  const text = String.fromCodePoint(codePoint);
  return Array.from({ length: text.length }, (_, index) => hex4(text.charCodeAt(index))).join('');
}

/** Registers bytes that are deflated already. */
export function writeDeflated(
  context: PDFContext,
  bytes: Uint8Array,
  entries: Record<string, number> = {},
): PDFRef {
  const dict = context.obj({ Filter: 'FlateDecode', Length: bytes.length, ...entries });
  return context.register(PDFRawStream.of(dict, bytes));
}

function writeFont(context: PDFContext, font: EmbeddableFont): PDFRef {
  const { metrics } = font.face;
  const descriptor = context.register(
    context.obj({
      Type: 'FontDescriptor',
      FontName: font.name,
      Flags: 32,
      FontBBox: [...metrics.box],
      ItalicAngle: 0,
      Ascent: metrics.ascent,
      Descent: metrics.descent,
      CapHeight: metrics.capHeight,
      StemV: font.stemV,
      FontFile2: writeDeflated(context, font.program, { Length1: font.programLength }),
    }),
  );
  const cidFont = context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'CIDFontType2',
      BaseFont: font.name,
      CIDSystemInfo: {
        Registry: PDFHexString.fromBytes(new TextEncoder().encode('Adobe')),
        Ordering: PDFHexString.fromBytes(new TextEncoder().encode('Identity')),
        Supplement: 0,
      },
      FontDescriptor: descriptor,
      W: context.register(font.widths),
      CIDToGIDMap: writeDeflated(context, font.cidToGid),
    }),
  );
  return context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: font.name,
      Encoding: 'Identity-H',
      DescendantFonts: [cidFont],
      ToUnicode: writeDeflated(context, font.toUnicode),
    }),
  );
}
