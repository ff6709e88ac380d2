// Owns: the acts of mailings before an intake: prepared, sent, returned, recipients deleted; and what else reached people, counted.
// Must not: hold a recipient, or anything by which one could be told: counts, days and dated data only (MA-6).
import { z } from 'zod';
import { mailingChannels } from '../../intake/resources.ts';
import { batchIdSchema, intakeIdSchema, isoDateSchema } from '../../ids.ts';
import { fieldNameSchema, hex32, pinSchema, shortText } from '../payload-parts.ts';

const rowCount = z.int().min(0).max(1_000_000);
const channelSchema = z.enum(mailingChannels);

/** Stream of the intake. A list was read in on one computer, which alone holds the recipients. */
export const mailingPrepared = z.object({
  kind: z.literal('mailing.prepared'),
  mailing: batchIdSchema,
  intake: intakeIdSchema,
  fileName: shortText,
  sha256: hex32,
  asOf: isoDateSchema,
  /** The last day to apply, as the letter says it; the recipients are deleted on the day after. */
  applyBy: isoDateSchema,
  rows: rowCount,
  recipients: z.record(channelSchema, rowCount),
  takenOut: z.object({ protected: rowCount, deceased: rowCount, applied: rowCount }),
  duplicates: rowCount,
  rejected: rowCount,
});

const counted = {
  mailing: batchIdSchema,
  channel: channelSchema,
  day: isoDateSchema,
  count: z.int().min(1).max(1_000_000),
};
/** `texts`: the wording that it was sent by. */
export const mailingSent = z.object({ kind: z.literal('mailing.sent'), ...counted, texts: pinSchema });
/** Came back: a letter that could not be delivered, an e-mail that bounced. */
export const mailingReturned = z.object({ kind: z.literal('mailing.returned'), ...counted });

export const clearedWhys = ['closed', 'byHand'] as const;
/** The recipients are gone from the computer that held them. */
export const mailingCleared = z.object({
  kind: z.literal('mailing.cleared'),
  mailing: batchIdSchema,
  day: isoDateSchema,
  why: z.enum(clearedWhys),
  recipients: rowCount,
});

export const outreachKinds = ['newsletter', 'onlineSession', 'webinar', 'seminar'] as const;
export type OutreachKind = (typeof outreachKinds)[number];
/** What else reached people before an intake, as a number: readers who clicked, people who took part. */
export const outreachCounted = z.object({
  kind: z.literal('outreach.counted'),
  what: z.enum(outreachKinds),
  day: isoDateSchema,
  count: rowCount,
  /** What it was about. */
  title: z.string().max(120).optional(),
});

/** Stream `shared`: which column of a mailing list is which field, as `mapping.saved` for the files that make cases. */
export const mailingMapped = z.object({
  kind: z.literal('mailing.mapped'),
  signature: z.string().max(8000),
  columns: z.record(z.string().max(300), fieldNameSchema.nullable()),
});

export const mailingPayloads = [
  mailingPrepared,
  mailingSent,
  mailingReturned,
  mailingCleared,
  outreachCounted,
  mailingMapped,
] as const;
