// Owns: one invented case with offer, employer and group, folded by the real folds, and the shipped data files.
// Must not: mock; payloads go through the schemas they are stored with.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { textSetSchema } from '../../domain/document/texts.ts';
import type { TextSet } from '../../domain/document/texts.ts';
import { formDefinitionSchema } from '../../domain/form/definition.ts';
import { lawSchema, pinOf, type FormContext, type Reference } from '../../domain/form/reference.ts';
import {
  caseIdSchema,
  eventHashSchema,
  isoDateSchema,
  memberIdSchema,
  teamIdSchema,
  type EventHash,
  type IsoDate,
} from '../../domain/ids.ts';
import { caseFold } from '../../domain/ledger/case/fold.ts';
import { currentOffer } from '../../domain/ledger/case/offers.ts';
import type { CaseState } from '../../domain/ledger/case/state.ts';
import { employerFold, type EmployerState } from '../../domain/ledger/employer-state.ts';
import { payloadSchema, type Answers, type Payload } from '../../domain/ledger/payload.ts';
import type { FieldValue } from '../../domain/ledger/payload-parts.ts';
import type { Fold, StreamState } from '../../domain/ledger/stream.ts';
import { reasonsSchema } from '../../domain/review/reasons.ts';
import { countriesSchema, indexCountries } from '../../domain/rules/countries.ts';
import { thresholdsSchema } from '../../domain/rules/rule-set.ts';
import { emptyTeam, type TeamState } from '../../domain/team/team-state.ts';

const resources = join(import.meta.dirname, '../../resources');
const read = (path: string): unknown => JSON.parse(readFileSync(join(resources, path), 'utf8'));
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const form = formDefinitionSchema.parse(read('forms/blankett-jobbspranget-1.json'));
const texts = textSetSchema.parse(read('texts/beslut-1.json'));
export const examples: TextSet = textSetSchema.parse(read('texts/example-1.json'));

export const reference: Reference = {
  form,
  texts,
  law: lawSchema.parse(read('law.json')),
  policy: thresholdsSchema.parse(read('thresholds.json')).values,
  reasons: reasonsSchema.parse(read('reasons.json')),
  countries: indexCountries(countriesSchema.parse(read('countries.json'))),
  pins: {
    form: pinOf(form, sha256),
    texts: pinOf(texts, sha256),
  },
};

export const ruleSetPin = { id: 'regular', version: '1', sha256: 'ab'.repeat(32) };

export const day = (text: string): IsoDate => isoDateSchema.parse(text);
export const today = day('2026-11-22');
export const caseId = caseIdSchema.parse('0a'.repeat(16));
export const decider = memberIdSchema.parse('0b'.repeat(16));
const employerId = '0c'.repeat(16);
export const offerId = '0d'.repeat(16);

export const team: TeamState = {
  ...emptyTeam,
  id: teamIdSchema.parse('0e'.repeat(16)),
  name: 'Provgruppen',
  demo: false,
  members: [
    {
      id: decider,
      name: 'Sara Lindqvist',
      standing: 'active',
      roles: ['caseworker', 'lead', 'administrator'],
      rolesSeen: {},
      devices: [],
    },
  ],
};

const hashOf = (text: string): EventHash => eventHashSchema.parse(sha256(text));

/** Folds payloads one after another, each having seen all before it. */
export function fold<S extends StreamState>(
  machine: Fold<S>,
  payloads: readonly unknown[],
  start = machine.empty,
): S {
  let state = start;
  for (const raw of payloads) {
    const payload: Payload = payloadSchema.parse(raw);
    const event = hashOf(`${state.acts.length} ${JSON.stringify(payload)}`);
    const asOf = 'asOf' in payload ? { asOf: payload.asOf } : {};
    const acts = [...state.acts, { event, actor: decider, at: 1_795_000_000_000_000, ...asOf }];
    const next = machine.apply(
      { ...state, acts },
      { payload, act: state.acts.length, seen: () => true, judgement: 'entitled' },
    );
    state = { ...next, heads: [event] };
  }
  return state;
}

type FieldsGiven = Record<string, FieldValue | undefined>;

const person: FieldsGiven = {
  givenName: 'Amina',
  familyName: 'Öztürk',
  personalIdentityNumber: '199007042386',
  gender: 'female',
  birthCountry: 'Iran',
  citizenship: 'Iran',
  email: 'amina@example.org',
  phone: '070-1740610',
  address: 'Exempelvägen 7, 123 45 Provstad',
  registered: true,
  registeredSince: '2024-02-01',
  permitKind: 'timeLimited',
  permitValidTo: '2027-12-31',
  rightToWork: 'free',
  area: 'technology',
  degree: 'Civilingenjör',
  university: 'Addis Abeba',
  receivedDate: '2026-08-20',
  actionPlanDate: '2026-09-03',
  consent: true,
  consentDate: '2026-08-20',
};

