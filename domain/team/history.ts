// Owns: which membership acts stand: who had the right as far as they could see, and what was done apart from what.
// Must not: look at a clock or at the order the events came in; the group is a function of their set (GR-1).
import type { DeviceId, EventHash, TeamId } from '../ids.ts';
import { orderEvents } from '../ledger/dag.ts';
import type { PayloadKind } from '../ledger/payload.ts';
import { known, type FoldEvent } from '../ledger/stream.ts';
import { composeTeam, type Before, type Standing } from './compose.ts';
import { mayAct } from './roles.ts';
import { memberOf, teamIdOf, type TeamState } from './team-state.ts';

/** The group as every act could see it. */
export type TeamHistory = {
  readonly now: TeamState;
  /** The group as the refs of an act reach it; refs to other streams are passed over. */
  readonly at: (refs: readonly EventHash[]) => TeamState;
  /** What an act of stream `team` is worth now: it stands, is in dispute (GR-7), or has no effect. */
  readonly effectOf: (hash: EventHash) => MembershipEffect;
};
export type MembershipEffect = 'stands' | 'disputed' | 'none';

type Known = {
  /** Acts whose authors had the right as far as their refs reach. */
  readonly lawful: Set<EventHash>;
  /** Of a settling act: the disputed acts that it sets aside. */
  readonly setAside: Map<EventHash, readonly EventHash[]>;
};

type Graph = Known & {
  readonly events: readonly FoldEvent[];
  readonly isAncestor: Before;
  readonly heads: readonly EventHash[];
  readonly reached: Map<string, TeamState>;
};

/** Folds stream `team`. Several founding events cannot stand in one store: `expected` names the group that counts. */
export function foldTeam(set: readonly FoldEvent[], expected: TeamId | null): TeamState {
  return teamHistory(set, expected).now;
}

export function teamHistory(set: readonly FoldEvent[], expected: TeamId | null): TeamHistory {
  const { events, heads, isAncestor } = orderEvents(dedupe(set));
  const graph: Graph = {
    events,
    heads,
    isAncestor,
    lawful: new Set(),
    setAside: new Map(),
    reached: new Map(),
  };
  const here = new Set(events.map(({ hash }) => hash));
  for (const event of events) {
    const refs = event.refs.filter((ref) => here.has(ref));
    if (known(event, 'team.founded')) {
      if (refs.length === 0 && (expected === null || teamIdOf(event.hash) === expected)) {
        graph.lawful.add(event.hash);
      }
      continue;
    }
    const seen = reach(graph, refs);
    if (!isLawful(event, seen)) continue;
    graph.lawful.add(event.hash);
    const settled = known(event, 'membership.settled');
    if (settled) {
      graph.setAside.set(
        event.hash,
        settled.setAside.filter((hash) => seen.disputed.includes(hash)),
      );
    }
  }
  const standing = whatStands(graph, events);
  return {
    now: composeTeam(standing, heads),
    effectOf: (hash) =>
      standing.stands.has(hash) ? 'stands' : standing.disputed.has(hash) ? 'disputed' : 'none',
    at: (refs) =>
      reach(
        graph,
        refs.filter((ref) => here.has(ref)),
      ),
  };
}

function dedupe(set: readonly FoldEvent[]): FoldEvent[] {
  return [...new Map(set.map((event) => [event.hash, event])).values()];
}

/** The group as somebody knew it who had seen these acts and what they build on. */
function reach(graph: Graph, refs: readonly EventHash[]): TeamState {
  const key = [...refs].sort().join();
  let state = graph.reached.get(key);
  if (!state) {
    const seen = graph.events.filter(
      ({ hash }) => refs.includes(hash) || refs.some((ref) => graph.isAncestor(hash, ref)),
    );
    state = composeTeam(whatStands(graph, seen), [...refs].sort());
    graph.reached.set(key, state);
  }
  return state;
}

/** Who may decide what, and who handles persons with protected identity. */
const ofLead: ReadonlySet<PayloadKind> = new Set<PayloadKind>([
  'delegation.given',
  'delegation.ended',
  'restricted.set',
]);

/** GR-5: an administrator lets in and puts out, a lead delegates and names holders (GR-21), a device goes on under new keys of its own. */
function isLawful(event: FoldEvent, team: TeamState): boolean {
  const succeeded = known(event, 'device.succeeded');
  if (succeeded) {
    const old = memberOf(team, event.actor)?.devices.find(({ id }) => id === succeeded.old);
    return old?.lastSeq === null && !old.suspended && event.device === succeeded.device.id;
  }
  if (event.read.status !== 'known') return false;
  if (ofLead.has(event.read.payload.kind)) return mayAct(team, event, ['lead']);
  return mayAct(team, event, ['administrator']) || isRecoverySheet(event, team);
}

