// Owns: every law of one case, from its folded state and its events. Must not: read a store; what it needs comes in.
import { otherIntake, type CaseId, type EmployerId, type EventHash, type IntakeId } from '../ids.ts';
import { caseFold } from '../ledger/case/fold.ts';
import { emptyCase, type CaseState, type Issued, type PartyRequest } from '../ledger/case/state.ts';
import { isBarred, isHandling } from '../ledger/case/work.ts';
import type { EmployerState } from '../ledger/employer-state.ts';
import type { LookSubject } from '../ledger/payloads/second-look.ts';
import { isVoidable, known, type FoldEvent, type Judge } from '../ledger/stream.ts';
import { caseRow, type CaseRow } from '../review/case-row.ts';
import { orderBlock } from '../request/decide-request.ts';
import { findReason, type ReasonData } from '../review/reasons.ts';
import { decisionLaws, type DecidingAct } from './decision-laws.ts';
import type { Finding } from './finding.ts';
import { seenThrough, type SeenBy } from './seen.ts';

export type LawContext = {
  readonly judge: Judge;
  readonly limits: DecidingAct['limits'];
  readonly reasons: ReasonData;
  /** The id that the group's secret gives an application. */
  readonly mint: (intake: IntakeId, applicationId: string) => CaseId;
  /** The employer as these refs reach it. */
  readonly employerAt: (employer: EmployerId, refs: readonly EventHash[]) => EmployerState;
  /** What the agency asked a second look at, as these refs reach the setting. */
  readonly asksAt: (refs: readonly EventHash[]) => readonly LookSubject[];
  /** Cases of one batch of verdicts. */
  readonly casesInBatch: (batch: string) => number;
};

export type CaseToProve = {
  readonly id: CaseId;
  readonly state: CaseState;
  /** Asked for only where an act must be judged by what its author saw. */
  readonly events: () => readonly FoldEvent[];
};

type Found = Omit<Finding, 'caseId'>;

/** Cases with entries of a newer program or with purged ones are judged by their chain alone. */
export function caseLaws(one: CaseToProve, context: LawContext): Finding[] {
  if (one.state.newer > 0) return [];
  const found: Found[] = [...mintLaw(one, context), ...stubLaw(one)];
  if (hasToProve(one.state)) {
    const events = one.events();
    if (events.every((event) => event.read.status === 'known'))
      found.push(...eventLaws(one, events, context));
  }
  return found.map((each) => ({ ...each, caseId: one.id }));
}

/** Acts that are judged one by one; most cases have none. */
function hasToProve({ decisions, issued, verdicts, voided, work, requests }: CaseState): boolean {
  const isOrdered = requests?.some(({ what }) => what === 'order') ?? false;
  const lists = [decisions, issued, verdicts, voided, work?.interests ?? []];
  return isOrdered || lists.some(({ length }) => length > 0);
}

function eventLaws(one: CaseToProve, events: readonly FoldEvent[], context: LawContext): Found[] {
  const seen = seenThrough(caseFold, events, context.judge);
  return [
    ...verdictLaws(events, context),
    ...voidLaw(one.state, events),
    ...interestLaw(one.state, events, seen),
    ...lookLaw(events, context.judge),
    ...orderLaw(events, context.judge, seen),
    ...deciding(one.state, events, { ...context, seen }),
    ...issuedLaw(one.state),
  ];
}

/** The same application read by two colleagues is one case: its id is minted from the application's own. */
function mintLaw({ id, state }: CaseToProve, { mint }: LawContext): Found[] {
  if (state.intake === null || state.applicationId === null) return [];
  const { intake, applicationId } = state;
  // A case that has moved keeps the id of the intake it was opened in (RE-39).
  const minted = [intake, otherIntake(intake)].some((one) => mint(one, applicationId) === id);
  return minted ? [] : [{ law: 'PR-40', breach: 'idNotMinted' }];
}

const personal = [
  'givenName',
  'familyName',
  'identityNumber',
  'municipality',
  'permitKind',
  'permitValidTo',
  'employerId',
  'employerName',
] as const satisfies readonly (keyof CaseRow)[];

/** Protected identity leaves nothing of the person in the list (domain.md §10.12). */
function stubLaw({ id, state }: CaseToProve): Found[] {
  const row = state.stub === null ? undefined : caseRow(id, state);
  const shown = row === undefined ? [] : personal.filter((name) => row[name] !== null && row[name] !== '');
  return shown.length === 0 ? [] : [{ law: 'PR-41', breach: 'protectedShown' }];
}

// ---- Verdicts (23, 25 and 32 §§ förvaltningslagen) ---------------------------------------------------------------

