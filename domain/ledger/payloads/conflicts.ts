// Owns: the kinds by which people settle what stood apart: facts unseen by a decision, one application in two cases, acts left.
// Must not: hold meaning; domain/ledger/case and confirmations.ts do.
import { z } from 'zod';
import { batchIdSchema, caseIdSchema, eventHashSchema } from '../../ids.ts';

const reason = z.string().min(1).max(4000);

/** Somebody has looked at facts that a decision had not seen. What BÄR decided is changed by 36–38 §§ FL, never by this. */
export const unseenReviewed = z.object({
  kind: z.literal('unseen.reviewed'),
  facts: z.array(eventHashSchema).min(1).max(1000),
  outcome: z.enum(['stands', 'toBeChanged']),
  reason,
});

/** One application that became two cases. Written on both: the one that is handled leads, the other follows. */
export const caseSameAs = z.object({
  kind: z.literal('case.same-as'),
  batch: batchIdSchema,
  other: caseIdSchema,
  role: z.enum(['leads', 'follows']),
  reason,
});
/** The counter-act: two cases after all. Also said of cases that only look alike, so that nobody asks again. */
export const caseNotSame = z.object({
  kind: z.literal('case.not-same'),
  batch: batchIdSchema,
  other: caseIdSchema,
  reason,
});

/** Acts of somebody not entitled that are left without effect: they leave the inbox and stay in the ledger. */
export const actsLeft = z.object({
  kind: z.literal('acts.left'),
  events: z.array(eventHashSchema).min(1).max(1000),
  reason,
});
