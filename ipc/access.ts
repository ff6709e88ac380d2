// Owns: operations of the read log: noting what was opened, handing the log to reviewers, reviewing it.
// Must not: carry anything of a person but a colleague's name and a case's number.
import { z } from 'zod';
import type { EarlierDraw } from '../domain/access/protocol.ts';
import { caseIdSchema, isoDateSchema } from '../domain/ids.ts';
import { operation } from './operation.ts';

const nothing = z.object({});

export type LogReceived = { readonly from: string; readonly added: number; readonly known: number };

export type SampleLine = {
  /** Device and number: the line's own place. */
  readonly key: string;
  readonly at: number;
  readonly by: string;
  /** The application's number where this store knows the case, else the first signs of its id. */
  readonly caseName: string;
  readonly how: string;
  /** Why the case of a person with protected identity was opened, as a code. */
  readonly reason: string | null;
  readonly grounds: readonly string[];
  readonly judged: 'open' | 'inOrder' | 'investigate';
  readonly note: string;
};
/** A colleague's computer whose log is not here (`until` null), or was sealed at `until` (µs), before the period ends. */
export type LogLacking = { readonly device: string; readonly by: string; readonly until: number | null };

export type ReviewView = {
  readonly from: string;
  readonly to: string;
  readonly seed: number;
  readonly all: number;
  readonly own: number;
  readonly pointed: Readonly<Record<string, number>>;
  readonly lines: readonly SampleLine[];
  readonly lacking: readonly LogLacking[];
  /** Logs have come or grown since the sample was drawn. */
  readonly hasGrown: boolean;
  readonly earlier: readonly EarlierDraw[];
};
export type AccessStatus = {
  readonly own: {
    readonly lines: number;
    readonly sealedLines: number;
    readonly sealedAt: number | null;
  };
  /** Names of the group's log reviewers. */
  readonly reviewers: readonly string[];
  /** Whether the own member is one. */
  readonly mayReview: boolean;
  readonly received: readonly {
    readonly device: string;
    readonly by: string;
    readonly lines: number;
    readonly self: boolean;
    /** When its owner sealed it (µs); null for the own log. */
    readonly sealedAt: number | null;
  }[];
  /** Whose log is missing as of today. */
  readonly lacking: readonly LogLacking[];
  /** The review that is under way on this computer. */
  readonly review: ReviewView | null;
  readonly finished: readonly {
    readonly id: number;
    readonly at: number;
    readonly by: string;
    readonly sampled: number;
    readonly toInvestigate: number;
  }[];
};

export const accessOperations = {
  /** The window has shown a case for a second or longer. */
  'access.opened': operation(z.object({ id: caseIdSchema })).returns<{ readonly noted: true }>(),
  'access.status': operation(nothing).returns<AccessStatus>(),
  'access.seal': operation(nothing).returns<{ readonly saved: string | null; readonly lines: number }>(),
  'access.receive': operation(nothing).returns<LogReceived | null>(),
  'access.sample': operation(z.object({ from: isoDateSchema, to: isoDateSchema })).returns<ReviewView>(),
  'access.judge': operation(
    z.object({
      key: z.string().max(60),
      judged: z.enum(['inOrder', 'investigate']),
      note: z.string().max(2000),
    }),
  ).returns<{ readonly left: number }>(),
  'access.finish': operation(nothing).returns<{ readonly id: number; readonly saved: string | null }>(),
  'access.protocol': operation(z.object({ id: z.int().min(1) })).returns<{ readonly saved: string | null }>(),
};
