// Owns: deciding a verdict on one case, alone or as one of many. Must not: write an event or ask the clock.
import type { BatchId, EventHash, MemberId } from '../ids.ts';
import { decisionStanding } from '../ledger/case/decisions.ts';
import { carefulFlag } from '../ledger/case/fields.ts';
import { ledBy } from '../ledger/case/joins.ts';
import { conclusionOf, isOpened } from '../ledger/case/readings.ts';
import type { CaseState } from '../ledger/case/state.ts';
import type { Conclusion, PayloadOf } from '../ledger/payload.ts';
import type { Pin } from '../ledger/payload-parts.ts';
import { err, ok, type Result } from '../result.ts';
import { runReviewChecks } from '../rules/all-checks.ts';
import type { CheckResult, RuleContext } from '../rules/check.ts';
import { caseFacts, type CaseFacts } from '../rules/facts.ts';
import type { CriterionId } from '../rules/rule-set.ts';
import { bulkEligibility, bulkNotEligible, hardCriteria, toConfirm, type BulkRefusal } from './proposal.ts';
import { findReason, isReasonFor, type Reason, type ReasonData } from './reasons.ts';

export type VerdictCommand = {
  readonly conclusion: Conclusion;
  /** Level-2 code of “Granskning – ej behörig”. */
  readonly reason?: string;
  /** Why an unmet fact is set aside, in the caseworker's words. */
  readonly note?: string;
  /** The heads of the case's stream that the window showed. */
  readonly heads: readonly EventHash[];
  /** `many`: no case was opened, so only what the facts settle. */
  readonly mode: 'single' | 'many';
  readonly batch?: BatchId;
};

export type VerdictContext = RuleContext & {
  readonly ruleSetPin: Pin;
  readonly countriesPin: Pin;
  readonly reasons: ReasonData;
};

/** What happened after the window was drawn. */
export type ChangedAct = { readonly event: EventHash; readonly actor: MemberId };

export type VerdictRefusal =
  | BulkRefusal
  | { readonly tag: 'caseNotOpened' }
  | { readonly tag: 'specialHandling' }
  | { readonly tag: 'newerEntries' }
  | { readonly tag: 'joinedToAnother' }
  | { readonly tag: 'changedMeanwhile'; readonly acts: readonly ChangedAct[] }
  | { readonly tag: 'decisionConflict' }
  | { readonly tag: 'basisFixed' }
  | { readonly tag: 'decided' }
  | { readonly tag: 'consentWithdrawn' }
  | { readonly tag: 'applicationWithdrawn' }
  | { readonly tag: 'hardFactUnmet'; readonly criteria: readonly CriterionId[] }
  | { readonly tag: 'reasonMissing' }
  | { readonly tag: 'reasonUnknown'; readonly reason: string }
  | { readonly tag: 'reasonNotForConclusion' }
  | { readonly tag: 'reasonOtherGroup'; readonly reason: string }
  | { readonly tag: 'alreadySo' };

type Payload = PayloadOf<'verdict.given'>;
type Judged = { readonly confirms: readonly CriterionId[]; readonly reason?: Reason };

/** A verdict on one case, or why it cannot be given. Verdicts of review are no decision: 20 and 25 §§ FL do not apply. */
export function decideVerdict(
  state: CaseState,
  command: VerdictCommand,
  context: VerdictContext,
): Result<Payload, VerdictRefusal> {
  const blocked = whyBlocked(state, command);
  if (blocked) return err(blocked);
  const facts = caseFacts(state);
  const checks = runReviewChecks(facts, context);
  const judged = judge(command, { facts, checks, context });
  return judged.ok ? ok(payloadOf(command, judged.value, { checks, context })) : judged;
}

type Material = {
  readonly facts: CaseFacts;
  readonly checks: readonly CheckResult[];
  readonly context: VerdictContext;
};

export type HandlingBlock = Extract<
  VerdictRefusal,
  {
    readonly tag:
      | 'specialHandling'
      | 'caseNotOpened'
      | 'newerEntries'
      | 'joinedToAnother'
      | 'changedMeanwhile'
      | 'decisionConflict'
      | 'basisFixed'
      | 'decided';
  }
>;

/** What stands in the way of whatever changes how a case is judged. */
export function handlingBlock(state: CaseState, heads: readonly EventHash[]): HandlingBlock | undefined {
  if (state.stub) return { tag: 'specialHandling' };
  if (!isOpened(state)) return { tag: 'caseNotOpened' };
  if (state.newer > 0) return { tag: 'newerEntries' };
  if (ledBy(state).length > 0) return { tag: 'joinedToAnother' };
  if (!sameHeads(state.heads, heads)) return { tag: 'changedMeanwhile', acts: actsAfter(state, heads) };
  return decisionBlock(state);
}

