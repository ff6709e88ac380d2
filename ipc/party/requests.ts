// Owns: operations by which the applicant is asked for a supplement or for their view, and the responsible caseworker a question, and
// what came of it.
// Must not: make a letter; that is `print.export` with the kind as variant.
import { z } from 'zod';
import { caseIdSchema, eventHashSchema, isoDateSchema } from '../../domain/ids.ts';
import { matterWays, type MatterWay } from '../../domain/ledger/payloads/matter.ts';
import type { Clock } from '../../domain/matter/clock.ts';
import {
  questionOutcomes,
  questionWays,
  requestKinds,
  requestOutcomes,
  requestWays,
  type QuestionOutcome,
  type QuestionWay,
  type RequestKind,
  type RequestOutcome,
  type RequestWay,
} from '../../domain/ledger/payloads/requests.ts';
import type { WorkDone, WorkRefused } from '../colleagues/work.ts';
import { operation } from '../operation.ts';

const cases = z.array(caseIdSchema).min(1).max(20_000);
const what = z.enum(requestKinds);
const how = z.enum(requestWays);
const words = z.string().max(8000);

export type RequestView = {
  /** The event that asked. */
  readonly id: string;
  readonly what: RequestKind;
  readonly status: 'open' | RequestOutcome;
  /** Wordings of what was asked for, and whether it has come. */
  readonly lacks: readonly { readonly text: string; readonly come: boolean }[];
  readonly text: string;
  readonly sentOn: string;
  readonly dueOn: string;
  /** The day has passed and nothing says that an answer came. */
  readonly late: boolean;
  readonly how: RequestWay;
  readonly reminded: readonly string[];
  readonly answer: string | null;
  readonly endedOn: string | null;
  readonly by: string;
  /** `earlierDay`: the letter that was made says a day that no longer holds. */
  readonly letter: 'none' | 'earlierDay' | 'made';
};

/** Whether the party has opened a case at the agency, and where its clock stands. Nothing here counts from an application's day. */
export type MatterView = {
  readonly status: 'none' | 'stands' | 'differs';
  readonly openedOn: string | null;
  readonly how: MatterWay | null;
  readonly note: string;
  readonly by: string;
  /** Null where no day stands, and where nobody waits for a decision any more. */
  readonly clock: Clock | null;
  /** The days that colleagues have recorded apart; null: none was opened. */
  readonly sides: readonly { readonly openedOn: string | null; readonly by: string }[];
  /** So long the agency has once the party asks for a decision. */
  readonly answerWeeks: number;
};

export type RequestProposal = {
  readonly lacks: readonly { readonly code: string; readonly text: string }[];
  /** The day that is proposed for the answer. */
  readonly dueOn: string;
  /** By case: the codes that its own checks point at. */
  readonly proposed: readonly {
    readonly caseId: string;
    readonly applicationId: string;
    readonly codes: readonly string[];
  }[];
  /** Those that cannot be asked now. */
  readonly refused: readonly WorkRefused[];
};

/** A question to the responsible caseworker, and what came of it; several answers when two noted one apart. */
export type QuestionView = {
  /** The event that asked. */
  readonly id: string;
  readonly status: 'open' | QuestionOutcome;
  readonly question: string;
  readonly officer: string;
  readonly unit: string;
  readonly askedOn: string;
  readonly how: QuestionWay;
  /** The day on which to ask again. */
  readonly watchOn: string | null;
  /** That day has come and nothing says that an answer came. */
  readonly due: boolean;
  readonly by: string;
  readonly ends: readonly {
    readonly day: string;
    readonly how: QuestionWay;
    readonly answer: string;
    readonly by: string;
  }[];
};

/** Cases with an open question, the earliest day first. */
export type QuestionOverview = {
  readonly open: number;
  readonly waiting: readonly {
    readonly caseId: string;
    readonly name: string;
    readonly applicationId: string;
    readonly watchOn: string | null;
    readonly due: boolean;
    /** The open questions of the case. */
    readonly ids: readonly string[];
  }[];
};

export type RequestOverview = {
  readonly open: number;
  readonly late: number;
  /** Earliest first. */
  readonly due: readonly {
    readonly caseId: string;
    readonly name: string;
    readonly applicationId: string;
    readonly day: string;
    readonly late: boolean;
  }[];
  readonly questions: QuestionOverview;
};

export const askSchema = z.object({
  cases,
  what,
  /** `proposed`: of each case what its own checks point at. */
  lacks: z.union([z.literal('proposed'), z.array(z.string().max(40)).max(20)]),
  text: words,
  sentOn: isoDateSchema,
  dueOn: isoDateSchema,
  how,
});
export type AskInput = z.infer<typeof askSchema>;
const of = z.object({ cases, what });

export const requestOperations = {
  'requests.overview': operation(z.object({})).returns<RequestOverview>(),
  'requests.propose': operation(of).returns<RequestProposal>(),
  'requests.send': operation(askSchema).returns<WorkDone>(),
  /** Of each case the open request of that kind. */
  'requests.extend': operation(
    of.extend({ dueOn: isoDateSchema, reason: z.string().max(400) }),
  ).returns<WorkDone>(),
  'requests.remind': operation(of.extend({ day: isoDateSchema, how })).returns<WorkDone>(),
  'requests.end': operation(
    of.extend({ outcome: z.enum(requestOutcomes), day: isoDateSchema, answer: z.string().max(4000) }),
  ).returns<WorkDone>(),
  /** The day on which the party opened a case at the agency; null: what was recorded does not hold. */
  'requests.matter': operation(
    z.object({
      id: caseIdSchema,
      heads: z.array(eventHashSchema).max(200),
      openedOn: isoDateSchema.nullable(),
      how: z.enum(matterWays),
      note: z.string().max(200),
    }),
  ).returns<{ readonly batch: string }>(),
  'requests.question': operation(
    z.object({
      cases,
      question: z.string().max(4000),
      officer: z.string().max(120),
      unit: z.string().max(120),
      askedOn: isoDateSchema,
      how: z.enum(questionWays),
      watchOn: isoDateSchema.optional(),
    }),
  ).returns<WorkDone>(),
  'requests.endQuestion': operation(
    z.object({
      id: caseIdSchema,
      of: eventHashSchema,
      outcome: z.enum(questionOutcomes),
      day: isoDateSchema,
      how: z.enum(questionWays),
      answer: z.string().max(4000),
    }),
  ).returns<WorkDone>(),
};
