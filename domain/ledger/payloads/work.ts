// Owns: the kinds by which a group shares its work: who handles a case and until when, what is watched, notes, conflicts of interest.
// Must not: say who handles a case or who is barred from it; domain/ledger/case/work.ts does.
import { z } from 'zod';
import { batchIdSchema, isoDateSchema, memberIdSchema } from '../../ids.ts';
import { shortText } from '../payload-parts.ts';

/** `handler` null: nobody. `until`: taken for a while, by somebody who divided a list without meeting the others (WO-4). */
export const caseAssigned = z.object({
  kind: z.literal('case.assigned'),
  batch: batchIdSchema.optional(),
  handler: memberIdSchema.nullable(),
  until: isoDateSchema.optional(),
});

/** “Bevaka till”: the case comes back on that day. Null ends it. */
export const caseWatched = z.object({
  kind: z.literal('case.watched'),
  batch: batchIdSchema.optional(),
  until: isoDateSchema.nullable(),
  reason: shortText.optional(),
});

/** Internal: for the group, and no part of the case file. Case file: what counts in the case (27 § förvaltningslagen (2017:900)). */
export const noteWritten = z.object({
  kind: z.literal('note.written'),
  batch: batchIdSchema.optional(),
  place: z.enum(['internal', 'caseFile']),
  text: z.string().min(1).max(4000),
});

/** The numbers of 16 § förvaltningslagen (2017:900); knowing the supervisor is one of its “other circumstances”. */
export const interestGrounds = [
  'ownMatter',
  'closeRelation',
  'representative',
  'earlierInstance',
  'knowsSupervisor',
  'otherCircumstance',
] as const;
export type InterestGround = (typeof interestGrounds)[number];

/** Said by the member whom it is about, at once (18 § första stycket förvaltningslagen (2017:900)). */
export const interestDeclared = z.object({
  kind: z.literal('interest.declared'),
  batch: batchIdSchema.optional(),
  ground: z.enum(interestGrounds),
});

/** Tried by a lead, never by the one it is about (18 § andra stycket). `holds` true also of one who has declared nothing. */
export const interestTried = z.object({
  kind: z.literal('interest.tried'),
  member: memberIdSchema,
  holds: z.boolean(),
  reason: z.string().min(1).max(4000),
});

export const workPayloads = [
  caseAssigned,
  caseWatched,
  noteWritten,
  interestDeclared,
  interestTried,
] as const;
