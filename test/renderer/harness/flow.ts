// The double's operations from intake to exchange: enough of main to look at those screens. It judges nothing.
import formJson from '../../../resources/forms/blankett-jobbspranget-1.json' with { type: 'json' };
import type { ComposedDocument } from '../../../domain/document/blocks.ts';
import { baseNumber, fieldsOfForm, formDefinitionSchema } from '../../../domain/form/definition.ts';
import { isRequired } from '../../../domain/form/validate.ts';
import type { FieldValue } from '../../../domain/ledger/payload.ts';
import type { CaseRow } from '../../../domain/review/case-row.ts';
import type { Notification } from '../../../ipc/contract.ts';
import type { EmployerView, FormDefinitionView, FormView, PrintQueue } from '../../../ipc/decision.ts';
import type { ExchangeStatus, MergePreview } from '../../../ipc/exchange.ts';
import type { ChosenFile, ImportPreview, ImportReport, IntakeView, PendingBar } from '../../../ipc/intake.ts';
import type { ConflictView } from '../../../ipc/review.ts';
import { inventRows } from './people.ts';

type Any = Record<string, unknown>;
export type FlowHandler = (input: Any) => unknown;

const at = Date.parse('2026-11-20T14:30:00') * 1000;
const form = formDefinitionSchema.parse(formJson);
const problem = (tag: string, facts: Any = {}) => ({ refused: { tag, ...facts } });
const hex = (seed: string, length = 32) => seed.padStart(length, '0');
const words = ['granit', 'lykta', 'ekorre', 'brygga', 'violin', 'åska'];
const theirWords = ['ankare', 'blåsippa', 'cirkel', 'dimma', 'enris', 'fackla'];

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
        : { ...file, token: `f${String(delimiter ?? '')}`, delimiter: delimiter ?? ';' },
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
  return Array.from({ length: count }, (_, index): EmployerView => {
    const sole = index === 5;
    const outcome = index % 7 === 3 ? 'incomplete' : index % 23 === 4 ? 'bar' : 'clear';
    return {
      id: hex(index.toString(16)),
      name:
        index < names.length
          ? (names[index] ?? '')
          : `${names[index % names.length]?.replace(' AB', '')} ${index}`,
      organisationNumber: sole ? null : `55600${String(10_000 + index)}`,
      soleTrader: sole,
      check:
        index % 3 === 1
          ? null
          : {
              outcome,
              day: '2026-11-12',
              sources: ['Bolagsverket', 'Skatteverket'],
              by: 'Åsa Berg',
              valid: index % 5 !== 2,
            },
      checkDiffers: index === 9,
      unions:
        index % 2 === 0
          ? [
              {
                organisation: 'Unionen',
                answer: index % 4 === 0 ? 'approves' : 'objects',
                day: '2026-11-17',
                dueOn: '2026-11-25',
                by: 'Maria Lindqvist',
              },
            ]
          : [],
      unionsWithoutAnswer: index % 3 === 0 ? ['Sveriges Ingenjörer'] : index % 2 === 0 ? [] : ['Unionen'],
      cases: offered.filter((__, place) => place % count === index),
    };
  });
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

const definition: FormDefinitionView = {
  id: form.id,
  version: form.version,
  parts: form.parts.map((part) => ({
    number: part.number,
    title: part.title,
    fields: part.fields.map((field) => ({
      number: field.number,
      label: field.label,
      type: field.type,
      choices:
        field.choices ??
        (field.choicesFrom === undefined
          ? []
          : [
              { code: 'A1', label: 'A1 Inte inskriven på beslutsdagen' },
              { code: 'B2', label: 'B2 Inget behov av arbetspraktik' },
            ]),
      locked: field.locked ?? false,
      usedFor: field.usedFor,
      help: field.help ?? null,
      minLength: field.min ?? null,
      maxLength: field.max ?? null,
      toConfirm: field.toConfirm ?? false,
    })),
  })),
};

