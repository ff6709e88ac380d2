// Owns: what stands round the body: bands that must be seen on every page, letterhead, running head, footer, page number.
// The first page's letterhead is read aloud; what repeats is an artifact. Must not lay out blocks.
import type { ComposedDocument, Letterhead } from '../../../domain/document/blocks.ts';
import { child, type Item, type StructNode } from './atoms.ts';
import { CONTENT_WIDTH, RULE, SHEET, STYLES, type TextStyle, WORDS } from './sheet.ts';
import { baselineOf, lineItems, type Measure, plain, wrap } from './wrap.ts';

const BAND_PAD = 4;
const BAND_GAP = 4;
const META_LABEL = { least: 44, most: 84, gap: 8 } as const;
/** Of the letterhead's rows, the day and the case; more would crowd the head of a later page. */
const RUNNING_FACTS = 2;
const RIGHT_WIDTH = SHEET.width - SHEET.right - SHEET.metaLeft;

type Stage = { readonly measure: Measure; readonly root: StructNode };
type Placed = { readonly items: Item[]; readonly bottom: number };
type At = { readonly x: number; readonly y: number; readonly width: number; readonly style: TextStyle };

/** Text in lines from the top of the place; `bottom` is where it ends. */
function setText(text: string, at: At, stage: { measure: Measure; owner: StructNode | null }): Placed {
  const { style, width } = at;
  const lines = wrap(plain(text), { measure: stage.measure, style, width });
  const items = lines.flatMap((line, index) =>
    lineItems(line, {
      x: at.x,
      baseline: at.y + index * style.leading + baselineOf(style),
      owner: stage.owner,
      style,
    }),
  );
  return { items, bottom: at.y + lines.length * style.leading };
}

/** Framed sentences above everything else: draft and example pages cannot be taken for the real thing. */
export function bands(doc: ComposedDocument, stage: Stage, read: boolean): Placed {
  const items: Item[] = [];
  let y: number = SHEET.bandTop;
  for (const text of [doc.draftHead, doc.demoMark]) {
    if (text === undefined) continue;
    const owner = read ? child(stage.root, 'P') : null;
    const at = { x: SHEET.left, y: y + BAND_PAD, width: CONTENT_WIDTH - BAND_PAD * 4, style: STYLES.band };
    const set = setText(text, { ...at, x: SHEET.left + BAND_PAD * 2 }, { measure: stage.measure, owner });
    const height = set.bottom + BAND_PAD - y;
    items.push(
      { kind: 'box', owner: null, x: SHEET.left, y, width: CONTENT_WIDTH, height, thickness: RULE.band },
      ...set.items,
    );
    y += height + BAND_GAP;
  }
  return { items, bottom: y === SHEET.bandTop ? SHEET.headTop : Math.max(SHEET.headTop, y + 10) };
}

/** Agency to the left, kind of paper and its facts to the right, the address where the window is. */
export function letterhead(
  head: Letterhead,
  stage: Stage,
  top: number,
): Placed & { readonly pageNumber: ValueAt } {
  const items: Item[] = [];
  const put = (text: string, at: At): number => {
    const set = setText(text, at, { measure: stage.measure, owner: child(stage.root, 'P') });
    items.push(...set.items);
    return set.bottom;
  };
  const leftWidth = SHEET.metaLeft - SHEET.left - 12;
  const agencyBottom = put(head.agency, { x: SHEET.left, y: top, width: leftWidth, style: STYLES.agency });
  let y = top;
  if (head.documentKind !== undefined) {
    y = put(head.documentKind, { x: SHEET.metaLeft, y, width: RIGHT_WIDTH, style: STYLES.documentKind }) + 5;
  }
  const valueAt: ValueAt = { labelWidth: metaLabelWidth(head, stage.measure), y };
  for (const row of head.meta) {
    const inner = { measure: stage.measure, owner: child(stage.root, 'P') };
    const set = metaRow(row, { ...valueAt, y }, inner);
    items.push(...set.items);
    y = set.bottom;
  }
  const pageNumber = { ...valueAt, y };
  const bottom = Math.max(agencyBottom, y + STYLES.metaValue.leading) + SHEET.bodyGap;
  if (head.recipient === undefined || head.recipient.length === 0) return { items, bottom, pageNumber };
  const address = head.recipient.join('\n');
  const width = SHEET.metaLeft - SHEET.left - 6;
  const addressBottom = put(address, {
    x: SHEET.left,
    y: Math.max(SHEET.addressTop, agencyBottom + 6),
    width,
    style: STYLES.address,
  });
  const below = Math.max(SHEET.bodyTopBelowAddress, addressBottom + SHEET.bodyGap, bottom);
  return { items, bottom: below, pageNumber };
}

