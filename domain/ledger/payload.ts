// Owns: the fine kinds of event payload and their schemas.
// Must not: hold meaning; what a payload does to a state stands in the fold of its stream.
import { z } from 'zod';
import {
  batchIdSchema,
  employerIdSchema,
  eventHashSchema,
  intakeIdSchema,
  isoDateSchema,
  memberIdSchema,
} from '../ids.ts';
import { importKinds } from '../intake/fields.ts';
import {
  factSourceSchema,
  fieldNameSchema,
  fieldsSchema,
  fieldValueSchema,
  handFieldsSchema,
  hex32,
  originSchema,
  pinSchema,
  shortText,
  text,
} from './payload-parts.ts';
import { attachmentPayloads } from './payloads/attachments.ts';
import { actsLeft, caseNotSame, caseSameAs, unseenReviewed } from './payloads/conflicts.ts';
import {
  caseDisclosed,
  complaintNoted,
  documentPosted,
  groundRecorded,
  incidentRecorded,
} from './payloads/disclosure.ts';
import { handoverNoted, handoverTaken } from './payloads/handover.ts';
import {
  delegationEnded,
  delegationGiven,
  deviceRevoked,
  deviceSucceeded,
  memberAdded,
  memberLeft,
  membershipSettled,
  recoveryKeySet,
  restrictedSet,
  rolesChanged,
  teamFounded,
} from './payloads/membership.ts';
import { mailingPayloads } from './payloads/mailings.ts';
import { packagePayloads } from './payloads/packages.ts';
import { purgePayloads } from './payloads/purge.ts';
import { matterPayloads } from './payloads/matter.ts';
import { requestPayloads } from './payloads/requests.ts';
import { secondLookPayloads } from './payloads/second-look.ts';
import { caseTransferred } from './payloads/transfer.ts';
import { viewPayloads } from './payloads/views.ts';
import { workPayloads } from './payloads/work.ts';

const textsConfirmed = z.object({
  kind: z.literal('texts.confirmed'),
  ids: z.array(z.string().max(120)).min(1).max(500),
  /** SHA-256 of the text file that was confirmed: another wording needs another confirmation. */
  texts: pinSchema,
  day: isoDateSchema,
  source: shortText,
  /** True in a demo store: confirmed as example, never as law. */
  example: z.boolean(),
});
const mappingSaved = z.object({
  kind: z.literal('mapping.saved'),
  importKind: z.enum(importKinds),
  /** The normalised headers joined: the same source brings the same headers. */
  signature: z.string().max(8000),
  columns: z.record(z.string().max(300), fieldNameSchema.nullable()),
});
const viewSaved = z.object({
  kind: z.literal('view.saved'),
  id: z.string().max(60),
  name: z.string().max(120),
  query: z.string().max(2000),
  sort: z.string().max(60),
  descending: z.boolean(),
  columns: z.array(z.string().max(60)).max(40),
});

const intakeOpened = z.object({ kind: z.literal('intake.opened'), intake: intakeIdSchema });
const intakeSettings = z.object({
  kind: z.literal('intake.settings'),
  /** Before an offer the permit is measured against this last day (E10). */
  standardLastDay: isoDateSchema,
});
const importDone = z.object({
  kind: z.literal('import.done'),
  batch: batchIdSchema,
  importKind: z.enum(importKinds),
  fileName: shortText,
  sha256: hex32,
  asOf: isoDateSchema,
  rows: z.int().min(0),
  added: z.int().min(0),
  changed: z.int().min(0),
  unchanged: z.int().min(0),
  rejected: z.int().min(0),
  duplicates: z.int().min(0),
  stubs: z.int().min(0),
});

/** Facts that a file brought. The first one on a case also says which application of which intake it is. */
const factsImported = z.object({
  kind: z.literal('facts.imported'),
  batch: batchIdSchema,
  source: factSourceSchema,
  asOf: isoDateSchema,
  intake: intakeIdSchema,
  applicationId: z.string().min(1).max(64),
  origin: originSchema,
  fields: fieldsSchema,
});
const factsEntered = z.object({
  kind: z.literal('facts.entered'),
  batch: batchIdSchema.optional(),
  /** Present on the event that opens a case by hand. */
  opens: z.object({ intake: intakeIdSchema, applicationId: z.string().min(1).max(64) }).optional(),
  fields: handFieldsSchema,
  /** What the value rests on, in the caseworker's words. */
  basis: shortText.optional(),
});
/** A person with protected identity: nothing but this is kept (domain.md §10.12). */
const caseStubbed = z.object({
  kind: z.literal('case.stubbed'),
  batch: batchIdSchema,
  intake: intakeIdSchema,
  applicationId: z.string().min(1).max(64),
  mark: z.enum(['confidentialityMark', 'protectedRegistration', 'fictitiousIdentity', 'unspecified']),
  colour: z.enum(['green', 'orange', 'red']).optional(),
  gender: z.enum(['female', 'male', 'unknown']).optional(),
});

