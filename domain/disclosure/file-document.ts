// Owns: a masked case file as a document: reading order, tables, what is masked and why, what is not here.
// Must not: see what is masked; it gets a file from which it is gone already.
import type { Block, ComposedDocument, Run } from '../document/blocks.ts';
import { createWriter, type Writer } from '../document/writer.ts';
import type { Confirmations, TextProblem, TextSet } from '../document/texts.ts';
import type { CaseId, IsoDate } from '../ids.ts';
import type { Pin } from '../ledger/payload-parts.ts';
import { err, ok, type Result } from '../result.ts';
import type { FileSection } from './file-items.ts';
import { maskMark, type MaskedFile, type MaskedItem } from './masking.ts';

export type DisclosureTexts = {
  readonly texts: TextSet;
  readonly pin: Pin;
  readonly confirmations: Confirmations;
  readonly demo: boolean;
};

/** Who gets it, why, on what ground, and by whom: told on the first page and in the event. */
export type Frame = {
  readonly caseId: CaseId;
  readonly day: IsoDate;
  readonly to: string;
  readonly request: string;
  readonly ground: string;
  readonly by: string;
};

export type DisclosureIncomplete = {
  readonly tag: 'documentIncomplete';
  readonly problems: readonly TextProblem[];
};

export function disclosureWriter({ texts, pin, confirmations }: DisclosureTexts): Writer {
  return createWriter({ texts, pin, confirmations });
}

export type Sheet = {
  readonly variant: string;
  readonly name: 'file' | 'account' | 'access' | 'incident';
  readonly docId: string;
  readonly day: IsoDate;
  readonly meta: readonly { readonly label: string; readonly value: string }[];
  readonly demo: boolean;
};

/** The frame that every paper of this kind has; none of it holds anything of a person (PD-8). */
export function sheetOf(
  writer: Writer,
  sheet: Sheet,
  blocks: Block[],
): Result<ComposedDocument, DisclosureIncomplete> {
  const document: ComposedDocument = {
    v: 1,
    variant: sheet.variant,
    lang: 'sv-SE',
    title: writer.plain(`${sheet.name}.title`),
    docId: sheet.docId,
    subject: writer.plain('subject'),
    createdOn: sheet.day,
    letterhead: {
      agency: writer.plain('agency'),
      documentKind: writer.plain(`${sheet.name}.kind`),
      meta: [{ label: writer.plain('meta.day'), value: sheet.day }, ...sheet.meta],
    },
    ...(sheet.demo ? { demoMark: writer.plain('demo.mark') } : {}),
    blocks,
    footer: { text: writer.plain('footer') },
  };
  const problems = writer.problems();
  return problems.length > 0 ? err({ tag: 'documentIncomplete', problems }) : ok(document);
}

export function composeFile(
  file: MaskedFile,
  frame: Frame,
  source: DisclosureTexts,
): Result<ComposedDocument, DisclosureIncomplete> {
  const writer = disclosureWriter(source);
  const number = caseNumber(file);
  const blocks: Block[] = [
    { kind: 'heading', level: 1, text: numbered(writer, 'file.heading', number) },
    { kind: 'paragraph', runs: writer.runs('file.lead') },
    frameBlock(writer, frame),
    { kind: 'paragraph', runs: writer.runs('file.bar'), small: true },
    ...maskedBlocks(writer, file),
    ...sectionBlocks(writer, file, frame.day),
    ...elsewhereBlocks(writer),
  ];
  const meta = number === undefined ? [] : [{ label: writer.plain('meta.case'), value: number }];
  return sheetOf(
    writer,
    {
      variant: 'case-file',
      name: 'file',
      docId: `case-file-${frame.caseId}`,
      day: frame.day,
      meta,
      demo: source.demo,
    },
    blocks,
  );
}

/** The number of the application, unless it is masked. */
export function caseNumber(file: MaskedFile): string | undefined {
  const item = file.items.find((one) => one.id === 'case/applicationId');
  return item === undefined || item.masked || item.value.includes(maskMark) ? undefined : item.value;
}

