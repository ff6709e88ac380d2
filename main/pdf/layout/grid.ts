// Owns: laying out tables, facts and form fields as rows of atoms, with thin rules. Must not decide page breaks.
import type { Block, Run } from '../../../domain/document/blocks.ts';
import { type Atom, asArtifact, child, type Hold, type Item, moved, type StructNode } from './atoms.ts';
import type { Stage } from './flow.ts';
import { CONTENT_WIDTH, RULE, SHEET, STYLES, type TextStyle } from './sheet.ts';
import { baselineOf, type Line, lineItems, plain, wrap } from './wrap.ts';

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>;
type Cell = {
  readonly runs: readonly Run[];
  readonly owner: StructNode;
  readonly x: number;
  readonly width: number;
  readonly style: TextStyle;
  readonly end?: boolean;
};
/** Rules are thicknesses; 0 draws none. */
type RowTraits = {
  readonly before?: number;
  readonly topRule?: number;
  readonly bottomRule?: number;
  readonly topPad?: number;
  readonly bottomPad?: number;
  readonly lastHold: Hold;
  readonly repeat?: Pick<Atom, 'repeat'>;
};

const PAD = 3.2;
const PLAIN_ROW = { before: 0, topRule: 0, bottomRule: RULE.thin, topPad: PAD, bottomPad: PAD } as const;
const GUTTER = 10;
const FACT_LABEL = CONTENT_WIDTH * 0.29;
const FIELD_NUMBER = 31;
const FIELD_LABEL = CONTENT_WIDTH * 0.36;

export function factsAtoms(block: Of<'facts'>, stage: Stage): Atom[] {
  const table = child(stage.root, 'Table');
  return block.rows.flatMap(({ label, value }, index) => {
    const row = child(table, 'TR');
    const cells: Cell[] = [
      {
        runs: plain(label),
        owner: child(row, 'TH', { scope: 'Row' }),
        x: SHEET.left,
        width: FACT_LABEL - GUTTER,
        style: STYLES.cellLabel,
      },
      {
        runs: value,
        owner: child(row, 'TD'),
        x: SHEET.left + FACT_LABEL,
        width: CONTENT_WIDTH - FACT_LABEL,
        style: STYLES.cell,
      },
    ];
    const last = index === block.rows.length - 1;
    return rowAtoms(cells, stage, {
      before: index === 0 ? STYLES.cell.before : 0,
      topRule: index === 0 ? RULE.thin : 0,
      lastHold: holdBetween(block, last),
    });
  });
}

export function tableAtoms(block: Of<'table'>, stage: Stage): Atom[] {
  const table = child(stage.root, 'Table');
  const columns = columnsOf(block);
  const headRow = child(table, 'TR');
  const head = columns.map(
    ({ label, x, width, end }): Cell => ({
      runs: plain(label),
      owner: child(headRow, 'TH', { scope: 'Column' }),
      x,
      width,
      end,
      style: STYLES.tableHead,
    }),
  );
  const headAtoms = rowAtoms(head, stage, {
    before: STYLES.tableHead.before,
    lastHold: 2,
    bottomRule: RULE.strong,
  });
  const repeat = { repeat: joined(headAtoms) };
  const rows = block.rows.flatMap((row, index) => {
    const tr = child(table, 'TR');
    const cells = columns.map(
      ({ x, width, end }, column): Cell => ({
        runs: row[column] ?? [],
        owner: child(tr, 'TD'),
        x,
        width,
        end,
        style: STYLES.cell,
      }),
    );
    return rowAtoms(cells, stage, { lastHold: holdBetween(block, index === block.rows.length - 1), repeat });
  });
  return [...headAtoms, ...rows];
}

function columnsOf(block: Of<'table'>) {
  const weights = block.columns.map(({ width }) => width ?? 1);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const room = CONTENT_WIDTH - GUTTER * (weights.length - 1);
  let x: number = SHEET.left;
  return block.columns.map(({ label, align }, index) => {
    const width = (room * (weights[index] ?? 1)) / total;
    const column = { label, x, width, end: align === 'end' };
    x += width + GUTTER;
    return column;
  });
}

/** The head's lines as one piece, to be drawn again overleaf. */
function joined(atoms: readonly Atom[]): Atom {
  let height = 0;
  const items: Item[] = [];
  for (const atom of atoms) {
    const top = height;
    items.push(...moved(atom.items, top));
    height += atom.height;
  }
  return asArtifact({ before: 0, height, items, hold: 2 });
}

