// Owns: what a file would change, row by row, before anything is written. Must not: write.
import { randomBytes } from 'node:crypto';
import {
  applicationKey,
  parseApplications,
  type ExistingLookup,
  type ParsedApplication,
} from '../../../domain/intake/rows/applications.ts';
import { diffFields, type FieldChange } from '../../../domain/intake/diff.ts';
import type { ApplicationFacts, OfferFacts } from '../../../domain/intake/facts.ts';
import { withoutUndefined } from '../../../domain/intake/facts.ts';
import type { Mapping } from '../../../domain/intake/mapping.ts';
import { parseOffers, type ParsedOffer } from '../../../domain/intake/rows/offers.ts';
import type { DuplicateRow, RejectedRow } from '../../../domain/intake/problems.ts';
import type { RawTable } from '../../../domain/intake/table.ts';
import {
  batchIdSchema,
  caseStream,
  intakeStream,
  type BatchId,
  type CaseId,
  type EmployerId,
  type IntakeId,
  type IsoDate,
  type StreamId,
} from '../../../domain/ids.ts';
import { textValue } from '../../../domain/ledger/case/fields.ts';
import { offerMove } from '../../../domain/ledger/case/offers.ts';
import type { CaseState, OfferState } from '../../../domain/ledger/case/state.ts';
import type { Payload } from '../../../domain/ledger/payload.ts';
import { holdsPersonalData, markFor, withKnown } from '../../../domain/purge/mark.ts';
import { isPurged } from '../../../domain/purge/retention.ts';
import type { NewAct } from '../../../db/ledger/contract.ts';
import type { IntakeCase } from '../../../db/queries/intake-cases.ts';
import { offerIdOf } from '../../crypto/ids.ts';
import { alikeRows, type NewRow } from './alike-rows.ts';
import { casesOfFile } from './cases-of-file.ts';
import { CaseFinder } from './find-case.ts';
import { EmployerFinder } from './find-employer.ts';
import { markOthers } from './mark-others.ts';
import { changedFields, standingFacts, withLater } from './standing.ts';
import type { Session } from '../session.ts';

/** A file about people whose cases may stand in any intake. */
export type LookupInput = {
  readonly table: RawTable;
  readonly fileName: string;
  readonly mapping: Mapping;
  readonly asOf: IsoDate;
};
export type ImportInput = LookupInput & { readonly intake: IntakeId };

export type CaseChange = {
  /** A row about a person whose cases stand in several intakes changes each of them. */
  readonly row: number;
  readonly caseId: CaseId;
  readonly intake: IntakeId;
  readonly applicationId: string;
  readonly kind: 'new' | 'changed' | 'unchanged';
  readonly stub: boolean;
  readonly name: string;
  readonly changes: readonly ShownChange[];
};

/** `handStands`: a value by hand lies above and stays what the case shows (LE-6). */
export type ShownChange = FieldChange & { readonly handStands?: true };

export type ImportPlan = {
  readonly batch: BatchId;
  readonly rows: number;
  readonly cases: readonly CaseChange[];
  readonly rejected: readonly RejectedRow[];
  readonly duplicates: readonly DuplicateRow[];
  /** New rows that may be a person who is here with another number; they are read in. */
  readonly alike?: readonly DuplicateRow[];
  readonly stubs: number;
  /** Twelve digits of people whom the file marks as protected: to take them out of mailings with, never to keep. */
  readonly marked?: readonly string[];
  readonly acts: readonly NewAct[];
};

export function newBatch(): BatchId {
  return batchIdSchema.parse(randomBytes(16).toString('hex'));
}

/** One event per new or changed application; unchanged rows write nothing. */
export function planApplications(session: Session, input: ImportInput): ImportPlan {
  const { intake, asOf, table } = input;
  const known = casesOfFile(session, intake);
  const parsed = parseApplications(table, input.mapping, {
    values: session.reference.values,
    asOf,
    existing: lookup(session, known.cases),
  });
  const batch = newBatch();
  const cases: CaseChange[] = [];
  const acts: NewAct[] = openIntake(session, intake);
  const covered = parsed.covered.filter((field) => field !== 'applicationId');
  const rejected: RejectedRow[] = [...parsed.rejected];
  for (const application of parsed.applications) {
    const caseId = known.caseFor(application.facts.applicationId);
    if (isPurged(session.ledger.caseState(caseId))) {
      const { applicationId } = application.facts;
      rejected.push({ row: application.row, applicationId, problems: [purgedRow] });
      continue;
    }
    const change = planApplication(session, application, { input, batch, caseId, covered });
    cases.push(change.row);
    if (change.act) acts.push(change.act);
  }
  acts.push(
    ...markOthers(session, parsed.marked, { batch, planned: new Set(cases.map((one) => one.caseId)) }),
  );
  return {
    batch,
    rows: parsed.rows,
    cases,
    rejected: rejected.sort(byRow),
    duplicates: parsed.duplicates,
    alike: alikeRows(session, intake, newRows(parsed.applications, cases)),
    stubs: parsed.stubs,
    marked: parsed.marked,
    acts,
  };
}

