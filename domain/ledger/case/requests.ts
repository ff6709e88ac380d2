// Owns: what has been asked in one case, of the applicant and of the responsible caseworker: what stands open, until when, and what
// has come.
// Must not: ask what day it is, or let a clock say which of two acts counts.
import type { EventHash, IsoDate } from '../../ids.ts';
import type { FieldValue } from '../payload-parts.ts';
import type { PayloadOf } from '../payload.ts';
import type { RequestKind, RequestOutcome } from '../payloads/requests.ts';
import { write, type Seen, type Standing } from '../register.ts';
import type { Application } from '../stream.ts';
import type { CaseState, PartyRequest, Question, QuestionEnd, RequestDue } from './state.ts';
import { without } from '../without.ts';

type RequestPayload = PayloadOf<
  'request.sent' | 'request.ordered' | 'request.extended' | 'request.reminded' | 'request.ended'
>;

export function applyRequest(state: CaseState, application: Application<RequestPayload>): CaseState {
  const requests = state.requests ?? [];
  return { ...state, requests: requestsWith(requests, application, state.acts[application.act]?.event) };
}

function requestsWith(
  requests: readonly PartyRequest[],
  { payload, act, seen }: Application<RequestPayload>,
  id: EventHash | undefined,
): readonly PartyRequest[] {
  switch (payload.kind) {
    case 'request.sent':
    case 'request.ordered': {
      if (id === undefined) return requests;
      const what: RequestKind = payload.kind === 'request.sent' ? payload.what : 'order';
      const asked = { ...without(payload, 'kind', 'batch', 'dueOn'), what };
      const due = [{ act, value: { day: payload.sentOn, dueOn: payload.dueOn } }];
      return [...requests, { ...asked, id, act, due, dated: [act], reminded: [], ended: [], come: [] }];
    }
    case 'request.extended': {
      const { day, dueOn, reason } = payload;
      const value = reason === undefined ? { day, dueOn } : { day, dueOn, reason };
      return changed(requests, payload.request, (one) => ({
        due: write(one.due, { act, value }, seen),
        dated: [...one.dated, act],
      }));
    }
    case 'request.reminded':
      return changed(requests, payload.request, ({ reminded }) => ({
        reminded: [...reminded, { act, day: payload.day }],
      }));
    case 'request.ended': {
      const value = without(payload, 'kind', 'batch', 'request');
      return changed(requests, payload.request, (one) => ({ ended: write(one.ended, { act, value }, seen) }));
    }
  }
}

function changed(
  requests: readonly PartyRequest[],
  id: EventHash,
  change: (one: PartyRequest) => Partial<PartyRequest>,
): readonly PartyRequest[] {
  return requests.map((one) => (one.id === id ? { ...one, ...change(one) } : one));
}

/** RQ-5: facts that come by a file or by hand answer what they are about, when their author knew that it was asked for. */
export function noteCome(
  state: CaseState,
  fields: Readonly<Record<string, FieldValue | null>>,
  seen: Seen,
): CaseState {
  if (state.requests === undefined) return state;
  const came = (field: string) => Object.hasOwn(fields, field) && fields[field] !== null;
  return {
    ...state,
    requests: state.requests.map((one) => {
      if (!seen(one.act)) return one;
      const codes = one.lacks.filter((lack) => lack.fields.some(came)).map(({ code }) => code);
      return { ...one, come: [...new Set([...one.come, ...codes])].sort() };
    }),
  };
}

/** What the party may rely on: of the days given apart the latest, and the act that gave it, which is the letter's. */
export function dueNow({ due }: PartyRequest): Standing<RequestDue> {
  return due.reduce((one, next) => (next.value.dueOn >= one.value.dueOn ? next : one));
}

export type RequestStanding = {
  readonly status: 'open' | RequestOutcome;
  /** The latest day that anybody has given: the party may rely on it. */
  readonly dueOn: IsoDate;
  readonly missing: readonly string[];
};

/**
 * Of different ends said apart the one that is best for the party counts: nobody is treated as silent while a colleague holds
 * an answer. A supplement of which everything has come is answered without anybody saying so.
 */
export function requestStanding(request: PartyRequest): RequestStanding {
  const { lacks, come, text, what } = request;
  const missing = lacks.map(({ code }) => code).filter((code) => !come.includes(code));
  const { dueOn } = dueNow(request).value;
  const ends = request.ended.map(({ value }) => value.outcome);
  const end = (['answered', 'takenBack', 'noAnswer'] as const).find((one) => ends.includes(one));
  const allCame = what !== 'hearing' && text === undefined && lacks.length > 0 && missing.length === 0;
  return { status: end ?? (allCame ? 'answered' : 'open'), dueOn, missing };
}

export function openRequests({ requests }: Pick<CaseState, 'requests'>): readonly PartyRequest[] {
  return (requests ?? []).filter((one) => requestStanding(one).status === 'open');
}

/** `awaits:<day>`: the earliest day on which an answer is due. */
export type RequestFlag = `awaits:${IsoDate}`;

export function requestFlags(state: CaseState): RequestFlag[] {
  const days = openRequests(state)
    .map((one) => requestStanding(one).dueOn)
    .sort();
  return days[0] === undefined ? [] : [`awaits:${days[0]}`];
}

type QuestionPayload = PayloadOf<'question.asked' | 'question.ended'>;

export function applyQuestion(
  state: CaseState,
  { payload, act, seen }: Application<QuestionPayload>,
): CaseState {
  const questions = state.questions ?? [];
  if (payload.kind === 'question.asked') {
    const id = state.acts[act]?.event;
    if (id === undefined) return state;
    return {
      ...state,
      questions: [...questions, { ...without(payload, 'kind', 'batch'), id, act, ended: [] }],
    };
  }
  const value = without(payload, 'kind', 'batch', 'of');
  const end = (one: Question): Question => ({ ...one, ended: write(one.ended, { act, value }, seen) });
  return { ...state, questions: questions.map((one) => (one.id === payload.of ? end(one) : one)) };
}

/** RQ-14: what answers stand; several when two noted one apart. A question that is answered is not taken back. */
export function questionEnds({ ended }: Question): readonly (QuestionEnd & { readonly act: number })[] {
  const ends = ended.map(({ act, value }) => ({ ...value, act }));
  const answers = ends.filter(({ outcome }) => outcome === 'answered');
  return answers.length > 0 ? answers : ends;
}

export function openQuestions({ questions }: Pick<CaseState, 'questions'>): readonly Question[] {
  return (questions ?? []).filter(({ ended }) => ended.length === 0);
}

/** `question:<day>`: when to come back to the first of the open ones; the day it was asked where nobody has said. */
export type QuestionFlag = `question:${IsoDate}`;

export function questionFlags(state: CaseState): QuestionFlag[] {
  const days = openQuestions(state)
    .map(({ watchOn, askedOn }) => watchOn ?? askedOn)
    .sort();
  return days[0] === undefined ? [] : [`question:${days[0]}`];
}
