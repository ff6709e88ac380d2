// Owns: everything we did in a case, on one page: who, when, what, and how the case stands.
// Must not: say anything that the case file does not say; longer than a page it is shortened, and says by how much.
import type { Block, ComposedDocument } from '../document/blocks.ts';
import type { Writer } from '../document/writer.ts';
import type { Result } from '../result.ts';
import {
  caseNumber,
  disclosureWriter,
  frameBlock,
  groupsOf,
  numbered,
  runsOf,
  sheetOf,
  type ActGroup,
  type DisclosureIncomplete,
  type DisclosureTexts,
  type Frame,
} from './file-document.ts';
import type { MaskedFile } from './masking.ts';

/** How the case stands, in words, as the account says it. Masked like everything else before it comes here. */
export type Standing = {
  readonly person: string;
  readonly conclusion: string;
  readonly outcome: { readonly utgang: string; readonly dag: string; readonly nummer: string } | null;
  readonly complaints: readonly { readonly receivedOn: string; readonly answeredOn: string | null }[];
  readonly incidents: readonly string[];
};

/** `rows` is the greatest number of acts that are listed; the caller lowers it until the paper is one page (DI-24). */
export type AccountInput = {
  readonly file: MaskedFile;
  readonly standing: Standing;
  readonly frame: Frame;
  readonly rows: number;
};

export function composeAccount(
  { file, standing, frame, rows }: AccountInput,
  source: DisclosureTexts,
): Result<ComposedDocument, DisclosureIncomplete> {
  const writer = disclosureWriter(source);
  const number = caseNumber(file);
  const meta = number === undefined ? [] : [{ label: writer.plain('meta.case'), value: number }];
  const blocks: Block[] = [
    { kind: 'heading', level: 1, text: numbered(writer, 'account.heading', number) },
    { kind: 'paragraph', runs: writer.runs('account.lead') },
    frameBlock(writer, frame),
    { kind: 'heading', level: 2, text: writer.plain('account.standing') },
    standingBlock(writer, standing),
    { kind: 'heading', level: 2, text: writer.plain('section.history') },
    actTable(writer, condensed(file), rows),
  ];
  return sheetOf(
    writer,
    {
      variant: 'account',
      name: 'account',
      docId: `account-${frame.caseId}`,
      day: frame.day,
      meta,
      demo: source.demo,
    },
    blocks,
  );
}

function standingBlock(
  writer: Writer,
  { person, conclusion, outcome, complaints, incidents }: Standing,
): Block {
  const row = (label: string, text: string) => ({ label: writer.plain(label), value: runsOf(text) });
  const none = writer.plain('value.none');
  const all = complaints.map(({ receivedOn, answeredOn }) =>
    answeredOn === null
      ? writer.plain('value.complaint', { dag: receivedOn })
      : writer.plain('value.complaintAnswered', { dag: receivedOn, svar: answeredOn }),
  );
  const told = shortened(writer, all);
  const found = shortened(
    writer,
    incidents.map((dag) => writer.plain('value.incident', { dag })),
  );
  return {
    kind: 'facts',
    rows: [
      ...(person === '' ? [] : [row('label.person', person)]),
      ...(conclusion === '' ? [] : [row('label.conclusion', conclusion)]),
      row(
        'label.outcome',
        outcome ? writer.plain('value.outcome', outcome) : writer.plain('label.noOutcome'),
      ),
      row('label.complaints', told.length === 0 ? none : told.join('\n')),
      row('label.incidents', found.length === 0 ? none : found.join('\n')),
    ],
    keepTogether: true,
  };
}

/** More than a few are counted, so that the page stays one. */
function shortened(writer: Writer, lines: readonly string[]): readonly string[] {
  if (lines.length <= mostTold) return lines;
  return [writer.plain('value.many', { antal: lines.length, sist: lines.at(-1) })];
}

const mostTold = 3;

type Line = { readonly day: string; readonly who: string; readonly what: string; readonly times: number };

/** Acts of one day, one person and one kind are one line. */
function condensed(file: MaskedFile): Line[] {
  const lines: Line[] = [];
  for (const act of groupsOf(file.items.filter((item) => item.section === 'history'))) {
    const line = { day: act.when.slice(0, 10), who: act.who, what: whatOf(act) };
    const last = lines.at(-1);
    const same = last?.day === line.day && last.who === line.who && last.what === line.what;
    if (same) lines[lines.length - 1] = { ...last, times: last.times + 1 };
    else lines.push({ ...line, times: 1 });
  }
  return lines;
}

/** What a verdict or a decision said stands in the line; what a file brought does not. */
const told = new Set(['conclusion', 'outcome', 'answer', 'state', 'barNumber', 'variant', 'product']);

function whatOf({ label, parts }: ActGroup): string {
  const facts = parts.filter((item) => told.has(item.id.split('/').at(-1) ?? '')).map((item) => item.value);
  return facts.length === 0 ? label : `${label}: ${facts.join(', ')}`;
}

/** The first and the last acts stand; what was left out between them is counted, never passed over (DI-24). */
function actTable(writer: Writer, lines: readonly Line[], rows: number): Block {
  const left = lines.length - rows;
  const first = Math.ceil(rows / 2);
  const shown =
    left <= 0
      ? lines.map((line) => rowOf(writer, line))
      : [
          ...lines.slice(0, first).map((line) => rowOf(writer, line)),
          [
            [],
            [],
            writer.runs('account.skipped', {
              antal: countActs(lines.slice(first, lines.length - (rows - first))),
            }),
          ],
          ...lines.slice(lines.length - (rows - first)).map((line) => rowOf(writer, line)),
        ];
  return {
    kind: 'table',
    columns: [
      { label: writer.plain('head.when'), width: 2 },
      { label: writer.plain('head.who'), width: 3 },
      { label: writer.plain('head.what'), width: 7 },
    ],
    rows: shown,
  };
}

function countActs(lines: readonly Line[]): number {
  return lines.reduce((sum, line) => sum + line.times, 0);
}

function rowOf(writer: Writer, { day, who, what, times }: Line) {
  const words = times === 1 ? what : writer.plain('account.times', { vad: what, antal: times });
  return [runsOf(day), runsOf(who), runsOf(words)];
}
