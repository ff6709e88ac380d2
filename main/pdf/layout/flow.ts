// Owns: laying out running text (headings, paragraphs, lists, checkboxes) as atoms. Must not decide page breaks.
import type { Block, Run } from '../../../domain/document/blocks.ts';
import { type Atom, child, type Hold, type Item, type StructNode } from './atoms.ts';
import { CONTENT_WIDTH, SHEET, STYLES, type TextStyle, WORDS } from './sheet.ts';
import { baselineOf, lineItems, type Measure, plain, wrap } from './wrap.ts';

export type Stage = { readonly measure: Measure; readonly root: StructNode };

type Flow = {
  readonly style: TextStyle;
  readonly owner: StructNode;
  readonly x: number;
  readonly width: number;
  readonly keepTogether: boolean;
  readonly keepWithNext: boolean;
  /** Drawn on the first line: the sign of a list item. */
  readonly sign?: (baseline: number) => Item[];
  readonly before?: number;
};

const LIST_INDENT = 14;
const BOX_SIZE = 8.4;

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>;

export function headingAtoms(block: Of<'heading'>, stage: Stage): Atom[] {
  const owner = child(stage.root, `H${block.level}`);
  const style = STYLES[`h${block.level}`];
  return textAtoms(plain(block.text), stage, {
    style,
    owner,
    x: SHEET.left,
    width: SHEET.measure,
    keepTogether: true,
    keepWithNext: true,
  });
}

export function paragraphAtoms(block: Of<'paragraph'>, stage: Stage): Atom[] {
  return textAtoms(block.runs, stage, {
    style: block.small === true ? STYLES.small : STYLES.body,
    owner: child(stage.root, 'P'),
    x: SHEET.left,
    width: SHEET.measure,
    keepTogether: block.keepTogether === true,
    keepWithNext: block.keepWithNext === true,
  });
}

export function listAtoms(block: Of<'list'>, stage: Stage): Atom[] {
  const list = child(stage.root, 'L', { numbering: 'Disc' });
  return block.items.flatMap((runs, index) => {
    const item = child(list, 'LI');
    const label = child(item, 'Lbl');
    const sign = (baseline: number): Item[] => [
      {
        kind: 'text',
        owner: label,
        x: SHEET.left + 3,
        y: baseline,
        text: '•',
        weight: 'regular',
        size: STYLES.list.size,
      },
    ];
    return textAtoms(runs, stage, itemFlow(block, { index, owner: child(item, 'LBody'), sign }));
  });
}

/** A box is drawn, not set in type; what it says is read aloud from the label's actual text. */
export function checkboxAtoms(block: Of<'checkboxes'>, stage: Stage): Atom[] {
  const list = child(stage.root, 'L', { numbering: 'Square' });
  return block.items.flatMap(({ label, checked }, index) => {
    const item = child(list, 'LI');
    const owner = child(item, 'Lbl', { actualText: checked ? WORDS.ticked : WORDS.notTicked });
    const sign = (baseline: number): Item[] => [
      {
        kind: 'box',
        owner,
        x: SHEET.left,
        y: baseline - BOX_SIZE + 0.6,
        width: BOX_SIZE,
        height: BOX_SIZE,
        thickness: 0.8,
        crossed: checked,
      },
    ];
    return textAtoms(plain(label), stage, itemFlow(block, { index, owner: child(item, 'LBody'), sign }));
  });
}

type ItemPlace = {
  readonly index: number;
  readonly owner: StructNode;
  readonly sign: (baseline: number) => Item[];
};

function itemFlow(block: Of<'list'> | Of<'checkboxes'>, place: ItemPlace): Flow {
  const last = place.index === block.items.length - 1;
  return {
    style: STYLES.list,
    before: place.index === 0 ? STYLES.list.before + 1.5 : STYLES.list.before,
    owner: place.owner,
    x: SHEET.left + LIST_INDENT,
    width: SHEET.measure - LIST_INDENT,
    keepTogether: block.keepTogether === true,
    // The first item is not left alone above a page break.
    keepWithNext: last ? block.keepWithNext === true : block.keepTogether === true || place.index === 0,
    sign: place.sign,
  };
}

export function spacerAtom(block: Of<'spacer'>): Atom {
  const height = { small: 8, large: 24, page: 0 }[block.size];
  return { before: 0, height, items: [], hold: 0, ...(block.size === 'page' ? { startsPage: true } : {}) };
}

/** One atom a line; no line is left alone at the foot or the head of a page. */
function textAtoms(runs: readonly Run[], stage: Stage, flow: Flow): Atom[] {
  const { style, owner } = flow;
  const lines = wrap(runs, { measure: stage.measure, style, width: Math.min(flow.width, CONTENT_WIDTH) });
  const baseline = baselineOf(style);
  return lines.map((line, index) => ({
    before: index === 0 ? (flow.before ?? style.before) : 0,
    height: style.leading,
    items: [
      ...(index === 0 ? (flow.sign?.(baseline) ?? []) : []),
      ...lineItems(line, { x: flow.x, baseline, owner, style }),
    ],
    hold: holdAfter(index, lines.length, flow),
  }));
}

function holdAfter(index: number, count: number, flow: Flow): Hold {
  if (index === count - 1) return flow.keepWithNext ? 2 : 0;
  if (index === 0 || index === count - 2) return 2;
  return flow.keepTogether ? 1 : 0;
}
