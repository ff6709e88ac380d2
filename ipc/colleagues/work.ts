// Owns: operations by which the group shares its work: who has a case, dividing lists, watches, notes, conflicts of interest.
// Must not: rank colleagues: counts are how much each has, never how fast.
import { z } from 'zod';
import { caseIdSchema, eventHashSchema, isoDateSchema, memberIdSchema } from '../../domain/ids.ts';
import { interestGrounds, type InterestGround } from '../../domain/ledger/payloads/work.ts';
import type { Pace } from '../../domain/pace/pace.ts';
import type { UrgencyReason } from '../../domain/urgency/urgency.ts';
import { operation } from '../operation.ts';

const heads = z.array(eventHashSchema).max(200);
const cases = z.array(caseIdSchema).min(1).max(100_000);

export type CaseWork = {
  /** Everybody who has the case. `until`: the last day of a claim; `over`: that day has passed. */
  readonly assignees: readonly {
    readonly id: string;
    readonly name: string;
    readonly self: boolean;
    readonly until: string | null;
    readonly over: boolean;
    readonly by: string;
    readonly at: number;
  }[];
  readonly watch: {
    readonly until: string;
    readonly reason: string;
    readonly by: string;
    readonly due: boolean;
  } | null;
  /** Oldest first. */
  readonly notes: readonly {
    readonly place: 'internal' | 'caseFile';
    readonly text: string;
    readonly by: string;
    readonly at: number;
  }[];
  /** Who is barred now. `ground` is null where a lead has said it. */
  readonly barred: readonly {
    readonly id: string;
    readonly name: string;
    readonly self: boolean;
    readonly ground: InterestGround | null;
    readonly at: number;
  }[];
};

/** One case of many that could not be changed, in a word. */
export type WorkRefused = {
  readonly caseId: string;
  readonly applicationId: string;
  readonly reason: string;
};
export type WorkDone = {
  readonly batch: string | null;
  readonly changed: number;
  readonly refused: readonly WorkRefused[];
};

/** `even`: by what each has; `mine`: one's own part by the rule that colleagues use without having met. */
export const shareSchema = z.object({
  cases,
  members: z.array(memberIdSchema).min(1).max(50),
  how: z.enum(['even', 'mine']),
  /** No one gets beyond so many open cases. */
  most: z.int().min(1).max(100_000).optional(),
  /** Only with `mine`: the last day of the claim. */
  until: isoDateSchema.optional(),
});
export type ShareInput = z.infer<typeof shareSchema>;
export type SharePreview = {
  readonly parts: readonly {
    readonly id: string;
    readonly name: string;
    readonly self: boolean;
    /** Open cases before, and how many more. */
    readonly has: number;
    readonly gets: number;
  }[];
  readonly refused: readonly WorkRefused[];
};

export type WorkOverview = {
  /** Cases that are one's own and not ended. */
  readonly mine: number;
  readonly due: readonly {
    readonly caseId: string;
    readonly name: string;
    readonly applicationId: string;
    readonly day: string;
  }[];
  /** Who may be given cases, with how many each has open. */
  readonly members: readonly {
    readonly id: string;
    readonly name: string;
    readonly self: boolean;
    readonly open: number;
  }[];
};

export type NextForMe = {
  readonly caseId: string;
  /** One's own, or one that nobody has. */
  readonly mine: boolean;
  readonly reasons: readonly UrgencyReason[];
};

/** Of the group as a whole, and one's own today: never of anybody else (RE-68, RE-69). */
export type PaceView = { readonly left: number; readonly group: Pace; readonly ownToday: number };

export const workOperations = {
  'work.pace': operation(z.object({ intake: z.string().max(40).optional() })).returns<PaceView>(),
  /** The case that presses most of one's own and of those that nobody has; after a given one, the next. Null: none does. */
  'work.next': operation(
    z.object({ intake: z.string().max(40).optional(), after: caseIdSchema.optional() }),
  ).returns<NextForMe | null>(),
  'work.overview': operation(z.object({})).returns<WorkOverview>(),
  'work.assign': operation(z.object({ cases, to: memberIdSchema.nullable() })).returns<WorkDone>(),
  'work.previewShare': operation(shareSchema).returns<SharePreview>(),
  'work.share': operation(shareSchema).returns<WorkDone>(),
  'work.watch': operation(
    z.object({ cases, until: isoDateSchema.nullable(), reason: z.string().max(400).optional() }),
  ).returns<WorkDone>(),
  'work.note': operation(
    z.object({
      id: caseIdSchema,
      heads,
      place: z.enum(['internal', 'caseFile']),
      text: z.string().max(4000),
    }),
  ).returns<{ readonly batch: string }>(),
  'work.declare': operation(z.object({ id: caseIdSchema, ground: z.enum(interestGrounds) })).returns<{
    readonly done: true;
  }>(),
  'work.try': operation(
    z.object({ id: caseIdSchema, member: memberIdSchema, holds: z.boolean(), reason: z.string().max(4000) }),
  ).returns<{ readonly done: true }>(),
};
