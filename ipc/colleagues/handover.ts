// Owns: operations by which a case goes from one colleague to another, and what is known of each colleague.
// Must not: carry what a note says anywhere but to the open case.
import { z } from 'zod';
import { caseIdSchema, eventHashSchema, memberIdSchema } from '../../domain/ids.ts';
import { operation } from '../operation.ts';

const heads = z.array(eventHashSchema).max(200);
const shownCases = z
  .array(z.object({ id: caseIdSchema, heads: heads.optional() }))
  .min(1)
  .max(100_000);

export type CaseHandover = {
  /** Notes that nobody has taken over yet, oldest first. `forWhom` is null for whoever takes it. */
  readonly notes: readonly {
    readonly text: string;
    readonly forWhom: string | null;
    readonly by: string;
    readonly at: number;
  }[];
  readonly takenBy: readonly { readonly name: string; readonly self: boolean; readonly at: number }[];
};
export type ColleagueView = {
  readonly id: string;
  readonly name: string;
  readonly self: boolean;
  /** Cases can be handed over to them (GR-12). */
  readonly seesCases: boolean;
  /** When a file of theirs came here last. */
  readonly heardAt: number | null;
  /** What they did last of what has come here, by their own clock. */
  readonly lastActAt: number | null;
  /** Cases taken over that are not decided, and notes that wait for them. Never how many somebody has done (WO-11). */
  readonly open: number;
  readonly waiting: number;
};
export type HandoverOverview = {
  /** Cases with a note for oneself or for anybody. */
  readonly waiting: number;
  /** The first of them. */
  readonly cases: readonly {
    readonly caseId: string;
    readonly name: string;
    readonly applicationId: string;
    readonly by: string;
    readonly at: number;
  }[];
  readonly colleagues: readonly ColleagueView[];
};

type Done = { readonly batch: string; readonly changed: number };

export const handoverOperations = {
  'handover.overview': operation(z.object({})).returns<HandoverOverview>(),
  'handover.note': operation(
    z.object({ cases: shownCases, text: z.string().max(4000), forWhom: memberIdSchema.optional() }),
  ).returns<Done>(),
  'handover.take': operation(z.object({ cases: shownCases })).returns<Done>(),
};
