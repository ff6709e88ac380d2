// Owns: the sheet of paper and the type styles, as data in points (1 mm = 72/25.4 pt).
// Must not place anything; layout reads the measures from here.
import type { Weight } from './face.ts';

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

const style = (size: number, leading: number, before: number, weight: Weight = 'regular'): TextStyle => ({
  size,
  leading,
  weight,
  before,
});

export const STYLES = {
  agency: style(13, 16, 0, 'bold'),
  documentKind: style(13, 16, 0, 'bold'),
  metaLabel: style(8.5, 13.5, 0),
  metaValue: style(10, 13.5, 0),
  address: style(10.5, 13.2, 0),
  band: style(10, 13, 0, 'bold'),
  runningHead: style(8.5, 11, 0),
  footer: style(8, 10.5, 0),
  h1: style(18, 22, 14, 'bold'),
  h2: style(12, 15.5, 16, 'bold'),
  h3: style(10.5, 14.5, 11, 'bold'),
  body: style(10.5, 14.8, 7),
  small: style(8.8, 12, 6),
  list: style(10.5, 14.8, 3.5),
  cell: style(10, 13.4, 10),
  cellLabel: style(10, 13.4, 0, 'bold'),
  tableHead: style(9, 12, 10, 'bold'),
} as const satisfies Record<string, TextStyle>;

/** Rules between rows are grey (0 is black), so that the text stands out; frames are black. */
export const RULE = { thin: 0.6, strong: 1, band: 1.1, grey: 0.55 } as const;

/** What follows a heading stands closer to it than to what came before. */
export const BELOW_HEADING = 3.5;
