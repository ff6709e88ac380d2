// Owns: the part of fontkit's interface that we use; the package ships no types of its own.
declare module 'fontkit' {
  export type Glyph = {
    readonly id: number;
    readonly advanceWidth: number;
    readonly path: { toSVG(): string };
  };
  export type Subset = {
    includeGlyph(glyph: number): number;
    encode(): Uint8Array;
  };
  export type Font = {
    readonly postscriptName: string;
    readonly unitsPerEm: number;
    readonly ascent: number;
    readonly descent: number;
    readonly capHeight: number;
    readonly bbox: {
      readonly minX: number;
      readonly minY: number;
      readonly maxX: number;
      readonly maxY: number;
    };
    hasGlyphForCodePoint(codePoint: number): boolean;
    glyphForCodePoint(codePoint: number): Glyph;
    getGlyph(glyph: number): Glyph;
    createSubset(): Subset;
  };
  export function create(bytes: Uint8Array): Font;
}