function verdictLaws(events: readonly FoldEvent[], context: LawContext): Found[] {
  return events.flatMap((event): Found[] => {
    const verdict = known(event, 'verdict.given');
    if (!verdict || context.judge(event) === 'notEntitled') return [];
    if (verdict.conclusion !== 'notEligible')
      return verdict.reason === undefined
        ? []
        : [{ law: 'PR-37', breach: 'reasonForOther', event: event.hash }];
    if (verdict.reason === undefined) return [{ law: 'PR-37', breach: 'noReason', event: event.hash }];
    const reason = findReason(context.reasons, 'notEligible', verdict.reason);
    const alone = verdict.batch === undefined || context.casesInBatch(verdict.batch) <= 1;
    return reason?.valuesPerson && !alone
      ? [{ law: 'PR-38', breach: 'valuedForMany', event: event.hash }]
      : [];
  });
}

function voidLaw(state: CaseState, events: readonly FoldEvent[]): Found[] {
  const voided = new Set(state.voided);
  return events
    .filter(({ hash, read }) => voided.has(hash) && read.status === 'known' && !isVoidable(read.payload.kind))
    .map(({ hash }) => ({ law: 'PR-42', breach: 'voidedForever', event: hash }));
}

/** 16 and 17 §§ FL: whoever had declared a conflict of interest, as far as they could see, did not handle the case (WO-8). */
function interestLaw(state: CaseState, events: readonly FoldEvent[], seen: SeenBy<CaseState>): Found[] {
  if (state.work === undefined || state.work.interests.length === 0) return [];
  return events
    .filter(({ read }) => read.status === 'known' && isHandling(read.payload.kind))
    .filter(({ actor, refs }) => isBarred(seen(refs), actor))
    .map(({ hash }) => ({ law: 'PR-33', breach: 'barred', event: hash }));
}

/** Nobody is their own second person. */
function lookLaw(events: readonly FoldEvent[], judge: Judge): Found[] {
  const authors = new Map(events.map(({ hash, actor }) => [hash, actor]));
  return events.flatMap((event): Found[] => {
    const look = known(event, 'secondLook.given');
    if (!look || judge(event) === 'notEntitled') return [];
    return authors.get(look.of) === event.actor
      ? [{ law: 'PR-43', breach: 'ownLook', event: event.hash }]
      : [];
  });
}

/** RQ-20: 20 § förvaltningslagen (2017:900) reaches only a case that the party had opened, as the act's author saw it. */
function orderLaw(events: readonly FoldEvent[], judge: Judge, seen: SeenBy<CaseState>): Found[] {
  return events.flatMap((event): Found[] => {
    const order = known(event, 'request.ordered');
    if (!order || judge(event) === 'notEntitled') return [];
    return orderBlock(seen(event.refs), order.sentOn)
      ? [{ law: 'PR-45', breach: 'orderWithoutCase', event: event.hash }]
      : [];
  });
}

// ---- Deciding acts -----------------------------------------------------------------------------------------------

function deciding(
  state: CaseState,
  events: readonly FoldEvent[],
  context: LawContext & { readonly seen: SeenBy<CaseState> },
): Found[] {
  const byHash = new Map(events.map((event) => [event.hash, event]));
  const confirmed = confirmedIn(events, context.judge);
  return state.decisions.flatMap((record): Found[] => {
    const event = byHash.get(record.event);
    if (!event) return [];
    const { payload } = record;
    const employer = payload.kind === 'basis.fixed' ? payload.employer : undefined;
    const act: DecidingAct = {
      event,
      judgement: context.judge(event),
      confirmed: confirmed.has(event.hash),
      before: event.refs.some((ref) => byHash.has(ref)) ? context.seen(event.refs) : emptyCase,
      employer: employer === undefined ? undefined : context.employerAt(employer, event.refs),
      limits: context.limits,
      asks: context.asksAt(event.refs),
    };
    return decisionLaws(record, act).map((one) => ({ ...one, event: event.hash }));
  });
}

function confirmedIn(events: readonly FoldEvent[], judge: Judge): ReadonlySet<EventHash> {
  return new Set(
    events.flatMap((event) => {
      const payload = known(event, 'acts.confirmed');
      return payload && judge(event) !== 'notEntitled' ? payload.events : [];
    }),
  );
}

/** RQ-9: a letter is of its request's kind, and of an act that gave the day it says. */
function isLetterOf(state: CaseState, { what, dated }: PartyRequest, { variant, of }: Issued): boolean {
  return variant === what && dated.some((act) => state.acts[act]?.event === of);
}

/** A paper belongs to a request or a deciding act of its own case; the party’s decision to one that BÄR has decided. */
function issuedLaw(state: CaseState): Found[] {
  return state.issued.flatMap((issued): Found[] => {
    const event = state.acts[issued.act]?.event;
    const of = state.decisions.find((one) => one.event === issued.of);
    const beside = event === undefined ? {} : { event };
    if (state.requests?.some((one) => isLetterOf(state, one, issued))) return [];
    if (of === undefined) return [{ law: 'PR-39', breach: 'issuedOfNothing', ...beside }];
    const isRegistered = of.payload.kind === 'decision.registered';
    return issued.variant === 'party' && !isRegistered
      ? [{ law: 'PR-39', breach: 'issuedBeforeBar', ...beside }]
      : [];
  });
}