const offer: FieldsGiven = {
  employerName: 'Fjällbo Kraft AB',
  organisationNumber: '5599991188',
  municipality: 'Åre',
  workplaceName: 'Fjällbo Kraft, kontoret',
  workplaceAddress: 'Exempelgatan 4',
  supervisorName: 'Karin Lind',
  supervisorEmail: 'karin@example.org',
  supervisorPhone: '070-1740620',
  start: '2026-12-07',
  end: '2027-04-06',
  extent: { kind: 'fullTime' },
  unions: ['Unionen'],
  tasks: 'Beräkna och rita elnät tillsammans med en handledare.',
  remoteWork: 'no',
};

function given(fields: FieldsGiven): Record<string, FieldValue> {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, FieldValue] => entry[1] !== undefined),
  );
}

/** Undefined takes a field away. */
export type CaseWishes = {
  readonly person?: FieldsGiven;
  readonly offer?: FieldsGiven | null;
  readonly asOf?: string;
  readonly more?: readonly unknown[];
};

export function caseOf(wishes: CaseWishes = {}): CaseState {
  const asOf = wishes.asOf ?? '2026-11-10';
  const origin = { sha256: 'cd'.repeat(32), row: 2 };
  const batch = '0f'.repeat(16);
  const payloads: unknown[] = [
    {
      kind: 'facts.imported',
      batch,
      source: 'portal',
      asOf,
      intake: '2026-autumn',
      applicationId: 'JS-2026B-00001',
      origin,
      fields: given({ ...person, ...wishes.person }),
    },
  ];
  if (wishes.offer !== null) {
    payloads.push({
      kind: 'offer.imported',
      batch,
      offer: offerId,
      employer: employerId,
      asOf,
      origin,
      fields: given({ ...offer, ...wishes.offer }),
    });
  }
  return fold(caseFold, [...payloads, ...(wishes.more ?? [])]);
}

export const clearCheck = {
  kind: 'employer.checked',
  outcome: 'clear',
  day: '2026-11-12',
  sources: ['Skatteverket', 'Bolagsverket'],
};
export const approval = {
  kind: 'union.answered',
  organisation: 'Unionen',
  answer: 'approves',
  day: '2026-11-15',
};
export const named = {
  kind: 'employer.named',
  name: 'Fjällbo Kraft AB',
  organisationNumber: '5599991188',
  soleTrader: false,
};

export function employerOf(...payloads: readonly unknown[]): EmployerState {
  return fold(employerFold, [named, ...payloads]);
}

export const assessment =
  'Du har en civilingenjörsexamen i elektroteknik och tre års erfarenhet av kraftsystem. Du har inte arbetat i Sverige. I ditt län söker arbetsgivare elkraftsingenjörer. Praktiken ger dig svensk erfarenhet och en referens i yrket.';

/** What a caseworker answers by hand for a grant. */
export const grantAnswers: Answers = {
  '2.5': 'digital',
  '3.8': 'swedishExperience',
  '5.9': false,
  '6.1': 'fits',
  '6.2': 'yes',
  '6.3': assessment,
  '6.4': true,
  '6.5': '2000:634',
  '7.9': true,
};

export const refusalAnswers: Answers = {
  '2.5': 'digital',
  '6.1': 'fits',
  '6.2': 'no',
  '6.3': assessment,
  '6.5': '2007:414',
  '7.2': 'B2',
  '7.3':
    'Du har arbetat i Sverige som elkraftsingenjör från 2019 till 2026. Vi bedömer att du kan söka arbete i yrket utan praktik. (9 § förordningen (2000:628))',
  '7.5': 'done',
  '7.5b': '2026-11-01',
  '7.5c': 'post',
  '7.5d': '2026-11-15',
  '7.9': true,
};

export type ContextWishes = CaseWishes & {
  readonly employer?: EmployerState | undefined;
  readonly today?: IsoDate;
  readonly outcome?: 'grant' | 'refusal';
  readonly team?: TeamState;
};

export function contextOf(wishes: ContextWishes = {}): FormContext {
  const state = caseOf(wishes);
  return {
    reference,
    caseId,
    state,
    offer: currentOffer(state),
    employer: 'employer' in wishes ? wishes.employer : employerOf(clearCheck, approval),
    team: wishes.team ?? team,
    member: decider,
    today: wishes.today ?? today,
    outcome: wishes.outcome ?? 'grant',
    ruleSet: ruleSetPin,
  };
}
