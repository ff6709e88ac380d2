// Owns: what the window shows of a second look at a basis or a verdict. Must not: say whether it counts; the domain does.
import type { LookStatus } from '../../domain/decision/second-look.ts';
import type { LookOutcome, LookSubject } from '../../domain/ledger/payloads/second-look.ts';

/** What waits for other eyes, or has had them; null where nothing was asked, or the agency no longer asks. */
export type SecondLookView = {
  readonly about: LookSubject;
  readonly of: string;
  readonly status: LookStatus;
  /** Whose act it is. */
  readonly by: string;
  /** Why the reader cannot be the second person. */
  readonly refused: 'ownAct' | 'noRole' | null;
  readonly looks: readonly {
    readonly by: string;
    readonly at: number;
    readonly outcome: LookOutcome;
    readonly reason: string;
    /** The case has changed since or beside it. */
    readonly missed: boolean;
  }[];
};
