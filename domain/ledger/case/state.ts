// Owns: the shape of one case as folded from its stream.
// Must not: fold or read; `fold.ts` writes the state, `readings.ts` and its neighbours say what it is worth.
import type { Attachment } from '../../attachment/attachments.ts';
import type { EmployerId, EventHash, IntakeId, IsoDate, MemberId } from '../../ids.ts';
import type { QuestionOutcome, QuestionWay, RequestKind, RequestOutcome } from '../payloads/requests.ts';
import type { LookOutcome, LookSubject } from '../payloads/second-look.ts';
import type { OfferStateName, PayloadOf } from '../payload.ts';
import type { Fields, Register } from '../register.ts';
import { emptyRetention, type Retention } from './retention.ts';
import { emptyStream, type StreamState } from '../stream.ts';
import type { InterestGround } from '../payloads/work.ts';

export type Verdict = Omit<PayloadOf<'verdict.given'>, 'kind' | 'batch'>;
export type OfferMove = { readonly state: OfferStateName; readonly reason?: string; readonly day: IsoDate };

export type OfferState = {
  readonly id: string;
  readonly employer: EmployerId | null;
  readonly fields: Fields;
  readonly moves: Register<OfferMove>;
  /** Other offers that the author of its last act had seen as they stand. */
  readonly after: readonly string[];
};

export type Stub = Omit<PayloadOf<'case.stubbed'>, 'kind' | 'batch' | 'intake' | 'applicationId'>;

/** A standing deciding act: the basis, BÄR's registration, its withdrawal, or the resolve that ended a conflict. */
export type DecisionHead = {
  readonly act: number;
  readonly event: EventHash;
  readonly kind: 'basis.fixed' | 'decision.registered' | 'registration.withdrawn' | 'conflict.resolved';
};

/** Of a person with protected identity, in the store of a holder. Nothing but the opened case reads it (restricted.ts). */
export type RestrictedContent = Pick<
  CaseState,
  | 'fields'
  | 'verdicts'
  | 'offers'
  | 'decisions'
  | 'decisionHeads'
  | 'facts'
  | 'unseen'
  | 'issued'
  | 'handover'
>;

export type CaseState = StreamState & {
  /** Where it stands now; its rules are those of this intake (transfers.ts). */
  readonly intake: IntakeId | null;
  readonly applicationId: string | null;
  readonly stub: Stub | null;
  readonly fields: Fields;
  readonly verdicts: Register<Verdict>;
  readonly offers: Readonly<Record<string, OfferState>>;
  /** Every effective deciding act in order: basis, registration, withdrawal, resolve. */
  readonly decisions: readonly DecisionRecord[];
  /** Deciding acts that are no ancestor of another. Two are a conflict, even when equal. */
  readonly decisionHeads: readonly DecisionHead[];
  /** Acts that brought facts, in order: what a decision can have missed. */
  readonly facts: readonly number[];
  /** Facts beside a decision whose author had not seen them, until a person has looked (looks.ts). */
  readonly unseen: readonly UnseenFact[];
  /** By the other case: whether it is the same application. */
  readonly joins: Readonly<Record<string, Register<JoinSaid>>>;
  /** Absent until somebody moves the case between the season's intakes: where it was opened, and what was said since. */
  readonly transfers?: { readonly home: IntakeId | null; readonly said: Register<TransferSaid> };
  readonly issued: readonly Issued[];
  readonly retention: Retention;
  /** Notes for whoever goes on with the case, and who has taken it over. */
  readonly handover: Register<Handover>;
  /** Absent until somebody has been given the case, watches it, notes something or declares an interest. */
  readonly work?: Work;
  /** Second looks; absent until one is asked for or something is taken back. */
  readonly looks?: Looks;
  /** What was asked of the applicant; absent until something is. */
  readonly requests?: readonly PartyRequest[];
  /** What was asked of the responsible caseworker; absent until something is. */
  readonly questions?: readonly Question[];
  /** On which day the party opened a case at the agency; absent until somebody records it. */
  readonly matter?: Register<MatterSaid>;
  /** Files handed in; absent until one is attached. */
  readonly attachments?: readonly Attachment[];
  /** Absent where nothing restricted is here, so that the state of every other case is written as before. */
  readonly restricted?: RestrictedContent;
};