export function numbered(writer: Writer, id: string, number: string | undefined): string {
  return number === undefined ? writer.plain(`${id}NoNumber`) : writer.plain(id, { arende: number });
}

export function frameBlock(writer: Writer, frame: Frame): Block {
  const row = (label: string, text: string) =>
    text === '' ? [] : [{ label: writer.plain(label), value: [{ text }] }];
  return {
    kind: 'facts',
    rows: [
      ...row('label.to', frame.to),
      ...row('label.request', frame.request),
      ...row('label.ground', frame.ground),
      ...row('label.by', frame.by),
    ],
    keepTogether: true,
  };
}

export function maskedBlocks(writer: Writer, file: MaskedFile): Block[] {
  const { items, stretches } = file.masked;
  const grounds = Object.entries(file.grounds);
  if (grounds.length === 0) return [];
  const counted = items === 1 ? writer.runs('masked.one') : writer.runs('masked.count', { antal: items });
  const places =
    stretches === 0 ? [] : [{ text: ' ' }, ...writer.runs('masked.places', { antal: stretches })];
  return [
    { kind: 'heading', level: 2, text: writer.plain('masked.heading') },
    { kind: 'paragraph', runs: [...counted.flatMap(framed), ...places] },
    {
      kind: 'list',
      items: grounds.map(([grund, antal]) => [{ text: writer.plain('masked.ground', { grund, antal }) }]),
      keepTogether: true,
    },
    { kind: 'paragraph', runs: writer.runs('masked.right') },
  ];
}

function sectionBlocks(writer: Writer, file: MaskedFile, day: IsoDate): Block[] {
  const of = (section: FileSection) => file.items.filter((item) => item.section === section);
  return [
    ...section(writer, 'facts', [valueTable(writer, [...of('case'), ...of('facts')])]),
    ...section(writer, 'checks', [
      note(writer, 'checks.note', { dag: day }),
      checkTable(writer, of('checks')),
    ]),
    ...offerBlocks(writer, of('offers')),
    ...optional(of('employer'), (items) => section(writer, 'employer', [historyTable(writer, items)])),
    ...optional(of('form'), (items) => section(writer, 'form', [formFacts(items)])),
    ...decisionBlocks(writer, file),
    ...optional(of('attachments'), (items) => section(writer, 'attachments', [formFacts(items)])),
    ...optional(of('incidents'), (items) => section(writer, 'incidents', [formFacts(items)])),
    ...section(writer, 'history', [note(writer, 'history.note'), historyTable(writer, of('history'))]),
    ...optional(of('people'), (items) =>
      section(writer, 'people', [{ kind: 'list', items: items.map((item) => runsOf(item.value)) }]),
    ),
  ];
}

function optional(items: readonly MaskedItem[], make: (items: readonly MaskedItem[]) => Block[]): Block[] {
  return items.length === 0 ? [] : make(items);
}

function section(writer: Writer, name: FileSection, blocks: readonly (Block | undefined)[]): Block[] {
  const present = blocks.filter((block) => block !== undefined);
  const holds = present.some((block) => block.kind !== 'paragraph');
  return [
    { kind: 'heading', level: 2, text: writer.plain(`section.${name}`) },
    ...(holds ? present : [{ kind: 'paragraph' as const, runs: writer.runs('section.empty') }]),
  ];
}

function note(writer: Writer, id: string, values: Record<string, string> = {}): Block {
  return { kind: 'paragraph', runs: writer.runs(id, values), small: true, keepWithNext: true };
}

export function valueTable(writer: Writer, items: readonly MaskedItem[]): Block | undefined {
  if (items.length === 0) return undefined;
  return {
    kind: 'table',
    columns: [
      { label: writer.plain('head.item'), width: 4 },
      { label: writer.plain('head.value'), width: 5 },
      { label: writer.plain('head.source'), width: 4 },
    ],
    rows: items.map((item) => [
      [{ text: item.label }],
      runsOf(item.value),
      [{ text: item.source }].flatMap(framed),
    ]),
  };
}

