// Owns: the history of a case or an employer, oldest first: who did what, when, with before and after. Must not: word it; the window does.
import type { WorkPayload } from '../../../domain/ledger/case/work.ts';
import { answerWords } from '../../../domain/history/answer-words.ts';
import { tellHistory, type FieldChange } from '../../../domain/history/changes.ts';
import { isColleague } from '../../../domain/history/layers.ts';
import {
  caseStream,
  employerStream,
  type CaseId,
  type EmployerId,
  type MemberId,
} from '../../../domain/ids.ts';
import type { Payload, PayloadOf } from '../../../domain/ledger/payload.ts';
import { known, type FoldEvent, type StreamState } from '../../../domain/ledger/stream.ts';
import type { FieldValue } from '../../../domain/ledger/payload-parts.ts';
import { hasBlob } from '../../../db/blobs.ts';
import type { TeamState } from '../../../domain/team/team-state.ts';
import type { HistoryEntry } from '../../../ipc/review.ts';
import { nameOf, type Session } from '../session.ts';

export function caseHistory(session: Session, id: CaseId): HistoryEntry[] {
  return historyOf(session, session.ledger.eventsOf(caseStream(id)), session.ledger.caseState(id));
}

export function employerHistory(session: Session, id: EmployerId): HistoryEntry[] {
  return historyOf(session, session.ledger.eventsOf(employerStream(id)), session.ledger.employerState(id));
}

function historyOf(
  session: Session,
  events: readonly FoldEvent[],
  state: Pick<StreamState, 'voided' | 'notEntitled'>,
): HistoryEntry[] {
  const team = session.ledger.team();
  const words = answerWords(session.reference.form);
  return tellHistory(events, state).map(({ event, effect, changes }) => ({
    event: event.hash,
    at: event.hlc,
    by: nameOf(team, event.actor),
    kind: event.read.status === 'known' ? event.read.payload.kind : event.read.status,
    facts: {
      ...(event.read.status === 'known' ? factsOf(event.read.payload, team) : {}),
      ...elsewhere(session, event),
    },
    fields: changes.map((change) => changeView(change, { team, words })),
    effect,
  }));
}

type Words = { readonly team: TeamState; readonly words: ReturnType<typeof answerWords> };

/** A field of the form by its own label, a coded answer by the form's own words, a colleague by name. */
function changeView({ list, field, ...sides }: FieldChange, { team, words }: Words) {
  const answer = list === 'answer' ? words(field) : undefined;
  const word = (value: FieldValue): FieldValue => {
    if (answer) return answer.word(value);
    return isColleague(field) && typeof value === 'string' ? nameOf(team, value as MemberId) : value;
  };
  const beside = sides.beside.map((event) => ({ by: nameOf(team, event.actor), at: event.hlc }));
  return {
    list,
    field,
    ...(answer ? { label: answer.label } : {}),
    before: sides.before.map(word),
    after: sides.after.map(word),
    ...(beside.length === 0 ? {} : { beside }),
  };
}

/** SY-41: the paper of this entry is not here; whose computer issued it has kept it. */
function elsewhere(session: Session, event: FoldEvent): HistoryEntry['facts'] {
  const issued = known(event, 'document.issued') ?? known(event, 'attachment.added');
  if (!issued || event.device === session.self.device || hasBlob(session.store, issued.sha256)) return {};
  return { keptBy: nameOf(session.ledger.team(), event.actor) };
}

function factsOf(payload: Payload, team: TeamState): HistoryEntry['facts'] {
  switch (payload.kind) {
    case 'facts.imported':
      return { source: payload.source, asOf: payload.asOf, row: payload.origin.row };
    case 'facts.entered':
      return { basis: payload.basis ?? null, opens: payload.opens !== undefined };
    case 'verdict.given':
      return { conclusion: payload.conclusion, reason: payload.reason ?? null, note: payload.note ?? null };
    case 'offer.imported':
      return { asOf: payload.asOf, row: payload.origin.row };
    case 'offer.moved':
      return { state: payload.state, reason: payload.reason ?? null, day: payload.day };
    case 'basis.fixed':
      return {
        outcome: payload.outcome,
        day: payload.day,
        from: payload.period?.from ?? null,
        to: payload.period?.to ?? null,
      };
    case 'decision.registered':
      return {
        barNumber: payload.barNumber,
        day: payload.day,
        outcome: payload.outcome,
        source: payload.source,
        differences: payload.differences.length,
      };
    case 'conflict.resolved':
      return { reason: payload.reason, kept: payload.keep !== null };
    case 'document.issued':
      return { variant: payload.variant, pages: payload.pages, sha256: payload.sha256 };
    case 'unseen.reviewed':
    case 'registration.withdrawn':
      return { basis: payload.reason };
    case 'union.answered':
      return { organisation: payload.organisation };
    case 'acts.left':
    case 'acts.confirmed':
      return { reason: payload.reason, events: payload.events.length };
    case 'handover.noted':
      return handedOver(payload, team);
    case 'case.assigned':
    case 'case.watched':
    case 'note.written':
    case 'interest.declared':
    case 'interest.tried':
      return workFacts(payload, team);
    case 'request.sent':
    case 'request.ordered':
    case 'request.reminded':
    case 'question.asked':
      return requestFacts(payload);
    default:
      return besideFacts(payload);
  }
}

function besideFacts(payload: Payload): HistoryEntry['facts'] {
  switch (payload.kind) {
    case 'attachment.added':
      return { fileName: payload.fileName };
    case 'attachment.removed':
      return { reason: payload.reason };
    case 'acts.voided':
      return { events: payload.events.length };
    default:
      return {};
  }
}

function requestFacts(
  payload: PayloadOf<'request.sent' | 'request.ordered' | 'request.reminded' | 'question.asked'>,
): HistoryEntry['facts'] {
  if (payload.kind === 'request.reminded') return { day: payload.day, how: payload.how };
  if (payload.kind === 'question.asked') {
    const { question, officer, unit, askedOn, how } = payload;
    return { question, officer, unit, askedOn, how };
  }
  const { lacks, dueOn, how } = payload;
  return {
    request: payload.kind === 'request.sent' ? payload.what : 'order',
    lacks: lacks.map(({ code }) => code).join(', '),
    dueOn,
    how,
  };
}

function workFacts(payload: WorkPayload, team: TeamState): HistoryEntry['facts'] {
  switch (payload.kind) {
    case 'case.assigned':
      return {
        handler: payload.handler === null ? null : nameOf(team, payload.handler),
        until: payload.until ?? null,
      };
    case 'case.watched':
      return { until: payload.until, reason: payload.reason ?? null };
    case 'note.written':
      return { place: payload.place, note: payload.text };
    case 'interest.declared':
      return { interest: payload.ground };
    case 'interest.tried':
      return { member: nameOf(team, payload.member), holds: payload.holds, reason: payload.reason };
  }
}

function handedOver({ text, forWhom }: PayloadOf<'handover.noted'>, team: TeamState): HistoryEntry['facts'] {
  return { note: text, forWhom: forWhom === undefined ? null : nameOf(team, forWhom) };
}