/** Fields that follow one another are rows of one table: number and label are the header of the answer. */
export function fieldAtoms(blocks: readonly Of<'field'>[], stage: Stage): Atom[] {
  const table = child(stage.root, 'Table');
  return blocks.flatMap((block, index) => {
    const row = child(table, 'TR');
    const header = child(row, 'TH', { scope: 'Row' });
    const answer = child(row, 'TD');
    const traits = {
      before: index === 0 ? STYLES.cell.before : 0,
      topRule: index === 0 ? RULE.thin : 0,
      lastHold: holdBetween(block, true),
    };
    return block.multiline === true
      ? tallField(block, { header, answer }, { stage, traits })
      : rowAtoms(
          [...fieldLabel(block, header, FIELD_LABEL - FIELD_NUMBER - GUTTER), answerBeside(block, answer)],
          stage,
          traits,
        );
  });
}

function fieldLabel(block: Of<'field'>, owner: StructNode, width: number): Cell[] {
  return [
    // The space after the number keeps number and label apart when read aloud; no-break, as line ends drop others.
    { runs: plain(`${block.number}\u00A0`), owner, x: SHEET.left, width: FIELD_NUMBER, style: STYLES.cell },
    { runs: plain(block.label), owner, x: SHEET.left + FIELD_NUMBER, width, style: STYLES.cellLabel },
  ];
}

function answerBeside(block: Of<'field'>, owner: StructNode): Cell {
  return {
    runs: block.value,
    owner,
    x: SHEET.left + FIELD_LABEL,
    width: CONTENT_WIDTH - FIELD_LABEL,
    style: STYLES.cell,
  };
}

type Tall = { readonly stage: Stage; readonly traits: RowTraits };

function tallField(
  block: Of<'field'>,
  owners: { header: StructNode; answer: StructNode },
  tall: Tall,
): Atom[] {
  const { stage, traits } = tall;
  const label = fieldLabel(block, owners.header, CONTENT_WIDTH - FIELD_NUMBER);
  const answer: Cell = {
    runs: block.value,
    owner: owners.answer,
    x: SHEET.left + FIELD_NUMBER,
    width: CONTENT_WIDTH - FIELD_NUMBER,
    style: STYLES.cell,
  };
  return [
    ...rowAtoms(label, stage, { ...traits, bottomRule: 0, bottomPad: 0, lastHold: 2 }),
    ...rowAtoms([answer], stage, { lastHold: traits.lastHold, topPad: 1.5 }),
  ];
}

function holdBetween(
  block: { keepTogether?: boolean | undefined; keepWithNext?: boolean | undefined },
  last: boolean,
): Hold {
  if (last) return block.keepWithNext === true ? 2 : 0;
  return block.keepTogether === true ? 1 : 0;
}

/** A row is cut into slices of one line's height: whole where it fits, continued overleaf where it is too tall. */
function rowAtoms(cells: readonly Cell[], stage: Stage, traits: RowTraits): Atom[] {
  const set = cells.map((cell) => ({
    cell,
    lines: wrap(cell.runs, { measure: stage.measure, style: cell.style, width: cell.width }),
  }));
  const count = Math.max(...set.map(({ lines }) => lines.length));
  const leading = Math.max(...cells.map(({ style }) => style.leading));
  const row = { ...PLAIN_ROW, ...traits };
  return Array.from({ length: count }, (_, index): Atom => {
    const first = index === 0;
    const last = index === count - 1;
    const top = first ? row.topPad : 0;
    const height = leading + top + (last ? row.bottomPad : 0);
    const items = set.flatMap(({ cell, lines }) => cellItems(cell, lines[index], top));
    if (first) items.push(...rule(0, row.topRule));
    if (last) items.push(...rule(height, row.bottomRule));
    const hold = last ? row.lastHold : sliceHold(index, count);
    return { before: first ? row.before : 0, height, items, hold, ...row.repeat };
  });
}

/** Rows stay whole where a page can hold them; even in need, no single line is left. */
function sliceHold(index: number, count: number): Hold {
  return index === 0 || index === count - 2 ? 2 : 1;
}

function cellItems(cell: Cell, line: Line | undefined, top: number): Item[] {
  if (line === undefined) return [];
  const { owner, style } = cell;
  const x = cell.end === true ? cell.x + cell.width - line.width : cell.x;
  return lineItems(line, { x, baseline: top + baselineOf(style), owner, style });
}

function rule(y: number, thickness: number): Item[] {
  return thickness === 0 ? [] : [{ kind: 'rule', x: SHEET.left, y, width: CONTENT_WIDTH, thickness }];
}
