// Owns: the payloads by which personal data leave the ledger: hand-over to the archive, holds, the two signatures, a mark of
// protected identity, receipts, frozen counts. Must not: hold a name or a number of a person; these outlive every purge.
import { z } from 'zod';
import { batchIdSchema, deviceIdSchema, eventHashSchema, intakeIdSchema, isoDateSchema } from '../../ids.ts';
import { pinSchema, shortText } from '../payload-parts.ts';

const archiveOutcomeSchema = z.enum(['handedOver', 'notToBeKept']);
const archiveSchema = z.object({
  outcome: archiveOutcomeSchema,
  day: isoDateSchema,
  /** The delivery's own reference, or the decision by which the records need not be kept. */
  reference: z.string().min(1).max(120),
});

const archiveRecorded = archiveSchema.extend({
  kind: z.literal('archive.recorded'),
  batch: batchIdSchema.optional(),
});

export const holdReasonSchema = z.enum(['appeal', 'review', 'disclosure', 'archive', 'other', 'lifted']);

/** A hold keeps a case from every purge until it is lifted. It says why by a code and a reference, never by a name: it stays. */
const holdSet = z.object({
  kind: z.literal('hold.set'),
  batch: batchIdSchema.optional(),
  held: z.boolean(),
  day: isoDateSchema,
  reason: holdReasonSchema,
  /** The agency's own reference, such as a diary number. */
  reference: z.string().max(120),
});

/** One of the two signatures. Both name the same run and the same heads; they are judged as a set, neither is the first. */
const purgeSigned = z.object({
  kind: z.literal('purge.signed'),
  batch: batchIdSchema.optional(),
  run: batchIdSchema,
  heads: z.array(eventHashSchema).min(1).max(1000),
  /** The legal day of the signature. */
  day: isoDateSchema,
  /** The day on which processing of the case ended, as the signer's store tells it. */
  endedOn: isoDateSchema,
  archive: archiveSchema,
  retention: pinSchema,
  /** One of the two signs as lead; the judge asks for that role then. */
  as: z.enum(['lead', 'caseworker']),
});

/** A mark on a person whose data are here already: from now on nothing but this is kept, on any computer. */
const identityProtected = z.object({
  kind: z.literal('identity.protected'),
  batch: batchIdSchema.optional(),
  intake: intakeIdSchema,
  applicationId: z.string().min(1).max(64),
  mark: z.enum(['confidentialityMark', 'protectedRegistration', 'fictitiousIdentity', 'unspecified']),
  colour: z.enum(['green', 'orange', 'red']).optional(),
  gender: z.enum(['female', 'male', 'unknown']).optional(),
  /** What Table 1 counted the case as when it was marked, eligible and orange apart: the colour says those. */
  counted: z
    .array(z.enum(['applicants', 'offered', 'granted']))
    .max(3)
    .optional(),
});

/** What one device has taken away of one run, or for one mark. A later receipt of the same device stands for the earlier. */
const purgeReceipted = z.object({
  kind: z.literal('purge.receipted'),
  /** The run's id, or the hash of the mark. */
  of: z.string().regex(/^(?:[0-9a-f]{32}|[0-9a-f]{64})$/),
  /** The device that writes it; a receipt in another's name does not count. */
  device: deviceIdSchema,
  cases: z.int().min(0),
  payloads: z.int().min(0),
  /** Cases of the run that this store keeps for now, by what keeps them. */
  waiting: z.record(z.string().max(40), z.int().min(0)),
});

const countsSchema = z.object({
  applicants: z.int().min(0),
  eligible: z.int().min(0),
  offered: z.int().min(0),
  granted: z.int().min(0),
  orange: z.int().min(0),
});
const figures = {
  female: countsSchema,
  male: countsSchema,
  unknown: countsSchema,
  total: countsSchema,
};
/** Table 1 of an intake before anything of it is purged: numbers alone. */
const statisticsFrozen = z.object({
  kind: z.literal('statistics.frozen'),
  run: batchIdSchema,
  day: isoDateSchema,
  ...figures,
  /** The part of it that the run does not take away: what becomes of those cases later is counted instead of this. */
  left: z.object(figures).optional(),
});

/** Who handles persons with protected identity outside the program: a function, with how to reach it. */
const officerNamed = z.object({
  kind: z.literal('officer.named'),
  officer: z.string().min(1).max(120),
  contact: shortText,
});

export const purgePayloads = [
  archiveRecorded,
  holdSet,
  purgeSigned,
  identityProtected,
  purgeReceipted,
  statisticsFrozen,
  officerNamed,
] as const;

export type ArchiveRecord = z.infer<typeof archiveSchema>;
