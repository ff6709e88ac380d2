// Owns: folding any stream: order, entitlement, voiding, and the quick path for an event that saw everything.
// Must not: know what a payload means; each stream's own `apply` does.
import type { EventHash, MemberId } from '../ids.ts';
import { confirmationsOf, type Word } from './confirmations.ts';
import { orderEvents } from './dag.ts';
import type { EventBody } from './event.ts';
import type { Payload, PayloadOf } from './payload.ts';
import type { ReadPayload } from './read-payload.ts';
import type { Act, Seen } from './register.ts';

/** An event ready to fold: body fields, hash, and the payload as read. */
export type FoldEvent = EventBody & { readonly hash: EventHash; readonly read: ReadPayload };

/**
 * Whether the author was entitled, judged from the membership that the event's refs reach (design §3).
 * `revokedMeanwhile` stands but is flagged: a right withdrawn concurrently.
 */
export type Judgement = 'entitled' | 'notEntitled' | 'revokedMeanwhile';
export type Judge = (event: FoldEvent) => Judgement;

/** What every folded stream knows of itself. */
export type StreamState = {
  readonly heads: readonly EventHash[];
  readonly acts: readonly Act[];
  /** Acts without effect because their author was not entitled; they wait for a confirmation. */
  readonly notEntitled: readonly EventHash[];
  /** Acts that stand although their author's right was withdrawn beside them (GR-8). */
  readonly revokedMeanwhile: readonly EventHash[];
  /** Those of them that somebody entitled has left without effect: nobody is asked about them again. */
  readonly left: readonly EventHash[];
  /** Entries of a newer version: kept and relayed; deciding is blocked here. */
  readonly newer: number;
  readonly voided: readonly EventHash[];
};

export const emptyStream: StreamState = {
  heads: [],
  acts: [],
  notEntitled: [],
  revokedMeanwhile: [],
  left: [],
  newer: 0,
  voided: [],
};

/** What `apply` gets beside the state: the payload, the new act's place, and which acts its author had seen. */
export type Application<P extends Payload = Payload> = {
  readonly payload: P;
  readonly act: number;
  readonly seen: Seen;
  readonly judgement: Judgement;
  /** For the named holders alone, as the body's coarse type says (GR-22). */
  readonly restricted?: boolean;
};

export type Fold<S extends StreamState> = {
  readonly empty: S;
  readonly apply: (state: S, application: Application) => S;
  /** The stream itself says that this author may not do it, as far as they could see: then the act has no effect (WO-8). */
  readonly bars?: (
    state: S,
    kind: Payload['kind'],
    by: { readonly actor: MemberId; readonly seen: Seen },
  ) => boolean;
};

/** A pure function of the SET of events: any order, twice or in pieces gives the same state. */
export function foldStream<S extends StreamState>(fold: Fold<S>, set: readonly FoldEvent[], judge: Judge): S {
  const ordered = orderEvents(dedupe(set));
  const { confirmed, left } = confirmationsOf(wordsOf(ordered.events, judge), ordered.isAncestor);
  const judged = (event: FoldEvent): Judgement => {
    const judgement = judge(event);
    return judgement === 'notEntitled' && confirmed.has(event.hash) ? 'entitled' : judgement;
  };
  const voided = voidedEvents(ordered.events, ordered.isAncestor, judged);
  let state = fold.empty;
  for (const event of ordered.events) {
    if (voided.has(event.hash)) continue;
    const places = state.acts;
    const seen: Seen = (act) => {
      const earlier = places[act];
      return earlier !== undefined && ordered.isAncestor(earlier.event, event.hash);
    };
    const isBarred = !confirmed.has(event.hash) && barredBy(fold, state, { event, seen });
    state = applyOne(fold, state, { event, judgement: isBarred ? 'notEntitled' : judged(event), seen });
  }
  const stillLeft = state.notEntitled.filter((hash) => left.has(hash));
  return { ...state, heads: ordered.heads, voided: [...voided].sort(), left: stillLeft };
}