function prefilled(row: CaseRow): Record<string, FieldValue> {
  return {
    '1.1': row.caseId,
    '1.2': row.applicationId,
    '1.3': row.intake,
    '1.4': 'regular',
    '1.5': true,
    '1.8': row.receivedDate ?? '2026-09-12',
    '2.1': `${row.givenName} ${row.familyName}`,
    '2.2': row.identityNumber ?? '',
    '2.3': row.gender,
    '3.1': 'Exempelbolaget i Göteborg AB',
    '3.2': '5560010000',
    '3.3': 'Huvudkontoret, plan 4',
    '3.3b': 'Exempelgatan 1, 411 01 Göteborg',
    '3.4': 'Ingrid Provberg',
    '3.6': 'Deltar i utvecklingen av företagets interna verktyg, skriver tester och dokumenterar.',
    '3.7': row.area ?? 'technology',
    '4.1': '2027-01-11',
    '4.2': '2027-05-10',
    '4.4': 'fullTime',
    '5.1': true,
    '5.1b': '2026-11-11',
    '5.1c': 'registerutdrag',
    '5.2': 'yes',
    '5.3': 'timeLimited',
    '5.4': '2027-02-10',
    '5.5': 'free',
    '5.6': '2026-08-14',
    '5.7': {
      outcome: 'clear',
      day: '2026-11-12',
      validTo: '2027-01-11',
      by: 'Åsa Berg',
      sources: 'Bolagsverket, Skatteverket',
    },
    '5.8': { organisation: 'Unionen', answer: 'approves', day: '2026-11-17' },
    '5.8b': {
      organisation: 'Sveriges Ingenjörer',
      answer: 'noAnswer',
      day: '2026-11-20',
      dueOn: '2026-11-19',
    },
    '5.10': 'Ingen tidigare',
    '7.1': 'grant',
    '7.6': '1'.repeat(32),
  };
}

const sourceOf = (number: string): string =>
  /^(1\.[1235]|5\.10|7\.)/.test(number)
    ? 'system'
    : /^[34]\./.test(number)
      ? 'offers'
      : /^5\.7/.test(number)
        ? 'employer'
        : /^5\.8/.test(number)
          ? 'union'
          : /^5\.1/.test(number)
            ? 'register'
            : 'portal';

function document(row: CaseRow, answers: Record<string, FieldValue>, registered: boolean): ComposedDocument {
  const text = (number: string) => (typeof answers[number] === 'string' ? answers[number] : '');
  return {
    v: 1,
    variant: 'party',
    lang: 'sv-SE',
    title: 'Beslut om arbetspraktik',
    docId: 'x',
    createdOn: '2026-11-22',
    letterhead: {
      agency: 'Arbetsförmedlingen',
      documentKind: registered ? 'BESLUT' : 'FÖRSLAG TILL BESLUT',
      recipient: [`${row.givenName} ${row.familyName}`, 'Exempelvägen 12', '411 01 Göteborg'],
      meta: [
        { label: 'Datum', value: registered ? '2026-11-18' : 'Inte beslutat' },
        { label: 'Ärende', value: registered ? 'AF-2026/0041877' : 'Nummer i BÄR saknas' },
        { label: 'Ansökan', value: row.applicationId },
      ],
    },
    ...(registered ? {} : { draftHead: 'FÖRSLAG TILL BESLUT. Gäller inte. Beslutet fattas i BÄR.' }),
    demoMark: 'EXEMPEL – påhittade uppgifter',
    blocks: [
      { kind: 'heading', level: 1, text: 'Du får arbetspraktik' },
      {
        kind: 'paragraph',
        runs: [
          { text: 'Vi anvisar dig till arbetspraktik hos ' },
          { text: text('3.1'), style: 'strong' },
          { text: ` från och med den ${text('4.1')} till och med den ${text('4.2')}.` },
        ],
      },
      {
        kind: 'facts',
        rows: [
          { label: 'Arbetsställe', value: [{ text: `${text('3.3')}, ${text('3.3b')}` }] },
          { label: 'Handledare', value: [{ text: text('3.4') }] },
          { label: 'Arbetsuppgifter', value: [{ text: text('3.6') }] },
          { label: 'Period', value: [{ text: `${text('4.1')}–${text('4.2')}` }] },
          { label: 'Omfattning', value: [{ text: 'Heltid' }] },
        ],
      },
      { kind: 'heading', level: 2, text: 'Varför vi beslutar så' },
      {
        kind: 'paragraph',
        runs: [{ text: text('6.3') === '' ? 'Bedömningen är inte skriven än.' : text('6.3') }],
      },
      {
        kind: 'paragraph',
        runs: [
          { text: '7 § förordningen (2000:634) om arbetsmarknadspolitiska program ' },
          { text: '[att bekräfta]', style: 'mark' },
        ],
        small: true,
      },
      { kind: 'heading', level: 2, text: 'Det här ska du göra' },
      {
        kind: 'list',
        items: [
          [{ text: 'Följ arbetsplatsens tider och regler.' }],
          [{ text: 'Anmäl frånvaro till oss och till handledaren samma dag.' }],
          [{ text: 'Lämna aktivitetsrapport varje månad.' }],
        ],
      },
      {
        kind: 'checkboxes',
        items: [
          { label: 'Beslutet gäller enligt ansökan', checked: true },
          { label: 'Beslutet gäller delvis', checked: false },
        ],
      },
      { kind: 'spacer', size: 'large' },
      { kind: 'paragraph', runs: [{ text: 'Maria Lindqvist\nArbetsförmedlare' }] },
    ],
    footer: { text: 'Arbetsförmedlingen · Jobbsprånget' },
  };
}