/** A row of the letterhead's right column: where it stands and how much of it the label takes. */
type ValueAt = { readonly y: number; readonly labelWidth: number };

function metaLabelWidth(head: Letterhead, measure: Measure): number {
  const { weight, size } = STYLES.metaLabel;
  const widths = head.meta.map(({ label }) => measure(weight, label, size) + META_LABEL.gap);
  return Math.min(META_LABEL.most, Math.max(META_LABEL.least, ...widths));
}

/** The space after the label keeps it apart from the value when read aloud. */
function metaRow(
  row: { label: string; value: string },
  { y, labelWidth }: ValueAt,
  inner: { measure: Measure; owner: StructNode | null },
): Placed {
  const x = SHEET.metaLeft;
  const left = setText(`${row.label}\u00A0`, { x, y, width: labelWidth, style: STYLES.metaLabel }, inner);
  const valueAt = { x: x + labelWidth, y, width: RIGHT_WIDTH - labelWidth, style: STYLES.metaValue };
  const right = setText(row.value, valueAt, inner);
  return { items: [...left.items, ...right.items], bottom: Math.max(left.bottom, right.bottom) };
}

type PageOf = { readonly page: number; readonly pages: number };

/** "Sida 1 av 2" below the facts of the first page. */
export function firstPageNumber(at: ValueAt, place: PageOf, measure: Measure): Item[] {
  const row = { label: WORDS.page, value: `${place.page} ${WORDS.of} ${place.pages}` };
  return metaRow(row, at, { measure, owner: null }).items;
}

/** Later pages say whose paper it is and which one, so that a lost page finds its way back. */
export function runningHead(
  doc: ComposedDocument,
  stage: { measure: Measure; top: number },
  place: PageOf,
): Placed {
  const style = STYLES.runningHead;
  const inner = { measure: stage.measure, owner: null };
  const number = `${WORDS.page} ${place.page} ${WORDS.of} ${place.pages}`;
  const numberWidth = stage.measure(style.weight, number, style.size);
  const { agency, documentKind, meta } = doc.letterhead;
  const facts = meta.slice(0, RUNNING_FACTS).map(({ label, value }) => `${label}\u00A0${value}`);
  const text = [agency, ...(documentKind === undefined ? [] : [documentKind]), ...facts].join(' · ');
  // The same room on every page, however long the number: the body begins at one height.
  const room =
    CONTENT_WIDTH - stage.measure(style.weight, `${WORDS.page} 000 ${WORDS.of} 000`, style.size) - 16;
  const left = setText(text, { x: SHEET.left, y: stage.top, width: room, style }, inner);
  const x = SHEET.left + CONTENT_WIDTH - numberWidth;
  const right = setText(number, { x, y: stage.top, width: numberWidth + 1, style }, inner);
  const line: Item = {
    kind: 'rule',
    x: SHEET.left,
    y: left.bottom + 3,
    width: CONTENT_WIDTH,
    thickness: RULE.thin,
  };
  return { items: [...left.items, ...right.items, line], bottom: left.bottom + 3 + SHEET.runningHeadGap };
}

/** At the foot of each page; `bottom` is where the body must end. */
export function footer(text: string, measure: Measure): Placed {
  const style = STYLES.footer;
  const end = SHEET.height - SHEET.footerBottom;
  if (text === '') return { items: [], bottom: end - style.leading };
  const lines = wrap(plain(text), { measure, style, width: CONTENT_WIDTH }).length;
  const y = end - lines * style.leading;
  const set = setText(text, { x: SHEET.left, y, width: CONTENT_WIDTH, style }, { measure, owner: null });
  const line: Item = { kind: 'rule', x: SHEET.left, y: y - 4, width: CONTENT_WIDTH, thickness: RULE.thin };
  return { items: [line, ...set.items], bottom: y - 4 - SHEET.footerGap };
}