/**
 * The quick path: an event whose own-stream refs equal the cached heads saw everything that stands.
 * Returns undefined when the whole stream must be folded again.
 */
export function applyNext<S extends StreamState>(
  fold: Fold<S>,
  state: S,
  next: { readonly event: FoldEvent; readonly judgement: Judgement },
): S | undefined {
  const { event } = next;
  if (event.read.status !== 'known') return undefined;
  if (event.type === 'void' || event.type === 'confirm' || next.judgement !== 'entitled') return undefined;
  const known = new Set(event.refs);
  if (!state.heads.every((head) => known.has(head))) return undefined;
  if (barredBy(fold, state, { event, seen: () => true })) return undefined;
  return { ...applyOne(fold, state, { ...next, seen: () => true }), heads: [event.hash] };
}

function barredBy<S extends StreamState>(
  { bars }: Fold<S>,
  state: S,
  { event, seen }: { readonly event: FoldEvent; readonly seen: Seen },
): boolean {
  return (
    event.read.status === 'known' &&
    (bars?.(state, event.read.payload.kind, { actor: event.actor, seen }) ?? false)
  );
}

function applyOne<S extends StreamState>(
  fold: Fold<S>,
  state: S,
  next: { readonly event: FoldEvent; readonly judgement: Judgement; readonly seen: Seen },
): S {
  const { event, judgement, seen } = next;
  if (event.read.status === 'newer') return { ...state, newer: state.newer + 1 };
  if (event.read.status !== 'known') return state;
  if (judgement === 'notEntitled')
    return { ...state, notEntitled: [...state.notEntitled, event.hash].sort() };
  const payload = event.read.payload;
  const act: Act = { event: event.hash, actor: event.actor, at: event.hlc, ...asOfOf(payload) };
  const flagged = judgement === 'revokedMeanwhile';
  const withAct = {
    ...state,
    acts: [...state.acts, act],
    ...(flagged ? { revokedMeanwhile: [...state.revokedMeanwhile, event.hash].sort() } : {}),
  };
  const restricted = event.type === 'restricted';
  return fold.apply(withAct, { payload, act: state.acts.length, seen, judgement, restricted });
}

function asOfOf(payload: Payload): Pick<Act, 'asOf'> {
  return 'asOf' in payload ? { asOf: payload.asOf } : {};
}

/** Kinds that are never taken back by a void have their lawful counter-acts (36–38 §§ FL). Every new kind has to say which it is. */
const voidable: Readonly<Record<Payload['kind'], boolean>> = {
  'facts.imported': true,
  'facts.entered': true,
  'case.stubbed': true,
  'verdict.given': true,
  'offer.imported': true,
  'offer.entered': true,
  'offer.moved': true,
  'employer.named': true,
  'employer.checked': true,
  'union.answered': true,
  'intake.settings': true,
  'view.saved': true,
  'view.placed': true,
  'view.removed': true,
  'mapping.saved': true,
  'archive.recorded': true,
  'handover.noted': true,
  'handover.taken': true,
  'case.assigned': true,
  'case.watched': true,
  'note.written': true,
  'request.sent': true,
  'request.extended': true,
  'request.reminded': true,
  'request.ended': true,
  'question.asked': true,
  'question.ended': true,
  'matter.opened': true,
  'request.ordered': true,
  'secondLook.asked': true,
  'secondLook.given': true,
  'case.transferred': true,
  'mailing.prepared': true,
  'mailing.sent': true,
  'mailing.returned': true,
  'outreach.counted': true,
  'mailing.mapped': true,
  'attachment.added': true,
  'attachment.described': true,
  'attachment.removed': true,
  'package.taken': true,
  'team.founded': false,
  'member.added': false,
  'device.revoked': false,
  'member.left': false,
  'roles.changed': false,
  'delegation.given': false,
  'delegation.ended': false,
  'recoveryKey.set': false,
  'membership.settled': false,
  'device.succeeded': false,
  'restricted.set': false,
  'texts.confirmed': false,
  'intake.opened': false,
  'import.done': false,
  'basis.fixed': false,
  'decision.registered': false,
  'registration.withdrawn': false,
  'conflict.resolved': false,
  'document.issued': false,
  'acts.confirmed': false,
  'acts.voided': false,
  'unseen.reviewed': false,
  'case.same-as': false,
  'case.not-same': false,
  'acts.left': false,
  'hold.set': false,
  'purge.signed': false,
  'identity.protected': false,
  'purge.receipted': false,
  'statistics.frozen': false,
  'officer.named': false,
  'ground.recorded': false,
  'case.disclosed': false,
  'complaint.noted': false,
  'document.posted': false,
  'incident.recorded': false,
  'interest.declared': false,
  'interest.tried': false,
  'secondLook.set': false,
  'mailing.cleared': false,
  'issuer.trusted': false,
};

