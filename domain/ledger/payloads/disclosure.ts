// Owns: the payloads of what leaves the agency: grounds for export, files given out of a case, complaints, incidents, post.
// Must not: hold a person outside the stream of the person's own case; an incident names cases by their keyed ids only.
import { z } from 'zod';
import { batchIdSchema, caseIdSchema, isoDateSchema } from '../../ids.ts';
import { hex32, pinSchema, shortText, text } from '../payload-parts.ts';

/** Stream `shared`. An administrator's record that a kind of file may leave the store, and on what ground. */
export const groundRecorded = z.object({
  kind: z.literal('ground.recorded'),
  exportKind: z.string().max(40),
  /** False ends it: nothing of that kind leaves until another record. */
  allowed: z.boolean(),
  ground: shortText,
  /** The shipped entry that was read: another wording of it needs another record. */
  entry: pinSchema,
  day: isoDateSchema,
  source: shortText,
  /** True in a demo store: recorded as example, never as law. */
  example: z.boolean(),
});

const disclosedProductSchema = z.enum(['caseFile', 'account', 'subjectAccess']);
const disclosedToSchema = z.enum(['party', 'representative', 'authority', 'other']);

/** What was masked, by the item's own id, and the ground for it. The masked value itself stands nowhere here. */
const maskSchema = z.object({ item: z.string().min(1).max(200), ground: z.string().min(3).max(400) });

export const caseDisclosed = z.object({
  kind: z.literal('case.disclosed'),
  batch: batchIdSchema.optional(),
  product: disclosedProductSchema,
  exportKind: z.string().max(40),
  ground: shortText,
  toWhom: disclosedToSchema,
  recipient: shortText.optional(),
  /** The request it answers: day, number or words. */
  request: shortText.optional(),
  day: isoDateSchema,
  masked: z.array(maskSchema).max(5000),
  files: z
    .array(z.object({ format: z.enum(['pdf', 'json']), sha256: hex32, bytes: z.int().min(1) }))
    .min(1)
    .max(8),
});

export const complaintNoted = z.object({
  kind: z.literal('complaint.noted'),
  complaint: batchIdSchema,
  receivedOn: isoDateSchema,
  fromWhom: disclosedToSchema,
  what: text.min(1),
  answeredOn: isoDateSchema.optional(),
  answer: text.optional(),
});

/** Kept bytes of issued documents that went to the party (33 § FL). */
export const documentPosted = z.object({
  kind: z.literal('document.posted'),
  batch: batchIdSchema.optional(),
  sha256: hex32,
  day: isoDateSchema,
  how: z.enum(['post', 'digital', 'handed']),
});
export type PostedHow = z.infer<typeof documentPosted>['how'];

const incidentNatureSchema = z.enum(['confidentiality', 'integrity', 'availability']);
/** Stream `shared`: article 33(5) of the data protection regulation. No names; cases by id. */
export const incidentRecorded = z.object({
  kind: z.literal('incident.recorded'),
  incident: batchIdSchema,
  discoveredOn: isoDateSchema,
  happenedOn: isoDateSchema.optional(),
  nature: z.array(incidentNatureSchema).min(1).max(3),
  what: text.min(1),
  consequences: text,
  measures: text,
  people: z.int().min(0).max(1_000_000),
  cases: z.array(caseIdSchema).max(500),
  reported: z.enum(['open', 'reported', 'notNeeded']),
  reportedOn: isoDateSchema.optional(),
  /** Why it was not reported, or why later than the hours that the law gives. */
  reportReason: text.optional(),
  informed: z.enum(['open', 'yes', 'notNeeded']),
});
