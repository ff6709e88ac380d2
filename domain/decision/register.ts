// Owns: recording what BÄR decided over a fixed basis, and what differs between the two (design §7).
// Must not: choose between ours and theirs; a person (or, in a demo store, the runner) says which holds.
import type { DecisionInput } from '../document/decision-input.ts';
import { composeDecision, type DocumentIncomplete } from '../document/party-decision.ts';
import type { Confirmations } from '../document/texts.ts';
import { given } from '../form/given.ts';
import type { Reference } from '../form/reference.ts';
import type { BatchId, CaseId, EventHash, IsoDate } from '../ids.ts';
import { decisionStanding } from '../ledger/case/decisions.ts';
import type { CaseState } from '../ledger/case/state.ts';
import type { LookSubject } from '../ledger/payloads/second-look.ts';
import type { Answers, DecisionOutcome, PayloadOf, Period } from '../ledger/payload.ts';
import { err, ok, type Result } from '../result.ts';
import type { TeamState } from '../team/team-state.ts';
import { blockOf, delegationBlock, type Block } from './gate.ts';
import { lookBlock } from './second-look.ts';

/** What BÄR holds. A list may leave the period out; then ours stands. */
export type BarDecision = {
  readonly barNumber: string;
  readonly day: IsoDate;
  readonly outcome: DecisionOutcome;
  readonly from?: IsoDate;
  readonly to?: IsoDate;
};

export type DifferenceField = 'outcome' | 'from' | 'to' | 'dayBeforeBasis' | 'startBeforeDay';
export type Difference = { readonly field: DifferenceField; readonly ours: string; readonly theirs: string };
export type Kept = Readonly<Partial<Record<string, 'ours' | 'theirs'>>>;

export type RegisterCommand = BarDecision & {
  readonly heads: readonly EventHash[];
  readonly source: 'hand' | 'list';
  /** Difference → what holds, said by a person. */
  readonly kept: Kept;
  readonly batch?: BatchId;
  /** Answers that BÄR's other outcome needs (7.2, 7.3 …); used for the document only. */
  readonly supplement?: Answers;
};

export type RegisterContext = {
  readonly reference: Pick<Reference, 'texts' | 'pins' | 'form'>;
  readonly caseId: CaseId;
  readonly state: CaseState;
  readonly team: TeamState;
  readonly today: IsoDate;
  readonly confirmations: Confirmations;
  readonly demo: boolean;
  /** Version of the renderer that the documents are composed for. */
  readonly renderer: string;
  /** What the agency asks a second look at. */
  readonly asks?: readonly LookSubject[];
};

export type RegisterError =
  | Block
  | { readonly tag: 'noBasis' }
  | { readonly tag: 'noBarNumber' }
  | { readonly tag: 'dayInFuture'; readonly day: string }
  | { readonly tag: 'differs'; readonly differences: readonly Difference[] }
  | DocumentIncomplete;

/**
 * `missing` is empty, or names what the document of another outcome than the fixed one lacks: BÄR's decision is recorded
 * as the fact it is, without a page to print.
 */
export type Registration = {
  readonly payload: PayloadOf<'decision.registered'>;
  readonly missing: readonly string[];
};

export function decideRegister(
  command: RegisterCommand,
  context: RegisterContext,
): Result<Registration, RegisterError> {
  const { state } = context;
  const block = blockOf(state, command.heads);
  if (block !== undefined) return err(block);
  const standing = decisionStanding(state);
  if (standing.status !== 'basis') return err({ tag: 'noBasis' });
  const unlooked = lookBlock(state, 'basis', context.asks);
  if (unlooked) return err(unlooked);
  if (command.barNumber.trim() === '') return err({ tag: 'noBarNumber' });
  if (command.day > context.today) return err({ tag: 'dayInFuture', day: command.day });
  const found = differences(standing.basis, command);
  const open = found.filter((one) => command.kept[one.field] === undefined);
  if (open.length > 0) return err({ tag: 'differs', differences: open });
  const settled = settle(standing.basis, command);
  const undelegated = delegationBlock(context.team, { ...settled, decider: standing.basis.decider });
  if (undelegated !== undefined) return err(undelegated);
  return register(standing.basis, command, context);
}

