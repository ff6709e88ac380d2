// Owns: what stands in the way of any deciding act on a case, before its form is read.
// Must not: judge the form, nor let an act pass on heads other than those its author saw (design §3).
import type { CaseId, EventHash } from '../ids.ts';
import { mayDecide, type Deciding } from '../team/delegation.ts';
import { memberOf, type TeamState } from '../team/team-state.ts';
import type { StreamState } from '../ledger/stream.ts';
import { decisionStanding } from '../ledger/case/decisions.ts';
import { carefulFlag, fieldValue } from '../ledger/case/fields.ts';
import { ledBy } from '../ledger/case/joins.ts';
import { conclusionOf, isOpened } from '../ledger/case/readings.ts';
import type { CaseState } from '../ledger/case/state.ts';
import { transferOf } from '../ledger/case/transfers.ts';

export type Block =
  | { readonly tag: 'notOpened' }
  | { readonly tag: 'protectedIdentity' }
  | { readonly tag: 'newerEntries' }
  /** The same application as another case, and handled there. */
  | { readonly tag: 'joinedToAnother'; readonly cases: readonly CaseId[] }
  | { readonly tag: 'changedMeanwhile'; readonly heads: readonly EventHash[] }
  | { readonly tag: 'decisionConflict'; readonly heads: readonly EventHash[] }
  | { readonly tag: 'alreadyRegistered'; readonly barNumber: string; readonly day: string }
  | { readonly tag: 'verdictConflict' }
  /** Colleagues have moved the case differently: nobody knows whose rules it is judged by. */
  | { readonly tag: 'transferConflict' }
  | { readonly tag: 'consentWithdrawn' }
  | { readonly tag: 'applicationWithdrawn' }
  | { readonly tag: 'notEligible' }
  /** The agency asks a second person to look at what stands, and nobody has (second-look.ts). */
  | { readonly tag: 'secondLookMissing' }
  /** GR-9: the group's delegation names somebody else for that outcome on that day. */
  | { readonly tag: 'notDelegated'; readonly name: string; readonly day: string };

/** Holds for every deciding act. `shown` are the heads of the case's stream that the window or the list showed. */
export function blockOf(state: CaseState, shown: readonly EventHash[]): Block | undefined {
  return caseBlock(state) ?? changedBlock(state, shown) ?? standingBlock(state);
}

function caseBlock(state: CaseState): Block | undefined {
  if (!isOpened(state)) return { tag: 'notOpened' };
  if (state.stub !== null) return { tag: 'protectedIdentity' };
  if (state.newer > 0) return { tag: 'newerEntries' };
  const cases = ledBy(state);
  return cases.length > 0 ? { tag: 'joinedToAnother', cases } : undefined;
}

/** The same two questions of another stream that the act rests on, such as the employer's. */
export function streamBlock(
  state: StreamState | undefined,
  shown: readonly EventHash[] | undefined,
): Block | undefined {
  if (state === undefined) return undefined;
  if (state.newer > 0) return { tag: 'newerEntries' };
  return shown === undefined ? undefined : changedBlock(state, shown);
}

export function changedBlock(state: StreamState, shown: readonly EventHash[]): Block | undefined {
  const seen = new Set(shown);
  const same = seen.size === state.heads.length && state.heads.every((head) => seen.has(head));
  return same ? undefined : { tag: 'changedMeanwhile', heads: state.heads };
}

function standingBlock(state: CaseState): Block | undefined {
  const standing = decisionStanding(state);
  if (standing.status === 'conflict')
    return { tag: 'decisionConflict', heads: standing.heads.map((head) => head.event) };
  if (standing.status !== 'registered') return undefined;
  return { tag: 'alreadyRegistered', barNumber: standing.registered.barNumber, day: standing.registered.day };
}

/** GR-9: holds for fixing a basis, and for the day on which BÄR decided over it. */
export function delegationBlock(team: TeamState, deciding: Deciding): Block | undefined {
  if (mayDecide(team, deciding)) return undefined;
  const name = memberOf(team, deciding.decider)?.name ?? '';
  return { tag: 'notDelegated', name, day: deciding.day };
}

/** Further blocks on fixing a basis; what BÄR has already decided is recorded all the same. */
export function basisBlockOf(state: CaseState, outcome: 'grant' | 'refusal'): Block | undefined {
  const consentGone =
    carefulFlag(state.fields, 'consentWithdrawnOn') || fieldValue(state.fields, 'consent') === false;
  if (consentGone) return { tag: 'consentWithdrawn' };
  if (carefulFlag(state.fields, 'withdrawn')) return { tag: 'applicationWithdrawn' };
  if (transferOf(state).status === 'differs') return { tag: 'transferConflict' };
  const verdict = conclusionOf(state);
  if (verdict.status === 'differs') return { tag: 'verdictConflict' };
  const against = verdict.status === 'agreed' && verdict.value.conclusion === 'notEligible';
  return against && outcome === 'grant' ? { tag: 'notEligible' } : undefined;
}
