// Owns: one loaded typeface: which signs it holds, how wide they are, and cutting a subset of it.
// Must not know PDF objects; what is made of a subset is decided in embed.ts.
// oxlint-disable-next-line typescript/triple-slash-reference -- fontkit has no types, and not every program includes this folder
/// <reference path="./fontkit.d.ts" />
import { create, type Font } from 'fontkit';
import { withoutHinting } from './sfnt.ts';
import { isRightToLeft } from './text.ts';

export type Weight = 'regular' | 'bold';

type FaceMetrics = {
  readonly name: string;
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  readonly box: readonly [number, number, number, number];
};

/** `gids[n]` is the glyph in `program` of the n-th code point asked for. */
type FontSubset = { readonly program: Uint8Array; readonly gids: readonly number[] };

export type Face = {
  readonly metrics: FaceMetrics;
  holds(codePoint: number): boolean;
  /** In thousandths of the type size, whole numbers: exactly what the file's width table says. */
  advance(codePoint: number): number;
  subset(codePoints: readonly number[]): FontSubset;
};

export function loadFace(bytes: Uint8Array): Face {
  const font = create(bytes);
  const advances = new Map<number, number>();
  const perMille = (units: number) => Math.round((units * 1000) / font.unitsPerEm);
  return {
    metrics: metricsOf(font, perMille),
    holds: (codePoint) => !isRightToLeft(codePoint) && font.hasGlyphForCodePoint(codePoint),
    advance(codePoint) {
      const known = advances.get(codePoint);
      if (known !== undefined) return known;
      const advance = perMille(font.glyphForCodePoint(codePoint).advanceWidth);
      advances.set(codePoint, advance);
      return advance;
    },
    subset(codePoints) {
      const subset = font.createSubset();
      const gids = codePoints.map((codePoint) => subset.includeGlyph(font.glyphForCodePoint(codePoint).id));
      return { program: withoutHinting(subset.encode()), gids };
    },
  };
}

function metricsOf(font: Font, perMille: (units: number) => number): FaceMetrics {
  const { minX, minY, maxX, maxY } = font.bbox;
  return {
    name: font.postscriptName,
    ascent: perMille(font.ascent),
    descent: perMille(font.descent),
    capHeight: perMille(font.capHeight),
    box: [perMille(minX), perMille(minY), perMille(maxX), perMille(maxY)],
  };
}
