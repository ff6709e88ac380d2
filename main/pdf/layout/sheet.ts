// Owns: the sheet of paper and the type styles, as data in points (1 mm = 72/25.4 pt).
// Must not place anything; layout reads the measures from here.
import type { Weight } from '../font/face.ts';

const MM = 72 / 25.4;

/**
 * A4 portrait. The address stands for a left window in a C5 envelope (Swedish "V2": the window begins 44 mm from the
 * top of the folded sheet and is 35 mm high, from 15 mm in): six lines between 47 and 75 mm, 25 mm from the left.
 */
export const SHEET = {
  width: 210 * MM,
  height: 297 * MM,
  left: 25 * MM,
  right: 22 * MM,
  /** Paragraphs keep to this measure, about 85 letters; tables use the full width. */
  measure: 148 * MM,
  bandTop: 9 * MM,
  headTop: 17 * MM,
  metaLeft: 120 * MM,
  addressTop: 47 * MM,
  bodyTopBelowAddress: 88 * MM,
  runningHeadGap: 9 * MM,
  bodyGap: 10 * MM,
  footerBottom: 11 * MM,
  footerGap: 7 * MM,
} as const;

export const CONTENT_WIDTH = SHEET.width - SHEET.left - SHEET.right;

export type TextStyle = {
  readonly size: number;
  /** Baseline to baseline. */
  readonly leading: number;
  readonly weight: Weight;
  /** Room above when it is not first on the page. */
  readonly before: number;
};

const regular = (size: number, leading: number, before: number): TextStyle => ({
  size,
  leading,
  weight: 'regular',
  before,
});
const bold = (size: number, leading: number, before: number): TextStyle => ({
  ...regular(size, leading, before),
  weight: 'bold',
});

export const STYLES = {
  agency: bold(13, 16, 0),
  documentKind: bold(13, 16, 0),
  metaLabel: regular(8.5, 13.5, 0),
  metaValue: regular(10, 13.5, 0),
  address: regular(10.5, 13.2, 0),
  band: bold(10, 13, 0),
  runningHead: regular(8.5, 11, 0),
  footer: regular(8, 10.5, 0),
  h1: bold(18, 22, 14),
  h2: bold(12, 15.5, 16),
  h3: bold(10.5, 14.5, 11),
  body: regular(10.5, 14.8, 7),
  small: regular(8.8, 12, 6),
  list: regular(10.5, 14.8, 3.5),
  cell: regular(10, 13.4, 10),
  cellLabel: bold(10, 13.4, 0),
  tableHead: bold(9, 12, 10),
} as const satisfies Record<string, TextStyle>;

/** The words that layout itself adds; every document is in Swedish. */
export const WORDS = { page: 'Sida', of: 'av', ticked: 'Kryssad', notTicked: 'Inte kryssad' } as const;

/** Rules between rows are grey (0 is black), so that the text stands out; frames are black. */
export const RULE = { thin: 0.6, strong: 1, band: 1.1, grey: 0.55 } as const;

/** What follows a heading stands closer to it than to what came before. */
export const BELOW_HEADING = 3.5;