/** What BÄR says otherwise than the basis. Days are compared as the ISO dates they are. */
export function differences(basis: PayloadOf<'basis.fixed'>, bar: BarDecision): readonly Difference[] {
  const found: Difference[] = [];
  const compare = (field: DifferenceField, ours: string | undefined, theirs: string | undefined) => {
    if (ours !== undefined && theirs !== undefined && ours !== theirs) found.push({ field, ours, theirs });
  };
  compare('outcome', basis.outcome, bar.outcome);
  if (bar.outcome === 'grant') {
    compare('from', basis.period?.from, bar.from);
    compare('to', basis.period?.to, bar.to);
  }
  if (bar.day < basis.day) found.push({ field: 'dayBeforeBasis', ours: basis.day, theirs: bar.day });
  const from = bar.from ?? basis.period?.from;
  if (bar.outcome === 'grant' && from !== undefined && from < bar.day) {
    found.push({ field: 'startBeforeDay', ours: from, theirs: bar.day });
  }
  return found;
}

function register(
  basis: PayloadOf<'basis.fixed'>,
  command: RegisterCommand,
  context: RegisterContext,
): Result<Registration, RegisterError> {
  const settled = settle(basis, command);
  const { barNumber, day, outcome } = settled;
  const input: DecisionInput = {
    ...context,
    answers: { ...basis.answers, ...(outcome === basis.outcome ? {} : command.supplement) },
    outcome,
    decider: basis.decider,
    basisDay: basis.day,
    registered: { barNumber, day },
    ...given('period', settled.period),
  };
  const composed = composeAll(input);
  if (!composed.ok && outcome === basis.outcome) return composed;
  const payload: PayloadOf<'decision.registered'> = {
    kind: 'decision.registered',
    ...settled,
    source: command.source,
    documents: composed.ok ? composed.value : {},
    renderer: context.renderer,
    ...given('batch', command.batch),
  };
  return ok({ payload, missing: composed.ok ? [] : lackingIn(composed.error) });
}

/** The party's page and, where it leaves names out (7.11), the original with them, which is printed nowhere (DO-10). */
function composeAll(
  input: DecisionInput,
): Result<PayloadOf<'decision.registered'>['documents'], DocumentIncomplete> {
  const party = composeDecision(input);
  if (!party.ok) return party;
  if (input.answers['7.11'] !== true) return ok({ party: party.value.document });
  const original = composeDecision({ ...input, original: true });
  if (!original.ok) return original;
  return ok({ party: party.value.document, original: original.value.document });
}

type Settled = Pick<
  PayloadOf<'decision.registered'>,
  'barNumber' | 'day' | 'outcome' | 'period' | 'differences'
>;

/** What holds of each difference, as a person said. */
function settle(basis: PayloadOf<'basis.fixed'>, command: RegisterCommand): Settled {
  const { kept } = command;
  const outcome = kept['outcome'] === 'ours' ? basis.outcome : command.outcome;
  return {
    barNumber: command.barNumber.trim(),
    day: kept['dayBeforeBasis'] === 'ours' ? basis.day : command.day,
    outcome,
    differences: differences(basis, command).map((one) => ({ ...one, kept: kept[one.field] ?? 'theirs' })),
    ...given('period', outcome === 'grant' ? settledPeriod(basis.period, command) : undefined),
  };
}

function settledPeriod(ours: Period | undefined, { from, to, kept }: RegisterCommand): Period | undefined {
  const holds = (field: 'from' | 'to', theirs: IsoDate | undefined) =>
    kept[field] === 'ours' ? ours?.[field] : (theirs ?? ours?.[field]);
  const first = holds('from', from);
  const last = holds('to', to);
  return first === undefined || last === undefined ? undefined : { from: first, to: last };
}

function lackingIn({ problems }: DocumentIncomplete): readonly string[] {
  return [...new Set(problems.map((one) => (one.tag === 'mergeFieldEmpty' ? one.field : one.id)))];
}
