// Owns: a case's history, oldest first: who did what, when, with before and after. Must not: word it; the window does.
import { caseStream, type CaseId } from '../../../domain/ids.ts';
import { orderEvents } from '../../../domain/ledger/dag.ts';
import type { Payload } from '../../../domain/ledger/payload.ts';
import type { FieldValue } from '../../../domain/ledger/payload-parts.ts';
import type { FoldEvent } from '../../../domain/ledger/stream.ts';
import type { HistoryEntry } from '../../../ipc/review.ts';
import { nameOf, type Session } from '../session.ts';

type FieldChange = HistoryEntry['fields'][number];

export function caseHistory(session: Session, id: CaseId): HistoryEntry[] {
  const team = session.ledger.team();
  const state = session.ledger.caseState(id);
  const voided = new Set<string>(state.voided);
  const notEntitled = new Set<string>(state.notEntitled);
  const last = new Map<string, FieldValue | null>();
  return orderEvents(session.ledger.eventsOf(caseStream(id))).events.map((event) => ({
    event: event.hash,
    at: event.hlc,
    by: nameOf(team, event.actor),
    kind: event.read.status === 'known' ? event.read.payload.kind : event.read.status,
    facts: event.read.status === 'known' ? factsOf(event.read.payload) : {},
    fields: changesOf(event, last),
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

/** Before is what the same layer said last; the history of a layer is told, not the value that stood above it. */
function changesOf(event: FoldEvent, last: Map<string, FieldValue | null>): FieldChange[] {
  if (event.read.status !== 'known') return [];
  const layer = layerOf(event.read.payload);
  if (!layer) return [];
  return Object.entries(layer.fields).map(([field, after]) => {
    const key = `${layer.name} ${field}`;
    const before = last.get(key) ?? null;
    last.set(key, after);
    return { field, before, after };
  });
}

function layerOf(
  payload: Payload,
): { readonly name: string; readonly fields: Record<string, FieldValue | null> } | undefined {
  switch (payload.kind) {
    case 'facts.imported':
      return { name: payload.source, fields: payload.fields };
    case 'facts.entered':
      return { name: 'hand', fields: payload.fields };
    case 'offer.imported':
      return { name: `offer ${payload.offer}`, fields: payload.fields };
    case 'offer.entered':
      return { name: `offer hand ${payload.offer}`, fields: payload.fields };
    default:
      return undefined;
  }
}

function factsOf(payload: Payload): HistoryEntry['facts'] {
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
    case 'acts.confirmed':
      return { reason: payload.reason, events: payload.events.length };
    case 'acts.voided':
      return { events: payload.events.length };
    default:
      return {};
  }
}
