// Owns: a composed document laid out: its structure tree and the items of each page. Must not write PDF.
import { assertNever } from '../../../domain/result.ts';
import type { Block, ComposedDocument } from '../../../domain/document/blocks.ts';
import { type Atom, type Item, node, type StructNode } from './atoms.ts';
import { checkboxAtoms, headingAtoms, listAtoms, paragraphAtoms, spacerAtom, type Stage } from './flow.ts';
import { bands, firstPageNumber, footer, letterhead, runningHead } from './frame.ts';
import { factsAtoms, fieldAtoms, tableAtoms } from './grid.ts';
import { paginate } from './paginate.ts';
import { BELOW_HEADING } from './sheet.ts';
import type { Measure } from './wrap.ts';

export type Layout = { readonly root: StructNode; readonly pages: readonly (readonly Item[])[] };

export function layOut(doc: ComposedDocument, measure: Measure): Layout {
  const stage: Stage = { measure, root: node('Document') };
  const firstBands = bands(doc, stage, true);
  const head = letterhead(doc.letterhead, stage, firstBands.bottom);
  const foot = footer(doc.footer.text, measure);
  const laterBands = bands(doc, stage, false);
  const top = runningHead(doc, { measure, top: laterBands.bottom }, { page: 2, pages: 2 }).bottom;
  const bodies = paginate(atomsOf(doc.blocks, stage), { firstTop: head.bottom, top, bottom: foot.bottom });
  const pages = bodies.map((body, index) => {
    const place = { page: index + 1, pages: bodies.length };
    if (index === 0) {
      const number = firstPageNumber(head.pageNumber, place, measure);
      return [...firstBands.items, ...head.items, ...number, ...body, ...foot.items];
    }
    const running = runningHead(doc, { measure, top: laterBands.bottom }, place);
    return [...laterBands.items, ...running.items, ...body, ...foot.items];
  });
  return { root: stage.root, pages };
}

function atomsOf(blocks: readonly Block[], stage: Stage): Atom[] {
  const atoms: Atom[] = [];
  const fields: Extract<Block, { kind: 'field' }>[] = [];
  const endFields = () => {
    if (fields.length > 0) atoms.push(...fieldAtoms(fields.splice(0), stage));
  };
  const belowHeadings = new Set<number>();
  for (const block of blocks) {
    if (block.kind === 'field') {
      fields.push(block);
      continue;
    }
    endFields();
    if (block.kind === 'heading') belowHeadings.delete(atoms.length);
    atoms.push(...blockAtoms(block, stage));
    if (block.kind === 'heading') belowHeadings.add(atoms.length);
  }
  endFields();
  return atoms.map((atom, index) =>
    belowHeadings.has(index) ? { ...atom, before: Math.min(atom.before, BELOW_HEADING) } : atom,
  );
}

function blockAtoms(block: Exclude<Block, { kind: 'field' }>, stage: Stage): Atom[] {
  switch (block.kind) {
    case 'heading':
      return headingAtoms(block, stage);
    case 'paragraph':
      return paragraphAtoms(block, stage);
    case 'facts':
      return factsAtoms(block, stage);
    case 'table':
      return tableAtoms(block, stage);
    case 'list':
      return listAtoms(block, stage);
    case 'checkboxes':
      return checkboxAtoms(block, stage);
    case 'spacer':
      return [spacerAtom(block)];
    default:
      return assertNever(block);
  }
}
