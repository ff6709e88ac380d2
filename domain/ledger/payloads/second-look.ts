// Owns: the kinds of the optional four eyes: what the agency asks a second look at, what waits for it, and what somebody found.
// Must not: say whether a look counts; domain/decision/second-look.ts does.
import { z } from 'zod';
import { batchIdSchema, eventHashSchema } from '../../ids.ts';

/** `basis`: a fixed basis, before BÄR's decision is recorded. `notEligible`: that conclusion of the review. */
export const lookSubjects = ['basis', 'notEligible'] as const;
export type LookSubject = (typeof lookSubjects)[number];

/** In the shared stream, by an administrator or a lead. Empty: nothing is asked, as before anybody has said. */
export const secondLookSet = z.object({
  kind: z.literal('secondLook.set'),
  asks: z.array(z.enum(lookSubjects)).max(2),
});

/** Written with the act that it is about, by a program that knew of the setting: what was done before it waits for nobody. */
export const secondLookAsked = z.object({
  kind: z.literal('secondLook.asked'),
  batch: batchIdSchema.optional(),
  about: z.enum(lookSubjects),
});

export const lookOutcomes = ['confirmed', 'sentBack'] as const;
export type LookOutcome = (typeof lookOutcomes)[number];
export const secondLookGiven = z.object({
  kind: z.literal('secondLook.given'),
  batch: batchIdSchema.optional(),
  /** The basis or the verdict that was looked at. */
  of: eventHashSchema,
  /** Heads of the case that it was looked at with. */
  heads: z.array(eventHashSchema).min(1).max(200),
  outcome: z.enum(lookOutcomes),
  reason: z.string().max(4000).optional(),
});

export const secondLookPayloads = [secondLookSet, secondLookAsked, secondLookGiven] as const;
