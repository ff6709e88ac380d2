// Owns: what stands round the body: bands that must be seen on every page, letterhead, running head, footer, page number.
// The first page's letterhead is read aloud; what repeats is an artifact. Must not lay out blocks.
import type { ComposedDocument, Letterhead } from '../../../domain/document/blocks.ts';
import { child, type Item, type StructNode } from './atoms.ts';
import { CONTENT_WIDTH, RULE, SHEET, STYLES, type TextStyle, WORDS } from './sheet.ts';
import { baselineOf, lineItems, type Measure, plain, wrap } from './wrap.ts';

const BAND_PAD = 4;
const BAND_GAP = 4;
const META_LABEL = 44;
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
): Placed & { readonly pageNumber: At } {
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
  for (const { label, value } of head.meta) {
    const set = metaRow({ label, value }, y, stage);
    items.push(...set.items);
    y = set.bottom;
  }
  const pageNumber = { x: SHEET.metaLeft, y, width: RIGHT_WIDTH, style: STYLES.metaValue };
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

function metaRow(row: { label: string; value: string }, y: number, stage: Stage): Placed {
  const owner = child(stage.root, 'P');
  const inner = { measure: stage.measure, owner };
  const label = `${row.label}\u00A0`;
  const valueAt = {
    x: SHEET.metaLeft + META_LABEL,
    y,
    width: RIGHT_WIDTH - META_LABEL,
    style: STYLES.metaValue,
  };
  const left = setText(label, { x: SHEET.metaLeft, y, width: META_LABEL, style: STYLES.metaLabel }, inner);
  const right = setText(row.value, valueAt, inner);
  return { items: [...left.items, ...right.items], bottom: Math.max(left.bottom, right.bottom) };
}

type PageOf = { readonly page: number; readonly pages: number };

/** "Sida 1 av 2" below the facts of the first page. */
export function firstPageNumber(at: At, place: PageOf, measure: Measure): Item[] {
  const label = { ...at, width: META_LABEL, style: STYLES.metaLabel };
  const value = { ...at, x: at.x + META_LABEL };
  const inner = { measure, owner: null };
  return [
    ...setText(`${WORDS.page}\u00A0`, label, inner).items,
    ...setText(`${place.page} ${WORDS.of} ${place.pages}`, value, inner).items,
  ];
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
  const parts = [agency, ...(documentKind === undefined ? [] : [documentKind])];
  const facts = meta.map(({ label, value }) => `${label} ${value}`);
  const room = CONTENT_WIDTH - numberWidth - 16;
  const fits = (count: number) =>
    stage.measure(style.weight, [...parts, ...facts.slice(0, count)].join(' · '), style.size) <= room;
  let count = facts.length;
  while (count > 0 && !fits(count)) count--;
  const text = [...parts, ...facts.slice(0, count)].join(' · ');
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
