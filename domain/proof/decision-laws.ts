// Owns: the laws of a deciding act, judged by what its author had seen: check, union, period, decider, gate, registration.
// Must not: ask what day it is, nor measure an old act by a limit that its own form did not bear.
import { differences } from '../decision/register.ts';
import { basisBlockOf, blockOf } from '../decision/gate.ts';
import { lookBlock } from '../decision/second-look.ts';
import { answerText, fixedCheck, fixedUnions, type FixedUnion } from '../form/answers.ts';
import { isLongerThanMonths } from '../form/period.ts';
import { decisionStanding } from '../ledger/case/decisions.ts';
import type { CaseState, DecisionRecord } from '../ledger/case/state.ts';
import { employerCheck, hasBar, unionStatements, type EmployerState } from '../ledger/employer-state.ts';
import type { PayloadOf } from '../ledger/payload.ts';
import type { LookSubject } from '../ledger/payloads/second-look.ts';
import type { FoldEvent, Judgement } from '../ledger/stream.ts';
import type { Finding, LawId } from './finding.ts';

type Basis = PayloadOf<'basis.fixed'>;
type Registered = Omit<PayloadOf<'decision.registered'>, 'documents'>;

/** One deciding act with what its author could see. */
export type DecidingAct = {
  readonly event: FoldEvent;
  readonly judgement: Judgement;
  /** True when somebody entitled has confirmed it. */
  readonly confirmed: boolean;
  /** The case as it was before the act. */
  readonly before: CaseState;
  /** The employer as the act's refs reach it; undefined when the act names none. */
  readonly employer: EmployerState | undefined;
  /** What the agency asked a second look at, as the act's refs reach the setting. */
  readonly asks: readonly LookSubject[];
  readonly limits: { readonly periodMonths: number; readonly periodMaxMonths: number };
};

type Found = Pick<Finding, 'law' | 'breach'> & Pick<Finding, 'facts'>;

function found(law: LawId, breach: string, facts?: Finding['facts']): Found {
  return facts === undefined ? { law, breach } : { law, breach, facts };
}

/** Everything that one standing deciding act breaks. */
export function decisionLaws(record: DecisionRecord, act: DecidingAct): Found[] {
  const { payload } = record;
  switch (payload.kind) {
    case 'basis.fixed':
      return [
        ...grantLaws(payload, act),
        ...periodLaw(payload, act),
        ...deciderLaws(payload, act),
        ...gateLaw(payload, act),
      ];
    case 'decision.registered':
      return registrationLaws(payload, act);
    case 'registration.withdrawn':
      return [
        ...(payload.reason.trim() === '' ? [found('PR-36', 'withdrawnWithoutReason')] : []),
        ...entitled('PR-33', act),
      ];
    case 'conflict.resolved':
      return resolveLaws(payload, act);
  }
}

// ---- The employer's check and the union's line (9 a and 9 b §§ förordningen (2000:628)) --------------------------

function grantLaws(basis: Basis, { employer }: DecidingAct): Found[] {
  if (basis.outcome !== 'grant') return [];
  if (basis.employer === undefined || employer === undefined) return [found('PR-30', 'noEmployer')];
  return [...checkLaw(basis, employer), ...unionLaw(basis, employer)];
}

function checkLaw(basis: Basis, employer: EmployerState): Found[] {
  if (hasBar(employer)) return [found('PR-30', 'bar')];
  const standing = employerCheck(employer);
  if (standing.status === 'none') return [found('PR-30', 'noCheck')];
  if (standing.status === 'differs') return [found('PR-30', 'checksDiffer')];
  if (standing.value.outcome !== 'clear') return [found('PR-30', 'checkIncomplete')];
  const fixed = fixedCheck(basis.answers);
  if (fixed === undefined) return [found('PR-30', 'checkNotInForm')];
  const { day } = basis;
  if (standing.value.day > day) return [found('PR-30', 'checkAfter', { check: standing.value.day, day })];
  return fixed.validTo < day ? [found('PR-30', 'checkExpired', { validTo: fixed.validTo, day })] : [];
}

function unionLaw(basis: Basis, employer: EmployerState): Found[] {
  const standing = unionStatements(employer);
  if (standing.length === 0) return [found('PR-31', 'noUnion')];
  if (standing.some((one) => one.status === 'differs')) return [found('PR-31', 'unionsDiffer')];
  const lines = fixedUnions(basis.answers);
  if (lines.length === 0) return [found('PR-31', 'unionNotInForm')];
  const seen = new Map(
    standing.flatMap((one) => (one.status === 'agreed' ? [[one.value.organisation, one.value.answer]] : [])),
  );
  return lines.flatMap((line) => lineLaw(line, seen.get(line.organisation), basis.day));
}

