// Owns: before and after of every field that an event of a case writes: facts, verdict, offer, form, decision.
// Must not: word a field; the window does.
import type { EventHash } from '../../../domain/ids.ts';
import type { Payload } from '../../../domain/ledger/payload.ts';
import type { FieldValue } from '../../../domain/ledger/payload-parts.ts';
import { sameValue } from '../../../domain/ledger/register.ts';
import type { FoldEvent } from '../../../domain/ledger/stream.ts';
import type { HistoryEntry } from '../../../ipc/review.ts';

export type FieldChange = HistoryEntry['fields'][number];

/** What happened before what: of two acts made apart neither has the other as its before. */
export type IsAncestor = (earlier: EventHash, later: EventHash) => boolean;

type Written = { readonly event: EventHash; readonly value: FieldValue | null };
type Layer = {
  readonly name: string;
  readonly list: FieldChange['list'];
  readonly fields: Readonly<Record<string, FieldValue | null>>;
  /** The layer says all of itself: what it no longer names is gone. */
  readonly whole?: boolean;
};

/**
 * Before is what the same layer said last as the event's author saw it: the history of a layer is told, not the value that
 * stood above it. `beside` marks a value that somebody wrote without having seen the one before it here. What was taken back
 * or never counted is nobody's before; the event that takes it back shows the way back.
 */
export function createChanges(
  isAncestor: IsAncestor,
  counts: (event: EventHash) => boolean,
): (event: FoldEvent) => FieldChange[] {
  const written = new Map<string, Written[]>();
  const shown = new Map<EventHash, FieldChange[]>();
  const changesOf = (event: FoldEvent): FieldChange[] => {
    const payload = event.read.status === 'known' ? event.read.payload : undefined;
    if (payload?.kind === 'acts.voided')
      return payload.events.flatMap((hash) => (shown.get(hash) ?? []).map(back));
    const layer = payload ? layerOf(payload) : undefined;
    if (!layer) return [];
    const named = layer.whole ? { ...goneFrom(written, layer), ...layer.fields } : layer.fields;
    return Object.entries(named).flatMap(([field, after]) => {
      const key = `${layer.name} ${field}`;
      const earlier = written.get(key) ?? [];
      const { before, last } = lastOf(earlier, (one) => isAncestor(one.event, event.hash));
      const beside = !sameValue(last, before) && !sameValue(last, after);
      if (counts(event.hash)) written.set(key, [...earlier, { event: event.hash, value: after }]);
      if (layer.whole && sameValue(before, after)) return [];
      return [{ list: layer.list, field, before, after, ...(beside ? { beside: true as const } : {}) }];
    });
  };
  return (event) => {
    const changes = changesOf(event);
    shown.set(event.hash, changes);
    return changes;
  };
}

/** What the author had seen of it, and what stands last in the list whether they had or not. */
function lastOf(earlier: readonly Written[], seen: (one: Written) => boolean) {
  return { before: earlier.findLast(seen)?.value ?? null, last: earlier.at(-1)?.value ?? null };
}

function back({ list, field, before, after }: FieldChange): FieldChange {
  return { list, field, before: after, after: before };
}

function goneFrom(written: ReadonlyMap<string, readonly Written[]>, layer: Layer): Record<string, null> {
  const own = [...written.keys()].filter((key) => key.startsWith(`${layer.name} `));
  return Object.fromEntries(own.map((key) => [key.slice(layer.name.length + 1), null]));
}

function layerOf(payload: Payload): Layer | undefined {
  switch (payload.kind) {
    case 'facts.imported':
      return { name: payload.source, list: 'field', fields: payload.fields };
    case 'facts.entered':
      return { name: 'hand', list: 'field', fields: payload.fields };
    case 'offer.imported':
      return { name: `offer-${payload.offer}`, list: 'field', fields: payload.fields };
    case 'offer.entered':
      return { name: `offer-hand-${payload.offer}`, list: 'field', fields: payload.fields };
    case 'case.stubbed':
      return whole('stub', 'fact', { mark: payload.mark, colour: payload.colour, gender: payload.gender });
    case 'verdict.given': {
      const { conclusion, reason, note } = payload;
      return whole('verdict', 'fact', { conclusion, reason, note });
    }
    case 'offer.moved': {
      const { state, reason, day } = payload;
      return whole(`move-${payload.offer}`, 'fact', { state, reason, day });
    }
    default:
      return decisionLayer(payload);
  }
}

function decisionLayer(payload: Payload): Layer | undefined {
  switch (payload.kind) {
    case 'basis.fixed':
      return { name: 'form', list: 'answer', fields: payload.answers, whole: true };
    case 'decision.registered': {
      const { barNumber, day, outcome, period } = payload;
      return whole('decision', 'fact', { barNumber, day, outcome, from: period?.from, to: period?.to });
    }
    default:
      return undefined;
  }
}

function whole(
  name: string,
  list: FieldChange['list'],
  fields: Readonly<Record<string, FieldValue | undefined>>,
): Layer {
  const given = Object.entries(fields).filter((one): one is [string, FieldValue] => one[1] !== undefined);
  return { name, list, fields: Object.fromEntries(given), whole: true };
}