function newRows(applications: readonly ParsedApplication[], cases: readonly CaseChange[]): NewRow[] {
  const rows = new Set(cases.flatMap((one) => (one.kind === 'new' && !one.stub ? [one.row] : [])));
  return applications
    .filter(({ row }) => rows.has(row))
    .map(
      ({
        row,
        facts: { applicationId, givenName = '', familyName = '', personalIdentityNumber = null },
      }) => ({
        ...{ row, applicationId, givenName, familyName },
        identityNumber: personalIdentityNumber,
      }),
    );
}

/** Named by its id alone: nothing of a purged case comes back by a file (PU-9). */
const purgedRow = { field: 'applicationId', code: 'purged' } as const;

type ApplicationPlan = {
  readonly input: ImportInput;
  readonly batch: BatchId;
  readonly caseId: CaseId;
  readonly covered: readonly (keyof ApplicationFacts)[];
};

function planApplication(
  session: Session,
  application: ParsedApplication,
  plan: ApplicationPlan,
): { readonly row: CaseChange; readonly act?: NewAct } {
  const { caseId, input, batch } = plan;
  const state = session.ledger.caseState(caseId);
  const { applicationId, ...facts } = application.facts;
  const row = {
    row: application.row,
    caseId,
    intake: input.intake,
    applicationId,
    stub: application.stub,
    name: [facts.givenName, facts.familyName].filter(Boolean).join(' '),
  };
  if (application.stub) return planStub(application, state, { ...plan, row });
  const before =
    state.applicationId === null
      ? undefined
      : standingFacts(state, state.fields, { source: 'portal', asOf: input.asOf });
  const diff = diffFields<Record<string, unknown>>(
    before?.values,
    withLater(facts, before?.later),
    plan.covered,
  );
  if (diff.kind === 'unchanged') return { row: { ...row, kind: 'unchanged', changes: [] } };
  const payload: Payload = {
    kind: 'facts.imported',
    batch,
    source: 'portal',
    asOf: input.asOf,
    intake: input.intake,
    applicationId,
    origin: { sha256: input.table.sha256, row: application.row },
    fields: changedFields(diff.changes),
  };
  return {
    row: { ...row, kind: diff.kind, changes: diff.changes },
    act: { stream: caseStream(caseId), payload },
  };
}

function planStub(
  application: ParsedApplication,
  state: CaseState,
  plan: ApplicationPlan & { readonly row: Omit<CaseChange, 'kind' | 'changes'> },
): { readonly row: CaseChange; readonly act?: NewAct } {
  const { row, caseId, batch, input } = plan;
  const { colour, gender, protectedIdentity, applicationId } = application.facts;
  const marking = withKnown(state, {
    intake: state.intake ?? input.intake,
    applicationId,
    mark: protectedIdentity ?? 'unspecified',
    ...(colour === undefined ? {} : { colour }),
    ...(gender === undefined ? {} : { gender }),
  });
  const { stub } = state;
  const same = stub !== null && stub.colour === marking.colour && stub.gender === marking.gender;
  if (same && !holdsPersonalData(state)) return { row: { ...row, kind: 'unchanged', changes: [] } };
  const payload: Payload = markFor(state, marking, batch);
  const kind = state.applicationId === null ? 'new' : 'changed';
  return { row: { ...row, kind, changes: [] }, act: { stream: caseStream(caseId), payload } };
}

/** One offer of one employer to one case. The employer is named once; a state other than “offered” is an act of its own. */
export function planOffers(session: Session, input: ImportInput): ImportPlan {
  const { intake, asOf, table } = input;
  const known = casesOfFile(session, intake).cases;
  const parsed = parseOffers(table, input.mapping, {
    values: session.reference.values,
    asOf,
    existing: lookup(session, known),
  });
  const cases = new CaseFinder(known);
  const employers = new EmployerFinder(session);
  const batch = newBatch();
  const rejected = [...parsed.rejected];
  const duplicates = [...parsed.duplicates];
  const planned = new Set<string>();
  const changes: CaseChange[] = [];
  const acts: NewAct[] = [];
  for (const offer of parsed.offers) {
    const found = cases.find(offer.facts);
    if ('problems' in found) {
      rejected.push({ row: offer.row, ...found });
      continue;
    }
    const employer = employers.resolve(offer.facts, batch);
    const offerId = offerIdOf(session.self.idSecret, { case: found.caseId, employer: employer.id });
    // One employer's offer to one case is one: a second row, written another way, would undo the first.
    if (planned.has(offerId)) duplicates.push({ row: offer.row, of: found.applicationId });
    else {
      const one = planOffer(session, offer, {
        input,
        batch,
        found,
        employer,
        offerId,
        covered: parsed.covered,
      });
      changes.push(one.row);
      acts.push(...one.acts);
    }
    planned.add(offerId);
  }
  return {
    batch,
    rows: parsed.rows,
    cases: changes,
    rejected: rejected.sort(byRow),
    duplicates: duplicates.sort(byRow),
    stubs: 0,
    acts,
  };
}