export const conclusionSchema = z.enum(['eligible', 'needsCheck', 'notEligible']);
export type Conclusion = z.infer<typeof conclusionSchema>;

const verdictGiven = z.object({
  kind: z.literal('verdict.given'),
  batch: batchIdSchema.optional(),
  conclusion: conclusionSchema,
  /** Level-2 code of the list “Granskning – ej behörig”, only with notEligible. */
  reason: z
    .string()
    .regex(/^G\d\.\d$/)
    .optional(),
  note: text.optional(),
  /** Criteria the verdict itself confirms, such as E3 or E6. */
  confirms: z.array(z.string().max(6)).max(40),
  ruleSet: pinSchema,
  /** The country list it was given by; absent in verdicts from before it was named. */
  countries: pinSchema.optional(),
  /** What the rules proposed at that moment: criterion → outcome. */
  outcomes: z.record(z.string().max(6), z.enum(['met', 'check', 'unmet', 'notApplicable'])),
});

const offerImported = z.object({
  kind: z.literal('offer.imported'),
  batch: batchIdSchema,
  /** Derived from case and employer: the same offer from two files is one. */
  offer: z.string().regex(/^[0-9a-f]{32}$/),
  employer: employerIdSchema,
  asOf: isoDateSchema,
  origin: originSchema,
  fields: fieldsSchema,
});
const offerEntered = z.object({
  kind: z.literal('offer.entered'),
  batch: batchIdSchema.optional(),
  offer: z.string().regex(/^[0-9a-f]{32}$/),
  employer: employerIdSchema.optional(),
  fields: handFieldsSchema,
  /** What the value rests on, in the caseworker's words. */
  basis: shortText.optional(),
});
export const offerStateSchema = z.enum(['offered', 'accepted', 'declined', 'withdrawn', 'lapsed']);
export type OfferStateName = z.infer<typeof offerStateSchema>;
const offerMoved = z.object({
  kind: z.literal('offer.moved'),
  batch: batchIdSchema.optional(),
  offer: z.string().regex(/^[0-9a-f]{32}$/),
  state: offerStateSchema,
  /** Code of the list “Avslutat utan beslut i sak”. */
  reason: z
    .string()
    .regex(/^[DEF]\d$/)
    .optional(),
  day: isoDateSchema,
  note: text.optional(),
});

const employerNamed = z.object({
  kind: z.literal('employer.named'),
  batch: batchIdSchema.optional(),
  name: shortText,
  /** Ten digits; absent for a sole trader, whose number is a personal number. */
  organisationNumber: z
    .string()
    .regex(/^\d{10}$/)
    .optional(),
  soleTrader: z.boolean(),
});
export const checkOutcomeSchema = z.enum(['clear', 'bar', 'incomplete']);
const employerChecked = z.object({
  kind: z.literal('employer.checked'),
  batch: batchIdSchema.optional(),
  outcome: checkOutcomeSchema,
  day: isoDateSchema,
  sources: z.array(shortText).max(12),
  note: text.optional(),
});
export const unionAnswerSchema = z.enum(['approves', 'remarks', 'objects', 'abstains', 'noAnswer']);
export type UnionAnswer = z.infer<typeof unionAnswerSchema>;
const unionAnswered = z.object({
  kind: z.literal('union.answered'),
  batch: batchIdSchema.optional(),
  organisation: shortText,
  answer: unionAnswerSchema,
  askedOn: isoDateSchema.optional(),
  dueOn: isoDateSchema.optional(),
  day: isoDateSchema,
  /** How remarks or objections were weighed; printed in the decision. */
  weighed: text.optional(),
  /** Why this answer is the right one of two; never printed. */
  note: text.optional(),
});

export const outcomeSchema = z.enum(['grant', 'refusal']);
export type DecisionOutcome = z.infer<typeof outcomeSchema>;
const periodSchema = z.object({ from: isoDateSchema, to: isoDateSchema });
export type Period = z.infer<typeof periodSchema>;

/** Answers of the supplementary form by field number (`4.1`). */
export const answersSchema = z.record(z.string().regex(/^\d\.\d{1,2}[a-z]?$/), fieldValueSchema);
export type Answers = z.infer<typeof answersSchema>;

