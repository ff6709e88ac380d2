// Owns: operations by which the applicant is asked for a supplement or for their view, and what came of it.
// Must not: make a letter; that is `print.export` with the kind as variant.
import { z } from 'zod';
import { caseIdSchema, isoDateSchema } from '../../domain/ids.ts';
import {
  requestKinds,
  requestOutcomes,
  requestWays,
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
};
