// Owns: what others and files have changed on a case since somebody saw it: field by field from what stood then to what stands now,
// the grave ones first. Must not: tell anybody's own acts to themselves, nor let a clock say what was seen.
import type { EventHash, MemberId } from '../ids.ts';
import type { FieldValue } from '../ledger/payload-parts.ts';
import type { PayloadKind } from '../ledger/payload.ts';
import { sameValue } from '../ledger/register.ts';
import { known, type FoldEvent, type StreamState } from '../ledger/stream.ts';
import { counts, playStream, standing, valuesOf, type Place, type Telling, type Written } from './changes.ts';
import { layersOf } from './layers.ts';

/** In the order in which they are told. */
export const gravities = [
  'withdrawn',
  'consentWithdrawn',
  'decision',
  'colour',
  'verdict',
  'offer',
  'document',
] as const;
export type Gravity = (typeof gravities)[number];

export type SinceChange = {
  /** `act`: something was done that is no field, and `field` is its kind. */
  readonly list: 'field' | 'fact' | 'act';
  readonly field: string;
  readonly before: readonly FieldValue[];
  readonly after: readonly FieldValue[];
  readonly gravity: Gravity | null;
  /** The act that brought it about; of several the last. */
  readonly by: FoldEvent;
};

/** What a file says is nobody's act, whoever reads it in. */
const fromFile: ReadonlySet<PayloadKind> = new Set<PayloadKind>([
  'facts.imported',
  'case.stubbed',
  'offer.imported',
  'import.done',
]);
export function isFromFile(kind: PayloadKind): boolean {
  return fromFile.has(kind);
}

/** Acts that write no field and that a colleague wants to know of. */
const toldActs: ReadonlySet<PayloadKind> = new Set<PayloadKind>([
  'document.issued',
  'attachment.removed',
  'note.written',
  'request.sent',
  'request.ordered',
  'request.reminded',
  'question.asked',
  'handover.noted',
  'handover.taken',
  'conflict.resolved',
  'registration.withdrawn',
  'unseen.reviewed',
]);
const ofDocuments: ReadonlySet<PayloadKind> = new Set<PayloadKind>(['document.issued', 'attachment.removed']);
/** They turn on or off what other acts wrote; told by what that changes. */
const switches: ReadonlySet<PayloadKind> = new Set<PayloadKind>(['acts.voided', 'acts.confirmed']);

/** Whether an event may be news to a member: nothing of their own, and nothing that is told to holders alone (GR-24). */
export function isNews({ read, actor, type }: FoldEvent, self: MemberId): boolean {
  if (read.status !== 'known' || type === 'restricted') return false;
  const { payload } = read;
  if (broughtIn(payload)) return true;
  const tells = toldActs.has(payload.kind) || switches.has(payload.kind) || layersOf(payload).length > 0;
  return actor !== self && tells;
}

function broughtIn(payload: { readonly kind: PayloadKind; readonly source?: unknown }): boolean {
  return isFromFile(payload.kind) || (payload.kind === 'decision.registered' && payload.source === 'list');
}

function isOwn(event: FoldEvent, self: MemberId): boolean {
  return event.actor === self && !isNews(event, self);
}

type Seen = { readonly heads: readonly EventHash[]; readonly self: MemberId };

export function changedSince(
  set: readonly FoldEvent[],
  state: Pick<StreamState, 'voided' | 'notEntitled'>,
  { heads, self }: Seen,
): readonly SinceChange[] {
  const { telling, told } = playStream(set, state);
  const isOld = ({ hash }: FoldEvent) =>
    heads.some((head) => head === hash || telling.isAncestor(hash, head));
  const fresh = told.filter((one) => one.effect === 'stands' && !isOld(one.event)).map(({ event }) => event);
  const since: Since = { telling, isOld, self, ...switched(fresh) };
  const fields = [...telling.layers].flatMap(([layer, places]) =>
    [...places.values()].flatMap((place) => fieldChange(since, layer, place)),
  );
  const acts = fresh.flatMap((event): SinceChange[] => {
    const kind = event.read.status === 'known' ? event.read.payload.kind : undefined;
    if (kind === undefined || !toldActs.has(kind) || !isNews(event, self)) return [];
    const gravity = ofDocuments.has(kind) ? 'document' : null;
    return [{ list: 'act', field: kind, before: [], after: [], gravity, by: event }];
  });
  return [...fields, ...acts].sort((a, b) => rank(a) - rank(b) || b.by.hlc - a.by.hlc);
}

