// Owns: the protocol of a review of the read log as a composed document. Must not: name an applicant.
import type { Block, ComposedDocument, Run } from '../document/blocks.ts';
import type { AccessReview } from './sample.ts';
import { clockOf, dayOf } from './read-log.ts';

/** A sample that was let go for another (PR-15): when it was drawn (µs), of which period, and how much of it was judged. */
export type EarlierDraw = {
  readonly at: number;
  readonly from: string;
  readonly to: string;
  readonly seed: number;
  readonly lines: number;
  readonly judged: number;
};

export type ProtocolInput = {
  readonly words: AccessReview['words'];
  readonly policy: AccessReview;
  readonly day: string;
  readonly team: string;
  readonly reviewer: string;
  readonly demo: boolean;
  readonly logs: readonly {
    readonly by: string;
    readonly lines: number;
    readonly head: string;
    readonly sealedAt: number;
  }[];
  readonly review: {
    readonly from: string;
    readonly to: string;
    readonly seed: number;
    readonly all: number;
    readonly own: number;
    readonly pointed: Readonly<Record<string, number>>;
    readonly lines: readonly {
      readonly at: number;
      readonly by: string;
      readonly caseName: string;
      readonly how: string;
      readonly grounds: readonly string[];
      readonly judged: string;
      readonly note: string;
    }[];
    readonly lacking: readonly { readonly by: string; readonly until: number | null }[];
    readonly earlier: readonly EarlierDraw[];
  };
};

export function composeProtocol(input: ProtocolInput): ComposedDocument {
  const word = wordOf(input);
  const { review } = input;
  return {
    v: 1,
    variant: 'access-review',
    lang: 'sv-SE',
    title: word('title'),
    docId: `access-review-${review.from}-${review.to}-${review.seed}`,
    createdOn: input.day,
    letterhead: {
      agency: word('agency'),
      documentKind: word('kind'),
      meta: [
        { label: word('day'), value: input.day },
        { label: word('team'), value: input.team },
        { label: word('reviewer'), value: input.reviewer },
      ],
    },
    ...(input.demo ? { demoMark: word('demo') } : {}),
    blocks: [
      { kind: 'heading', level: 1, text: word('title') },
      { kind: 'paragraph', runs: text(word('ground')) },
      { kind: 'heading', level: 2, text: word('how') },
      ...howBlocks(input),
      ...earlierBlocks(input),
      { kind: 'heading', level: 2, text: word('logs') },
      logTable(input),
      ...lackingBlocks(input),
      { kind: 'heading', level: 2, text: word('sample') },
      ...sampleBlocks(input),
    ],
    footer: { text: word('footer') },
  };
}

function wordOf({ words }: Pick<ProtocolInput, 'words'>): (id: string) => string {
  return (id) => words[id] ?? id;
}

function text(value: string): Run[] {
  return [{ text: value }];
}

/** How the sample was drawn, so that somebody else can draw it again. */
function howBlocks(input: ProtocolInput): Block[] {
  const word = wordOf(input);
  const { review, policy } = input;
  return [
    {
      kind: 'facts',
      rows: [
        { label: word('period'), value: text(`${review.from} – ${review.to}`) },
        { label: word('all'), value: text(String(review.all)) },
        { label: word('own'), value: text(`${review.own}. ${word('ownNote')}`) },
        { label: word('seed'), value: text(String(review.seed)) },
        { label: word('every'), value: text(String(policy.everyNth)) },
        { label: word('most'), value: text(String(policy.mostPerGround)) },
        { label: word('night'), value: text(`${policy.nightFromHour}–${policy.nightToHour}`) },
      ],
    },
    {
      kind: 'table',
      columns: [
        { label: word('groundOf'), width: 3 },
        { label: word('count'), align: 'end' },
      ],
      rows: Object.entries(review.pointed).map(([ground, count]) => [
        text(word(`ground.${ground}`)),
        text(String(count)),
      ]),
    },
  ];
}

function logTable(input: ProtocolInput): Block {
  const word = wordOf(input);
  return {
    kind: 'table',
    columns: [
      { label: word('by'), width: 2 },
      { label: word('lines'), align: 'end' },
      { label: word('sealed'), width: 2 },
      { label: word('head'), width: 4 },
    ],
    rows: input.logs.map((log) => [
      text(log.by),
      text(String(log.lines)),
      text(moment(word, log.sealedAt)),
      text(log.lines === 0 ? '–' : log.head.slice(0, 32)),
    ]),
  };
}

/** PR-15: what the review could not look at. Said also when nothing is missing: silence would say the same as not having asked. */
function lackingBlocks(input: ProtocolInput): Block[] {
  const word = wordOf(input);
  const { lacking } = input.review;
  if (lacking.length === 0) return [{ kind: 'paragraph', runs: text(word('noneLacking')) }];
  return [
    { kind: 'heading', level: 2, text: word('lacking') },
    {
      kind: 'table',
      columns: [
        { label: word('by'), width: 2 },
        { label: word('lackingHow'), width: 4 },
      ],
      rows: lacking.map(({ by, until }) => [
        text(by),
        text(until === null ? word('lackingAll') : `${word('lackingUntil')} ${moment(word, until)}`),
      ]),
    },
  ];
}

function moment(word: (id: string) => string, at: number): string {
  return `${dayOf(at)} ${word('clock')} ${clockOf(at)}`;
}

/** PR-15: a sample that was let go for another, so that nobody draws until nothing uneasy is left. */
function earlierBlocks(input: ProtocolInput): Block[] {
  const word = wordOf(input);
  const { earlier } = input.review;
  if (earlier.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: word('earlier') },
    { kind: 'paragraph', runs: text(word('earlierNote')) },
    {
      kind: 'table',
      columns: [
        { label: word('at'), width: 2 },
        { label: word('period'), width: 3 },
        { label: word('seed'), align: 'end' },
        { label: word('lines'), align: 'end' },
        { label: word('judgedLines'), align: 'end' },
      ],
      rows: earlier.map((one) => [
        text(moment(word, one.at)),
        text(`${one.from} – ${one.to}`),
        text(String(one.seed)),
        text(String(one.lines)),
        text(String(one.judged)),
      ]),
    },
  ];
}

function sampleBlocks(input: ProtocolInput): Block[] {
  const word = wordOf(input);
  const { review } = input;
  if (review.lines.length === 0) return [{ kind: 'paragraph', runs: [{ text: word('none') }] }];
  return [
    {
      kind: 'table',
      columns: [
        { label: word('at'), width: 2 },
        { label: word('by'), width: 2 },
        { label: word('case'), width: 2 },
        { label: word('why'), width: 2 },
        { label: word('judged'), width: 3 },
      ],
      rows: review.lines.map((line) => [
        [{ text: moment(word, line.at) }],
        [{ text: line.by }],
        [{ text: line.caseName }],
        [{ text: line.grounds.map((ground) => word(`ground.${ground}`)).join(', ') }],
        [{ text: [word(`judged.${line.judged}`), line.note].filter((part) => part !== '').join('. ') }],
      ]),
    },
  ];
}
