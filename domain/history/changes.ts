// Owns: a stream told act by act: what each wrote, what stood before it, what stood beside it, and whether it counted. One telling
// for the window, the runner and the file that is given out. Must not: word a field, nor let a clock say what came before what.
import type { EventHash } from '../ids.ts';
import { orderEvents } from '../ledger/dag.ts';
import type { FieldValue } from '../ledger/payload-parts.ts';
import { sameValue } from '../ledger/register.ts';
import { known, type FoldEvent, type StreamState } from '../ledger/stream.ts';
import { layersOf, type FieldList, type Layer } from './layers.ts';

export type FieldChange = {
  readonly list: FieldList;
  readonly field: string;
  /** None: nothing was said. Several: written apart, and nobody had chosen between them. */
  readonly before: readonly FieldValue[];
  readonly after: readonly FieldValue[];
  /** Acts that wrote another value of the same; neither author had seen the other's. */
  readonly beside: readonly FoldEvent[];
  /** The acts whose values are told here. */
  readonly tells: readonly EventHash[];
};
export type Effect = 'stands' | 'voided' | 'notEntitled' | 'newer';
export type ToldEvent = {
  readonly event: FoldEvent;
  readonly effect: Effect;
  readonly changes: readonly FieldChange[];
};

export type Written = {
  readonly event: FoldEvent;
  readonly value: FieldValue | null;
  readonly change: MutableChange;
  /** Every earlier write of the field had been seen: nobody has to look further back. */
  readonly sawAll: boolean;
};
type MutableChange = Omit<FieldChange, 'beside'> & { readonly beside: FoldEvent[]; readonly always: boolean };
export type Test = (one: Written) => boolean;
/** One field of one layer, with every write of it in the stream's order. */
export type Place = { readonly list: FieldList; readonly field: string; readonly written: Written[] };
export type Telling = {
  readonly isAncestor: (earlier: EventHash, later: EventHash) => boolean;
  readonly effectOf: (event: FoldEvent) => Effect;
  readonly layers: Map<string, Map<string, Place>>;
  readonly placesOf: Map<EventHash, Place[]>;
};

/**
 * Before is what the same layer said as the act's author saw it: the history of a layer is told, not the value that stood above
 * it. What was taken back or never counted is nobody's before; the act that takes it back shows the way back.
 */
export function tellHistory(set: readonly FoldEvent[], state: Judged): readonly ToldEvent[] {
  const { told } = playStream(set, state);
  // Only now is it known what stood beside what: an act is told before the ones that had not seen it.
  return told.map((one) => ({ ...one, changes: one.changes.filter(isNews) }));
}

type Judged = Pick<StreamState, 'voided' | 'notEntitled'>;
type Played = { readonly telling: Telling; readonly told: readonly MutableTold[] };
type MutableTold = Omit<ToldEvent, 'changes'> & { readonly changes: readonly MutableChange[] };

/** Every act once, in the stream's order; afterwards `telling` knows every write of every field. */
export function playStream(set: readonly FoldEvent[], state: Judged): Played {
  const { events, isAncestor } = orderEvents(set);
  const [voided, notEntitled] = [new Set(state.voided), new Set(state.notEntitled)];
  const effectOf = ({ read, hash }: FoldEvent): Effect => {
    if (read.status === 'newer') return 'newer';
    if (voided.has(hash)) return 'voided';
    return notEntitled.has(hash) ? 'notEntitled' : 'stands';
  };
  const telling: Telling = { isAncestor, effectOf, layers: new Map(), placesOf: new Map() };
  const told = events.map((event) => ({
    event,
    effect: effectOf(event),
    changes: changesOf(telling, event),
  }));
  return { telling, told };
}

/** What a whole layer says again is no news, unless somebody said something else beside it. */
function isNews({ before, after, beside, always }: MutableChange): boolean {
  return always || beside.length > 0 || !sameValue(before, after);
}

function changesOf(telling: Telling, event: FoldEvent): MutableChange[] {
  const undone = known(event, 'acts.voided');
  if (undone) return wayBack(telling, event, new Set(undone.events));
  return event.read.status === 'known'
    ? layersOf(event.read.payload).flatMap((layer) => layerChanges(telling, event, layer))
    : [];
}

