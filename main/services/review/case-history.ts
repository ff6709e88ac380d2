// Owns: a case's history, oldest first: who did what, when, with before and after. Must not: word it; the window does.
import type { WorkPayload } from '../../../domain/ledger/case/work.ts';
import { choicesOf } from '../../../domain/form/answers.ts';
import { fieldsOfForm } from '../../../domain/form/definition.ts';
import { caseStream, type CaseId } from '../../../domain/ids.ts';
import { orderEvents } from '../../../domain/ledger/dag.ts';
import type { Payload, PayloadOf } from '../../../domain/ledger/payload.ts';
import { known, type FoldEvent } from '../../../domain/ledger/stream.ts';
import type { FieldValue } from '../../../domain/ledger/payload-parts.ts';
import { hasBlob } from '../../../db/blobs.ts';
import type { TeamState } from '../../../domain/team/team-state.ts';
import type { HistoryEntry } from '../../../ipc/review.ts';
import { createChanges, type FieldChange } from './field-changes.ts';
import { nameOf, type Session } from '../session.ts';

export function caseHistory(session: Session, id: CaseId): HistoryEntry[] {
  const team = session.ledger.team();
  const state = session.ledger.caseState(id);
  const voided = new Set<string>(state.voided);
  const notEntitled = new Set<string>(state.notEntitled);
  const { events, isAncestor } = orderEvents(session.ledger.eventsOf(caseStream(id)));
  const changesOf = createChanges(isAncestor, (hash) => !voided.has(hash) && !notEntitled.has(hash));
  const answers = answerWords(session.reference.form);
  return events.map((event) => ({
    event: event.hash,
    at: event.hlc,
    by: nameOf(team, event.actor),
    kind: event.read.status === 'known' ? event.read.payload.kind : event.read.status,
    facts: {
      ...(event.read.status === 'known' ? factsOf(event.read.payload, team) : {}),
      ...elsewhere(session, event),
    },
    fields: changesOf(event).map(answers),
    effect:
      event.read.status === 'newer'
        ? 'newer'
        : voided.has(event.hash)
          ? 'voided'
          : notEntitled.has(event.hash)
            ? 'notEntitled'
            : 'stands',
  }));
}

/** A field of the form by its own label, a coded answer by the form's own words. */
function answerWords(reference: Session['reference']['form']): (change: FieldChange) => FieldChange {
  const fields = new Map(fieldsOfForm(reference.form).map((field) => [field.number, field]));
  return (change) => {
    const field = change.list === 'answer' ? fields.get(change.field) : undefined;
    if (!field) return change;
    const choices = choicesOf(reference, field);
    const word = (value: FieldValue | null) => choices.find((one) => one.code === value)?.label ?? value;
    return { ...change, label: field.label, before: word(change.before), after: word(change.after) };
  };
}

/** SY-41: the paper of this entry is not here; whose computer issued it has kept it. */
function elsewhere(session: Session, event: FoldEvent): HistoryEntry['facts'] {
  const issued = known(event, 'document.issued');
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
    case 'case.not-same':
    case 'case.same-as':
      return { basis: payload.reason };
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
    case 'acts.voided':
      return { events: payload.events.length };
    default:
      return {};
  }
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
