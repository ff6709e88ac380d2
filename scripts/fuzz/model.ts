// Owns: the small model that fuzzed stores are held against: which acts exist and which had seen which. It knows neither
// hashes, refs nor clocks. Must not: ask the product what a set of acts means; it says so itself, from docs/spec/ledger.md.
import type { EventHash } from '../../domain/ids.ts';
import type { Payload, PayloadOf } from '../../domain/ledger/payload.ts';
import { lastNumbers, mayAct } from './model-team.ts';

/** An act as the store wrote it. `saw`: what its author's store, or the window it was written in, held of its stream. */
export type Act = {
  readonly hash: EventHash;
  readonly device: string;
  readonly seq: number;
  readonly actor: string;
  readonly stream: string;
  readonly type: string;
  readonly payload: Payload;
  readonly saw: ReadonlySet<EventHash>;
  /** The membership that its author's store held. */
  readonly team: readonly Act[];
};

/** What a case must show to whoever holds these acts. Conflicts as words, sorted. */
export type Expected = {
  readonly conflicts: readonly string[];
  readonly decisions: readonly EventHash[];
  readonly notEntitled: readonly EventHash[];
  readonly voided: readonly EventHash[];
};

type Of<K extends Payload['kind']> = Act & { readonly payload: PayloadOf<K> };

function isKind<K extends Payload['kind']>(act: Act, ...kinds: readonly K[]): act is Of<K> {
  return kinds.some((kind) => act.payload.kind === kind);
}

/** `team`: the membership that the one who looks holds. */
export function expectedOf(acts: readonly Act[], team: readonly Act[]): Expected {
  const last = lastNumbers(team);
  const isEntitled = (act: Act) => mayAct(act) && act.seq <= (last.get(act.device) ?? Infinity);
  const confirmed = new Set(
    acts.flatMap((act) => (isKind(act, 'acts.confirmed') && isEntitled(act) ? act.payload.events : [])),
  );
  const counts = (act: Act) => isEntitled(act) || confirmed.has(act.hash);
  // PU-11: of a person with protected identity nothing is left but the mark.
  if (acts.some((act) => isKind(act, 'identity.protected') && isEntitled(act)))
    return { conflicts: [], decisions: [], notEntitled: lastingAmong(acts, counts), voided: [] };
  const voided = voidedAmong(acts, counts);
  const standing = acts.filter((act) => !voided.has(act.hash) && counts(act));
  const decisions = decisionHeads(standing);
  const joins = joinConflicts(standing, decisions.some(decides));
  return {
    conflicts: [...(decisions.length > 1 ? ['decision'] : []), ...otherConflicts(standing), ...joins].sort(),
    decisions: decisions.map((act) => act.hash).sort(),
    notEntitled: acts
      .filter((act) => !counts(act) && !voided.has(act.hash))
      .map((act) => act.hash)
      .sort(),
    voided: [...voided].sort(),
  };
}

/** Acts without right that a mark leaves standing. */
function lastingAmong(acts: readonly Act[], counts: (act: Act) => boolean): EventHash[] {
  const lasting = new Set(['purge', 'archive', 'receipt', 'protection']);
  const standing = acts.filter((act) => lasting.has(act.type) && !counts(act));
  return standing.map((act) => act.hash).sort();
}

// ---- Taking back (LE-12, LE-13) -------------------------------------------------------------------------------

const neverVoided = new Set([
  'basis.fixed',
  'decision.registered',
  'registration.withdrawn',
  'conflict.resolved',
  'document.issued',
  'acts.confirmed',
  'acts.voided',
]);

function voidedAmong(acts: readonly Act[], counts: (act: Act) => boolean): ReadonlySet<EventHash> {
  const voided = new Set<EventHash>();
  const deciding = acts.filter((act) => isKind(act, 'basis.fixed', 'decision.registered') && counts(act));
  for (const act of acts) {
    if (!isKind(act, 'acts.voided') || !counts(act)) continue;
    for (const target of acts) {
      if (!act.payload.events.includes(target.hash) || !act.saw.has(target.hash)) continue;
      if (neverVoided.has(target.payload.kind)) continue;
      // What was decided upon stays, unless the decision had seen it taken back.
      if (!deciding.some((one) => one.saw.has(target.hash) && !one.saw.has(act.hash)))
        voided.add(target.hash);
    }
  }
  return voided;
}

// ---- Deciding acts (LE-10) ------------------------------------------------------------------------------------

type Deciding = Of<'basis.fixed' | 'decision.registered' | 'registration.withdrawn' | 'conflict.resolved'>;

function decisionHeads(standing: readonly Act[]): Act[] {
  const all = standing.filter((act): act is Deciding =>
    isKind(act, 'basis.fixed', 'decision.registered', 'registration.withdrawn', 'conflict.resolved'),
  );
  const counting: Deciding[] = [];
  // A resolve is judged by the deciding acts that its author had seen, and those by theirs: the fewest seen first.
  for (const act of all.sort((a, b) => a.saw.size - b.saw.size)) {
    if (isKind(act, 'registration.withdrawn') && !withdraws(act, counting)) continue;
    if (!isKind(act, 'conflict.resolved') || settles(act, counting)) counting.push(act);
  }
  return unseen(counting);
}

