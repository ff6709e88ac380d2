// Owns: small invented cases and the shipped rule data for tests of rules and review. Must not: assert anything.
import { readFileSync } from 'node:fs';
import {
  eventHashSchema,
  intakeIdSchema,
  isoDateSchema,
  memberIdSchema,
  type EventHash,
} from '../../domain/ids.ts';
import { emptyCase, type CaseState, type OfferState } from '../../domain/ledger/case/state.ts';
import type { FieldValue } from '../../domain/ledger/payload-parts.ts';
import type { Act, Fields } from '../../domain/ledger/register.ts';
import { reasonsSchema } from '../../domain/review/reasons.ts';
import type { VerdictContext } from '../../domain/review/verdict.ts';
import { countriesSchema, indexCountries } from '../../domain/rules/countries.ts';
import { holidaysOf, holidaysSchema } from '../../domain/rules/holidays.ts';
import { ruleSetSchema, thresholdsSchema } from '../../domain/rules/rule-set.ts';

function shipped(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../resources/${name}`, import.meta.url), 'utf8'));
}

export const ruleSet = ruleSetSchema.parse(shipped('rules/regular-2.json'));
export const pilotSet = ruleSetSchema.parse(shipped('rules/pilot-2.json'));
export const countryData = countriesSchema.parse(shipped('countries.json'));
export const reasons = reasonsSchema.parse(shipped('reasons.json'));
export const thresholds = thresholdsSchema.parse(shipped('thresholds.json')).values;

export const holidays = holidaysOf(holidaysSchema.parse(shipped('holidays.json')));

export const today = isoDateSchema.parse('2026-11-22');

export const context: VerdictContext = {
  today,
  standardLastDay: isoDateSchema.parse('2027-04-30'),
  ruleSet,
  thresholds,
  countries: indexCountries(countryData),
  holidays,
  reasons,
  countriesPin: { id: 'countries', version: '1', sha256: '1'.repeat(64) },
  ruleSetPin: { id: 'regular', version: '1', sha256: '0'.repeat(64) },
};

export function hash(number: number): EventHash {
  return eventHashSchema.parse(number.toString(16).padStart(64, '0'));
}

const act: Act = {
  event: hash(1),
  actor: memberIdSchema.parse('a'.repeat(32)),
  at: Date.UTC(2026, 9, 1) * 1000,
  asOf: isoDateSchema.parse('2026-10-01'),
};

export type Facts = Readonly<Record<string, FieldValue | null>>;

/** Every hard criterion met: what a green applicant with a permanent permit looks like in the portal's file. */
export const greenFacts: Facts = {
  colour: 'green',
  givenName: 'Amal',
  familyName: 'Haddad',
  personalIdentityNumber: '199007209902',
  registered: true,
  registeredSince: '2025-03-02',
  birthCountry: 'Syrien',
  citizenship: 'Syrien',
  permitKind: 'permanent',
  cardValidTo: '2026-12-01',
  rightToWork: 'free',
  area: 'technology',
  degree: 'Master',
  university: 'Aleppo University',
  swedishLevel: 'A2',
  englishLevel: 'B2',
  consent: true,
  consentDate: '2026-08-03',
};

/** `null` takes a fact away. */
export function facts(changes: Facts = {}): Fields {
  const merged = Object.entries({ ...greenFacts, ...changes }).filter(
    (one): one is [string, FieldValue] => one[1] !== null,
  );
  return fieldsFrom(merged, 'portal');
}

export function fieldsFrom(entries: readonly (readonly [string, FieldValue])[], source: string): Fields {
  return Object.fromEntries(
    entries.map(([name, value]) => [name, { hand: [], sources: { [source]: [{ act: 0, value }] } }]),
  );
}

export function caseWith(changes: Facts = {}, more: Partial<CaseState> = {}): CaseState {
  return {
    ...emptyCase,
    intake: intakeIdSchema.parse('2026-autumn'),
    applicationId: 'JS-2026B-00001',
    acts: [act],
    heads: [act.event],
    fields: facts(changes),
    ...more,
  };
}

/** Two colleagues wrote different values, neither having seen the other's. */
export function differing(name: string, values: readonly [FieldValue, FieldValue]): Fields {
  return { ...facts(), [name]: { hand: values.map((value) => ({ act: 0, value })), sources: {} } };
}

export function offerWith(
  fields: Readonly<Record<string, FieldValue>>,
): Readonly<Record<string, OfferState>> {
  const id = 'b'.repeat(32);
  return {
    [id]: { id, employer: null, fields: fieldsFrom(Object.entries(fields), 'offers'), moves: [], after: [] },
  };
}
