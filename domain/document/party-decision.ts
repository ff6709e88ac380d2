// Owns: composing the party's decision from a fixed basis and what BÄR holds: head, meta, draft head, marks.
// Must not: hold more of a person than texts of the decision name; no gender, no country, no permit, no phone.
import { answerText } from '../form/answers.ts';
import { err, ok, type Result } from '../result.ts';
import type { Block, ComposedDocument, Letterhead, Run } from './blocks.ts';
import type { DecisionInput } from './decision-input.ts';
import { grantBlocks } from './grant.ts';
import { refusalBlocks } from './refusal.ts';
import type { TextProblem } from './texts.ts';
import { createWriter, type Writer } from './writer.ts';

export type Composed = {
  readonly document: ComposedDocument;
  /** Every text of the page that awaits confirmation; none left and BÄR recorded: it prints in earnest. */
  readonly unconfirmed: readonly string[];
};
export type DocumentIncomplete = {
  readonly tag: 'documentIncomplete';
  readonly problems: readonly TextProblem[];
};

/** The decision to the applicant (texts §2–§4). An empty merge field is an error, never printed. */
export function composeDecision(input: DecisionInput): Result<Composed, DocumentIncomplete> {
  const { reference, outcome, registered } = input;
  const { texts, pins } = reference;
  const { confirmations, showGaps } = input;
  const writer = createWriter({ texts, pin: pins.texts, confirmations, showGaps });
  const head = letterhead(writer, input);
  const { variant, lead, title } = kindOf(writer, input);
  const blocks = [
    ...lead,
    ...(outcome === 'grant' ? grantBlocks(writer, input) : refusalBlocks(writer, input)),
  ];
  const unconfirmed = writer.unconfirmed();
  const draft = registered === undefined || unconfirmed.length > 0;
  const document: ComposedDocument = {
    v: 1,
    variant,
    lang: 'sv-SE',
    title,
    docId: `${variant}-${input.caseId}`,
    subject: writer.plain('subject'),
    createdOn: registered?.day ?? input.basisDay,
    letterhead: head,
    ...(draft ? { draftHead: writer.plain('draft.head') } : {}),
    ...(input.demo ? { demoMark: writer.plain('demo.mark') } : {}),
    blocks,
    footer: { text: writer.plain('footer') },
  };
  const problems = writer.problems();
  if (problems.length > 0 && showGaps !== true) return err({ tag: 'documentIncomplete', problems });
  return ok({ document, unconfirmed });
}

/** The notice to the party, or the original that stays within beside it (7.11). */
function kindOf(writer: Writer, { outcome, original }: DecisionInput) {
  const title = writer.plain(`title.${outcome}`);
  if (original !== true) return { variant: 'party', lead: [], title };
  const lead: Block[] = [{ kind: 'paragraph', runs: writer.runs('original.lead'), keepTogether: true }];
  return { variant: 'original', lead, title: writer.plain('original.title', { titel: title }) };
}

function letterhead(writer: Writer, { answers, registered }: DecisionInput): Letterhead {
  const name = writer.need('namn', answerText(answers, '2.1'));
  const person = writer.need('personnummer', writtenIdentityNumber(answerText(answers, '2.2')));
  const address = answers['2.5'] === 'post' ? (answerText(answers, '2.4') ?? '').split(/\n|, /) : [];
  return {
    agency: writer.plain('agency'),
    documentKind: writer.plain(registered ? 'kind.decision' : 'kind.proposal'),
    recipient: [name, ...address.map((line) => line.trim()).filter((line) => line !== '')].slice(0, 6),
    meta: [
      { label: writer.plain('meta.day'), value: registered?.day ?? writer.plain('draft.noDay') },
      { label: writer.plain('meta.case'), value: registered?.barNumber ?? writer.plain('draft.noNumber') },
      { label: writer.plain('meta.person'), value: person },
    ],
  };
}

/** `19900704-2386`, as numbers are written in letters. */
export function writtenIdentityNumber(number: string | undefined): string | undefined {
  return number?.replace(/^(\d{8})(\d{4})$/, '$1-$2');
}

/**
 * The stored document as it may print now: once nothing in it awaits confirmation, head and marks fall away; the words
 * stay those that were decided. `unconfirmed` is what `composeDecision` says today of the same decision.
 */
export function releaseDocument(stored: ComposedDocument, unconfirmed: readonly string[]): ComposedDocument {
  if (unconfirmed.length > 0 || stored.draftHead === undefined) return stored;
  const { draftHead: _draftHead, ...rest } = stored;
  return { ...rest, blocks: rest.blocks.map(withoutMarks) };
}

function withoutMarks(block: ComposedDocument['blocks'][number]): ComposedDocument['blocks'][number] {
  switch (block.kind) {
    case 'paragraph':
      return { ...block, runs: unmarked(block.runs) };
    case 'facts':
      return { ...block, rows: block.rows.map((row) => ({ ...row, value: unmarked(row.value) })) };
    case 'list':
      return { ...block, items: block.items.map(unmarked) };
    case 'table':
      return { ...block, rows: block.rows.map((row) => row.map(unmarked)) };
    case 'field':
      return { ...block, value: unmarked(block.value) };
    case 'heading':
    case 'checkboxes':
    case 'spacer':
      return block;
  }
}

/** The blank before a mark goes with it. */
function unmarked(runs: readonly Run[]): Run[] {
  return runs.filter(
    (run, index) => run.style !== 'mark' && !(run.text === ' ' && runs[index + 1]?.style === 'mark'),
  );
}
