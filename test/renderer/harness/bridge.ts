// The bridge in memory: enough of main to look at every screen. It judges nothing; main's own tests do.
import type { AppStatus, LocalSettings, UndoEntry } from '../../../ipc/app.ts';
import type { Notification } from '../../../ipc/contract.ts';
import { operationNames } from '../../../ipc/names.ts';
import { parseQuery } from '../../../domain/review/search-parse.ts';
import type { CaseRow } from '../../../domain/review/case-row.ts';
import type { Query, Term } from '../../../domain/review/query.ts';
import { caseView } from './case-view.ts';
import { inventRows, intakes } from './people.ts';

type Any = Record<string, unknown>;
type Handler = (input: Any) => unknown;

const words = ['granit', 'lykta', 'ekorre', 'brygga', 'violin', 'åska'];
const day = Date.parse('2026-11-20T14:30:00');

export function createBridge(options: URLSearchParams): Record<string, unknown> {
  const rows = options.has('empty') ? [] : inventRows(Number(options.get('rows') ?? 5080));
  const byId = new Map(rows.map((row) => [row.caseId as string, row]));
  const listeners = new Set<(notification: Notification) => void>();
  const tell = (notification: Notification) =>
    setTimeout(() => listeners.forEach((listener) => listener(notification)), 0);
  let phase = (options.get('phase') ?? 'open') as AppStatus['phase'];
  let settings: LocalSettings = {
    language: options.get('language') === 'en' ? 'en' : 'sv',
    theme: (options.get('theme') ?? 'light') as LocalSettings['theme'],
    autoAdvance: true,
    singleKeys: true,
    columns: [],
    paneWidth: 42,
  };
  let undo: UndoEntry[] = [
    { batch: 'b'.repeat(32), kind: 'verdict.given', detail: 'eligible', count: 38, at: day },
  ];
  const status = (): AppStatus => ({
    phase,
    demo: !options.has('real'),
    team: 'Jobbsprånget Göteborg',
    member: { id: '1'.repeat(32), name: 'Maria Lindqvist', administrator: true },
    words,
    today: '2026-11-22',
    version: '0.1.0',
    electron: '33.2.1 (ersättning, se README)',
  });
  const heads = (id: string) => [id.padStart(64, 'f')];
  const give = (id: string, conclusion: CaseRow['conclusion']) => {
    const row = byId.get(id);
    if (row === undefined) return;
    const step = ['imported', 'needsCheck', 'eligible', 'notEligible'].includes(row.step)
      ? (conclusion ?? row.step)
      : row.step;
    byId.set(id, { ...row, conclusion, step });
  };
  const problem = (tag: string, facts: Any = {}) => ({ refused: { tag, ...facts } });
  const handlers: Record<string, Handler> = {
    'app.status': status,
    'app.settings': () => settings,
    'app.saveSettings': (input) => (settings = { ...settings, ...input }),
    'app.today': () => today(options.has('empty')),
    'store.lock': () => ((phase = 'locked'), status()),
    'store.unlock': ({ passphrase }) =>
      passphrase === 'fel' ? problem('wrongPassphrase') : ((phase = 'open'), status()),
    'store.create': () => (
      (phase = 'open'), { recoveryCode: '7KQ2M-XW4PD-9RT5C-H8VNA-3BJ6E-YF2GZ-K4', words }
    ),
    'store.createDemo': () => ((phase = 'open'), { passphrase: 'exempel granit lykta ekorre' }),
    'store.verify': () => ({ ok: true, events: 48_211, problems: [] }),
    'undo.list': () => undo,
    'undo.preview': () => ({
      voided: 37,
      kept: [{ caseId: '9', applicationId: 'JS-2026B-00412', reason: 'builtUpon basis.fixed' }],
    }),
    'undo.run': ({ batch }) => {
      undo = undo.filter((entry) => entry.batch !== batch);
      tell({ kind: 'changed', cases: 'many' });
      return { voided: 37, kept: [] };
    },
    'texts.list': () => texts,
    'texts.confirm': ({ ids }) => ({ confirmed: (ids as string[]).length }),
    'intake.list': () =>
      options.has('empty')
        ? []
        : intakes.map((id) => ({ id, cases: 2540, standardLastDay: '2027-06-30', imports: [] })),
    'review.ids': (input) => list([...byId.values()], input, problem),
    'review.rows': ({ ids }) => (ids as string[]).flatMap((id) => byId.get(id) ?? []),
    'review.case': ({ id }) => {
      const row = byId.get(id as string);
      return row === undefined ? problem('caseNotOpened') : caseView(row, heads(row.caseId));
    },
    'review.verdict': ({ id, conclusion }) => {
      if (options.has('refuse')) return problem('changedMeanwhile');
      give(id as string, conclusion as CaseRow['conclusion']);
      undo = [
        {
          batch: String(undo.length).padStart(32, 'c'),
          kind: 'verdict.given',
          detail: conclusion as string,
          count: 1,
          at: day,
        },
        ...undo,
      ];
      tell({ kind: 'changed', cases: [id as string] });
      return { batch: 'c'.repeat(32) };
    },
    'review.previewMany': ({ cases }) => {
      const ids = cases as string[];
      const refused = ids
        .filter((id) => byId.get(id)?.consent === 'withdrawn')
        .map((id) => ({
          caseId: id,
          applicationId: byId.get(id)?.applicationId ?? '',
          reason: 'consentWithdrawn',
        }));
      return {
        willChange: ids.length - refused.length,
        refused,
        confirms: { E3: 21, E6: 30, E7: 12, E8: 37 },
      };
    },
    'review.verdictMany': ({ cases, conclusion }) => {
      for (const id of cases as string[]) give(id, conclusion as CaseRow['conclusion']);
      tell({ kind: 'changed', cases: 'many' });
      return { batch: 'd'.repeat(32), changed: (cases as string[]).length, refused: [] };
    },
    'review.enterFacts': () => ({ batch: 'e'.repeat(32) }),
    'review.reasons': () => reasons,
    'review.views': () => [
      {
        id: 'v1',
        name: 'Mina orange i Göteborg',
        query: 'färg:orange ort:Göteborg',
        sort: 'name',
        descending: false,
        columns: [],
      },
    ],
    'review.saveView': () => ({ saved: true }),
    'intake.settings': () => ({ saved: true }),
    'stats.table1': () => table1,
    'exchange.status': () => exchange,
  };
  const methods = Object.fromEntries(
    operationNames.map((name) => [
      name,
      async (input: Any) => {
        const value = handlers[name]?.(input ?? {}) ?? problem('unexpected');
        return isRefused(value)
          ? { ok: false, error: value.refused }
          : { ok: true, value: structuredClone(value) };
      },
    ]),
  );
  if (options.has('job'))
    setTimeout(() => tell({ kind: 'progress', job: 'j1', stage: 'documents', done: 412, total: 1030 }), 300);
  return {
    ...methods,
    onNotification: (listener: (notification: Notification) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const isRefused = (value: unknown): value is { refused: unknown } =>
  typeof value === 'object' &&
  value !== null &&
  'refused' in value &&
  !('willChange' in value) &&
  !('changed' in value);

function list(rows: CaseRow[], input: Any, problem: (tag: string, facts?: Any) => unknown): unknown {
  const parsed = parseQuery(asText(input['query']));
  if (!parsed.ok) return problem(parsed.error.tag, { word: parsed.error.word });
  const inIntake = rows.filter((row) => input['intake'] === undefined || row.intake === input['intake']);
  const key = (row: CaseRow) =>
    input['sort'] === 'name'
      ? `${row.familyName || 'ööö'} ${row.givenName}`
      : asText((row as Any)[asText(input['sort'])]);
  const order = new Intl.Collator('sv').compare;
  const found = inIntake
    .filter((row) => matches(row, parsed.value))
    .sort((a, b) => order(key(a), key(b)) * (input['descending'] ? -1 : 1));
  return { ids: found.map((row) => row.caseId), all: inIntake.length };
}

function matches(row: CaseRow, query: Query): boolean {
  switch (query.op) {
    case 'and':
      return query.all.every((part) => matches(row, part));
    case 'or':
      return query.any.some((part) => matches(row, part));
    case 'not':
      return !matches(row, query.not);
    case 'term': {
      const value = valueOf(row, query.term).toLowerCase();
      const wanted = query.value.toLowerCase();
      if (query.cmp === 'words') return value.includes(wanted);
      if (query.cmp === 'lt') return value !== '' && value < wanted;
      if (query.cmp === 'gt') return value > wanted;
      return query.cmp === 'present' ? value !== '' : value === wanted;
    }
  }
}

function valueOf(row: CaseRow, term: Term): string {
  if (term === 'name') return `${row.givenName} ${row.familyName}`;
  return asText((row as unknown as Any)[term]);
}

function today(empty: boolean) {
  const none = {
    notReviewed: 0,
    needsCheck: 0,
    offered: 0,
    offeredNotReady: 0,
    basisFixed: 0,
    conflicts: 0,
    pendingBar: 0,
    waitingBundles: 0,
    textsToConfirm: 0,
    next: [],
    lastExchange: null,
  };
  if (empty) return { intake: null, ...none };
  const next = [
    { caseId: '5'.padStart(32, '0'), name: 'Amal Al-Hassan', startsOn: '2026-12-01', workingDays: 7 },
    { caseId: '6'.padStart(32, '0'), name: 'José García Márquez', startsOn: '2026-12-07', workingDays: 11 },
  ];
  return {
    intake: null,
    notReviewed: 1692,
    needsCheck: 423,
    offered: 585,
    offeredNotReady: 70,
    basisFixed: 14,
    conflicts: 2,
    pendingBar: 1,
    waitingBundles: 0,
    textsToConfirm: 12,
    next,
    lastExchange: { at: day, from: 'Åsa Berg', events: 214 },
  };
}

const texts = Array.from({ length: 12 }, (_, index) => ({
  id: `t${index}`,
  text:
    index % 3 === 0
      ? 'Du kan begära att vi omprövar beslutet. Begäran ska ha kommit in inom tre veckor från den dag då du fick del av beslutet.'
      : 'Beslutet är fattat med stöd av 5 § förordningen (2000:634) om arbetsmarknadspolitiska program.',
  source: 'texts.md 4',
  confirmed:
    index > 8
      ? { by: 'Maria Lindqvist', day: '2026-11-10', source: 'Mallbeslut 2026-11-10', example: true }
      : null,
}));

const reasons = [
  ['G1.1', 'Inte inskriven som arbetssökande', false, 41],
  ['G2.3', 'Tillståndet har gått ut, ingen ansökan om förlängning', false, 33],
  ['G3.1', 'Ingen akademisk examen', false, 28],
  ['G3.2', 'Examen utanför de sju områdena', false, 22],
  ['G4.1', 'Född i Europa', false, 19],
  ['G4.2', 'Har omfattande svensk arbetslivserfarenhet', true, 12],
  ['G5.1', 'Varken engelska eller svenska på tillräcklig nivå', true, 9],
  ['G7.2', 'Komplettering kom inte in i tid', false, 7],
  ['G7.3', 'Dubblett', false, 4],
  ['G2.1', 'Inget uppehållstillstånd', false, 1],
].map(([code, text, valuing, uses]) => ({ code, level1: String(code).slice(0, 2), text, valuing, uses }));

const table1 = {
  intake: null,
  female: { applicants: 3560, eligible: 2200, offered: 820, granted: 720 },
  male: { applicants: 1520, eligible: 940, offered: 350, granted: 310 },
  unknown: { applicants: 0, eligible: 0, offered: 0, granted: 0 },
  total: { applicants: 5080, eligible: 3140, offered: 1170, granted: 1030 },
  orange: 510,
};

const exchange = {
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
      words,
      toGive: 3,
      lastGivenAt: day,
      lastHeardAt: day,
    },
  ],
  waiting: [],
  log: [],
  conflicts: 2,
};

function asText(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'boolean' ? String(value) : '';
}
