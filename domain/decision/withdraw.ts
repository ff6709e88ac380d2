// Owns: taking back the record of a decision that BÄR made otherwise or of somebody else (DE-23).
// Must not: change what BÄR has decided, nor the basis under it.
import type { EventHash } from '../ids.ts';
import { decisionStanding } from '../ledger/case/decisions.ts';
import type { CaseState } from '../ledger/case/state.ts';
import type { PayloadOf } from '../ledger/payload.ts';
import { err, ok, type Result } from '../result.ts';
import { blockOf, type Block } from './gate.ts';

export type WithdrawCommand = { readonly heads: readonly EventHash[]; readonly reason: string };
export type WithdrawError = Block | { readonly tag: 'notRegistered' } | { readonly tag: 'noReason' };

export function decideWithdraw(
  state: CaseState,
  { heads, reason }: WithdrawCommand,
): Result<PayloadOf<'registration.withdrawn'>, WithdrawError> {
  const block = blockOf(state, heads);
  if (block !== undefined && block.tag !== 'alreadyRegistered') return err(block);
  if (decisionStanding(state).status !== 'registered') return err({ tag: 'notRegistered' });
  const [head] = state.decisionHeads;
  const why = reason.trim();
  if (head === undefined) return err({ tag: 'notRegistered' });
  if (why === '') return err({ tag: 'noReason' });
  return ok({ kind: 'registration.withdrawn', of: head.event, reason: why });
}