function decisionHandlers(rows: readonly CaseRow[], options: URLSearchParams): Record<string, FlowHandler> {
  const drafts = new Map<string, { outcome: 'grant' | 'refusal'; answers: Record<string, FieldValue> }>();
  const fixed = new Set<string>();
  const registered = new Map<string, { barNumber: string; day: string }>();
  const byId = new Map(rows.map((row) => [row.caseId as string, row]));
  const view = (id: string): FormView | { refused: unknown } => {
    const row = byId.get(id);
    if (row === undefined) return problem('caseNotOpened');
    const draft = drafts.get(id);
    const outcome = draft?.outcome ?? 'grant';
    const merged = Object.fromEntries(
      Object.entries({ ...prefilled(row), ...draft?.answers }).filter(([, value]) => value !== ''),
    );
    const lacking = fieldsOfForm(form).filter(
      (field) =>
        (field.usedFor === 'both' || field.usedFor === outcome) &&
        isRequired(field, merged, outcome) &&
        merged[field.number] === undefined,
    );
    const short =
      typeof merged['6.3'] === 'string' && merged['6.3'].length < 80
        ? [
            {
              number: '6.3',
              code: 'tooShort',
              sentence: `Skriv minst 80 tecken. Nu är det ${merged['6.3'].length}.`,
            },
          ]
        : [];
    const isFixed = fixed.has(id) || registered.has(id) || row.registered;
    const bar =
      registered.get(id) ??
      (row.registered ? { barNumber: row.barNumber ?? '', day: row.decisionDay ?? '' } : undefined);
    const problems = [
      ...lacking.map((field) => ({
        number: field.number,
        code: 'required',
        sentence: field.messages?.['required'] ?? `Fyll i ${field.label}.`,
      })),
      ...short,
      {
        number: '5.4',
        code: 'endsBeforePlacement',
        sentence: 'Kontrollera. Tillståndet går ut 2027-02-10, före praktikens sista dag 2027-05-10.',
      },
    ];
    const composed = document(row, merged, bar !== undefined);
    return {
      caseId: id,
      heads: [hex('f', 64)],
      row,
      outcome,
      answers: merged,
      provenance: Object.fromEntries(
        Object.keys(merged).map((number) => [
          number,
          draft?.answers[number] === undefined ? sourceOf(number) : 'draft',
        ]),
      ),
      locked: fieldsOfForm(form)
        .filter((field) => field.locked === true || isFixed)
        .map((field) => field.number),
      problems: isFixed ? [] : problems,
      missing:
        isFixed || options.has('complete')
          ? []
          : [
              ...new Set([
                ...lacking.map((field) => baseNumber(field.number)),
                ...short.map((one) => one.number),
              ]),
            ],
      blocks: options.has('blocked') ? ['consentWithdrawn'] : [],
      document: composed,
      form: {
        ...composed,
        variant: 'form',
        blocks: [
          { kind: 'heading', level: 1, text: form.title },
          ...fieldsOfForm(form)
            .filter((field) => field.number.startsWith('3'))
            .map((field) => ({
              kind: 'field' as const,
              number: field.number,
              label: field.label,
              value: [{ text: String(merged[field.number] ?? '') }],
              multiline: field.type === 'longText',
            })),
        ],
      },
      draftSavedAt: draft === undefined ? null : Date.now() * 1000,
      standing: bar !== undefined ? 'registered' : isFixed ? 'basis' : 'undecided',
      basis: isFixed ? { by: 'Maria Lindqvist', at, day: '2026-11-20', outcome } : null,
      registered: bar === undefined ? null : { ...bar, outcome, by: 'Maria Lindqvist' },
    };
  };
  return {
    'decision.definition': () => definition,
    'decision.form': ({ id }) => view(id as string),
    'decision.saveDraft': ({ id, outcome, answers }) => {
      drafts.set(id as string, {
        outcome: outcome as 'grant',
        answers: answers as Record<string, FieldValue>,
      });
      return view(id as string);
    },
    'decision.fix': ({ id }) => (fixed.add(id as string), { fixed: true }),
    'decision.fixMany': ({ cases }) => {
      const ids = cases as string[];
      const refused = ids.slice(0, Math.ceil(ids.length / 3)).map((id, index) => ({
        case: byId.get(id)?.applicationId ?? '',
        caseId: id,
        missing: index === 0 ? [] : ['3.4', '4.3', '6.3', '7.9'],
        reason: index === 0 ? 'consentWithdrawn' : null,
      }));
      return { fixed: ids.length - refused.length, refused };
    },
    'decision.register': ({ id, kept, barNumber, day }) => {
      const differences = [
        { field: 'to', ours: '2027-05-10', theirs: '2027-05-11' },
        { field: 'dayBeforeBasis', ours: '2026-11-20', theirs: '2026-11-19' },
      ].filter((one) => (kept as Any)[one.field] === undefined);
      if (differences.length > 0) return problem('differs', { differences });
      registered.set(id as string, { barNumber: String(barNumber), day: String(day) });
      return { registered: true };
    },
  };
}

