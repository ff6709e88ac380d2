// Owns: ending a conflict between deciding acts: every head named, with a reason (design §3).
// Must not: let a basis, or nothing, stand over what BÄR has decided.
import type { EventHash } from '../ids.ts';
import type { CaseState } from '../ledger/case/state.ts';
import type { PayloadOf } from '../ledger/payload.ts';
import { err, ok, type Result } from '../result.ts';
import { changedBlock, type Block } from './gate.ts';

export type ResolveCommand = {
  readonly heads: readonly EventHash[];
  /** The head that stands from now on; null: none, the case is undecided again. */
  readonly keep: EventHash | null;
  readonly reason: string;
};

export type ResolveError =
  | Extract<Block, { tag: 'changedMeanwhile' | 'newerEntries' | 'protectedIdentity' }>
  | { readonly tag: 'noConflict' }
  | { readonly tag: 'notAHead' }
  | { readonly tag: 'registeredMustStand' }
  | { readonly tag: 'noReason' };

export function decideResolve(
  state: CaseState,
  command: ResolveCommand,
): Result<PayloadOf<'conflict.resolved'>, ResolveError> {
  const block = resolveBlock(state, command);
  if (block !== undefined) return err(block);
  const { decisionHeads } = state;
  const kept = decisionHeads.find((head) => head.event === command.keep);
  if (command.keep !== null && kept === undefined) return err({ tag: 'notAHead' });
  const registered = decisionHeads.some((head) => standsForRegistered(state, head.event));
  if (registered && (kept === undefined || !standsForRegistered(state, kept.event)))
    return err({ tag: 'registeredMustStand' });
  const reason = command.reason.trim();
  if (reason === '') return err({ tag: 'noReason' });
  return ok({
    kind: 'conflict.resolved',
    heads: decisionHeads.map((head) => head.event),
    keep: command.keep,
    reason,
  });
}

function resolveBlock(state: CaseState, { heads }: ResolveCommand): ResolveError | undefined {
  if (state.stub !== null) return { tag: 'protectedIdentity' };
  if (state.newer > 0) return { tag: 'newerEntries' };
  if (changedBlock(state, heads) !== undefined) return { tag: 'changedMeanwhile', heads: state.heads };
  return state.decisionHeads.length < 2 ? { tag: 'noConflict' } : undefined;
}

/** An earlier resolve stands for the head it kept. */
function standsForRegistered(state: CaseState, event: EventHash): boolean {
  const payload = state.decisions.find((one) => one.event === event)?.payload;
  if (payload?.kind === 'conflict.resolved')
    return payload.keep !== null && standsForRegistered(state, payload.keep);
  return payload?.kind === 'decision.registered';
}
