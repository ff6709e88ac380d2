// Owns: a composed document as lines to read and compare. Must not: leave anything of the document out.
import type { Block, ComposedDocument, Run } from '../../domain/document/blocks.ts';

const runText = (runs: readonly Run[]): string =>
  runs
    .map((run) =>
      run.style === 'mark' ? `«${run.text}»` : run.style === 'strong' ? `*${run.text}*` : run.text,
    )
    .join('');

function blockLines(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
      return ['', `${'#'.repeat(block.level)} ${block.text}`];
    case 'paragraph':
      return [block.small ? `(liten) ${runText(block.runs)}` : runText(block.runs)];
    case 'facts':
      return block.rows.map((row) => `${row.label} | ${runText(row.value)}`);
    case 'list':
      return block.items.map((item) => `- ${runText(item)}`);
    case 'field':
      return [`${block.number} ${block.label}: ${runText(block.value)}`];
    case 'table':
    case 'checkboxes':
    case 'spacer':
      return [JSON.stringify(block)];
  }
}

export function pageText(document: ComposedDocument): string {
  const { blocks, letterhead, ...rest } = document;
  const head = Object.entries({ ...rest, footer: rest.footer.text }).map(
    ([key, value]) => `${key}: ${String(value)}`,
  );
  return [
    ...head,
    `${letterhead.agency} | ${letterhead.documentKind ?? ''}`,
    ...(letterhead.recipient ?? []),
    ...letterhead.meta.map((row) => `${row.label}: ${row.value}`),
    ...blocks.flatMap(blockLines),
    '',
  ].join('\n');
}
