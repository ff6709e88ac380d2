// Owns: the protocol of a purge run as a composed document. Must not: name an applicant; cases stand by their keyed ids.
import { z } from 'zod';
import type { Block, ComposedDocument, Run } from '../document/blocks.ts';
import type { ArchiveRecord } from '../ledger/payloads/purge.ts';
import type { Pin } from '../ledger/payload-parts.ts';
import { figureLines, type Figures } from './figures.ts';
import type { RetentionData } from './retention.ts';

/** What the run did, as this store knows it; the JSON file holds the same. */
export type PurgeProtocol = {
  readonly run: string;
  readonly intake: string;
  readonly day: string;
  readonly team: string;
  readonly demo: boolean;
  /** Over all cases with their named heads: two who have the same number have signed for the same. */
  readonly check: string;
  /** Keyed ids of the cases, with what has become of each on this computer. */
  readonly cases: readonly { readonly id: string; readonly endedOn: string; readonly gone: boolean }[];
  readonly rule: RetentionData;
  /** The rule's data as the signers named them. */
  readonly pins: readonly Pin[];
  readonly archive: readonly ArchiveRecord[];
  readonly signers: readonly { readonly name: string; readonly as: string; readonly day: string }[];
  readonly figures: { readonly day: string; readonly table: Figures } | null;
  readonly waiting: Readonly<Record<string, number>>;
  readonly stores: readonly {
    readonly member: string;
    readonly device: string;
    /** Day of the receipt; null while there is none. */
    readonly told: string | null;
    readonly cases: number;
    readonly waiting: number;
  }[];
  /** Of this computer, over every purge it has taken part in since the run's first signature. */
  readonly here: Readonly<Record<HereCount, number>>;
  readonly left: Readonly<Record<LeftCount, number>>;
};

export const hereCounts = [
  'payloads',
  'documents',
  'drafts',
  'forms',
  'pendingRows',
  'waitingFiles',
  'filesRemoved',
] as const;
export type HereCount = (typeof hereCounts)[number];
export const leftCounts = ['backups', 'sealedFiles', 'filesLeft', 'sharedFiles'] as const;
export type LeftCount = (typeof leftCounts)[number];

/** resources/purge-protocol.json. */
export const protocolWordsSchema = z.strictObject({
  id: z.string(),
  words: z.record(z.string(), z.string()),
});
export type ProtocolWords = z.infer<typeof protocolWordsSchema>['words'];
type Say = (id: string, values?: Readonly<Record<string, string | number>>) => string;

/** Longer lists stand in the machine-readable file alone. */
const mostListed = 200;

export function composePurgeProtocol(protocol: PurgeProtocol, words: ProtocolWords): ComposedDocument {
  const say = sayer(words);
  return {
    v: 1,
    variant: 'purge-protocol',
    lang: 'sv-SE',
    title: say('title'),
    docId: `purge-${protocol.run}`,
    createdOn: protocol.day,
    letterhead: {
      agency: say('agency'),
      documentKind: say('kind'),
      meta: [
        { label: say('day'), value: protocol.day },
        { label: say('team'), value: protocol.team },
        { label: say('intake'), value: intakeName(protocol.intake, say) },
      ],
    },
    ...(protocol.demo ? { demoMark: say('demo') } : {}),
    blocks: [
      { kind: 'heading', level: 1, text: say('title') },
      ...whatBlocks(protocol, say),
      ...ruleBlocks(protocol, say),
      ...signedBlocks(protocol, say),
      ...figureBlocks(protocol, say),
      ...storeBlocks(protocol, say),
      ...hereBlocks(protocol, say),
      { kind: 'heading', level: 2, text: say('stays') },
      { kind: 'paragraph', runs: text(say('staysText')) },
      ...caseBlocks(protocol, say),
    ],
    footer: { text: say('footer', { run: protocol.run.slice(0, 8) }) },
  };
}

function sayer(words: ProtocolWords): Say {
  return (id, values = {}) =>
    Object.entries(values).reduce(
      (sentence, [name, value]) => sentence.replaceAll(`{${name}}`, String(value)),
      words[id] ?? id,
    );
}

/** `2026-autumn` as a person says it. */
function intakeName(intake: string, say: Say): string {
  const [year = '', ...season] = intake.split('-');
  return season.length === 0 ? intake : say(`season.${season.join('-')}`, { år: year });
}

function text(value: string): Run[] {
  return [{ text: value }];
}

function row(label: string, value: string): { label: string; value: Run[] } {
  return { label, value: text(value) };
}

function whatBlocks({ cases, run, check, waiting, archive }: PurgeProtocol, say: Say): Block[] {
  const gone = cases.filter((one) => one.gone).length;
  const waits = Object.entries(waiting).map(([block, count]) => `${say(`block.${block}`)}: ${count}`);
  const recorded = archive.map(({ outcome, day, reference }) =>
    say(`archive.${outcome}`, { dag: day, nummer: reference }),
  );
  return [
    { kind: 'paragraph', runs: text(say('lead')) },
    {
      kind: 'facts',
      rows: [
        row(say('run'), run),
        row(say('cases'), String(cases.length)),
        row(say('goneHere'), say('ofAll', { antal: gone, alla: cases.length })),
        ...(waits.length === 0 ? [] : [row(say('waits'), waits.join('\n'))]),
        row(say('check'), check),
        row(say('archive'), recorded.length === 0 ? say('none') : recorded.join('\n')),
      ],
    },
  ];
}