function lineLaw(line: FixedUnion, seen: string | undefined, day: string): Found[] {
  if (seen !== line.answer) return [found('PR-31', 'unionLineElse')];
  const weighs = line.answer === 'remarks' || line.answer === 'objects';
  if (weighs && line.weighed === undefined) return [found('PR-31', 'unionNotWeighed')];
  return ageLaw(line, day);
}

/** A form from before answers aged bears no last day of the answer, and asked for no day of asking. */
function ageLaw({ answer, askedOn, dueOn, validTo }: FixedUnion, day: string): Found[] {
  if (answer === 'noAnswer' && (dueOn === undefined || dueOn >= day))
    return [found('PR-31', 'unionStillHadTime')];
  if (validTo === undefined) return [];
  if (answer === 'noAnswer' && askedOn === undefined) return [found('PR-31', 'unionNeverAsked')];
  return validTo < day ? [found('PR-31', 'unionExpired', { validTo, day })] : [];
}

// ---- Period (domain.md §10.9) ------------------------------------------------------------------------------------

function periodLaw(basis: Basis, { limits }: DecidingAct): Found[] {
  const { period, day } = basis;
  if (basis.outcome === 'refusal') return period === undefined ? [] : [found('PR-32', 'refusalWithPeriod')];
  if (period === undefined) return [found('PR-32', 'grantWithoutPeriod')];
  if (period.to < period.from) return [found('PR-32', 'periodBackwards', { ...period })];
  if (period.from < day) return [found('PR-32', 'startBeforeBasis', { from: period.from, day })];
  if (isLongerThanMonths(period, limits.periodMaxMonths))
    return [found('PR-32', 'periodTooLong', { ...period, months: limits.periodMaxMonths })];
  const needsReason = isLongerThanMonths(period, limits.periodMonths);
  return needsReason && answerText(basis.answers, '4.3') === undefined
    ? [found('PR-32', 'longWithoutReason', { ...period, months: limits.periodMonths })]
    : [];
}

// ---- Decider (16 § förvaltningslagen) ----------------------------------------------------------------------------

function deciderLaws(basis: Basis, act: DecidingAct): Found[] {
  if (basis.decider !== act.event.actor) return [found('PR-33', 'deciderElse')];
  const ticked = basis.answers['7.9'] === true;
  return [...entitled('PR-33', act), ...(ticked ? [] : [found('PR-33', 'jav')])];
}

function entitled(law: LawId, { judgement, confirmed }: DecidingAct): Found[] {
  return judgement === 'notEntitled' && !confirmed ? [found(law, 'notEntitled')] : [];
}

/** Consent, withdrawal, protected identity and the group's own conclusion, as the author saw them. */
function gateLaw(basis: Basis, { before, asks }: DecidingAct): Found[] {
  const block = blockOf(before, before.heads) ?? basisBlockOf(before, basis.outcome);
  if (block !== undefined) return [found('PR-34', block.tag)];
  return lookBlock(before, 'notEligible', asks) ? [found('PR-43', 'verdictNotLooked')] : [];
}

// ---- BÄR's decision ----------------------------------------------------------------------------------------------

function registrationLaws(registered: Registered, act: DecidingAct): Found[] {
  const block = blockOf(act.before, act.before.heads);
  if (block !== undefined) return [found('PR-35', block.tag)];
  const standing = decisionStanding(act.before);
  if (standing.status !== 'basis') return [found('PR-35', 'noBasis')];
  const { barNumber, day, outcome, period } = registered;
  if (barNumber.trim() === '') return [found('PR-35', 'noBarNumber')];
  if (outcome === 'refusal' && period !== undefined) return [found('PR-32', 'refusalWithPeriod')];
  if (outcome === 'grant' && period === undefined) return [found('PR-32', 'grantWithoutPeriod')];
  const unlooked = lookBlock(act.before, 'basis', act.asks) ? [found('PR-43', 'basisNotLooked')] : [];
  const settled = new Set(registered.differences.map((one) => one.field));
  const open = differences(standing.basis, { barNumber, day, outcome, ...period }).filter(
    (one) => !settled.has(one.field),
  );
  return [
    ...open.map((one) => found('PR-35', 'differenceNotSettled', { field: one.field })),
    ...unlooked,
    ...entitled('PR-33', act),
  ];
}

/** A conflict ends by a reason and by naming what stood; nothing stands over what BÄR has decided (LE-10). */
function resolveLaws({ reason, heads, keep }: PayloadOf<'conflict.resolved'>, act: DecidingAct): Found[] {
  const standing = new Set(act.before.decisionHeads.map((head) => head.event));
  const all = standing.size > 1 && [...standing].every((head) => heads.includes(head));
  return [
    ...(reason.trim() === '' ? [found('PR-36', 'resolveWithoutReason')] : []),
    ...(all ? [] : [found('PR-36', 'resolveMissesHead')]),
    ...(keep === null || standing.has(keep) ? [] : [found('PR-36', 'resolveKeepsOther')]),
    ...entitled('PR-33', act),
  ];
}