export function isVoidable(kind: Payload['kind']): boolean {
  return voidable[kind];
}

function voidedEvents(
  events: readonly FoldEvent[],
  isAncestor: (earlier: EventHash, later: EventHash) => boolean,
  judge: Judge,
): Set<EventHash> {
  const voided = new Set<EventHash>();
  const byHash = new Map(events.map((event) => [event.hash, event]));
  const deciding = events.filter((event) => isDeciding(event) && judge(event) !== 'notEntitled');
  // An undo that had not seen a decision, or that comes after it, never takes away what was decided upon.
  const decidedUpon = (target: EventHash, undo: EventHash) =>
    deciding.some(({ hash }) => isAncestor(target, hash) && !isAncestor(undo, hash));
  for (const event of events) {
    const payload = known(event, 'acts.voided');
    if (!payload || judge(event) === 'notEntitled') continue;
    for (const hash of payload.events) {
      const target = byHash.get(hash);
      if (!target || !canBeTakenBack(target) || !isAncestor(hash, event.hash)) continue;
      if (!decidedUpon(hash, event.hash)) voided.add(hash);
    }
  }
  return voided;
}

/** GR-24: what is for the holders alone is corrected by a new entry: who takes it back may not know what it says. */
function canBeTakenBack({ read, type }: FoldEvent): boolean {
  return read.status === 'known' && type !== 'restricted' && isVoidable(read.payload.kind);
}

function isDeciding(event: FoldEvent): boolean {
  return known(event, 'basis.fixed') !== undefined || known(event, 'decision.registered') !== undefined;
}

/** By the act spoken of: every word on it by somebody who may say. */
function wordsOf(events: readonly FoldEvent[], judge: Judge): ReadonlyMap<EventHash, Word[]> {
  const words = new Map<EventHash, Word[]>();
  const restricted = new Set(events.filter(({ type }) => type === 'restricted').map(({ hash }) => hash));
  for (const event of events) {
    const given = known(event, 'acts.confirmed') ?? known(event, 'acts.left');
    if (!given || judge(event) === 'notEntitled') continue;
    for (const target of given.events) {
      // GR-24: only who may hold a restricted act can know what it says, and so give it effect.
      if (restricted.has(target) && judge({ ...event, type: 'restricted' }) === 'notEntitled') continue;
      const word = { hash: event.hash, effect: given.kind === 'acts.confirmed' };
      const spoken = words.get(target);
      if (spoken) spoken.push(word);
      else words.set(target, [word]);
    }
  }
  return words;
}

/** The payload of an event if it is of that kind. */
export function known<K extends Payload['kind']>(event: FoldEvent, kind: K): PayloadOf<K> | undefined {
  return event.read.status === 'known' && event.read.payload.kind === kind
    ? (event.read.payload as PayloadOf<K>)
    : undefined;
}

function dedupe(set: readonly FoldEvent[]): FoldEvent[] {
  return [...new Map(set.map((event) => [event.hash, event])).values()];
}
