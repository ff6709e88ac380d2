// The double's operations from intake to exchange: enough of main to look at those screens. It judges nothing.
import type { CaseRow } from '../../../domain/review/case-row.ts';
import type { Notification } from '../../../ipc/contract.ts';
import type { EmployerView } from '../../../ipc/decision.ts';
import type { ChosenFile, ImportPreview, ImportReport, IntakeView, PendingBar } from '../../../ipc/intake.ts';
import { decisionHandlers, printHandlers } from './flow-decision.ts';
import { exchangeHandlers } from './flow-exchange.ts';
import { inventRows } from './people.ts';

type Any = Record<string, unknown>;
export type FlowHandler = (input: Any) => unknown;

const at = Date.parse('2026-11-20T14:30:00') * 1000;
const problem = (tag: string, facts: Any = {}) => ({ refused: { tag, ...facts } });
const hex = (seed: string, length = 32) => seed.padStart(length, '0');

export function flowHandlers(
  options: URLSearchParams,
  tell: (notification: Notification) => void,
): Record<string, FlowHandler> {
  const rows = options.has('empty') ? [] : inventRows(Number(options.get('rows') ?? 5080));
  return {
    ...intakeHandlers(options),
    ...offerHandlers(rows),
    ...decisionHandlers(rows, options),
    ...printHandlers(rows, tell, options),
    ...exchangeHandlers(options),
  };
}

const imports: IntakeView['imports'] = [
  {
    batch: hex('b1'),
    kind: 'applications',
    fileName: 'ansokningar-hosten-2026.csv',
    asOf: '2026-11-11',
    at,
    by: 'Maria Lindqvist',
    rows: 2553,
    added: 2531,
    changed: 0,
    unchanged: 0,
    rejected: 13,
    duplicates: 9,
    stubs: 6,
  },
  {
    batch: hex('b2'),
    kind: 'offers',
    fileName: 'erbjudanden-2026-11-18.xlsx',
    asOf: '2026-11-18',
    at: at + 9e9,
    by: 'Åsa Berg',
    rows: 587,
    added: 585,
    changed: 0,
    unchanged: 0,
    rejected: 2,
    duplicates: 0,
    stubs: 0,
  },
];

const report: ImportReport = {
  rows: 2553,
  new: 41,
  changed: 17,
  unchanged: 2473,
  rejected: [
    { row: 14, problems: [{ field: 'personalIdentityNumber', code: 'wrongCheckDigit' }] },
    { row: 208, problems: [{ field: 'consent', code: 'noConsent' }] },
    {
      row: 911,
      problems: [
        { field: 'permitValidTo', code: 'notADate' },
        { field: 'area', code: 'unknownValue' },
      ],
    },
    { row: 1204, problems: [{ field: 'familyName', code: 'missing' }] },
    ...Array.from({ length: 9 }, (_, index) => ({
      row: 1300 + index * 7,
      problems: [{ field: 'consent', code: 'noConsent' }],
    })),
  ],
  duplicates: Array.from({ length: 9 }, (_, index) => ({
    row: 2000 + index,
    of: `JS-2026B-0${1100 + index}`,
  })),
  stubs: 6,
};
const barReport: ImportReport = {
  ...report,
  differs: [{ row: 4, case: 'JS-2026B-00412', field: 'to', ours: '2027-05-10', theirs: '2027-05-11' }],
  noBasis: [
    { row: 9, case: 'JS-2026B-00877' },
    { row: 12, case: null },
  ],
};

const file: ChosenFile = {
  token: 'f1',
  name: 'ansokningar-2026-11-22.csv',
  format: 'csv',
  encoding: 'windows-1252',
  delimiter: ';',
  header: [
    'Ansöknings-ID',
    'Status',
    'Förnamn',
    'Efternamn',
    'Personnummer',
    'Kön',
    'Födelseland',
    'Tillstånd',
    'Tillstånd t.o.m.',
    'Examen',
    'Samtyckt',
    'Övrigt',
  ],
  rows: 2553,
  sample: [
    [
      'JS-2026B-00001',
      'Grön',
      'Amal',
      'Al-Hassan',
      '19850412-9802',
      'Kvinna',
      'Syrien',
      'PUT',
      '',
      'Civilingenjör, elektroteknik och automatisering',
      'Ja',
      '',
    ],
    [
      'JS-2026B-00002',
      'Orange',
      'José',
      'García Márquez',
      '19900101-9841',
      'Man',
      'Colombia',
      'Tidsbegränsat',
      '2027-02-10',
      'Ekonomi, master',
      'Ja',
      '',
    ],
    [
      'JS-2026B-00003',
      'Grön',
      'Åsa',
      'Öztürk',
      '19881224-9862',
      'Kvinna',
      'Turkiet',
      'PUT',
      '',
      'Arkitekt',
      'Nej',
      '',
    ],
  ],
  kind: 'applications',
  mapping: {
    'Ansöknings-ID': 'applicationId',
    Status: 'colour',
    Förnamn: 'givenName',
    Efternamn: 'familyName',
    Personnummer: 'personalIdentityNumber',
    Kön: 'gender',
    Födelseland: 'birthCountry',
    Tillstånd: 'permitKind',
    'Tillstånd t.o.m.': 'permitValidTo',
    Examen: 'degree',
    Samtyckt: null,
    Övrigt: null,
  },
  remembered: false,
  notes: ['encodingGuessed'],
};

