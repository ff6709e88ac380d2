// Owns: the kinds by which the group asks the applicant for something (a supplement, or their view before a decision), and the
// participant's responsible caseworker at the local office.
// Must not: say whether a request is open or late; domain/ledger/case/requests.ts does, told the day.
import { z } from 'zod';
import { batchIdSchema, eventHashSchema, isoDateSchema } from '../../ids.ts';
import { fieldNameSchema, pinSchema, shortText } from '../payload-parts.ts';

/**
 * `supplement`: under review, before there is a case at the agency; says nothing of dismissal (domain.md §10.3).
 * `hearing`: what the agency would decide upon, for the party to speak of (25 § förvaltningslagen (2017:900)).
 * `order`: in a case that the party has opened at the agency, what may be dismissed otherwise (20 §); an event of its own.
 */
export const requestKinds = ['supplement', 'hearing', 'order'] as const;
const sentKinds = ['supplement', 'hearing'] as const satisfies readonly (typeof requestKinds)[number][];
export type RequestKind = (typeof requestKinds)[number];
export const requestWays = ['portal', 'post', 'digital', 'phone', 'handed'] as const;
export type RequestWay = (typeof requestWays)[number];

export const requestSent = z.object({
  kind: z.literal('request.sent'),
  batch: batchIdSchema.optional(),
  what: z.enum(sentKinds),
  /** What is missing, by the shipped list; `fields` are those whose coming answers it. */
  lacks: z
    .array(z.object({ code: z.string().min(1).max(40), fields: z.array(fieldNameSchema).max(12) }))
    .max(20),
  /** In the caseworker's words: something else that is missing, or the circumstances that the party is to speak of. */
  text: z.string().max(8000).optional(),
  sentOn: isoDateSchema,
  dueOn: isoDateSchema,
  how: z.enum(requestWays),
  /** The wordings that the letter was made of. */
  texts: pinSchema,
});

/** More time, or a reminder of the same day. `request` is the event that asked. */
export const requestExtended = z.object({
  kind: z.literal('request.extended'),
  batch: batchIdSchema.optional(),
  request: eventHashSchema,
  /** When it was given: the day of the letter that says so. */
  day: isoDateSchema,
  dueOn: isoDateSchema,
  reason: shortText.optional(),
});
export const requestReminded = z.object({
  kind: z.literal('request.reminded'),
  batch: batchIdSchema.optional(),
  request: eventHashSchema,
  day: isoDateSchema,
  how: z.enum(requestWays),
});

export const requestOutcomes = ['answered', 'noAnswer', 'takenBack'] as const;
export type RequestOutcome = (typeof requestOutcomes)[number];
export const requestEnded = z.object({
  kind: z.literal('request.ended'),
  batch: batchIdSchema.optional(),
  request: eventHashSchema,
  outcome: z.enum(requestOutcomes),
  day: isoDateSchema,
  /** What the party said, in short. */
  answer: z.string().max(4000).optional(),
});

export const questionWays = ['email', 'phone', 'meeting'] as const;
export type QuestionWay = (typeof questionWays)[number];

/**
 * A question to the participant's responsible caseworker (ansvarig handläggare), put outside the program and noted here: what comes
 * in otherwise than by a document is documented with when and by whom (27 § förvaltningslagen (2017:900)).
 */
export const questionAsked = z.object({
  kind: z.literal('question.asked'),
  batch: batchIdSchema.optional(),
  question: z.string().min(1).max(4000),
  /** Of the colleague at the office: their name and where they work, nothing else. */
  officer: z.string().min(1).max(120),
  unit: z.string().min(1).max(120),
  askedOn: isoDateSchema,
  how: z.enum(questionWays),
  /** The day on which to ask again; no day is given to anybody. */
  watchOn: isoDateSchema.optional(),
});
export const questionOutcomes = ['answered', 'takenBack'] as const;
export type QuestionOutcome = (typeof questionOutcomes)[number];
export const questionEnded = z.object({
  kind: z.literal('question.ended'),
  batch: batchIdSchema.optional(),
  /** The event that asked. */
  of: eventHashSchema,
  outcome: z.enum(questionOutcomes),
  day: isoDateSchema,
  how: z.enum(questionWays),
  answer: z.string().max(4000).optional(),
});

export const requestPayloads = [
  requestSent,
  requestExtended,
  requestReminded,
  requestEnded,
  questionAsked,
  questionEnded,
] as const;
