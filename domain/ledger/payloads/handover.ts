// Owns: the kinds by which one colleague hands a case over to another: what the next one must know, and that they have it.
// Must not: say who has the case; domain/ledger/case/handover.ts does.
import { z } from 'zod';
import { batchIdSchema, memberIdSchema } from '../../ids.ts';

/** An internal note for whoever goes on. It may tell of the person, and goes with the case's other payloads at a purge. */
export const handoverNoted = z.object({
  kind: z.literal('handover.noted'),
  batch: batchIdSchema.optional(),
  text: z.string().min(1).max(4000),
  /** Absent: whoever takes it. */
  forWhom: memberIdSchema.optional(),
});

/** The author goes on with the case. Notes that they had seen wait for nobody any more. */
export const handoverTaken = z.object({
  kind: z.literal('handover.taken'),
  batch: batchIdSchema.optional(),
});
