// Owns: what the list knows of a case: one flat row, projected from the folded state.
// Must not: hold anything that depends on the day (“is overdue”), nor a field outside the lawful terms and what a list shows.
import { caseConflicts } from '../conflict/find.ts';
import { targetGroupOf, type CaseId, type EmployerId, type IntakeId, type TargetGroup } from '../ids.ts';
import { decisionStanding, type DecisionStanding } from '../ledger/case/decisions.ts';
import { carefulFlag, fieldValue, textValue } from '../ledger/case/fields.ts';
import { ledBy } from '../ledger/case/joins.ts';
import { currentOffer, offerMove } from '../ledger/case/offers.ts';
import { conclusionOf } from '../ledger/case/readings.ts';
import { openRequests } from '../ledger/case/requests.ts';
import { assignees, watchedUntil } from '../ledger/case/work.ts';
import type { CaseState, OfferState } from '../ledger/case/state.ts';
import type { Conclusion, DecisionOutcome } from '../ledger/payload.ts';
import type { Fields } from '../ledger/register.ts';

export const steps = [
  'imported',
  'awaitingSupplement',
  'needsCheck',
  'eligible',
  'notEligible',
  'offered',
  'offerFell',
  'basisFixed',
  'granted',
  'refused',
  'withdrawn',
  'consentWithdrawn',
  'special',
  'conflict',
  /** The same application as another case, and handled there. */
  'joined',
  /** Only in the row that is shown to who is barred: where the case stands is told of the person (WO-8). */
  'barred',
] as const;
/** Where the case stands in the process; our own conclusion and Jobbsprånget's colour are other fields. */
export type Step = (typeof steps)[number];

export type ConsentState = 'yes' | 'withdrawn' | 'missing';

export type CaseRow = {
  readonly caseId: CaseId;
  readonly intake: IntakeId;
  readonly applicationId: string;
  /** Protected identity: everything personal below is empty. */
  readonly stub: boolean;
  readonly colour: string | null;
  readonly givenName: string;
  readonly familyName: string;
  /** Twelve digits. */
  readonly identityNumber: string | null;
  readonly gender: 'female' | 'male' | 'unknown';
  /** That of the intake, by whose rules the case is judged; what a file says beside it is a fact of the case. */
  readonly targetGroup: TargetGroup;
  readonly area: string | null;
  readonly municipality: string | null;
  readonly permitKind: string | null;
  readonly permitValidTo: string | null;
  readonly receivedDate: string | null;
  readonly consent: ConsentState;
  readonly conclusion: Conclusion | null;
  readonly step: Step;
  readonly offerCount: number;
  readonly offer: string | null;
  readonly offerState: string | null;
  readonly employerId: EmployerId | null;
  readonly employerName: string | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  /** Outcome of the standing basis or registration. */
  readonly outcome: DecisionOutcome | null;
  readonly barNumber: string | null;
  readonly decisionDay: string | null;
  readonly registered: boolean;
  /** Something stands that only a person can settle (domain/conflict/find.ts). */
  readonly conflict: boolean;
  /** Names of fields that no source has brought. */
  readonly missing: readonly string[];
  /** Everybody who has the case; more than one when it was taken apart (WO-5). */
  readonly assignees: readonly string[];
  /** The last day of a claim; null for a case that was given until further notice, or that nobody has. */
  readonly takenUntil: string | null;
  /** The day on which it comes back. */
  readonly watchUntil: string | null;
  /** To a reader who is barred from the case: everything personal above is empty (WO-8). Never so in the table. */
  readonly barred: boolean;
};

/** Fields whose absence a caseworker can list by `saknas:`. */
export const missingFields = [
  'identityNumber',
  'area',
  'permitValidTo',
  'consentDate',
  'actionPlanDate',
  'offer',
] as const;

/** Undefined when nothing opened the case, as after an undone import. */
export function caseRow(caseId: CaseId, state: CaseState): CaseRow | undefined {
  if (state.applicationId === null || state.intake === null) return undefined;
  // Protected identity: where the person is to work would tell where they are (docs/domain.md §5).
  const offer = state.stub ? undefined : currentOffer(state);
  const standing = decisionStanding(state);
  const base = state.stub ? stubPart(state.stub) : personPart(state.fields);
  return {
    caseId,
    intake: state.intake,
    applicationId: state.applicationId,
    stub: state.stub !== null,
    ...base,
    targetGroup: targetGroupOf(state.intake),
    conclusion: conclusionPart(state),
    step: stepOf(state, standing),
    ...offerPart(state, offer),
    ...decisionPart(standing),
    conflict: caseConflicts(state).length > 0,
    missing: state.stub ? [] : missingOf(state.fields, offer),
    ...workPart(state),
    barred: false,
  };
}

type PersonPart = Pick<
  CaseRow,
  | 'colour'
  | 'givenName'
  | 'familyName'
  | 'identityNumber'
  | 'gender'
  | 'area'
  | 'municipality'
  | 'permitKind'
  | 'permitValidTo'
  | 'receivedDate'
  | 'consent'
>;

function stubPart(stub: NonNullable<CaseState['stub']>): PersonPart {
  return {
    colour: stub.colour ?? null,
    givenName: '',
    familyName: '',
    identityNumber: null,
    gender: stub.gender ?? 'unknown',
    area: null,
    municipality: null,
    permitKind: null,
    permitValidTo: null,
    receivedDate: null,
    consent: 'missing',
  };
}