function layerChanges(telling: Telling, event: FoldEvent, layer: Layer): MutableChange[] {
  const places = placesIn(telling, layer);
  const gone = layer.whole === true ? [...places.keys()].map((name): [string, null] => [name, null]) : [];
  return Object.entries({ ...Object.fromEntries(gone), ...layer.fields }).map(([field, value]) => {
    const place = places.get(field) ?? { list: layer.list, field, written: [] };
    places.set(field, place);
    return write(telling, place, { event, value, always: layer.whole !== true });
  });
}

function placesIn({ layers }: Telling, { name, list }: Layer): Map<string, Place> {
  const key = `${list} ${name}`;
  const places = layers.get(key) ?? new Map<string, Place>();
  layers.set(key, places);
  return places;
}

type Writing = Pick<Written, 'event' | 'value'> & { readonly always: boolean };

function write(telling: Telling, place: Place, { event, value, always }: Writing): MutableChange {
  const { written, list, field } = place;
  const seen: Test = (one) => telling.isAncestor(one.event.hash, event.hash);
  const before = standing(telling, written, (one) => seen(one) && counts(telling, one));
  const change: MutableChange = {
    list,
    field,
    before: valuesOf(before),
    after: value === null ? [] : [value],
    beside: [],
    tells: hashesOf([event, ...before.map((one) => one.event)]),
    always,
  };
  const own: Written = { event, value, change, sawAll: sawAll(written, seen) };
  if (counts(telling, own)) besideOf(telling, written, { own, seen });
  written.push(own);
  const places = telling.placesOf.get(event.hash);
  if (places) places.push(place);
  else telling.placesOf.set(event.hash, [place]);
  return change;
}

export function counts({ effectOf }: Telling, { event }: Written): boolean {
  return effectOf(event) === 'stands';
}

/** The last of each line of writes: one, or several that nobody had chosen between. */
export function standing(
  { isAncestor }: Pick<Telling, 'isAncestor'>,
  written: readonly Written[],
  stands: Test,
): Written[] {
  const found: Written[] = [];
  for (let at = written.length - 1; at >= 0; at -= 1) {
    const one = written[at];
    if (one === undefined || !stands(one)) continue;
    if (!found.some((later) => isAncestor(one.event.hash, later.event.hash))) found.unshift(one);
    if (one.sawAll) break;
  }
  return found;
}

function sawAll(written: readonly Written[], seen: Test): boolean {
  for (let at = written.length - 1; at >= 0; at -= 1) {
    const one = written[at];
    if (one === undefined || !seen(one)) return false;
    if (one.sawAll) return true;
  }
  return true;
}

/** Two that had not seen each other stand beside one another, and both say so: neither is before or after. */
function besideOf(
  telling: Telling,
  written: readonly Written[],
  { own, seen }: { readonly own: Written; readonly seen: Test },
): void {
  for (let at = written.length - 1; at >= 0; at -= 1) {
    const one = written[at];
    if (one === undefined) continue;
    if (!seen(one) && counts(telling, one) && differ(one.value, own.value)) {
      one.change.beside.push(own.event);
      own.change.beside.unshift(one.event);
    }
    if (seen(one) && one.sawAll) break;
  }
}

function differ(a: FieldValue | null, b: FieldValue | null): boolean {
  return a !== null && b !== null && !sameValue(a, b);
}

/** What was taken back stands no longer, and what its author had found stands again, unless somebody has written since. */
function wayBack(telling: Telling, event: FoldEvent, undone: ReadonlySet<EventHash>): MutableChange[] {
  if (telling.effectOf(event) !== 'stands') return [];
  const places = new Set([...undone].flatMap((hash) => telling.placesOf.get(hash) ?? []));
  return [...places].map(({ list, field, written }) => {
    const seen: Test = (one) => telling.isAncestor(one.event.hash, event.hash);
    const wasTaken: Test = (one) => undone.has(one.event.hash) && telling.effectOf(one.event) === 'voided';
    const before = standing(telling, written, (one) => seen(one) && (counts(telling, one) || wasTaken(one)));
    const after = standing(telling, written, (one) => seen(one) && counts(telling, one));
    return {
      list,
      field,
      before: valuesOf(before),
      after: valuesOf(after),
      beside: [],
      tells: hashesOf([...before, ...after].map((one) => one.event)),
      always: false,
    };
  });
}

export function valuesOf(written: readonly Written[]): FieldValue[] {
  const values: FieldValue[] = [];
  for (const { value } of written) {
    if (value !== null && !values.some((one) => sameValue(one, value))) values.push(value);
  }
  return values;
}

function hashesOf(events: readonly FoldEvent[]): EventHash[] {
  return [...new Set(events.map((event) => event.hash))];
}
