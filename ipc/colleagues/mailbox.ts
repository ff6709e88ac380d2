// Owns: operations of the shared folder and of who has seen what. Must not: carry bytes or a whole path to the renderer.
import { z } from 'zod';
import type { Arising, MergePreview, OtherActs } from './exchange.ts';
import { operation } from '../operation.ts';

const nothing = z.object({});

/** A file to us that was left in the folder, and why: by the tag of a refusal, `becomesConflict` or `waitsForYou`. */
export type LeftInMailbox = {
  readonly name: string;
  readonly from: string;
  readonly reason: string;
  readonly added: number;
  readonly conflicts: number;
  readonly lookedAt: number;
  /** A person can look into it and take it in. */
  readonly canOpen: boolean;
};

export type MailboxStatus = {
  /** The last part of the folder's path; null while none is chosen. */
  readonly folder: string | null;
  readonly takeIn: 'self' | 'ask';
  readonly lastPutAt: number | null;
  readonly lastLookedAt: number | null;
  /** Tag of what was wrong at the last round: with the folder, or with the ground for giving anything out. */
  readonly problem: string | null;
  readonly put: readonly { readonly to: string; readonly at: number; readonly events: number }[];
  readonly left: readonly LeftInMailbox[];
};

export type RoundView = {
  readonly files: number;
  readonly events: number;
  readonly taken: number;
  readonly added: number;
  readonly conflicts: readonly string[];
  readonly left: readonly string[];
  /** Tag of what keeps the store from putting anything out, such as a ground that is not recorded. */
  readonly stopped: string | null;
};

export type SeenView = {
  readonly members: readonly {
    readonly id: string;
    readonly name: string;
    readonly self: boolean;
    readonly lastHeardAt: number | null;
  }[];
  /** `missing` is null while the colleague has never been heard. `of` is whose work, `by` to whom it has come. */
  readonly cells: readonly {
    readonly of: string;
    readonly by: string;
    readonly missing: number | null;
    readonly given: number;
  }[];
  /** Issued documents that are not here, by who has kept them. */
  readonly documents: readonly { readonly name: string; readonly count: number }[];
};

/** What one file brought when it was taken in. */
export type BundleResult = {
  readonly at: number;
  readonly from: string;
  readonly added: number;
  readonly skipped: number;
  readonly caseCount: number;
  /** Entries that belong to no case, as a number: rows of an earlier program say no more. */
  readonly otherCount: number;
  readonly others: readonly OtherActs[];
  /** Entries whose contents are not for this computer's member. */
  readonly leftOut: number;
  readonly cases: readonly {
    readonly caseId: string;
    readonly applicationId: string;
    readonly acts: readonly { readonly kind: string; readonly by: string; readonly count: number }[];
    readonly effect: Effect;
  }[];
  /** What came to stand apart with the file, and whether it still does. */
  readonly arising: readonly (Arising & { readonly stands: boolean })[];
  readonly moreArising: number;
};
/** What came of a case with the file: colleagues differ, or a fact was unseen by who decided; still, or settled since. */
type Effect = 'none' | 'stands' | 'settled' | 'unseen' | 'reviewed';

export const mailboxOperations = {
  'mailbox.status': operation(nothing).returns<MailboxStatus>(),
  'mailbox.choose': operation(nothing).returns<{ readonly folder: string | null }>(),
  'mailbox.settings': operation(
    z.object({ takeIn: z.enum(['self', 'ask']).optional(), stop: z.boolean().optional() }),
  ).returns<{ readonly saved: boolean }>(),
  'mailbox.run': operation(nothing).returns<RoundView>(),
  /** Looks into a file that was left; it is then taken in by `exchange.merge`. */
  'mailbox.open': operation(z.object({ name: z.string().max(120) })).returns<MergePreview>(),
  'exchange.seen': operation(nothing).returns<SeenView>(),
  'exchange.result': operation(z.object({ id: z.int().min(1) })).returns<BundleResult>(),
};