function personPart(fields: Fields): PersonPart {
  const text = (name: string) => textValue(fields, name) ?? null;
  const gender = text('gender');
  return {
    colour: text('colour'),
    givenName: text('givenName') ?? '',
    familyName: text('familyName') ?? '',
    identityNumber: text('personalIdentityNumber'),
    gender: gender === 'female' || gender === 'male' ? gender : 'unknown',
    area: text('area'),
    municipality: text('municipality'),
    permitKind: text('permitKind'),
    permitValidTo: text('permitValidTo'),
    receivedDate: text('receivedDate'),
    consent: consentOf(fields),
  };
}

function consentOf(fields: Fields): ConsentState {
  if (carefulFlag(fields, 'consentWithdrawnOn')) return 'withdrawn';
  return fieldValue(fields, 'consent') === true ? 'yes' : 'missing';
}

function conclusionPart(state: CaseState): Conclusion | null {
  const conclusion = conclusionOf(state);
  return conclusion.status === 'agreed' ? conclusion.value.conclusion : null;
}

function stepOf(state: CaseState, standing: DecisionStanding): Step {
  if (state.stub) return 'special';
  switch (standing.status) {
    case 'conflict':
      return 'conflict';
    case 'registered':
      return standing.registered.outcome === 'grant' ? 'granted' : 'refused';
    case 'basis':
      return 'basisFixed';
    case 'undecided':
      return undecidedStep(state);
  }
}

function undecidedStep(state: CaseState): Step {
  if (ledBy(state).length > 0) return 'joined';
  if (carefulFlag(state.fields, 'consentWithdrawnOn')) return 'consentWithdrawn';
  if (carefulFlag(state.fields, 'withdrawn')) return 'withdrawn';
  if (currentOffer(state)) return 'offered';
  if (Object.keys(state.offers).length > 0) return 'offerFell';
  const conclusion = conclusionPart(state);
  // RQ-4: an answer is waited for as long as nobody has come to a conclusion that needs none.
  if ((conclusion === null || conclusion === 'needsCheck') && awaitsSupplement(state))
    return 'awaitingSupplement';
  return conclusion ?? 'imported';
}

function awaitsSupplement(state: CaseState): boolean {
  return openRequests(state).some(({ what }) => what !== 'hearing');
}

type OfferPart = Pick<
  CaseRow,
  'offerCount' | 'offer' | 'offerState' | 'employerId' | 'employerName' | 'startsOn' | 'endsOn'
>;

const noOffer: OfferPart = {
  offerCount: 0,
  offer: null,
  offerState: null,
  employerId: null,
  employerName: null,
  startsOn: null,
  endsOn: null,
};

function offerPart(state: CaseState, offer: OfferState | undefined): OfferPart {
  const offers = Object.values(state.offers);
  // The number of offers is counted in Table 1; which they are is nobody's to see.
  const shown = state.stub ? undefined : (offer ?? offers.at(-1));
  if (!shown) return { ...noOffer, offerCount: offers.length };
  const move = offerMove(shown);
  return {
    offerCount: offers.length,
    offer: shown.id,
    offerState: move.status === 'agreed' ? move.value.state : move.status === 'none' ? 'offered' : null,
    employerId: shown.employer,
    employerName: textValue(shown.fields, 'employerName') ?? null,
    startsOn: textValue(shown.fields, 'start') ?? null,
    endsOn: textValue(shown.fields, 'end') ?? null,
  };
}

function decisionPart(
  standing: DecisionStanding,
): Pick<CaseRow, 'outcome' | 'barNumber' | 'decisionDay' | 'registered'> {
  if (standing.status === 'basis') {
    return { outcome: standing.basis.outcome, barNumber: null, decisionDay: null, registered: false };
  }
  if (standing.status === 'registered') {
    const { outcome, barNumber, day } = standing.registered;
    return { outcome, barNumber, decisionDay: day, registered: true };
  }
  return { outcome: null, barNumber: null, decisionDay: null, registered: false };
}

/** What somebody sees who has an interest in the case: which it is, and who handles it. */
export function barredRow(row: CaseRow): CaseRow {
  const { caseId, intake, applicationId, targetGroup, assignees: has, takenUntil, stub } = row;
  return {
    ...stubPart({ mark: 'unspecified' }),
    ...noOffer,
    caseId,
    intake,
    applicationId,
    stub,
    targetGroup,
    step: 'barred',
    conclusion: null,
    outcome: null,
    barNumber: null,
    decisionDay: null,
    registered: false,
    conflict: false,
    missing: [],
    assignees: has,
    takenUntil,
    watchUntil: null,
    barred: true,
  };
}

function workPart(state: CaseState): Pick<CaseRow, 'assignees' | 'takenUntil' | 'watchUntil'> {
  const has = assignees(state);
  const days = has.flatMap(({ until }) => until ?? []).sort();
  return {
    assignees: [...new Set(has.flatMap(({ handler }) => handler ?? []))],
    takenUntil: days.length === has.length ? (days.at(-1) ?? null) : null,
    watchUntil: watchedUntil(state)?.until ?? null,
  };
}

function missingOf(fields: Fields, offer: OfferState | undefined): string[] {
  const names: Record<(typeof missingFields)[number], boolean> = {
    identityNumber: fieldValue(fields, 'personalIdentityNumber') === undefined,
    area: !textValue(fields, 'area'),
    permitValidTo:
      fieldValue(fields, 'permitKind') === 'timeLimited' && fieldValue(fields, 'permitValidTo') === undefined,
    consentDate: fieldValue(fields, 'consentDate') === undefined,
    actionPlanDate: fieldValue(fields, 'actionPlanDate') === undefined,
    offer: offer === undefined,
  };
  return missingFields.filter((name) => names[name]);
}
