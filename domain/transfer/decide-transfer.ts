// Owns: deciding whether a case may move to the season's other intake. Must not: write, or choose between two who moved it.
import { otherIntake, type BatchId, type EventHash, type IntakeId } from '../ids.ts';
import { followersOf } from '../ledger/case/joins.ts';
import type { CaseState } from '../ledger/case/state.ts';
import { transferOf } from '../ledger/case/transfers.ts';
import type { PayloadOf } from '../ledger/payload.ts';
import { err, ok, type Result } from '../result.ts';
import { handlingBlock, type HandlingBlock } from '../review/verdict.ts';

export type TransferCommand = {
  readonly to: IntakeId;
  readonly reason: string;
  /** The heads of the case's stream that the window showed. */
  readonly heads: readonly EventHash[];
  readonly batch: BatchId;
};

export type TransferRefusal =
  | HandlingBlock
  | { readonly tag: 'otherSeason'; readonly intake: IntakeId }
  | { readonly tag: 'transferReasonMissing' }
  | { readonly tag: 'alreadyThere' };

/** RE-39, RE-40: what has been decided or joined is not moved: the basis rests on the rules of its intake. */
export function decideTransfer(
  state: CaseState,
  { to, reason, heads, batch }: TransferCommand,
): Result<PayloadOf<'case.transferred'>, TransferRefusal> {
  const block = handlingBlock(state, heads) ?? followerBlock(state);
  if (block) return err(block);
  const from = state.intake;
  if (from === null) return err({ tag: 'caseNotOpened' });
  const differs = transferOf(state).status === 'differs';
  if (to === from && !differs) return err({ tag: 'alreadyThere' });
  if (to !== from && to !== otherIntake(from)) return err({ tag: 'otherSeason', intake: from });
  const words = reason.trim();
  if (words === '') return err({ tag: 'transferReasonMissing' });
  return ok({ kind: 'case.transferred', batch, ...(differs ? {} : { from }), to, reason: words });
}

/** CO-5: joined cases stand in one intake. */
function followerBlock(state: CaseState): HandlingBlock | undefined {
  return followersOf(state).length > 0 ? { tag: 'joinedToAnother' } : undefined;
}
