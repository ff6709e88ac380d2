// Owns: offers, employer checks and union lines, for one or many employers at once. Must not: judge; domain/offer and domain/employer do.
import { decideCheck, decideUnion } from '../../../domain/employer/decide-employer.ts';
import { checkStanding, unionStandings } from '../../../domain/employer/readiness.ts';
import { decideEnterOffer, decideMoveOffer } from '../../../domain/offer/decide-offer.ts';
import {
  parseOrganisationNumber,
  type OrganisationNumber,
} from '../../../domain/intake/rows/identity-number.ts';
import {
  caseStream,
  employerIdSchema,
  employerStream,
  type CaseId,
  type EmployerId,
  type EventHash,
  type IsoDate,
} from '../../../domain/ids.ts';
import { fieldValue } from '../../../domain/ledger/case/fields.ts';
import { currentOffer } from '../../../domain/ledger/case/offers.ts';
import { employerCheck } from '../../../domain/ledger/employer-state.ts';
import type { OfferStateName, UnionAnswer } from '../../../domain/ledger/payload.ts';
import type { FieldValue } from '../../../domain/ledger/payload-parts.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { everything, type Query } from '../../../domain/review/query.ts';
import type { EmployerView } from '../../../ipc/decision.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { NewAct } from '../../../db/ledger/contract.ts';
import { employersWithCases, type EmployerWithCases } from '../../../db/queries/employers.ts';
import { employerIdOf, offerIdOf } from '../../crypto/ids.ts';
import { newBatch } from '../intake/import-plan.ts';
import { isHidden } from '../review/hidden.ts';
import { knownSoleTraders, soleTraderKey } from '../intake/find-employer.ts';
import { nameOf, type Session, type WriteSession } from '../session.ts';

/** Employers with the cases they have offered a place to, by name. */
export function listEmployers(session: Session, intake: string | undefined): EmployerView[] {
  const where: Query =
    intake === undefined ? everything : { op: 'term', term: 'intake', cmp: 'is', value: intake };
  return employersWithCases(session.store.db, where).map((employer) => employerView(session, employer));
}

function employerView(session: Session, employer: EmployerWithCases): EmployerView {
  // That this employer has offered a place is something of the person (WO-8).
  const cases = employer.cases.filter((row) => !isHidden(session, row.caseId));
  const state = session.ledger.employerState(employer.employerId);
  const team = session.ledger.team();
  const policy = session.reference.thresholds;
  const standing = checkStanding(state, session.today(), policy);
  const answered = unionStandings(state, session.today(), policy).flatMap((one) =>
    one.status === 'differs' ? [] : [one],
  );
  const names = new Set(answered.map((one) => one.statement.organisation));
  return {
    id: employer.employerId,
    name: employer.name,
    organisationNumber: employer.organisationNumber,
    soleTrader: employer.soleTrader,
    check:
      'check' in standing
        ? {
            outcome: standing.check.outcome,
            day: standing.check.day,
            sources: standing.check.sources,
            by: nameOf(team, state.acts[standing.act]?.actor ?? session.self.member),
            valid: standing.status === 'valid',
          }
        : null,
    checkDiffers: employerCheck(state).status === 'differs',
    unions: answered.map(({ statement, act, status, validTo }) => ({
      organisation: statement.organisation,
      answer: statement.answer,
      day: statement.day,
      dueOn: statement.dueOn ?? null,
      by: nameOf(team, state.acts[act]?.actor ?? session.self.member),
      standing: status,
      validTo,
    })),
    unionsWithoutAnswer: namedUnions(
      session,
      cases.map((row) => row.caseId),
    ).filter((name) => !names.has(name)),
    cases,
  };
}

/** Organisations that the offers of these cases name. */
function namedUnions(session: Session, cases: readonly CaseId[]): string[] {
  const names = cases.flatMap((id) => {
    const offer = currentOffer(session.ledger.caseState(id));
    const unions = offer ? fieldValue(offer.fields, 'unions') : undefined;
    return Array.isArray(unions) ? unions : [];
  });
  return [...new Set(names)].sort();
}

export type CheckInput = {
  readonly employers: readonly EmployerId[];
  readonly outcome: 'clear' | 'bar' | 'incomplete';
  readonly day: IsoDate;
  readonly sources: readonly string[];
  readonly note?: string | undefined;
};

/** The same check registered for many: each employer gets its own event. */
export function registerChecks(
  session: WriteSession,
  input: CheckInput,
): Result<{ changed: number; batch: string }, Problem> {
  const batch = newBatch();
  const acts: NewAct[] = [];
  for (const id of input.employers) {
    const decided = decideCheck({ ...withoutUndefined(input), batch }, session.today());
    if (!decided.ok) return err(decided.error);
    acts.push({ stream: employerStream(id), payload: decided.value });
  }
  return appendMany(session, acts, batch);
}

export type UnionInput = {
  readonly employers: readonly EmployerId[];
  /** Empty: every organisation that the employer's offers name, or one without name where none is. */
  readonly organisation: string;
  readonly answer: UnionAnswer;
  readonly askedOn?: IsoDate | undefined;
  readonly dueOn?: IsoDate | undefined;
  readonly day: IsoDate;
  readonly weighed?: string | undefined;
};

