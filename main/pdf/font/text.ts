// Owns: making stored text drawable (composed letters, no invisible signs) and the fixed repertoire of letters
// that every file carries. Must not know a font; whether a sign exists is asked elsewhere.

/** Signs that direct text without being seen; they have no place on paper. */
const INVISIBLE = /[\p{Cf}\p{Variation_Selector}]/gu;
const CONTROL_BUT_NEWLINE = /[^\P{Cc}\n]/gu;
const LINE_ENDS = /\r\n?|[\u2028\u2029]/g;

/** The same text in composed letters (NFC), with plain line ends and without signs that cannot be seen. */
export function drawable(text: string): string {
  return text
    .normalize('NFC')
    .replace(LINE_ENDS, '\n')
    .replace(INVISIBLE, '')
    .replace(CONTROL_BUT_NEWLINE, ' ')
    .replace(/\u2011/g, '-');
}

/**
 * Scripts written from right to left need reordering and shaping, which is not done here: drawn letter by letter
 * they would read backwards. They count as missing, so that a person deals with the name.
 */
export function isRightToLeft(codePoint: number): boolean {
  return (codePoint >= 0x0590 && codePoint <= 0x08ff) || (codePoint >= 0xfb1d && codePoint <= 0xfefc);
}

/** From, to: Basic Latin, Latin-1, Latin Extended-A, the Romanian letters, and the punctuation of Swedish text. */
const REPERTOIRE_RANGES: readonly (readonly [number, number])[] = [
  [0x0020, 0x007e],
  [0x00a0, 0x00ac],
  [0x00ae, 0x017f],
  [0x0218, 0x021b],
  [0x2009, 0x2009],
  [0x2013, 0x2014],
  [0x2018, 0x201a],
  [0x201c, 0x201e],
  [0x2022, 0x2022],
  [0x2026, 0x2026],
  [0x202f, 0x202f],
  [0x20ac, 0x20ac],
  [0x2212, 0x2212],
];

/** The code points of the font subset that is built once per process and shared by every file. */
export function repertoire(): number[] {
  return REPERTOIRE_RANGES.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index),
  );
}