function whyBlocked(state: CaseState, command: VerdictCommand): VerdictRefusal | undefined {
  return (
    handlingBlock(state, command.heads) ??
    (command.conclusion === 'eligible' ? withdrawnBlock(state) : undefined) ??
    (isAlreadySo(state, command) ? { tag: 'alreadySo' } : undefined)
  );
}

function sameHeads(standing: readonly EventHash[], shown: readonly EventHash[]): boolean {
  return standing.length === shown.length && standing.every((head) => shown.includes(head));
}

/** Acts that came after the last head the window showed; all of them when none is known. */
function actsAfter(state: CaseState, shown: readonly EventHash[]): readonly ChangedAct[] {
  const last = Math.max(-1, ...shown.map((head) => state.acts.findIndex((act) => act.event === head)));
  return state.acts.slice(last + 1).map(({ event, actor }) => ({ event, actor }));
}

function decisionBlock(state: CaseState): HandlingBlock | undefined {
  switch (decisionStanding(state).status) {
    case 'conflict':
      return { tag: 'decisionConflict' };
    case 'basis':
      return { tag: 'basisFixed' };
    case 'registered':
      return { tag: 'decided' };
    case 'undecided':
      return undefined;
  }
}

function withdrawnBlock(state: CaseState): VerdictRefusal | undefined {
  if (carefulFlag(state.fields, 'consentWithdrawnOn')) return { tag: 'consentWithdrawn' };
  return carefulFlag(state.fields, 'withdrawn') ? { tag: 'applicationWithdrawn' } : undefined;
}

/** The same conclusion again says nothing new, unless colleagues differ or a note is added. */
function isAlreadySo(state: CaseState, command: VerdictCommand): boolean {
  const standing = conclusionOf(state);
  if (standing.status !== 'agreed' || command.note) return false;
  return standing.value.conclusion === command.conclusion && standing.value.reason === command.reason;
}

function judge(command: VerdictCommand, material: Material): Result<Judged, VerdictRefusal> {
  if (command.conclusion === 'notEligible') return judgeNotEligible(command, material);
  if (command.reason !== undefined) return err({ tag: 'reasonNotForConclusion' });
  if (command.conclusion === 'needsCheck') return ok({ confirms: [] });
  return judgeEligible(command, material.checks);
}

function judgeEligible(
  command: VerdictCommand,
  checks: readonly CheckResult[],
): Result<Judged, VerdictRefusal> {
  if (command.mode === 'many') {
    const taken = bulkEligibility(checks);
    return taken.ok ? ok({ confirms: taken.value }) : taken;
  }
  const unmet = checks
    .filter((one) => one.outcome === 'unmet' && hardCriteria.includes(one.id))
    .map((one) => one.id);
  if (unmet.length > 0 && !command.note?.trim()) return err({ tag: 'hardFactUnmet', criteria: unmet });
  return ok({ confirms: toConfirm(checks) });
}

function judgeNotEligible(command: VerdictCommand, material: Material): Result<Judged, VerdictRefusal> {
  if (command.reason === undefined) return err({ tag: 'reasonMissing' });
  const reason = findReason(material.context.reasons, 'notEligible', command.reason);
  if (!reason) return err({ tag: 'reasonUnknown', reason: command.reason });
  if (!isReasonFor(reason, material.context.ruleSet.id))
    return err({ tag: 'reasonOtherGroup', reason: reason.code });
  if (command.mode === 'single') return ok({ confirms: [], reason });
  const taken = bulkNotEligible(reason, material.checks, material.facts);
  return taken.ok ? ok({ confirms: [], reason }) : taken;
}

function payloadOf(
  command: VerdictCommand,
  judged: Judged,
  { checks, context }: Pick<Material, 'checks' | 'context'>,
): Payload {
  return {
    kind: 'verdict.given',
    ...(command.batch === undefined ? {} : { batch: command.batch }),
    conclusion: command.conclusion,
    ...(judged.reason === undefined ? {} : { reason: judged.reason.code }),
    ...(command.note === undefined ? {} : { note: command.note }),
    confirms: [...judged.confirms],
    ruleSet: context.ruleSetPin,
    countries: context.countriesPin,
    outcomes: Object.fromEntries(checks.map((one) => [one.id, one.outcome])),
  };
}
