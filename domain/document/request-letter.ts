// Owns: the letters by which the applicant is asked for a supplement, ordered to complete an application in a case of their own, and
// asked for their view before a decision (texts §6 a, b and c).
// Must not: mention dismissal but in the order, which only a case that the party has opened can get (domain.md §10.3).
import type { CaseId, EventHash, IsoDate } from '../ids.ts';
import type { RequestKind } from '../ledger/payloads/requests.ts';
import { err, ok, type Result } from '../result.ts';
import { composedDocumentSchema, type Block, type ComposedDocument, type Run } from './blocks.ts';
import type { TextProblem } from './texts.ts';
import { clause, createWriter, joinRuns, sentence, type Writer, type WriterSource } from './writer.ts';

export type LetterInput = {
  readonly caseId: CaseId;
  /** The act that gave the day: another day is another letter. */
  readonly act: EventHash;
  readonly applicationId: string;
  readonly name: string;
  /** As written in the application; one line for each part. */
  readonly address: readonly string[];
  readonly what: RequestKind;
  /** Wordings of what is missing. */
  readonly lacks: readonly string[];
  readonly text: string;
  readonly employer: string | undefined;
  readonly writtenOn: IsoDate;
  /** More time was given: this letter stands instead of an earlier one. */
  readonly longer: boolean;
  readonly dueOn: IsoDate;
  /** The recorded day on which the party opened the case; without it there is no order. */
  readonly openedOn: IsoDate | undefined;
  readonly demo: boolean;
};

export function composeRequest(
  input: LetterInput,
  source: WriterSource,
): Result<ComposedDocument, TextProblem> {
  const writer = createWriter(source);
  const day = writer.longDay(input.dueOn) ?? '';
  const blocks = bodies[input.what](writer, input, day);
  const opened = input.what === 'order' ? writer.need('openedOn', input.openedOn) : undefined;
  const document = {
    v: 1,
    variant: input.what,
    lang: 'sv-SE',
    title: writer.plain(`${input.what}.heading`),
    docId: `request-${input.act.slice(0, 32)}`,
    subject: writer.plain('subject'),
    createdOn: input.writtenOn,
    letterhead: {
      agency: writer.plain('agency'),
      recipient: [input.name, ...input.address].filter((line) => line.trim() !== '').slice(0, 6),
      meta: [
        { label: writer.plain('meta.day'), value: input.writtenOn },
        { label: writer.plain('meta.case'), value: input.applicationId },
        ...(opened === undefined ? [] : [{ label: writer.plain('meta.opened'), value: opened }]),
      ],
    },
    ...(input.demo ? { demoMark: writer.plain('demo.mark') } : {}),
    blocks,
    footer: { text: writer.plain('footer') },
  };
  const [problem] = writer.problems();
  return problem ? err(problem) : ok(composedDocumentSchema.parse(document));
}

type Body = (writer: Writer, input: LetterInput, dag: string) => Block[];
const bodies: Readonly<Record<RequestKind, Body>> = { supplement, hearing, order };

function supplement(writer: Writer, { lacks, text, longer }: LetterInput, dag: string): Block[] {
  const items: Run[][] = [...lacks, ...lines(text)].map((lack) => [{ text: lack }]);
  const { contact, mark } = contactOf(writer);
  return [
    { kind: 'heading', level: 1, text: writer.plain('supplement.heading') },
    ...moreTime(writer, longer),
    { kind: 'paragraph', runs: writer.runs('supplement.lead'), keepWithNext: true },
    { kind: 'list', items },
    {
      kind: 'paragraph',
      runs: joinRuns(
        [{ text: writer.plain('supplement.due', { dag }), style: 'strong' }],
        writer.runs('supplement.how'),
      ),
    },
    {
      kind: 'paragraph',
      runs: joinRuns(writer.runs('supplement.otherwise', { kontakt: contact, dag }), mark),
    },
  ];
}

function hearing(writer: Writer, { employer, text, longer }: LetterInput, dag: string): Block[] {
  const lead =
    employer === undefined
      ? writer.runs('hearing.leadNoOffer')
      : writer.runs('hearing.lead', { arbetsgivare: employer });
  const { contact, mark } = contactOf(writer);
  return [
    { kind: 'heading', level: 1, text: writer.plain('hearing.heading') },
    ...moreTime(writer, longer),
    { kind: 'paragraph', runs: lead },
    ...lines(text).map((line): Block => ({ kind: 'paragraph', runs: [{ text: sentence(line) }] })),
    {
      kind: 'paragraph',
      runs: joinRuns(writer.runs('hearing.ask', { dag, kontakt: contact }), mark),
      keepTogether: true,
    },
  ];
}

/** One thing stands in the sentence, as the law's own words go; several are easier to read, and to tick off, as a list. */
function order(writer: Writer, { lacks, text, longer }: LetterInput, dag: string): Block[] {
  const missing = [...lacks, ...lines(text)].map((one) => clause(one) ?? '');
  const [only = ''] = missing;
  const demand = joinRuns(
    [{ text: writer.plain('order.due', { dag }), style: 'strong' }],
    writer.runs('order.otherwise'),
  );
  const { contact, mark } = contactOf(writer);
  const lead: Block[] =
    missing.length > 1
      ? [
          { kind: 'paragraph', runs: writer.runs('order.leadMany'), keepWithNext: true },
          { kind: 'list', items: missing.map((one) => [{ text: one }]) },
          { kind: 'paragraph', runs: demand },
        ]
      : [{ kind: 'paragraph', runs: joinRuns(writer.runs('order.lead', { brist: only }), demand) }];
  return [
    { kind: 'heading', level: 1, text: writer.plain('order.heading') },
    ...moreTime(writer, longer),
    ...lead,
    {
      kind: 'paragraph',
      runs: joinRuns(writer.runs('order.help', { kontakt: contact, dag }), mark),
      keepTogether: true,
    },
  ];
}

function moreTime(writer: Writer, longer: boolean): Block[] {
  return longer ? [{ kind: 'paragraph', runs: writer.runs('longer') }] : [];
}

/** The number that nobody has confirmed is followed by its mark, at the end of the sentence it stands in. */
function contactOf(writer: Writer): { readonly contact: string; readonly mark: Run[] } {
  const [contact, ...mark] = writer.runs('value.requestContact');
  return { contact: contact?.text ?? '', mark: mark.filter(({ text }) => text.trim() !== '') };
}

function lines(text: string): string[] {
  return text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