export function registerUnions(
  session: WriteSession,
  input: UnionInput,
): Result<{ changed: number; batch: string }, Problem> {
  const batch = newBatch();
  const byId = new Map(employersWithCases(session.store.db).map((one) => [one.employerId, one]));
  const acts: NewAct[] = [];
  for (const id of input.employers) {
    for (const organisation of organisationsFor(session, input, byId.get(id))) {
      const decided = decideUnion({ ...withoutUndefined(input), organisation, batch }, session.today());
      if (!decided.ok) return err(decided.error);
      acts.push({ stream: employerStream(id), payload: decided.value });
    }
  }
  return appendMany(session, acts, batch);
}

/** Where an offer names no organisation, the one with an agreement in the field is asked (9 a § förordningen (2000:628)). */
const unnamedUnion = 'Facklig organisation inom verksamhetsområdet';

function organisationsFor(
  session: Session,
  input: UnionInput,
  employer: EmployerWithCases | undefined,
): string[] {
  if (input.organisation !== '') return [input.organisation];
  const named = employer
    ? namedUnions(
        session,
        employer.cases.map((row) => row.caseId),
      )
    : [];
  return named.length > 0 ? named : [unnamedUnion];
}

function appendMany(
  session: WriteSession,
  acts: readonly NewAct[],
  batch: string,
): Result<{ changed: number; batch: string }, Problem> {
  if (acts.length === 0) return ok({ changed: 0, batch });
  const written = session.ledger.append(acts);
  return written.ok ? ok({ changed: acts.length, batch }) : err(written.error);
}

export type OfferInput = {
  readonly id: CaseId;
  readonly heads: readonly EventHash[];
  /** Absent: a new offer. */
  readonly offer?: string | undefined;
  readonly fields: Readonly<Record<string, FieldValue | null>>;
};

/** An offer entered or corrected by hand. A new one names its employer, which is then found or made. */
export function enterOffer(session: WriteSession, input: OfferInput): Result<{ offer: string }, Problem> {
  const state = session.ledger.caseState(input.id);
  const batch = newBatch();
  const acts: NewAct[] = [];
  let offer = input.offer;
  let employer: EmployerId | undefined;
  if (offer === undefined) {
    const found = employerFor(session, input.fields);
    if (!found.ok) return found;
    employer = found.value.id;
    offer = offerIdOf(session.self.idSecret, { case: input.id, employer });
    if (found.value.named)
      acts.push({ stream: employerStream(employer), payload: { ...found.value.named, batch } });
  }
  const decided = decideEnterOffer(state, {
    offer,
    fields: input.fields,
    batch,
    ...(employer === undefined ? {} : { employer }),
  });
  if (!decided.ok) return err(decided.error);
  acts.push({ stream: caseStream(input.id), payload: decided.value, shownHeads: input.heads });
  const written = session.ledger.append(acts);
  return written.ok ? ok({ offer }) : err(written.error);
}

type FoundEmployer = {
  readonly id: EmployerId;
  readonly named:
    | { kind: 'employer.named'; name: string; soleTrader: boolean; organisationNumber?: string }
    | undefined;
};

function employerFor(session: Session, fields: OfferInput['fields']): Result<FoundEmployer, Problem> {
  const name = typeof fields['employerName'] === 'string' ? fields['employerName'].trim() : '';
  if (name === '') return err({ tag: 'noEmployer' });
  const written = asText(fields['organisationNumber']);
  const parsed = written === null ? undefined : parseOrganisationNumber(written, session.today());
  if (parsed && !parsed.ok) return err({ tag: 'wrongOrganisationNumber' });
  return ok(foundEmployer(session, name, parsed?.value));
}

function foundEmployer(
  session: Session,
  name: string,
  number: OrganisationNumber | undefined,
): FoundEmployer {
  const isSoleTrader = number === undefined || number.soleTrader;
  const id = isSoleTrader
    ? (knownSoleTraders(session).get(soleTraderKey(name, number?.number)) ??
      employerIdSchema.parse(newBatch()))
    : employerIdOf(session.self.idSecret, number.number);
  const own = isSoleTrader ? {} : { organisationNumber: number.number };
  return {
    id,
    named: isNamed(session, id)
      ? undefined
      : { kind: 'employer.named', name, soleTrader: isSoleTrader, ...own },
  };
}

function asText(value: FieldValue | null | undefined): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

function isNamed(session: Session, id: EmployerId): boolean {
  return session.ledger.employerState(id).names.length > 0;
}

export type MoveInput = {
  readonly id: CaseId;
  readonly heads: readonly EventHash[];
  readonly offer: string;
  readonly state: OfferStateName;
  readonly reason?: string | undefined;
  readonly day: IsoDate;
};

export function moveOffer(session: WriteSession, input: MoveInput): Result<{ moved: true }, Problem> {
  const state = session.ledger.caseState(input.id);
  const { law, reasons } = session.reference.form;
  const { offer, state: to, reason, day } = input;
  const command = { offer, state: to, day, batch: newBatch(), ...(reason === undefined ? {} : { reason }) };
  const decided = decideMoveOffer(state, command, { law, reasons, today: session.today() });
  if (!decided.ok) return err(decided.error);
  const written = session.ledger.append([
    { stream: caseStream(input.id), payload: decided.value, shownHeads: input.heads },
  ]);
  return written.ok ? ok({ moved: true }) : err(written.error);
}

function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
