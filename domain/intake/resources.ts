// Owns: the shape of resources/intake-headers.json and intake-values.json, and folding of words for comparison.
// Must not: hold any spelling itself.
import { z } from 'zod';
import { type TableKind, isFieldOf } from './fields.ts';

const spellings = z.array(z.string().min(1)).min(1);

function fieldSpellings(kind: TableKind) {
  return z.record(
    z.string().refine((id) => isFieldOf(kind, id), { error: `no such field in ${kind}` }),
    spellings,
  );
}

const dated = {
  version: z.number().int().positive(),
  date: z.string(),
  source: z.string(),
  verified: z.boolean(),
};

export const intakeHeadersSchema = z.strictObject({
  ...dated,
  applications: fieldSpellings('applications'),
  offers: fieldSpellings('offers'),
  bar: fieldSpellings('bar'),
  register: fieldSpellings('register'),
  permits: fieldSpellings('permits'),
  mailing: fieldSpellings('mailing'),
  leadingWords: spellings,
});
export type IntakeHeaders = z.infer<typeof intakeHeadersSchema>;

export const permitKinds = [
  'permanent',
  'timeLimited',
  'residenceCard',
  'pending',
  'studies',
  'other',
  'notNeeded',
] as const;
export const rightsToWork = ['free', 'tied', 'exempt', 'none', 'unclear'] as const;
export const areas = [
  'technology',
  'computerScience',
  'architecture',
  'economics',
  'pharmacy',
  'hr',
  'marketing',
] as const;
export const protectionMarks = [
  'confidentialityMark',
  'protectedRegistration',
  'fictitiousIdentity',
] as const;
export const offerStates = ['offered', 'accepted', 'declined', 'withdrawn', 'lapsed'] as const;
export const offerReasons = ['D1', 'D2', 'D3', 'D4', 'E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'E7'] as const;
export const barOutcomes = [
  'grant',
  'refusal',
  'change',
  'correction',
  'revocation',
  'dismissal',
  'discontinued',
] as const;

/** How a recipient of a mailing is reached. */
export const mailingChannels = ['email', 'letter', 'digitalMailbox'] as const;
export type MailingChannel = (typeof mailingChannels)[number];

function words<const T extends readonly string[]>(values: T) {
  return z.record(z.enum(values), spellings);
}

export const intakeValuesSchema = z.strictObject({
  ...dated,
  yesNo: words(['yes', 'no']),
  consent: words(['yes', 'no', 'withdrawn']),
  colour: words(['green', 'orange', 'red']),
  gender: words(['female', 'male', 'unknown']),
  protectedIdentity: words(protectionMarks),
  permits: z.array(
    z.strictObject({
      kind: z.enum(permitKinds),
      rightToWork: z.enum(rightsToWork).optional(),
      written: spellings,
    }),
  ),
  /** Words that show that a right to work is bound to an employer or an occupation. */
  tiedWords: spellings,
  rightToWork: words(rightsToWork),
  area: words(areas),
  targetGroup: words(['regular', 'pilot']),
  extent: z.strictObject({
    fullTime: spellings,
    hours: spellings,
    fullTimeHoursPerWeek: z.number().positive(),
  }),
  remoteWork: words(['no', 'partly', 'mostly']),
  offerState: words(offerStates),
  offerReason: words(offerReasons),
  outcome: words(barOutcomes),
  mailingChannel: words(mailingChannels),
  months: z.record(z.string(), z.number().int().min(1).max(12)),
});
export type IntakeValues = z.infer<typeof intakeValuesSchema>;

/** Lower case, no diacritics, letters and digits only: `Ansöknings-ID` and `ansokningsid` are one word. */
export function foldWord(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** From every folded spelling to the value it stands for. */
export function spellingIndex<T extends string>(
  table: Readonly<Record<T, readonly string[]>>,
): Map<string, T> {
  const index = new Map<string, T>();
  for (const value in table) {
    for (const spelling of table[value]) index.set(foldWord(spelling), value);
  }
  return index;
}
