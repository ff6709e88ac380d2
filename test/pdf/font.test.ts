// The parts of a file that no eye sees: the cut typeface and the colour profile.
import { create } from 'fontkit';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadFace } from '../../main/pdf/font/face.ts';
import { readFontFiles } from '../../main/pdf/font/files.ts';
import { drawable } from '../../main/pdf/font/text.ts';
import { srgbProfile } from '../../main/pdf/srgb.ts';

const fonts = readFontFiles(fileURLToPath(new URL('../../resources', import.meta.url)));
const letters = Array.from('Åsa Świątek ễ 4').map((char) => char.codePointAt(0) ?? 0);

function tablesOf(program: Uint8Array): string[] {
  const count = new DataView(program.buffer, program.byteOffset).getUint16(4);
  return Array.from({ length: count }, (_, index) =>
    String.fromCharCode(...program.subarray(12 + index * 16, 16 + index * 16)),
  );
}

describe('a subset', () => {
  it('holds no hinting and is the same bytes each time', () => {
    const { program } = loadFace(fonts.regular).subset(letters);
    expect(tablesOf(program)).toEqual(['glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp']);
    expect(loadFace(fonts.regular).subset(letters).program).toEqual(program);
    expect(program.length).toBeLessThan(10_000);
  });

  it('keeps the outline and the width of every letter', () => {
    const whole = create(fonts.bold);
    const { program, gids } = loadFace(fonts.bold).subset(letters);
    const cut = create(program);
    const drawn = (font: typeof whole, glyph: number) => {
      const { advanceWidth, path } = font.getGlyph(glyph);
      return { advanceWidth, path: path.toSVG() };
    };
    expect(gids.map((gid) => drawn(cut, gid))).toEqual(
      letters.map((letter) => drawn(whole, whole.glyphForCodePoint(letter).id)),
    );
  });
});

describe('text before it is drawn', () => {
  it('loses what cannot be seen and keeps what can', () => {
    expect(drawable('a\u00ADb\u200Bc\u202Ed\r\ne\tf\u0000g')).toBe('abcd\ne f g');
    expect(drawable('S\u0326tefan e\u0302\u0303 5\u00A0080 non\u2011stop')).toBe(
      'Ștefan ễ 5\u00A0080 non-stop',
    );
  });
});

describe('the colour profile', () => {
  it('is a version 2 RGB display profile of its stated length', () => {
    const profile = srgbProfile();
    const view = new DataView(profile.buffer);
    const text = (at: number) => String.fromCharCode(...profile.subarray(at, at + 4));
    expect(view.getUint32(0)).toBe(profile.length);
    expect([text(12), text(16), text(20), text(36)]).toEqual(['mntr', 'RGB ', 'XYZ ', 'acsp']);
    expect(view.getUint8(8)).toBe(2);
    const tags = Array.from({ length: view.getUint32(128) }, (_, index) => 132 + index * 12);
    expect(tags.map(text)).toEqual(['desc', 'cprt', 'rXYZ', 'gXYZ', 'bXYZ', 'wtpt', 'rTRC', 'gTRC', 'bTRC']);
    for (const tag of tags)
      expect(view.getUint32(tag + 4) + view.getUint32(tag + 8)).toBeLessThanOrEqual(profile.length);
  });
});
