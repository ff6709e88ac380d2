// Owns: the whole contract between window and main, and what main tells the window unasked.
// Must not: name a channel that `names.ts` does not; a test compares the two.
import type { Result } from '../domain/result.ts';
import { accessOperations } from './access.ts';
import { appOperations } from './app.ts';
import { conflictOperations } from './colleagues/conflicts.ts';
import { barOperations } from './bar.ts';
import { decisionOperations } from './decision.ts';
import { disclosureOperations } from './disclosure.ts';
import { exchangeOperations } from './colleagues/exchange.ts';
import { groupOperations } from './colleagues/group.ts';
import { handoverOperations } from './colleagues/handover.ts';
import { intakeOperations } from './intake.ts';
import { mailboxOperations } from './colleagues/mailbox.ts';
import { keepingOperations } from './keeping.ts';
import type { OperationName } from './names.ts';
import type { InputOf, OutputOf, Problem } from './operation.ts';
import { attachmentOperations } from './party/attachments.ts';
import { packageOperations } from './party/packages.ts';
import { requestOperations } from './party/requests.ts';
import { mailingOperations } from './party/mailings.ts';
import { proofOperations } from './proof.ts';
import { purgeOperations } from './purge.ts';
import { restrictedOperations } from './restricted.ts';
import { reviewOperations } from './review.ts';
import { workOperations } from './colleagues/work.ts';

export const operations = {
  ...appOperations,
  ...intakeOperations,
  ...reviewOperations,
  ...restrictedOperations,
  ...conflictOperations,
  ...barOperations,
  ...decisionOperations,
  ...exchangeOperations,
  ...proofOperations,
  ...mailboxOperations,
  ...accessOperations,
  ...keepingOperations,
  ...groupOperations,
  ...handoverOperations,
  ...workOperations,
  ...requestOperations,
  ...mailingOperations,
  ...attachmentOperations,
  ...packageOperations,
  ...purgeOperations,
  ...disclosureOperations,
};
export type Operations = typeof operations;

export type Input<N extends OperationName> = InputOf<Operations[N]>;
export type Output<N extends OperationName> = OutputOf<Operations[N]>;
export type Reply<N extends OperationName> = Result<Output<N>, Problem>;

/** An operation without a handler must not compile. */
export type Handlers = { readonly [N in OperationName]: (input: Input<N>) => Promise<Reply<N>> };

/** What main says unasked. */
export type Notification =
  | { readonly kind: 'changed'; readonly cases: readonly string[] | 'many' }
  | {
      readonly kind: 'progress';
      readonly job: string;
      readonly stage: string;
      readonly done: number;
      readonly total: number;
      /** False while stopping would change nothing: the window then offers no Cancel. */
      readonly cancellable: boolean;
    }
  | { readonly kind: 'jobEnded'; readonly job: string }
  /** Nobody has touched the window: it locks in so many seconds. Forms not sent are to be kept now. */
  | { readonly kind: 'lockSoon'; readonly seconds: number }
  /** A backup or a rehearsal has ended, well or not. */
  | { readonly kind: 'kept' }
  | { readonly kind: 'locked' };