function printHandlers(
  rows: readonly CaseRow[],
  tell: (notification: Notification) => void,
  options: URLSearchParams,
): Record<string, FlowHandler> {
  const granted = rows.filter((row) => row.registered || row.step === 'offered').slice(0, 700);
  const queue: PrintQueue = {
    rows: granted.map((row, index) => ({
      ...row,
      outcome: row.outcome ?? 'grant',
      issued: row.registered && index % 11 === 0,
      printable: row.registered && !options.has('texts'),
    })),
    ready: granted.filter((row) => row.registered).length,
    drafts: granted.filter((row) => !row.registered).length,
    textsUnconfirmed: options.has('texts') ? 12 : 0,
  };
  return {
    'print.queue': () => queue,
    'print.export': async ({ cases, drafts }) => {
      const total = (cases as string[]).length;
      const steps = 6;
      for (let step = 1; step <= steps; step++) {
        tell({
          kind: 'progress',
          job: 'print',
          stage: 'documents',
          done: Math.round((total * step) / steps),
          total,
        });
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
      tell({ kind: 'jobEnded', job: 'print' });
      return {
        files: total - 1,
        drafts: drafts === true ? 3 : 0,
        pages: total * 2,
        printFile: 'utskrift.pdf',
        manifest: 'manifest.json',
        folder: 'Beslut 2026-11-22',
        cancelled: false,
        failed: [{ caseId: hex('19c'), applicationId: 'JS-2026B-00412', reason: 'missingGlyph 漢 字' }],
      };
    },
  };
}

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

function exchangeHandlers(options: URLSearchParams): Record<string, FlowHandler> {
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
