// Owns: what the model knows of the fuzzed group as a script is played: acts, who holds which, what each file promised.
// Must not: judge; checks.ts does.
import { hexOf, numberOf, textOf, textOrNull } from '../../db/columns.ts';
import { prepared } from '../../db/connection.ts';
import { eventsOfStream } from '../../db/ledger/event-rows.ts';
import type { EventHash } from '../../domain/ids.ts';
import { parseBody } from '../../domain/ledger/event.ts';
import { readPayload } from '../../domain/ledger/read-payload.ts';
import type { Desk, Group } from './desks.ts';
import type { Act } from './model.ts';

/** What a desk held of a stream when somebody last looked. */
export type Look = { readonly heads: readonly EventHash[]; readonly saw: ReadonlySet<EventHash> };

export type SealedFile = {
  readonly from: number;
  readonly to: number;
  readonly bytes: Uint8Array;
  readonly full: boolean;
  /** Everything that the sender held without holes. */
  readonly promise: ReadonlySet<EventHash>;
  merged: boolean;
};

/** A finding of the fuzzer: what was expected and did not hold. */
export class Finding extends Error {}

export type World = {
  readonly group: Group;
  readonly acts: Map<EventHash, Act>;
  /** Per desk: every act it holds, and how far each device's chain reaches. */
  readonly held: Map<EventHash, Act>[];
  readonly files: SealedFile[];
  readonly looks: Map<string, Look>;
  readonly joined: Set<number>;
  /** Desks that somebody has put out of the group; they work on without knowing. */
  readonly out: Set<number>;
  /** Desks whose store was put back to an earlier one: others take them to have what they have lost. */
  readonly restored: Set<number>;
  /** How many acts each desk held when its cases were last held against the model. */
  readonly checked: Map<Desk, number>;
  readonly counts: Record<string, number>;
};

export function newWorld(group: Group): World {
  const world: World = {
    group,
    acts: new Map(),
    held: group.desks.map(() => new Map<EventHash, Act>()),
    files: [],
    looks: new Map(),
    joined: new Set([0]),
    out: new Set(),
    restored: new Set(),
    checked: new Map(),
    counts: {},
  };
  const founder = group.desks[0];
  if (founder) noteOwn(world, founder, new Map());
  return world;
}

export function count(world: World, what: string, more = 1): void {
  world.counts[what] = (world.counts[what] ?? 0) + more;
}

export function inGroup(world: World): Desk[] {
  return world.group.desks.filter((desk) => world.joined.has(desk.at) && !world.out.has(desk.at));
}

export function heldOf(world: World, desk: Desk): Map<EventHash, Act> {
  const held = world.held[desk.at];
  if (!held) throw new Error('no such desk');
  return held;
}

export function actsOfStream(held: ReadonlyMap<EventHash, Act>, stream: string): Act[] {
  return [...held.values()].filter((act) => act.stream === stream);
}

type Place = { readonly hash: EventHash; readonly device: string; readonly seq: number };

function places(desk: Desk): Place[] {
  const rows = prepared(desk.session.store.db, 'SELECT hash, device, seq FROM events ORDER BY n').all();
  return rows.map((row) => ({
    hash: hexOf(row, 'hash') as EventHash,
    device: textOf(row, 'device'),
    seq: numberOf(row, 'seq'),
  }));
}

/**
 * Takes the desk's own new acts into the model and returns them. What each had seen is what the desk held of its stream,
 * or what the window showed where the act was written in an older one.
 */
export function noteOwn(world: World, desk: Desk, shown: ReadonlyMap<string, ReadonlySet<EventHash>>): Act[] {
  const held = heldOf(world, desk);
  const own: Act[] = [];
  for (const { hash, device, seq } of places(desk)) {
    if (held.has(hash)) continue;
    if (device !== desk.session.self.device)
      throw new Finding(`${desk.name} holds ${hash} that no file brought`);
    const act = readAct(desk, { hash, device, seq }, (stream) => {
      const saw = new Set(shown.get(stream) ?? actsOfStream(held, stream).map((one) => one.hash));
      for (const one of own) if (one.stream === stream) saw.add(one.hash);
      return { saw, team: actsOfStream(held, 'team') };
    });
    held.set(hash, act);
    world.acts.set(hash, act);
    own.push(act);
  }
  return own;
}

