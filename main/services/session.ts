// Owns: what every service is given: the open store, the ledger, the dated data, who acts and what day it is.
// Must not: open anything or know a window.
import type { DeviceId, EventHash, IntakeId, IsoDate, MemberId, StreamId } from '../../domain/ids.ts';
import { employerStream, intakeStream, isoDateSchema } from '../../domain/ids.ts';
import type { CaseState } from '../../domain/ledger/case/state.ts';
import { currentOffer } from '../../domain/ledger/case/offers.ts';
import type { DeviceKeys } from '../../domain/ledger/payloads/membership.ts';
import { standardLastDay } from '../../domain/ledger/shared-state.ts';
import type { RuleContext } from '../../domain/rules/check.ts';
import { ruleSetFor, type PinnedRuleSet } from '../../domain/rules/rule-sets.ts';
import type { TeamState } from '../../domain/team/team-state.ts';
import { memberOf } from '../../domain/team/team-state.ts';
import type { Store } from '../../db/open.ts';
import type { Ledger, LedgerReader } from '../../db/ledger/contract.ts';
import type { Reference } from './reference.ts';

/** Who acts on this computer, from the store itself. */
export type Self = {
  readonly member: MemberId;
  readonly name: string;
  readonly device: DeviceId;
  /** Devices that this store has written as before; files to them are to us. */
  readonly formerDevices: readonly DeviceId[];
  readonly keys: DeviceKeys;
  /** 32 bytes, hex; makes case ids. */
  readonly idSecret: string;
};

/** Private keys of the own device; they leave this object only into signing and opening. */
export type Secrets = { readonly signingKey: string; readonly ageIdentity: string };

export type Session = {
  readonly store: Store;
  readonly ledger: LedgerReader;
  readonly reference: Reference;
  readonly self: Self;
  readonly secrets: Secrets;
  /** The legal day in Europe/Stockholm; told from outside, so that a demo can stand on another day. */
  readonly today: () => IsoDate;
  /** Wall time in microseconds. */
  readonly now: () => number;
};

export type WriteSession = Session & {
  readonly store: Store<'writer'>;
  readonly ledger: Ledger;
};

export function isDemo(session: Session): boolean {
  return session.ledger.team().demo;
}

export function nameOf(team: TeamState, id: MemberId): string {
  return memberOf(team, id)?.name ?? id.slice(0, 8);
}

/** The intake's own last day if the group has set one, else the dated default (E10, unverified). */
export function lastDayOf(session: Session, intake: IntakeId): IsoDate {
  return standardLastDay(session.ledger.intake(intake)) ?? usualLastDay(session, intake);
}

function usualLastDay(session: Session, intake: IntakeId): IsoDate {
  const season = intake.includes('spring') ? 'spring' : 'autumn';
  const { yearsAfter, monthDay } = session.reference.thresholds.intakeLastDay[season];
  return isoDateSchema.parse(`${Number(intake.slice(0, 4)) + yearsAfter}-${monthDay}`);
}

/** The rules of the case's own intake, in the version of the day. */
export function rulesOf(
  { reference, today }: Pick<Session, 'reference' | 'today'>,
  { intake }: Pick<CaseState, 'intake'>,
): PinnedRuleSet {
  return ruleSetFor(reference.ruleSets, intake, today());
}

/** The context in which the rules look at one case today. */
export function ruleContext(session: Session, state: CaseState): RuleContext {
  const offer = currentOffer(state);
  const { thresholds, countries, holidays } = session.reference;
  return {
    today: session.today(),
    standardLastDay: state.intake === null ? null : lastDayOf(session, state.intake),
    ruleSet: rulesOf(session, state).set,
    thresholds,
    countries,
    holidays,
    ...(offer?.employer ? { employer: session.ledger.employerState(offer.employer) } : {}),
  };
}

/** Heads of other streams that a deciding act relies on, beside its own case and the team. */
export function reliedHeads(session: Session, state: CaseState): EventHash[] {
  const streams: StreamId[] = ['shared'];
  const offer = currentOffer(state);
  if (offer?.employer) streams.push(employerStream(offer.employer));
  if (state.intake) streams.push(intakeStream(state.intake));
  return streams.flatMap((stream) => [...session.ledger.heads(stream)]);
}
