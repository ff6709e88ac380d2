// Owns: what one row becomes: the facts of an application, an offer, an entry of the BÄR list. Must not: judge them.
import { z } from 'zod';
import { isoDateSchema } from '../ids.ts';
import {
  areas,
  barOutcomes,
  offerReasons,
  offerStates,
  permitKinds,
  protectionMarks,
  rightsToWork,
} from './resources.ts';

const text = z.string().optional();
const date = isoDateSchema.optional();

/** Of one source only: the portal's file as it was on the day of the export. An absent key means that it says nothing. */
export const applicationFactsSchema = z.strictObject({
  applicationId: z.string(),
  colour: z.enum(['green', 'orange', 'red']).optional(),
  givenName: text,
  familyName: text,
  /** 12 digits. */
  personalIdentityNumber: text,
  /** From the file, else from the number's gender digit. For statistics only. */
  gender: z.enum(['female', 'male', 'unknown']).optional(),
  /** Country names as written; the country list and the rules decide what they mean. */
  birthCountry: text,
  citizenship: text,
  email: text,
  phone: text,
  address: text,
  municipality: text,
  registered: z.boolean().optional(),
  registeredSince: date,
  permitKind: z.enum(permitKinds.filter((kind) => kind !== 'notNeeded')).optional(),
  permitWritten: text,
  permitValidTo: date,
  cardValidTo: date,
  rightToWork: z.enum(rightsToWork).optional(),
  area: z.enum([...areas, 'other']).optional(),
  areaWritten: text,
  degree: text,
  university: text,
  educationDocumentSeen: date,
  /** Completed upper secondary education with full grades; asked of the pilot (E5). */
  upperSecondary: z.boolean().optional(),
  upperSecondaryDocumentSeen: date,
  swedishLevel: text,
  englishLevel: text,
  workInSwedenMonths: z.number().optional(),
  actionPlanDate: date,
  /** The agency's category of jobseeker as its register writes it; what it means is read by a person. */
  jobseekerCategory: text,
  actionPlanVersion: text,
  targetGroup: z.enum(['regular', 'pilot']).optional(),
  receivedDate: date,
  consent: z.boolean().optional(),
  consentDate: date,
  consentWithdrawnOn: date,
  withdrawn: z.boolean().optional(),
  protectedIdentity: z.enum([...protectionMarks, 'unspecified']).optional(),
  motivation: text,
});
export type ApplicationFacts = z.infer<typeof applicationFactsSchema>;
export const applicationFactIds = applicationFactsSchema.keyof().options;

/** `unclear` keeps what was written: a number without unit is asked about, never guessed. */
export const extentSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fullTime') }),
  z.strictObject({ kind: z.literal('partTime'), hoursPerWeek: z.number() }),
  z.strictObject({ kind: z.literal('percent'), percent: z.number() }),
  z.strictObject({ kind: z.literal('unclear'), raw: z.string() }),
]);
export type Extent = z.infer<typeof extentSchema>;

export const offerFactsSchema = z.strictObject({
  applicationId: text,
  personalIdentityNumber: text,
  employerName: z.string(),
  /** Ten digits, or a sole trader's 12-digit personal number (then `soleTrader`). */
  organisationNumber: text,
  soleTrader: z.boolean().optional(),
  municipality: text,
  workplaceName: text,
  workplaceAddress: text,
  supervisorName: text,
  supervisorEmail: text,
  supervisorPhone: text,
  start: date,
  end: date,
  extent: extentSchema.optional(),
  unions: z.array(z.string()).optional(),
  collectiveAgreement: z.boolean().optional(),
  labourConflict: z.boolean().optional(),
  tasks: text,
  offerState: z.enum(offerStates),
  offerReason: z.enum(offerReasons).optional(),
  remoteWork: z.enum(['no', 'partly', 'mostly']).optional(),
  remoteHoursPerWeek: z.number().optional(),
});
export type OfferFacts = z.infer<typeof offerFactsSchema>;
export const offerFactIds = offerFactsSchema.keyof().options;

export const barEntrySchema = z.strictObject({
  barNumber: z.string(),
  applicationId: text,
  personalIdentityNumber: text,
  decisionDate: isoDateSchema,
  outcome: z.enum(barOutcomes),
  periodFrom: date,
  periodTo: date,
});
export type BarEntry = z.infer<typeof barEntrySchema>;

/** Removes the keys that have no value, so that an absent fact is absent in stored payloads too. */
export function withoutUndefined<T extends object>(facts: T): T {
  for (const key of Object.keys(facts)) {
    if (Reflect.get(facts, key) === undefined) Reflect.deleteProperty(facts, key);
  }
  return facts;
}
