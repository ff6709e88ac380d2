// Owns: saying that two cases are one application, which of them is handled, and taking that back.
// Must not: move a fact, an offer or a decision between cases; both keep what they have.
import type { BatchId, CaseId, EventHash } from '../ids.ts';
import { decisionStanding } from '../ledger/case/decisions.ts';
import { followersOf, joinsOf, ledBy } from '../ledger/case/joins.ts';
import { isOpened } from '../ledger/case/readings.ts';
import type { CaseState } from '../ledger/case/state.ts';
import type { PayloadOf } from '../ledger/payload.ts';
import { err, ok, type Result } from '../result.ts';

/** One of the two cases, with the heads of its stream that the window showed. */
export type Party = {
  readonly id: CaseId;
  readonly state: CaseState;
  readonly heads: readonly EventHash[];
};

type Pair = { readonly leads: Party; readonly follows: Party };
export type JoinCommand = { readonly reason: string; readonly batch: BatchId };

export type PairError =
  | { readonly tag: 'caseNotOpened' }
  | { readonly tag: 'specialHandling' }
  | { readonly tag: 'newerEntries' }
  | { readonly tag: 'changedMeanwhile' }
  | { readonly tag: 'sameCase' }
  | { readonly tag: 'noReason' };
export type JoinError =
  | PairError
  | { readonly tag: 'otherIntake' }
  | { readonly tag: 'alreadyJoined' }
  | { readonly tag: 'leaderIsJoined' }
  | { readonly tag: 'followerLeads' }
  | { readonly tag: 'followerDecided' };

/** What is written on the leading case and what on the following one, in that order. */
type Both<K extends 'case.same-as' | 'case.not-same'> = readonly [PayloadOf<K>, PayloadOf<K>];

/** A case with a basis or a decision leads; two such cases are two decisions, changed by 36–38 §§ FL only. */
export function decideJoin(pair: Pair, command: JoinCommand): Result<Both<'case.same-as'>, JoinError> {
  const { leads, follows } = pair;
  const error = pairError(leads, follows, command.reason) ?? joinError(pair);
  if (error !== undefined) return err(error);
  const said = { kind: 'case.same-as', batch: command.batch, reason: command.reason.trim() } as const;
  return ok([
    { ...said, other: follows.id, role: 'leads' },
    { ...said, other: leads.id, role: 'follows' },
  ]);
}

function joinError({ leads, follows }: Pair): JoinError | undefined {
  if (leads.state.intake !== follows.state.intake) return { tag: 'otherIntake' };
  const said = joinsOf(follows.state).find((join) => join.other === leads.id)?.said;
  if (said?.status === 'agreed' && said.value.role === 'follows') return { tag: 'alreadyJoined' };
  if (ledBy(leads.state).some((id) => id !== follows.id)) return { tag: 'leaderIsJoined' };
  if (followersOf(follows.state).some((id) => id !== leads.id)) return { tag: 'followerLeads' };
  return decisionStanding(follows.state).status === 'undecided' ? undefined : { tag: 'followerDecided' };
}

/** Two cases after all, or two that only look alike. */
export function decidePart(
  [one, other]: readonly [Party, Party],
  command: JoinCommand,
): Result<Both<'case.not-same'>, PairError | { readonly tag: 'alreadyApart' }> {
  const error = pairError(one, other, command.reason);
  if (error !== undefined) return err(error);
  const said = joinsOf(one.state).find((join) => join.other === other.id)?.said;
  if (said?.status === 'agreed' && said.value.role === 'apart') return err({ tag: 'alreadyApart' });
  const payload = { kind: 'case.not-same', batch: command.batch, reason: command.reason.trim() } as const;
  return ok([
    { ...payload, other: other.id },
    { ...payload, other: one.id },
  ]);
}

function pairError(one: Party, other: Party, reason: string): PairError | undefined {
  if (one.id === other.id) return { tag: 'sameCase' };
  for (const { state, heads } of [one, other]) {
    if (!isOpened(state)) return { tag: 'caseNotOpened' };
    if (state.stub !== null) return { tag: 'specialHandling' };
    if (state.newer > 0) return { tag: 'newerEntries' };
    if (!sameHeads(state.heads, heads)) return { tag: 'changedMeanwhile' };
  }
  return reason.trim() === '' ? { tag: 'noReason' } : undefined;
}

function sameHeads(standing: readonly EventHash[], shown: readonly EventHash[]): boolean {
  return standing.length === shown.length && standing.every((head) => shown.includes(head));
}