const pending: PendingBar[] = [
  {
    id: 'p1',
    row: 4,
    fileName: 'bar-2026-11-20.csv',
    caseId: hex('19c'),
    applicationId: 'JS-2026B-00412',
    name: 'Amal Al-Hassan',
    barNumber: 'AF-2026/0041877',
    day: '2026-11-19',
    reason: 'differs',
    differences: [
      { field: 'to', ours: '2027-05-10', theirs: '2027-05-11' },
      { field: 'outcome', ours: 'grant', theirs: 'refusal' },
    ],
  },
  {
    id: 'p2',
    row: 9,
    fileName: 'bar-2026-11-20.csv',
    caseId: hex('36d'),
    applicationId: 'JS-2026B-00877',
    name: 'José García Márquez',
    barNumber: 'AF-2026/0041902',
    day: '2026-11-19',
    reason: 'noBasis',
    differences: [],
  },
  {
    id: 'p3',
    row: 12,
    fileName: 'bar-2026-11-20.csv',
    caseId: null,
    applicationId: null,
    name: null,
    barNumber: 'AF-2026/0041911',
    day: '2026-11-19',
    reason: 'unmatched',
    differences: [],
  },
];

function intakeHandlers(options: URLSearchParams): Record<string, FlowHandler> {
  let waiting = options.has('empty') ? [] : pending;
  const preview = (input: Any): ImportPreview => ({
    token: 'f1',
    report: input['kind'] === 'bar' ? barReport : report,
    changes: [
      {
        caseId: hex('1'),
        applicationId: 'JS-2026B-00002',
        name: 'José García Márquez',
        fields: [
          { field: 'permitValidTo', before: '2027-02-10', after: '2027-08-31' },
          { field: 'municipality', before: 'Malmö', after: 'Göteborg' },
        ],
      },
      {
        caseId: hex('2'),
        applicationId: 'JS-2026B-00007',
        name: 'Mariam Haddad',
        fields: [{ field: 'degree', before: null, after: 'Apotekare' }],
      },
    ],
    unmatched: input['kind'] === 'applications' ? [] : [{ row: 31 }, { row: 77 }],
  });
  const take = ({ id }: Any) => {
    waiting = waiting.filter((row) => row.id !== id);
  };
  return {
    'intake.list': () =>
      options.has('empty')
        ? []
        : [
            { id: '2026-spring', cases: 2540, standardLastDay: '2026-07-31', imports: [] },
            { id: '2026-autumn', cases: 2540, standardLastDay: '2027-06-30', imports },
          ],
    'intake.chooseFile': ({ delimiter }) =>
      options.has('refuse')
        ? problem('fileMissingColumns', { columns: ['Samtycke'] })
        : { ...file, token: `f${delimiter === undefined ? '' : 'again'}`, delimiter: delimiter ?? ';' },
    'intake.pasteTable': () => ({
      ...file,
      token: 'paste',
      name: 'Inklistrade rader',
      delimiter: '\t',
      encoding: null,
      format: 'text',
    }),
    'intake.preview': preview,
    'intake.import': (input) => ({ ...(input['kind'] === 'bar' ? barReport : report), batch: hex('b3') }),
    'intake.saveRejects': () => ({ saved: 'rader-som-inte-lastes-in.csv' }),
    'intake.enterCase': () => ({ caseId: hex('5') }),
    'bar.pending': () => waiting,
    'bar.settle': (input) => (input['id'] === 'p2' ? { settled: false } : (take(input), { settled: true })),
    'bar.discard': (input) => (take(input), { discarded: true }),
  };
}

const names = [
  'Exempelbolaget i Göteborg AB',
  'Påhittade Kontoret AB',
  'Fiktiva Verkstaden i Västra Götaland Aktiebolag (publ)',
  'Öresunds Modellbyrå AB',
  'Ångkraft Exempel AB',
  'Sjöbergs Provfirma',
  'Nordiska Testlaboratoriet AB',
];

function employersOf(rows: readonly CaseRow[]): EmployerView[] {
  const offered = rows.filter((row) => row.offer !== null);
  const count = Math.min(240, Math.ceil(offered.length / 4));
  return Array.from({ length: count }, (_, index) => ({
    ...employerOf(index),
    cases: offered.filter((__, place) => place % count === index),
  }));
}

const one = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

function employerOf(index: number): Omit<EmployerView, 'cases'> {
  const name = one(names, index);
  const outcome = one(['clear', 'clear', 'clear', 'incomplete', 'clear', 'bar', 'clear'], index);
  const check = { outcome, day: '2026-11-12', sources: ['Bolagsverket', 'Skatteverket'], by: 'Åsa Berg' };
  const union = { organisation: 'Unionen', day: '2026-11-17', dueOn: '2026-11-25', by: 'Maria Lindqvist' };
  return {
    id: hex(index.toString(16)),
    name: index < names.length ? name : `${name.replace(' AB', '')} ${index}`,
    organisationNumber: index === 5 ? null : `55600${String(10_000 + index)}`,
    soleTrader: index === 5,
    check: index % 3 === 1 ? null : { ...check, valid: index % 5 !== 2 },
    checkDiffers: index === 9,
    unions: one([[{ ...union, answer: 'approves' }], [], [{ ...union, answer: 'objects' }], []], index),
    unionsWithoutAnswer: one([['Sveriges Ingenjörer'], ['Unionen'], [], ['Sveriges Ingenjörer']], index),
  };
}

function offerHandlers(rows: readonly CaseRow[]): Record<string, FlowHandler> {
  const employers = employersOf(rows);
  return {
    'offers.list': () => employers,
    'offers.enter': () => ({ offer: hex('a') }),
    'offers.move': () => ({ moved: true }),
    'employers.check': ({ employers: ids }) => ({ changed: (ids as string[]).length, batch: hex('b4') }),
    'employers.union': ({ employers: ids }) => ({ changed: (ids as string[]).length, batch: hex('b5') }),
  };
}