/** GR-11: the sheet of the last resort acts under its own key, as an administrator. */
function isRecoverySheet({ actor, device }: FoldEvent, { recoveryKeys }: TeamState): boolean {
  return recoveryKeys.some(({ id, replaced }) => !replaced && id === device && String(id) === String(actor));
}

// ---- What was done apart --------------------------------------------------------------------------------------

type Strikes = ReadonlyMap<EventHash, readonly EventHash[]>;

/**
 * GR-7: an act falls when one that stands strikes it. Acts that strike each other in a circle have no first: the smallest
 * set that must stand stands, what neither must stand nor must fall is in dispute.
 */
function whatStands(graph: Graph, seen: readonly FoldEvent[]): Standing {
  const events = seen.filter(({ hash }) => graph.lawful.has(hash));
  const standing = { events, isAncestor: graph.isAncestor };
  const strikes = strikesAmong(graph, events);
  const all = new Set(events.map(({ hash }) => hash));
  if (strikes.size === 0) return { ...standing, stands: all, disputed: new Set() };
  let most = standingUnder({ graph, events, strikes }, new Set());
  let least = standingUnder({ graph, events, strikes }, most);
  for (let round = 0; round <= events.length; round += 1) {
    const nextMost = standingUnder({ graph, events, strikes }, least);
    const nextLeast = standingUnder({ graph, events, strikes }, nextMost);
    const done = nextMost.size === most.size && nextLeast.size === least.size;
    [most, least] = [nextMost, nextLeast];
    if (done) break;
  }
  const stands = new Set([...least].filter((hash) => most.has(hash)));
  const disputed = new Set([...most, ...least].filter((hash) => !stands.has(hash)));
  return { ...standing, stands, disputed };
}

type Field = { readonly graph: Graph; readonly events: readonly FoldEvent[]; readonly strikes: Strikes };

/** What stands if exactly `strikers` strike: not struck, and the author's right still there without what has fallen. */
function standingUnder({ graph, events, strikes }: Field, strikers: ReadonlySet<EventHash>): Set<EventHash> {
  const stands = new Set<EventHash>();
  let fallen = false;
  for (const event of events) {
    if (strikes.get(event.hash)?.some((striker) => strikers.has(striker))) {
      fallen = true;
      continue;
    }
    if (fallen && !known(event, 'team.founded')) {
      const before = events.filter(({ hash }) => graph.isAncestor(hash, event.hash));
      const left = new Set(before.map(({ hash }) => hash).filter((hash) => stands.has(hash)));
      const seen = {
        events: before,
        stands: left,
        disputed: new Set<EventHash>(),
        isAncestor: graph.isAncestor,
      };
      if (left.size < before.length && !isLawful(event, composeTeam(seen, []))) continue;
    }
    stands.add(event.hash);
  }
  return stands;
}

/**
 * GR-6: who puts a device out strikes what it did after its last number, unless the striker had seen it: what was seen is
 * taken back by an act of its own, or a newcomer could strike the act that let them in. A settling act strikes what it sets aside.
 */
function strikesAmong(graph: Graph, events: readonly FoldEvent[]): Strikes {
  const strikes = new Map<EventHash, EventHash[]>();
  const strike = (struck: EventHash, striker: EventHash) =>
    strikes.set(struck, [...(strikes.get(struck) ?? []), striker]);
  for (const striker of events) {
    for (const hash of graph.setAside.get(striker.hash) ?? []) strike(hash, striker.hash);
    if (!putsOut(striker)) continue;
    for (const event of events) {
      const apart =
        event.hash !== striker.hash &&
        !graph.isAncestor(event.hash, striker.hash) &&
        !graph.isAncestor(striker.hash, event.hash);
      if (apart && outBy(striker, event)) strike(event.hash, striker.hash);
    }
  }
  return strikes;
}

function putsOut(event: FoldEvent): boolean {
  return (
    known(event, 'device.revoked') !== undefined ||
    known(event, 'member.left') !== undefined ||
    known(event, 'device.succeeded') !== undefined
  );
}

/** True when the event was written by what `striker` puts out, after the last number that counts. */
function outBy(striker: FoldEvent, event: FoldEvent): boolean {
  const revoked = known(striker, 'device.revoked');
  if (revoked) {
    const heir = known(event, 'device.succeeded');
    return heir?.old === revoked.device || isAfter(event, revoked.device, revoked.lastSeq);
  }
  const succeeded = known(striker, 'device.succeeded');
  if (succeeded) return isAfter(event, succeeded.old, succeeded.lastSeq);
  const left = known(striker, 'member.left');
  if (!left || event.actor !== left.member) return false;
  const last = left.devices.find(({ device }) => device === event.device);
  return isAfter(event, event.device, last?.lastSeq ?? 0);
}

function isAfter(event: FoldEvent, device: DeviceId, lastSeq: number): boolean {
  return event.device === device && event.seq > lastSeq;
}
