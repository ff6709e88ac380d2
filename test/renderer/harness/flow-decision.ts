// The double's form, decisions and printing. It judges nothing.
/// <reference types="vite/client" />
import formText from '../../../resources/forms/blankett-jobbspranget-1.json?raw';
import type { ComposedDocument } from '../../../domain/document/blocks.ts';
import { baseNumber, fieldsOfForm, formDefinitionSchema } from '../../../domain/form/definition.ts';
import { isRequired } from '../../../domain/form/validate.ts';
import type { FieldValue } from '../../../domain/ledger/payload.ts';
import type { CaseRow } from '../../../domain/review/case-row.ts';
import type { Notification } from '../../../ipc/contract.ts';
import type { FormDefinitionView, FormView, PrintQueue } from '../../../ipc/decision.ts';

type Any = Record<string, unknown>;
type FlowHandler = (input: Any) => unknown;

const at = Date.parse('2026-11-20T14:30:00') * 1000;
const form = formDefinitionSchema.parse(JSON.parse(formText));
const problem = (tag: string, facts: Any = {}) => ({ refused: { tag, ...facts } });
const hex = (seed: string, length = 32) => seed.padStart(length, '0');

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

const sources: readonly (readonly [RegExp, string])[] = [
  [/^(1\.[1235]|5\.10|7\.)/, 'system'],
  [/^[34]\./, 'offers'],
  [/^5\.7./, 'employer'],
  [/^5\.1/, 'register'],
];
const sourceOf = (number: string): string =>
  sources.find(([pattern]) => pattern.test(number))?.[1] ?? 'portal';
const textOf = (value: FieldValue | undefined): string => (typeof value === 'string' ? value : '');

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

type Answers = Record<string, FieldValue>;
type Draft = { readonly outcome: 'grant' | 'refusal'; readonly answers: Answers };
const noDraft: Draft = { outcome: 'grant', answers: {} };

function problemsOf(answers: Answers, outcome: 'grant' | 'refusal'): FormView['problems'] {
  const used = fieldsOfForm(form).filter((field) => field.usedFor === 'both' || field.usedFor === outcome);
  const lacking = used.filter(
    (field) => isRequired(field, answers, outcome) && answers[field.number] === undefined,
  );
  const length = textOf(answers['6.3']).length;
  return [
    ...lacking.map((field) => ({
      number: field.number,
      code: 'required',
      sentence: field.messages?.['required'] ?? `Fyll i ${field.label}.`,
    })),
    ...(length > 0 && length < 80
      ? [{ number: '6.3', code: 'tooShort', sentence: `Skriv minst 80 tecken. Nu är det ${length}.` }]
      : []),
    {
      number: '5.4',
      code: 'endsBeforePlacement',
      sentence: 'Kontrollera. Tillståndet går ut 2027-02-10, före praktikens sista dag 2027-05-10.',
    },
  ];
}

function barOf(row: CaseRow): { barNumber: string; day: string } | undefined {
  return row.registered ? { barNumber: row.barNumber ?? '', day: row.decisionDay ?? '' } : undefined;
}

function standingOf(isRegistered: boolean, isFixed: boolean): FormView['standing'] {
  if (isRegistered) return 'registered';
  return isFixed ? 'basis' : 'undecided';
}

function basisOf(isFixed: boolean, outcome: string): FormView['basis'] {
  return isFixed ? { by: 'Maria Lindqvist', at, day: '2026-11-20', outcome } : null;
}

function formBlocks(answers: Answers): ComposedDocument['blocks'] {
  const fields = fieldsOfForm(form).filter((field) => field.number.startsWith('3'));
  return [
    { kind: 'heading', level: 1, text: form.title },
    ...fields.map((field) => ({
      kind: 'field' as const,
      number: field.number,
      label: field.label,
      value: [{ text: textOf(answers[field.number]) }],
      multiline: field.type === 'longText',
    })),
  ];
}

export function decisionHandlers(
  rows: readonly CaseRow[],
  options: URLSearchParams,
): Record<string, FlowHandler> {
  const drafts = new Map<string, { outcome: 'grant' | 'refusal'; answers: Record<string, FieldValue> }>();
  const fixed = new Set<string>();
  const registered = new Map<string, { barNumber: string; day: string }>();
  const byId = new Map(rows.map((row) => [row.caseId as string, row]));
  const view = (id: string): FormView | { refused: unknown } => {
    const row = byId.get(id);
    if (row === undefined) return problem('caseNotOpened');
    const { outcome, answers } = drafts.get(id) ?? noDraft;
    const filled = Object.entries({ ...prefilled(row), ...answers }).filter(
      ([, value]) => value !== '',
    );
    const merged = Object.fromEntries(filled);
    const bar = registered.get(id) ?? barOf(row);
    const isFixed = fixed.has(id) || bar !== undefined;
    const problems = isFixed ? [] : problemsOf(merged, outcome);
    const stops = problems.filter(({ number }) => number !== '5.4').map(({ number }) => baseNumber(number));
    const composed = document(row, merged, bar !== undefined);
    const source = (number: string) => (answers[number] === undefined ? sourceOf(number) : 'draft');
    return {
      caseId: id,
      heads: [hex('f', 64)],
      row,
      outcome,
      answers: merged,
      provenance: Object.fromEntries(filled.map(([number]) => [number, source(number)])),
      locked: fieldsOfForm(form)
        .filter((field) => field.locked === true || isFixed)
        .map((field) => field.number),
      problems,
      missing: options.has('complete') ? [] : [...new Set(stops)],
      blocks: options.has('blocked') ? ['consentWithdrawn'] : [],
      document: composed,
      form: { ...composed, variant: 'form', blocks: formBlocks(merged) },
      draftSavedAt: drafts.has(id) ? Date.now() * 1000 : null,
      standing: standingOf(bar !== undefined, isFixed),
      basis: basisOf(isFixed, outcome),
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

export function printHandlers(
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