/** DE-23: the one registration that its author saw standing. */
function withdraws(act: Of<'registration.withdrawn'>, counting: readonly Deciding[]): boolean {
  const seen = counting.filter((one) => act.saw.has(one.hash));
  const [head, ...others] = unseen(seen);
  return head?.hash === act.payload.of && others.length === 0 && standsForRegistered(head, seen);
}

function settles(act: Of<'conflict.resolved'>, counting: readonly Deciding[]): boolean {
  const seen = counting.filter((one) => act.saw.has(one.hash));
  const heads = unseen(seen);
  const { heads: named, keep } = act.payload;
  if (heads.length < 2 || heads.some((head) => !named.includes(head.hash))) return false;
  const registered = heads.filter((head) => standsForRegistered(head, seen));
  if (keep === null) return registered.length === 0;
  return (registered.length > 0 ? registered : heads).some((head) => head.hash === keep);
}

function standsForRegistered(act: Deciding, all: readonly Deciding[]): boolean {
  const { payload } = act;
  if (payload.kind !== 'conflict.resolved') return payload.kind === 'decision.registered';
  const kept = all.find((one) => one.hash === payload.keep);
  return kept !== undefined && standsForRegistered(kept, all);
}

/** Those that none of the others had seen. */
function unseen<A extends Act>(acts: readonly A[]): A[] {
  return acts.filter((act) => !acts.some((other) => other.saw.has(act.hash)));
}

/** A resolve that keeps none leaves the case undecided. */
function decides({ payload }: Act): boolean {
  return payload.kind !== 'conflict.resolved' || payload.keep !== null;
}

// ---- Joined cases (CO rules) ----------------------------------------------------------------------------------

/** Of each other case: what nobody has said anew stands; two who differ leave both as they were. */
function joinConflicts(standing: readonly Act[], decided: boolean): string[] {
  const said = new Map<string, Write[]>();
  for (const act of standing) {
    if (!isKind(act, 'case.same-as', 'case.not-same')) continue;
    const { payload } = act;
    const value = payload.kind === 'case.same-as' ? payload.role : 'apart';
    said.set(payload.other, [...(said.get(payload.other) ?? []), { act, value }]);
  }
  return [...said.values()].flatMap((writes) => {
    if (differ(writes)) return ['join'];
    return decided && writesStanding(writes).some(({ value }) => value === 'follows')
      ? ['joinedDecided']
      : [];
  });
}

// ---- Fields, verdicts, offers (LE-5, LE-6, LE-7, LE-9) --------------------------------------------------------

type Write = { readonly act: Act; readonly value: unknown; readonly asOf?: string };

/** Standing writes of one thing. */
function writesStanding(writes: readonly Write[]): readonly Write[] {
  const latest = writes.reduce((last, one) => ((one.asOf ?? '') > last ? (one.asOf ?? '') : last), '');
  const current = writes.filter((one) => (one.asOf ?? '') === latest);
  return current.filter((one) => !current.some((other) => other.act.saw.has(one.act.hash)));
}

function differ(writes: readonly Write[]): boolean {
  return new Set(writesStanding(writes).map((one) => sorted(one.value))).size > 1;
}

function otherConflicts(standing: readonly Act[]): string[] {
  const found: string[] = [];
  const verdicts = standing.flatMap((act) =>
    isKind(act, 'verdict.given') ? [{ act, value: [act.payload.conclusion, act.payload.reason] }] : [],
  );
  if (differ(verdicts)) found.push('verdict');
  found.push(...fieldConflicts(standing, 'field '));
  const offers = new Map<string, Act[]>();
  for (const act of standing)
    if (isKind(act, 'offer.imported', 'offer.entered', 'offer.moved')) {
      const own = offers.get(act.payload.offer) ?? [];
      offers.set(act.payload.offer, [...own, act]);
    }
  for (const [offer, acts] of offers) {
    const moves = acts.flatMap((act) =>
      isKind(act, 'offer.moved')
        ? [{ act, value: [act.payload.state, act.payload.day, act.payload.reason] }]
        : [],
    );
    if (differ(moves)) found.push(`offer ${offer}`);
    found.push(...fieldConflicts(acts, `offerField ${offer} `));
  }
  return found;
}

type Layers = { hand: Write[]; readonly sources: Map<string, Write[]> };
const sourceOrder = ['register', 'migration', 'offers', 'portal'];

/** Names of the fields that have no value since their standing writes differ, hand-made ones above every file. */
function fieldConflicts(standing: readonly Act[], word: string): string[] {
  const fields = new Map<string, Layers>();
  for (const act of standing) {
    const { payload } = act;
    if (!('fields' in payload)) continue;
    for (const [name, value] of Object.entries(payload.fields)) {
      const layers: Layers = fields.get(name) ?? { hand: [], sources: new Map() };
      fields.set(name, layers);
      if (!('asOf' in payload)) layers.hand.push({ act, value });
      else {
        const source = 'source' in payload ? payload.source : 'offers';
        const own = layers.sources.get(source) ?? [];
        layers.sources.set(source, [...own, { act, value, asOf: payload.asOf }]);
      }
    }
  }
  return [...fields].filter(([, layers]) => hasNoValue(layers)).map(([name]) => `${word}${name}`);
}

function hasNoValue({ hand, sources }: Layers): boolean {
  for (const writes of [hand, ...sourceOrder.map((source) => sources.get(source) ?? [])]) {
    if (writesStanding(writes).every((one) => one.value === null)) continue;
    return differ(writes);
  }
  return false;
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