/** After an earlier store was put in place: acts that neither a store nor a file holds any more have never been. */
export function forgetLost(world: World, desk: Desk): void {
  const held = heldOf(world, desk);
  const before = [...held.keys()];
  const here = new Set(places(desk).map((one) => one.hash));
  for (const hash of before) if (!here.has(hash)) held.delete(hash);
  const somewhere = new Set([
    ...world.held.flatMap((one) => [...one.keys()]),
    ...world.files.flatMap((file) => [...file.promise]),
  ]);
  for (const hash of before) if (!somewhere.has(hash)) world.acts.delete(hash);
  for (const file of world.files)
    if (file.to === desk.at) file.merged = [...file.promise].every((hash) => held.has(hash));
  for (const key of world.looks.keys()) if (key.startsWith(`${desk.at} `)) world.looks.delete(key);
  world.checked.delete(desk);
  world.restored.add(desk.at);
  strandInvited(world, desk);
}

/**
 * Whom only the lost entries had let in is unknown to everybody else, unless they hold what let them in themselves; they must
 * be invited anew.
 */
function strandInvited(world: World, desk: Desk): void {
  const others = world.group.desks.filter((one) => world.joined.has(one.at));
  for (const invited of others) {
    const { member } = invited.session.self;
    const letIn = [...world.acts.values()].filter(
      ({ payload }) =>
        (payload.kind === 'member.added' && payload.member.id === member) ||
        (payload.kind === 'team.founded' && payload.founder.id === member),
    );
    const holders = others.filter((one) => one !== invited);
    const isKnown = letIn.some(
      ({ hash }) =>
        holders.some((one) => heldOf(world, one).has(hash)) ||
        world.files.some((file) => file.promise.has(hash) && (file.to !== invited.at || file.merged)),
    );
    if (!isKnown && invited !== desk) world.out.add(invited.at);
  }
}

function readAct(desk: Desk, place: Place, view: (stream: string) => Pick<Act, 'saw' | 'team'>): Act {
  const sql = 'SELECT body, payload FROM events WHERE hash = ?';
  const row = prepared(desk.session.store.db, sql).get(Buffer.from(place.hash, 'hex')) ?? {};
  const body = parseBody(textOf(row, 'body'));
  // A mark may have taken it away in the very step that wrote it: nothing of it counts any more.
  const payload = textOrNull(row, 'payload') ?? '{"kind":"facts.entered","fields":{}}';
  const read = readPayload(payload);
  if (!body.ok || read.status !== 'known') throw new Finding(`${desk.name} wrote what cannot be read`);
  const { actor, stream, type } = body.value;
  return { ...place, actor, stream, type, payload: read.payload, ...view(stream) };
}

/**
 * Takes what a file brought into the model. Every act must be one that somebody made, at its own place; but what the desk
 * itself wrote upon it, as a receipt for a purge.
 */
export function noteTakenIn(world: World, desk: Desk): Act[] {
  const held = heldOf(world, desk);
  const fresh: Act[] = [];
  for (const { hash, device, seq } of places(desk)) {
    if (held.has(hash)) continue;
    const act = world.acts.get(hash);
    if (!act && device === desk.session.self.device) continue;
    if (!act) throw new Finding(`${desk.name} took in an act that nobody made: ${device} ${seq}`);
    if (act.device !== device || act.seq !== seq)
      throw new Finding(`${desk.name} holds ${hash} at another place`);
    held.set(hash, act);
    fresh.push(act);
  }
  noteOwn(world, desk, new Map());
  return fresh;
}

/** What a desk can promise: every chain as far as it has no hole. */
export function withoutHoles(world: World, desk: Desk): ReadonlySet<EventHash> {
  const held = heldOf(world, desk);
  const bySeq = new Map([...held.values()].map((act) => [`${act.device} ${act.seq}`, act.hash]));
  const whole = new Set<EventHash>();
  for (const device of new Set([...held.values()].map((act) => act.device)))
    for (let seq = 1; ; seq++) {
      const hash = bySeq.get(`${device} ${seq}`);
      if (hash === undefined) break;
      whole.add(hash);
    }
  return whole;
}

/** Streams of cases that a desk holds. */
export function caseStreams(world: World, desk: Desk): string[] {
  return [...new Set([...heldOf(world, desk).values()].map((act) => act.stream))]
    .filter((stream) => stream.startsWith('case:'))
    .sort();
}

export function foldedEvents(desk: Desk, stream: string): ReturnType<typeof eventsOfStream> {
  return eventsOfStream(desk.session.store.db, stream as never);
}
