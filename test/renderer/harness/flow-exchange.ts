// The double's exchange and conflicts. It judges nothing.
import type { ExchangeStatus, MergePreview } from '../../../ipc/exchange.ts';
import type { ConflictView } from '../../../ipc/review.ts';

type Any = Record<string, unknown>;
type FlowHandler = (input: Any) => unknown;

const at = Date.parse('2026-11-20T14:30:00') * 1000;
const hex = (seed: string, length = 32) => seed.padStart(length, '0');
const words = ['granit', 'lykta', 'ekorre', 'brygga', 'violin', 'åska'];
const theirWords = ['ankare', 'blåsippa', 'cirkel', 'dimma', 'enris', 'fackla'];

const status: ExchangeStatus = {
  team: 'Jobbsprånget Göteborg',
  members: [
    {
      id: '1'.repeat(32),
      name: 'Maria Lindqvist',
      administrator: true,
      self: true,
      words,
      toGive: 0,
      lastGivenAt: null,
      lastHeardAt: null,
    },
    {
      id: '2'.repeat(32),
      name: 'Åsa Berg',
      administrator: false,
      self: false,
      words: theirWords,
      toGive: 3,
      lastGivenAt: at,
      lastHeardAt: at,
    },
    {
      id: '3'.repeat(32),
      name: 'Per Öhman',
      administrator: false,
      self: false,
      words: [...theirWords].reverse(),
      toGive: 0,
      lastGivenAt: null,
      lastHeardAt: null,
    },
  ],
  waiting: [{ id: 'w1', from: 'Per Öhman', missing: ['Per Öhman 41–58', 'Åsa Berg 12'], at }],
  log: [
    { at, from: 'Åsa Berg', added: 214, skipped: 3 },
    { at: at - 9e11, from: 'Per Öhman', added: 40, skipped: 0 },
  ],
  conflicts: 2,
};

const mergePreview: MergePreview = {
  token: 'm1',
  from: 'Åsa Berg',
  words: theirWords,
  added: 214,
  skipped: 3,
  warnings: [],
  cases: Array.from({ length: 60 }, (_, index) => ({
    caseId: hex(index.toString(16)),
    applicationId: `JS-2026B-${String(index + 1).padStart(5, '0')}`,
    name: index % 9 === 0 ? '' : 'Amal Al-Hassan',
    acts: [
      { kind: 'verdict.given', by: 'Åsa Berg', at },
      ...(index % 4 === 0 ? [{ kind: 'facts.entered', by: 'Åsa Berg', at }] : []),
    ],
    becomesConflict: index < 2,
  })),
  newCases: 7,
  conflicts: ['JS-2026B-00001', 'JS-2026B-00002'],
  waiting: 0,
};

const conflicts: ConflictView[] = [
  {
    caseId: hex('4'),
    applicationId: 'JS-2026B-00412',
    name: 'Amal Al-Hassan',
    kind: 'decision',
    field: null,
    caseHeads: [hex('a', 64), hex('b', 64)],
    sides: [
      {
        event: hex('a', 64),
        by: 'Maria Lindqvist',
        at,
        title: 'basis.fixed',
        facts: [
          { label: 'outcome', value: 'grant' },
          { label: 'from', value: '2027-01-11' },
          { label: 'to', value: '2027-05-10' },
          { label: 'day', value: '2026-11-20' },
          {
            label: '6.3',
            value:
              'Amal är civilingenjör i elektroteknik med sju års erfarenhet. Praktiken ger svensk arbetslivserfarenhet i ett bristyrke.',
          },
        ],
      },
      {
        event: hex('b', 64),
        by: 'Åsa Berg',
        at: at + 3e9,
        title: 'basis.fixed',
        facts: [
          { label: 'outcome', value: 'refusal' },
          { label: 'day', value: '2026-11-20' },
          { label: '7.2', value: 'B3' },
          { label: '7.3', value: 'En annan insats är lämpligare.' },
        ],
      },
    ],
  },
  {
    caseId: hex('8'),
    applicationId: 'JS-2026B-00877',
    name: 'José García Márquez',
    kind: 'verdict',
    field: null,
    caseHeads: [hex('c', 64), hex('d', 64)],
    sides: [
      { event: hex('c', 64), by: 'Maria Lindqvist', at, title: 'eligible', facts: [] },
      {
        event: hex('d', 64),
        by: 'Åsa Berg',
        at,
        title: 'notEligible',
        facts: [
          { label: 'reason', value: 'G3.1' },
          { label: 'note', value: 'Ingen handling sedd.' },
        ],
      },
    ],
  },
];

export function exchangeHandlers(options: URLSearchParams): Record<string, FlowHandler> {
  let open = options.has('empty') ? [] : conflicts;
  return {
    'exchange.status': () =>
      options.has('empty')
        ? { ...status, members: status.members.slice(0, 1), waiting: [], log: [], conflicts: 0 }
        : { ...status, conflicts: open.length },
    'exchange.savePublicKey': () => ({ saved: 'maria-lindqvist.nyckel' }),
    'exchange.choosePublicKey': () => ({ token: 'k1', name: 'Nils Ny', words: theirWords }),
    'exchange.invite': () => ({ saved: 'inbjudan-nils-ny.sbi' }),
    'exchange.join': () => ({ team: null }),
    'exchange.seal': () => ({ saved: 'till-asa-berg-2026-11-22.sbb', events: 3, bytes: 48_211 }),
    'exchange.choose': () =>
      options.has('gap')
        ? { ...mergePreview, added: 0, skipped: 0, cases: [], newCases: 0, conflicts: [], waiting: 1 }
        : mergePreview,
    'exchange.merge': () => ({ added: 214, skipped: 3, conflicts: mergePreview.conflicts, waiting: 0 }),
    'conflicts.list': () => open,
    'conflicts.resolve': ({ id }) => {
      open = open.filter((one) => one.caseId !== id);
      return { resolved: true };
    },
  };
}