function checkTable(writer: Writer, items: readonly MaskedItem[]): Block | undefined {
  if (items.length === 0) return undefined;
  return {
    kind: 'table',
    columns: [
      { label: writer.plain('head.check'), width: 4 },
      { label: writer.plain('head.value'), width: 8 },
    ],
    rows: items.map((item) => [[{ text: item.label }], runsOf(item.value)]),
  };
}

/** One offer, one table under its own heading. */
function offerBlocks(writer: Writer, items: readonly MaskedItem[]): Block[] {
  if (items.length === 0) return [];
  const groups = [...new Set(items.map((item) => item.group?.id ?? ''))];
  return [
    { kind: 'heading', level: 2, text: writer.plain('section.offers') },
    ...groups.flatMap((id): Block[] => {
      const own = items.filter((item) => (item.group?.id ?? '') === id);
      const table = valueTable(writer, own);
      const label = own[0]?.group?.label;
      const head: Block[] =
        groups.length > 1 && label !== undefined ? [{ kind: 'heading', level: 3, text: label }] : [];
      return table === undefined ? [] : [...head, table];
    }),
  ];
}

function formFacts(items: readonly MaskedItem[]): Block | undefined {
  if (items.length === 0) return undefined;
  return { kind: 'facts', rows: items.map((item) => ({ label: item.label, value: runsOf(item.value) })) };
}

function decisionBlocks(writer: Writer, file: MaskedFile): Block[] {
  if (file.pages.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: writer.plain('section.decision') },
    ...file.pages.flatMap((page): Block[] => [
      { kind: 'heading', level: 3, text: page.title },
      ...page.paragraphs.map((text): Block => ({ kind: 'paragraph', runs: runsOf(text) })),
    ]),
  ];
}

/** One row an act; what it changed stands in lines below one another. */
export function historyTable(writer: Writer, items: readonly MaskedItem[]): Block | undefined {
  const groups = groupsOf(items);
  if (groups.length === 0) return undefined;
  return {
    kind: 'table',
    columns: [
      { label: writer.plain('head.when'), width: 2.4 },
      { label: writer.plain('head.who'), width: 2.6 },
      { label: writer.plain('head.what'), width: 7 },
    ],
    rows: groups.map(({ label, when, who, parts }) => [
      runsOf(when),
      runsOf(who),
      [{ text: label, style: 'strong' as const }, ...parts.flatMap((item) => changeRuns(item))],
    ]),
  };
}

function changeRuns(item: MaskedItem): Run[] {
  if (item.value === '') return [];
  return [{ text: `\n${item.label}: ` }, ...runsOf(item.value)];
}

export type ActGroup = {
  readonly id: string;
  readonly label: string;
  readonly when: string;
  readonly who: string;
  readonly parts: readonly MaskedItem[];
};

export function groupsOf(items: readonly MaskedItem[]): readonly ActGroup[] {
  const groups = new Map<string, { label: string; when: string; who: string; parts: MaskedItem[] }>();
  for (const item of items) {
    const id = item.group?.id ?? item.id;
    const group = groups.get(id) ?? {
      label: item.group?.label ?? item.label,
      when: item.source,
      who: item.who ?? '',
      parts: [],
    };
    group.parts.push(item);
    groups.set(id, group);
  }
  return [...groups].map(([id, group]) => ({ id, ...group }));
}

function elsewhereBlocks(writer: Writer): Block[] {
  return [
    { kind: 'heading', level: 2, text: writer.plain('elsewhere.heading') },
    {
      kind: 'list',
      items: ['elsewhere.1', 'elsewhere.2', 'elsewhere.3'].map((id) => writer.runs(id)),
      keepTogether: true,
    },
  ];
}

/** Text with its masks framed, so that a screen reader and an eye both meet them. */
export function runsOf(text: string): Run[] {
  return framed({ text });
}

function framed(run: Run): Run[] {
  if (run.style === 'mark') return [run];
  const parts = run.text.split(maskMark);
  return parts.flatMap((text, index): Run[] => [
    ...(index === 0 ? [] : [{ text: maskMark, style: 'mark' as const }]),
    ...(text === '' ? [] : [{ ...run, text }]),
  ]);
}
