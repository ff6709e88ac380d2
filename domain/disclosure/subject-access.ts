// Owns: the paper for somebody who asks what is kept of them (article 15): every application, source by source, and to whom it went.
// Must not: tell of anybody else; what tells of others is masked before it comes here.
import type { Block, ComposedDocument } from '../document/blocks.ts';
import type { Writer } from '../document/writer.ts';
import type { Result } from '../result.ts';
import {
  caseNumber,
  disclosureWriter,
  frameBlock,
  historyTable,
  maskedBlocks,
  numbered,
  sheetOf,
  valueTable,
  type DisclosureIncomplete,
  type DisclosureTexts,
  type Frame,
} from './file-document.ts';
import type { MaskedFile } from './masking.ts';

export type GivenTo = { readonly dag: string; readonly handling: string; readonly mottagare: string };
export type AccessInput = {
  /** One for each application of the person. */
  readonly files: readonly MaskedFile[];
  readonly frame: Frame;
  readonly givenTo: readonly GivenTo[];
};

export function composeAccess(
  { files, frame, givenTo }: AccessInput,
  source: DisclosureTexts,
): Result<ComposedDocument, DisclosureIncomplete> {
  const writer = disclosureWriter(source);
  const blocks: Block[] = [
    { kind: 'heading', level: 1, text: writer.plain('access.heading') },
    { kind: 'paragraph', runs: writer.runs('access.lead') },
    frameBlock(writer, frame),
    ...told(writer, 'access.purpose'),
    ...recipientBlocks(writer, givenTo),
    ...told(writer, 'access.time'),
    ...told(writer, 'access.rights'),
    ...files.flatMap((file) => applicationBlocks(writer, file)),
  ];
  return sheetOf(
    writer,
    {
      variant: 'subject-access',
      name: 'access',
      docId: `access-${frame.caseId}`,
      day: frame.day,
      meta: [],
      demo: source.demo,
    },
    blocks,
  );
}

function told(writer: Writer, id: string): Block[] {
  return [
    { kind: 'heading', level: 2, text: writer.plain(`${id}.heading`) },
    { kind: 'paragraph', runs: writer.runs(id) },
  ];
}

function recipientBlocks(writer: Writer, givenTo: readonly GivenTo[]): Block[] {
  const lines = givenTo.map((one) => [{ text: writer.plain('access.recipient', one) }]);
  return [
    { kind: 'heading', level: 2, text: writer.plain('access.recipients.heading') },
    { kind: 'paragraph', runs: writer.runs('access.recipients.colleagues') },
    lines.length === 0
      ? { kind: 'paragraph', runs: writer.runs('access.recipients.none') }
      : { kind: 'list', items: lines },
  ];
}

function applicationBlocks(writer: Writer, file: MaskedFile): Block[] {
  const facts = valueTable(
    writer,
    file.items.filter((item) => item.section === 'facts' || item.section === 'offers'),
  );
  const history = historyTable(
    writer,
    file.items.filter((item) => item.section === 'history'),
  );
  const masked = maskedBlocks(writer, file).map(
    (block): Block => (block.kind === 'heading' ? { ...block, level: 3 } : block),
  );
  return [
    { kind: 'heading', level: 2, text: numbered(writer, 'access.case', caseNumber(file)) },
    ...masked,
    ...(facts
      ? [{ kind: 'heading' as const, level: 3 as const, text: writer.plain('section.facts') }, facts]
      : []),
    ...(history
      ? [{ kind: 'heading' as const, level: 3 as const, text: writer.plain('section.history') }, history]
      : []),
  ];
}
