// Owns: saying that facts unseen by a decision have been looked at, and giving or leaving without effect acts of somebody not entitled.
// Must not: change the decision: what BÄR decided is changed by 36–38 §§ förvaltningslagen (2017:900).
import { changedBlock, type Block } from '../decision/gate.ts';
import type { EventHash } from '../ids.ts';
import { unseenFacts } from '../ledger/case/readings.ts';
import type { CaseState } from '../ledger/case/state.ts';
import type { PayloadOf } from '../ledger/payload.ts';
import type { StreamState } from '../ledger/stream.ts';
import { err, ok, type Result } from '../result.ts';
import { waitingActs } from './flags.ts';

export type ReviewCommand = {
  readonly heads: readonly EventHash[];
  readonly outcome: 'stands' | 'toBeChanged';
  readonly reason: string;
};
export type ReviewError =
  | Extract<Block, { tag: 'changedMeanwhile' | 'newerEntries' | 'protectedIdentity' }>
  | { readonly tag: 'nothingUnseen' }
  | { readonly tag: 'noReason' };

/** Names every fact that the flag is about: one that comes in later is asked about anew. */
export function decideReview(
  state: CaseState,
  { heads, outcome, reason }: ReviewCommand,
): Result<PayloadOf<'unseen.reviewed'>, ReviewError> {
  if (state.stub !== null) return err({ tag: 'protectedIdentity' });
  if (state.newer > 0) return err({ tag: 'newerEntries' });
  if (changedBlock(state, heads) !== undefined) return err({ tag: 'changedMeanwhile', heads: state.heads });
  const facts = unseenFacts(state).flatMap(({ fact }) => state.acts[fact]?.event ?? []);
  if (facts.length === 0) return err({ tag: 'nothingUnseen' });
  if (reason.trim() === '') return err({ tag: 'noReason' });
  return ok({ kind: 'unseen.reviewed', facts: [...new Set(facts)].sort(), outcome, reason: reason.trim() });
}

export type SpeakCommand = {
  readonly events: readonly EventHash[];
  readonly effect: 'confirm' | 'leave';
  readonly reason: string;
};
export type SpeakError =
  | { readonly tag: 'notWaiting' }
  | { readonly tag: 'alreadyLeft' }
  | { readonly tag: 'noReason' };

/** An act that was left can be confirmed later; one that is confirmed is no longer waiting. */
export function decideSpeak(
  state: StreamState,
  { events, effect, reason }: SpeakCommand,
): Result<PayloadOf<'acts.confirmed'> | PayloadOf<'acts.left'>, SpeakError> {
  if (events.length === 0 || events.some((hash) => !state.notEntitled.includes(hash)))
    return err({ tag: 'notWaiting' });
  const waiting = waitingActs(state);
  if (effect === 'leave' && events.every((hash) => !waiting.includes(hash)))
    return err({ tag: 'alreadyLeft' });
  if (reason.trim() === '') return err({ tag: 'noReason' });
  const kind = effect === 'confirm' ? 'acts.confirmed' : 'acts.left';
  return ok({ kind, events: [...events], reason: reason.trim() });
}
