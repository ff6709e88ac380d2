// Owns: a composed page as plain paragraphs, in reading order, so that it can be masked like everything else.
// Must not: leave out a word that the page says.
import type { Block, ComposedDocument, Run } from '../document/blocks.ts';
import type { FilePage } from './file-items.ts';

export function pageText(document: ComposedDocument): FilePage {
  const { letterhead, blocks, draftHead } = document;
  const meta = letterhead.meta.map(({ label, value }) => `${label}: ${value}`);
  const head = [letterhead.documentKind, draftHead, ...(letterhead.recipient ?? []), ...meta];
  return {
    title: document.title,
    paragraphs: [
      head.filter((line) => line !== undefined && line !== '').join('\n'),
      ...blocks.flatMap((block) => linesOf(block)).filter((line) => line !== ''),
    ],
  };
}

function linesOf(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
      return [block.text];
    case 'paragraph':
      return [plain(block.runs)];
    case 'facts':
      return [block.rows.map((row) => `${row.label}: ${plain(row.value)}`).join('\n')];
    case 'table':
      return block.rows.map((row) =>
        row.map((cell, index) => `${block.columns[index]?.label ?? ''}: ${plain(cell)}`).join('\n'),
      );
    case 'list':
      return [block.items.map((item) => `– ${plain(item)}`).join('\n')];
    case 'checkboxes':
      return [block.items.map((item) => `${item.checked ? '☒' : '☐'} ${item.label}`).join('\n')];
    case 'field':
      return [`${block.number} ${block.label}: ${plain(block.value)}`];
    case 'spacer':
      return [];
  }
}

function plain(runs: readonly Run[]): string {
  return runs.map((run) => run.text).join('');
}