function ruleBlocks({ rule, pins }: PurgeProtocol, say: Say): Block[] {
  const unread: Run[] = [{ text: ' ' }, { text: say('unread'), style: 'mark' }];
  const named = pins.map((pin) => say('ruleOf', { version: pin.version, summa: pin.sha256.slice(0, 16) }));
  return [
    { kind: 'heading', level: 2, text: say('ground') },
    {
      kind: 'table',
      columns: [
        { label: say('law'), width: 2 },
        { label: say('says'), width: 5 },
      ],
      rows: rule.rules.map(({ law, paragraph, says, verified }) => [
        text(paragraph === '–' ? law : `${paragraph} ${law}`),
        [...text(says), ...(verified ? [] : unread)],
      ]),
    },
    { kind: 'paragraph', small: true, runs: text(say('ruleSource', { dag: rule.date, källa: rule.source })) },
    ...named.map((sentence): Block => ({ kind: 'paragraph', small: true, runs: text(sentence) })),
  ];
}

function signedBlocks({ signers }: PurgeProtocol, say: Say): Block[] {
  return [
    { kind: 'heading', level: 2, text: say('signed') },
    {
      kind: 'table',
      columns: [{ label: say('name'), width: 3 }, { label: say('as'), width: 2 }, { label: say('signedOn') }],
      rows: signers.map(({ name, as, day }) => [text(name), text(say(`as.${as}`)), text(day)]),
    },
    ...(signers.length > 1 ? [] : [{ kind: 'paragraph' as const, runs: text(say('oneOnly')) }]),
  ];
}

function figureBlocks({ figures }: PurgeProtocol, say: Say): Block[] {
  if (!figures) return [];
  const measures = ['applicants', 'eligible', 'offered', 'granted', 'orange'] as const;
  const { table, day } = figures;
  const lines = figureLines.filter((line) => line !== 'unknown' || table.unknown.applicants > 0);
  return [
    { kind: 'heading', level: 2, text: say('figures', { dag: day }) },
    {
      kind: 'table',
      columns: [
        { label: say('gender'), width: 2 },
        ...measures.map((measure) => ({ label: say(`measure.${measure}`), align: 'end' as const, width: 2 })),
      ],
      rows: lines.map((line) => [
        text(say(`line.${line}`)),
        ...measures.map((measure) => text(String(table[line][measure]))),
      ]),
    },
  ];
}

function storeBlocks({ stores }: PurgeProtocol, say: Say): Block[] {
  return [
    { kind: 'heading', level: 2, text: say('stores') },
    { kind: 'paragraph', runs: text(say('storesText')), keepWithNext: true },
    {
      kind: 'table',
      columns: [
        { label: say('name'), width: 3 },
        { label: say('device'), width: 2 },
        { label: say('told'), width: 3 },
        { label: say('taken'), align: 'end' },
        { label: say('waits'), align: 'end' },
      ],
      rows: stores.map((one) => [
        text(one.member),
        text(one.device),
        text(one.told ?? say('notTold')),
        text(String(one.cases)),
        text(String(one.waiting)),
      ]),
    },
  ];
}

function hereBlocks({ here, left }: PurgeProtocol, say: Say): Block[] {
  const remains = leftCounts.filter((one) => left[one] > 0);
  return [
    { kind: 'heading', level: 2, text: say('here') },
    { kind: 'paragraph', runs: text(say('hereText')), keepWithNext: true },
    { kind: 'facts', rows: hereCounts.map((one) => row(say(`here.${one}`), String(here[one]))) },
    { kind: 'heading', level: 3, text: say('left') },
    ...(remains.length === 0
      ? [{ kind: 'paragraph' as const, runs: text(say('nothingLeft')) }]
      : [
          {
            kind: 'list' as const,
            items: remains.map((one) => text(say(`left.${one}`, { antal: left[one] }))),
          },
        ]),
  ];
}

function caseBlocks({ cases }: PurgeProtocol, say: Say): Block[] {
  const heading: Block = { kind: 'heading', level: 2, text: say('list') };
  if (cases.length > mostListed)
    return [heading, { kind: 'paragraph', runs: text(say('listElsewhere', { antal: cases.length })) }];
  return [
    heading,
    { kind: 'paragraph', runs: text(say('listText')), keepWithNext: true },
    {
      kind: 'table',
      columns: [
        { label: say('id'), width: 4 },
        { label: say('endedOn'), width: 2 },
        { label: say('state'), width: 2 },
      ],
      rows: cases.map(({ id, endedOn, gone }) => [
        text(id),
        text(endedOn),
        text(say(gone ? 'gone' : 'stillHere')),
      ]),
    },
  ];
}