/** A note for whoever goes on with the case, or that its author does. */
export type Handover =
  | { readonly taken: false; readonly text: string; readonly forWhom: MemberId | null }
  | { readonly taken: true };

export type Assigned = { readonly handler: MemberId | null; readonly until?: IsoDate };
export type Watched = { readonly until: IsoDate | null; readonly reason?: string };
export type CaseNote = {
  readonly act: number;
  readonly place: 'internal' | 'caseFile';
  readonly text: string;
};

/** One word on whether a member is barred. `over`: earlier words on the same member that its author had seen. */
export type InterestSaid = {
  readonly act: number;
  readonly member: MemberId;
  readonly holds: boolean;
  readonly ground?: InterestGround;
  readonly over: readonly number[];
};

export type Work = {
  readonly assigned: Register<Assigned>;
  readonly watched: Register<Watched>;
  readonly notes: readonly CaseNote[];
  readonly interests: readonly InterestSaid[];
};

export type RequestEnd = {
  readonly outcome: RequestOutcome;
  readonly day: IsoDate;
  readonly answer?: string | undefined;
};
/** `day`: when that day was given. */
export type RequestDue = {
  readonly day: IsoDate;
  readonly dueOn: IsoDate;
  readonly reason?: string | undefined;
};
export type PartyRequest = Omit<PayloadOf<'request.sent'>, 'kind' | 'batch' | 'dueOn' | 'what'> & {
  readonly what: RequestKind;
  readonly id: EventHash;
  readonly act: number;
  readonly due: Register<RequestDue>;
  /** Every act that has given a day: a letter of an earlier day was a true one when it was made. */
  readonly dated: readonly number[];
  readonly reminded: readonly { readonly act: number; readonly day: IsoDate }[];
  readonly ended: Register<RequestEnd>;
  /** Codes of what has come since, by acts whose authors knew of the request. */
  readonly come: readonly string[];
};

export type QuestionEnd = {
  readonly outcome: QuestionOutcome;
  readonly day: IsoDate;
  readonly how: QuestionWay;
  readonly answer?: string | undefined;
};
export type MatterSaid = Omit<PayloadOf<'matter.opened'>, 'kind' | 'batch'>;
export type Question = Omit<PayloadOf<'question.asked'>, 'kind' | 'batch'> & {
  readonly id: EventHash;
  readonly act: number;
  readonly ended: Register<QuestionEnd>;
};

/** `missed`: something of the case came in beside the look or after it. */
export type Look = {
  readonly of: EventHash;
  readonly outcome: LookOutcome;
  readonly missed: boolean;
  readonly reason?: string;
};
export type Looks = {
  readonly asked: readonly { readonly about: LookSubject; readonly of: EventHash }[];
  readonly given: Register<Look>;
  /** Acts that took something back. */
  readonly undone: readonly number[];
};

/** Places of two acts neither of whose authors had seen the other's. */
export type UnseenFact = { readonly decision: number; readonly fact: number };
export type TransferSaid = { readonly to: IntakeId; readonly reason: string };
/** `leads`: the other case is handled in this one. */
export type JoinSaid = { readonly role: 'leads' | 'follows' | 'apart'; readonly reason: string };

export type DecisionRecord = {
  readonly act: number;
  readonly event: EventHash;
  /** Deciding acts its author had seen. */
  readonly over: readonly number[];
  readonly payload:
    | PayloadOf<'basis.fixed'>
    | RegisteredWithoutDocuments
    | PayloadOf<'registration.withdrawn'>
    | PayloadOf<'conflict.resolved'>;
};
/** The composed documents stay in the event: the cached state would carry every page twice. */
export type RegisteredWithoutDocuments = Omit<PayloadOf<'decision.registered'>, 'documents'>;
export type Issued = Omit<PayloadOf<'document.issued'>, 'kind' | 'batch'> & { readonly act: number };

export const emptyCase: CaseState = {
  ...emptyStream,
  intake: null,
  applicationId: null,
  stub: null,
  fields: {},
  verdicts: [],
  offers: {},
  decisions: [],
  decisionHeads: [],
  facts: [],
  unseen: [],
  joins: {},
  issued: [],
  retention: emptyRetention,
  handover: [],
};