export function byRow(a: { readonly row: number }, b: { readonly row: number }): number {
  return a.row - b.row;
}

type OfferPlan = {
  readonly input: ImportInput;
  readonly batch: BatchId;
  readonly found: IntakeCase;
  readonly employer: { readonly id: EmployerId; readonly acts: readonly NewAct[] };
  readonly offerId: string;
  readonly covered: readonly string[];
};

function planOffer(
  session: Session,
  parsed: ParsedOffer,
  plan: OfferPlan,
): { readonly row: CaseChange; readonly acts: NewAct[] } {
  const { input, batch, found, employer, offerId } = plan;
  const { offerState, offerReason, ...written } = parsed.facts;
  const { applicationId: _id, personalIdentityNumber: _number, ...facts } = written;
  const state = session.ledger.caseState(found.caseId);
  const known = state.offers[offerId];
  const before = known
    ? standingFacts(state, known.fields, { source: 'offers', asOf: input.asOf })
    : undefined;
  const diff = diffFields<Record<string, unknown>>(
    before?.values,
    withLater(facts, before?.later),
    plan.covered.filter(isOfferFact),
  );
  const acts: NewAct[] = [...employer.acts];
  if (diff.kind !== 'unchanged') {
    const origin = { sha256: input.table.sha256, row: parsed.row };
    const fields = changedFields(diff.changes);
    acts.push({
      stream: caseStream(found.caseId),
      payload: {
        kind: 'offer.imported',
        batch,
        offer: offerId,
        employer: employer.id,
        asOf: input.asOf,
        origin,
        fields,
      },
    });
  }
  const moved = moveAct(known, { state: offerState, reason: offerReason, day: input.asOf });
  if (moved) acts.push({ stream: caseStream(found.caseId), payload: { ...moved, batch, offer: offerId } });
  const kind = diff.kind === 'unchanged' && moved ? 'changed' : diff.kind;
  const { caseId, applicationId, name } = found;
  const row = { row: parsed.row, caseId, intake: input.intake, applicationId, stub: false, name };
  return { row: { ...row, kind, changes: diff.kind === 'unchanged' ? [] : diff.changes }, acts };
}

/** Who the offer is for and its state are not facts of the offer. */
function isOfferFact(field: string): boolean {
  return !['applicationId', 'personalIdentityNumber', 'offerState', 'offerReason'].includes(field);
}

type Move = {
  readonly state: OfferFacts['offerState'];
  readonly reason: string | undefined;
  readonly day: IsoDate;
};

function moveAct(
  known: OfferState | undefined,
  move: Move,
): { kind: 'offer.moved'; state: Move['state']; day: IsoDate; reason?: string } | undefined {
  const standing = known ? offerMove(known) : undefined;
  const now = standing?.status === 'agreed' ? standing.value : { state: 'offered', reason: undefined };
  if (now.state === move.state && now.reason === move.reason) return undefined;
  return {
    kind: 'offer.moved',
    state: move.state,
    day: move.day,
    ...(move.reason === undefined ? {} : { reason: move.reason }),
  };
}

export function openIntake(session: Session, intake: IntakeId): NewAct[] {
  const stream: StreamId = intakeStream(intake);
  if (session.ledger.intake(intake).id !== null) return [];
  return [{ stream, payload: { kind: 'intake.opened', intake } }];
}

function lookup(session: Session, cases: readonly IntakeCase[]): ExistingLookup {
  const byId = new Map(cases.map((one) => [applicationKey(one.applicationId), one]));
  const byNumber = new Map(
    cases.filter((one) => one.identityNumber !== '').map((one) => [one.identityNumber, one]),
  );
  const existing = (one: IntakeCase | undefined) => {
    if (!one) return undefined;
    const withdrawn = textValue(session.ledger.caseState(one.caseId).fields, 'consentWithdrawnOn');
    return withoutUndefined({
      applicationId: one.applicationId,
      consentWithdrawnOn: withdrawn as IsoDate | undefined,
      protectedIdentity: one.stub ? ('unspecified' as const) : undefined,
    }) as ReturnType<ExistingLookup['byApplicationId']>;
  };
  return {
    byApplicationId: (key) => existing(byId.get(key)),
    byIdentityNumber: (number) => existing(byNumber.get(number)),
  };
}