function rank({ gravity }: SinceChange): number {
  return gravity === null ? gravities.length : gravities.indexOf(gravity);
}

type Switched = {
  /** By what was taken back since, and what was given effect since, the act that did so. */
  readonly off: ReadonlyMap<EventHash, FoldEvent>;
  readonly on: ReadonlyMap<EventHash, FoldEvent>;
};
type Since = Switched & {
  readonly telling: Telling;
  readonly isOld: (event: FoldEvent) => boolean;
  readonly self: MemberId;
};

function switched(fresh: readonly FoldEvent[]): Switched {
  const off = new Map<EventHash, FoldEvent>();
  const on = new Map<EventHash, FoldEvent>();
  for (const event of fresh) {
    for (const hash of known(event, 'acts.voided')?.events ?? []) off.set(hash, event);
    for (const hash of known(event, 'acts.confirmed')?.events ?? []) on.set(hash, event);
  }
  return { off, on };
}

/** What a verdict confirmed follows from the verdict, and a form's answers fill pages: neither is told line by line. */
const leftOut: ReadonlySet<string> = new Set(['confirms']);

function fieldChange(since: Since, layer: string, { list, field, written }: Place): SinceChange[] {
  if (list === 'answer' || leftOut.has(field)) return [];
  const { telling, isOld, off, on } = since;
  // What one has written oneself since is known to oneself: a colleague's later word is told against that.
  const isKnown = (event: FoldEvent) => isOld(event) || isOwn(event, since.self);
  const stoodThen = (one: Written) =>
    isKnown(one.event) && !on.has(one.event.hash) && (counts(telling, one) || off.has(one.event.hash));
  const then = standing(telling, written, stoodThen);
  const now = standing(telling, written, (one) => counts(telling, one));
  const [before, after] = [valuesOf(then), valuesOf(now)];
  if (sameValues(before, after)) return [];
  const causes = [
    ...now.flatMap(({ event }) => on.get(event.hash) ?? (isOld(event) ? [] : event)),
    ...then.flatMap(({ event }) => off.get(event.hash) ?? []),
  ].filter((event) => isNews(event, since.self));
  const by = causes.sort((a, b) => a.hlc - b.hlc).at(-1);
  return by === undefined ? [] : [{ list, field, before, after, gravity: gravityOf(layer, field), by }];
}

function sameValues(before: readonly FieldValue[], after: readonly FieldValue[]): boolean {
  const within = (some: readonly FieldValue[], all: readonly FieldValue[]) =>
    some.every((one) => all.some((other) => sameValue(one, other)));
  return within(before, after) && within(after, before);
}

const graveFields: Readonly<Record<string, Gravity>> = {
  withdrawn: 'withdrawn',
  consent: 'consentWithdrawn',
  consentWithdrawnOn: 'consentWithdrawn',
  colour: 'colour',
  educationDocumentSeen: 'document',
  upperSecondaryDocumentSeen: 'document',
};
const graveLayers: readonly (readonly [string, Gravity])[] = [
  ['fact decision', 'decision'],
  ['fact basis', 'decision'],
  ['fact verdict', 'verdict'],
  ['fact move ', 'offer'],
  ['field offer ', 'offer'],
  ['fact attachment ', 'document'],
];

/** `layer` is its list and name, as `playStream` keeps them. */
function gravityOf(layer: string, field: string): Gravity | null {
  const grave = graveLayers.find(([beginning]) => layer.startsWith(beginning));
  return grave?.[1] ?? graveFields[field] ?? null;
}