/** A composed document; its exact shape is checked by domain/document/blocks.ts where it is used. */
const documentSchema = z.record(z.string(), z.unknown());

const basisFixed = z.object({
  kind: z.literal('basis.fixed'),
  batch: batchIdSchema.optional(),
  outcome: outcomeSchema,
  offer: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
  employer: employerIdSchema.optional(),
  answers: answersSchema,
  /** A refusal has no period (domain.md §10.8). */
  period: periodSchema.optional(),
  decider: memberIdSchema,
  /** The decider's own tick that no ground of 16 § förvaltningslagen exists. */
  noConflictOfInterest: z.literal(true),
  day: isoDateSchema,
  form: pinSchema,
  texts: pinSchema,
  ruleSet: pinSchema,
  /** Field numbers that a demo run filled with example text. */
  exampleFields: z.array(z.string().max(8)).max(80).optional(),
});
export const settledDifferenceSchema = z.object({
  field: z.string().max(40),
  ours: shortText,
  theirs: shortText,
  kept: z.enum(['ours', 'theirs']),
});
const decisionRegistered = z.object({
  kind: z.literal('decision.registered'),
  batch: batchIdSchema.optional(),
  barNumber: z.string().min(1).max(60),
  day: isoDateSchema,
  outcome: outcomeSchema,
  period: periodSchema.optional(),
  source: z.enum(['hand', 'list']),
  differences: z.array(settledDifferenceSchema).max(20),
  /** Complete composed documents by variant: bytes = f(document, renderer version). */
  documents: z.record(z.string().max(20), documentSchema),
  renderer: z.string().max(40),
});
/** BÄR's decision was recorded on the wrong case, or wrongly: the basis under it stands again. */
const registrationWithdrawn = z.object({
  kind: z.literal('registration.withdrawn'),
  batch: batchIdSchema.optional(),
  /** The registration, or the resolve that kept it. */
  of: eventHashSchema,
  reason: z.string().min(1).max(4000),
});
const conflictResolved = z.object({
  kind: z.literal('conflict.resolved'),
  /** Every head that stood; a resolve that misses one resolves nothing. */
  heads: z.array(eventHashSchema).min(2).max(100),
  /** The head that stands from now on, or null: none does, the case is undecided again. */
  keep: eventHashSchema.nullable(),
  reason: z.string().min(1).max(4000),
});
const documentIssued = z.object({
  kind: z.literal('document.issued'),
  batch: batchIdSchema.optional(),
  variant: z.string().max(20),
  /** The decision event whose document was rendered. */
  of: eventHashSchema,
  sha256: hex32,
  pages: z.int().min(1),
  renderer: z.string().max(40),
});
const actsConfirmed = z.object({
  kind: z.literal('acts.confirmed'),
  events: z.array(eventHashSchema).min(1).max(1000),
  reason: z.string().min(1).max(4000),
});
const actsVoided = z.object({
  kind: z.literal('acts.voided'),
  batch: batchIdSchema.optional(),
  events: z.array(eventHashSchema).min(1).max(1000),
  /** The batch that is taken back as a whole, if it was one. */
  undoes: batchIdSchema.optional(),
});

export const payloadSchema = z.discriminatedUnion('kind', [
  teamFounded,
  memberAdded,
  deviceRevoked,
  memberLeft,
  rolesChanged,
  delegationGiven,
  delegationEnded,
  recoveryKeySet,
  membershipSettled,
  deviceSucceeded,
  restrictedSet,
  textsConfirmed,
  mappingSaved,
  viewSaved,
  intakeOpened,
  intakeSettings,
  importDone,
  factsImported,
  factsEntered,
  caseStubbed,
  verdictGiven,
  offerImported,
  offerEntered,
  offerMoved,
  employerNamed,
  employerChecked,
  unionAnswered,
  basisFixed,
  decisionRegistered,
  conflictResolved,
  registrationWithdrawn,
  documentIssued,
  actsConfirmed,
  actsVoided,
  unseenReviewed,
  caseSameAs,
  caseNotSame,
  actsLeft,
  ...purgePayloads,
  groundRecorded,
  caseDisclosed,
  complaintNoted,
  documentPosted,
  incidentRecorded,
  handoverNoted,
  handoverTaken,
  ...requestPayloads,
  ...matterPayloads,
  ...secondLookPayloads,
  ...attachmentPayloads,
  ...viewPayloads,
  ...packagePayloads,
  ...workPayloads,
  caseTransferred,
  ...mailingPayloads,
]);
export type Payload = z.infer<typeof payloadSchema>;
export type PayloadKind = Payload['kind'];
export type PayloadOf<K extends PayloadKind> = Extract<Payload, { kind: K }>;
