// Owns: what has been asked of the applicant in one case: which requests stand open, until when, and what has come.
// Must not: ask what day it is, or let a clock say which of two acts counts.
import type { EventHash, IsoDate } from '../../ids.ts';
import type { FieldValue } from '../payload-parts.ts';
import type { PayloadOf } from '../payload.ts';
import type { RequestOutcome } from '../payloads/requests.ts';
import { write, type Seen, type Standing } from '../register.ts';
import type { Application } from '../stream.ts';
import type { CaseState, PartyRequest, RequestDue } from './state.ts';
import { without } from '../without.ts';

type RequestPayload = PayloadOf<'request.sent' | 'request.extended' | 'request.reminded' | 'request.ended'>;

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
    case 'request.sent': {
      if (id === undefined) return requests;
      const asked = without(payload, 'kind', 'batch', 'dueOn');
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
  const allCame = what === 'supplement' && text === undefined && lacks.length > 0 && missing.length === 0;
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
