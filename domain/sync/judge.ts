// Owns: the judgement over an opened bundle: taken in whole, or refused whole with the reason.
// Must not: change anything, read a clock or a store; what is known comes in (ports.ts).
import type { DeviceId, EventHash } from '../ids.ts';
import { readPayload } from '../ledger/read-payload.ts';
import type { FoldEvent, Judge } from '../ledger/stream.ts';
import type { Micros } from '../ports.ts';
import { err, ok, type Result } from '../result.ts';
import { foldTeam, teamHistory } from '../team/history.ts';
import { mayHold } from '../team/holding.ts';
import { judgeAsSeen } from '../team/judge.ts';
import { deviceKeys, memberOfDevice, type TeamState } from '../team/team-state.ts';
import { forkAt, type ForkRefusal } from './fork.ts';
import {
  checkPayload,
  deviceWithForeignKey,
  isSignedAsItMust,
  parseBodies,
  vouching,
  type EventProblem,
  type Placed,
} from './checks.ts';
import { isHeirOfKnown } from './succession.ts';
import { fillsIn, isToUs, keepForUs, ownHolding } from './for-us.ts';
import type { BundleHeader, DeviceHead, Opened } from './header.ts';
import { lackingWithoutPurge, type Lacking } from './lacking.ts';
import {
  isStopped,
  type Incoming,
  type Known,
  type MissingRange,
  type SyncCrypto,
  type Underway,
  type Warning,
} from './ports.ts';

/** A colleague's clock may run this far ahead before ours stops following it (design §3, facts: edge cases). */
export const clockTolerance: Micros = 24 * 3600 * 1_000_000;

export type Accepted = {
  /** New events in the order of the file. A chain's last event carries its device's signature: we relay by it. */
  readonly events: readonly Incoming[];
  /** Those of them whose payload is not for us (SY-34). */
  readonly leftOut: ReadonlySet<EventHash>;
  /** Events that were here already, now with the payload that had been left out (SY-36). */
  readonly fills: readonly Incoming[];
  /** Events of the file that were here already, hash by hash. */
  readonly skipped: number;
  /** The highest clock value that ours may follow; 0 when none. */
  readonly advanceTo: Micros;
  readonly warnings: readonly Warning[];
  /** The membership as it is with the file's events. */
  readonly team: TeamState;
};

/** Why a bundle was not taken in. Nothing of it is stored, ever; a gap is kept waiting as a file. */
export type Refusal =
  | EventProblem
  | { readonly tag: 'foreignTeam' }
  | { readonly tag: 'notForUs' }
  | { readonly tag: 'unknownDevice'; readonly device: DeviceId }
  | {
      readonly tag: 'badSignature';
      readonly device: DeviceId;
      readonly part: 'header' | 'chain' | 'event' | 'key';
    }
  | { readonly tag: 'badChain'; readonly device: DeviceId; readonly seq: number }
  | ForkRefusal
  | { readonly tag: 'gap'; readonly missing: readonly MissingRange[] }
  /** SY-34: the sender has left out what our own membership says that we may hold. */
  | { readonly tag: 'heldBack'; readonly device: DeviceId; readonly seq: number }
  | { readonly tag: 'refsMissing'; readonly count: number }
  /** A person stopped it: nothing is said of the file. */
  | { readonly tag: 'cancelled' };

type Checked<T> = Result<T, Refusal>;
type Chain = BundleHeader['chains'][number];
type ChainEvents = { readonly chain: Chain; readonly events: readonly Placed[] };
type Subject = {
  readonly opened: Opened<BundleHeader>;
  readonly known: Known;
  readonly crypto: SyncCrypto;
  readonly underway: Underway;
};

/** SY-4: whole bundle or nothing. Never throws, whatever the file holds. */
export function judgeBundle(
  opened: Opened<BundleHeader>,
  known: Known,
  { crypto, underway }: Pick<Subject, 'crypto' | 'underway'>,
): Checked<Accepted> {
  const subject = { opened, known, crypto, underway };
  const { header } = opened;
  if (header.team !== known.team) return err({ tag: 'foreignTeam' });
  if (!isToUs(header, known.self)) return err({ tag: 'notForUs' });
  const placed = parseBodies(opened.events);
  if (!placed.ok) return placed;
  const chains = readChains(header, placed.value);
  if (!chains.ok) return chains;
  const team = checkMembership(subject, placed.value);
  if (!team.ok) return team;
  const sender = checkSender(subject, placed.value, team.value);
  if (!sender.ok) return sender;
  const fresh = checkChains(subject, chains.value, team.value);
  if (!fresh.ok) return fresh;
  const content = judgeContent(subject, { placed: placed.value, fresh: fresh.value, team: team.value });
  if (!content.ok) return content;
  return ok({
    ...content.value,
    skipped: placed.value.length - content.value.events.length,
    ...judgeClock(content.value.events, known.now, team.value),
    team: team.value,
  });
}

type Found = {
  readonly placed: readonly Placed[];
  readonly fresh: ReadonlySet<Placed>;
  readonly team: TeamState;
};

/** SY-9, SY-34, SY-36: every new payload, what may be missing of them, and what fills an event that is here already. */
function judgeContent(
  subject: Subject,
  { placed, fresh, team }: Found,
): Checked<Pick<Accepted, 'events' | 'leftOut' | 'fills'>> {
  const { known, crypto, opened } = subject;
  const [coming, here] = [placed.filter((one) => fresh.has(one)), placed.filter((one) => !fresh.has(one))];
  const events = readFresh(subject, coming, team);
  if (!events.ok) return events;
  const holding = ownHolding(known, team);
  const fills = fillsIn(here, { known, holding, crypto });
  if (!fills.ok) return fills;
  const excused = ({ body }: Incoming) => opened.header.leftOut !== undefined && !mayHold(holding, body);
  const lacking = { incoming: events.value, fills: fills.value, excused };
  const closed = checkWhole(subject, lacking, judgeWith(subject, placed, team));
  if (!closed.ok) return closed;
  return ok({ ...keepForUs(events.value, holding), fills: fills.value });
}

/** SY-5: every event belongs to a chain of the header, each chain without holes from its base to its head. */
function readChains(header: BundleHeader, placed: readonly Placed[]): Checked<ChainEvents[]> {
  const byDevice = new Map<DeviceId, Placed[]>();
  for (const event of placed) {
    const own = byDevice.get(event.body.device);
    if (own) own.push(event);
    else byDevice.set(event.body.device, [event]);
  }
  const chains: ChainEvents[] = [];
  for (const chain of header.chains) {
    const events = byDevice.get(chain.device) ?? [];
    byDevice.delete(chain.device);
    const hole = holeIn(chain, events);
    if (hole !== undefined) return err({ tag: 'badChain', device: chain.device, seq: hole });
    chains.push({ chain, events });
  }
  for (const [device] of byDevice) return err({ tag: 'badChain', device, seq: 0 });
  return ok(chains);
}

/** The seq at which a chain does not hold together, or undefined when it does. */
function holeIn(chain: Chain, events: readonly Placed[]): number | undefined {
  if (events.length === 0 || events.length !== chain.seq - chain.base) return chain.base;
  let prev: EventHash | null | undefined = chain.base === 0 ? null : undefined;
  for (const [index, { body, stored }] of events.entries()) {
    const seq = chain.base + index + 1;
    if (body.seq !== seq || (prev !== undefined && body.prev !== prev)) return seq;
    prev = stored.hash;
  }
  return prev === chain.head ? undefined : chain.seq;
}

/**
 * SY-11: a key that comes in with the file counts only when the membership event that brings it is signed by the
 * device it names, and when the key makes its device's id.
 */
function checkMembership({ known, crypto }: Subject, placed: readonly Placed[]): Checked<TeamState> {
  const team = foldTeam(teamEventsWith(known, placed), known.team);
  const foreign = deviceWithForeignKey(team, crypto);
  if (foreign !== undefined) return err({ tag: 'badSignature', device: foreign, part: 'key' });
  for (const event of placed) {
    const { stored, body } = event;
    if (body.stream !== 'team' || known.has(stored.hash)) continue;
    const keys = deviceKeys(team, body.device);
    if (keys && !isSignedAsItMust(event, keys, crypto)) {
      return err({ tag: 'badSignature', device: body.device, part: 'event' });
    }
    if (vouching(readPayload(stored.payload), team, crypto) === 'forged') {
      return err({ tag: 'badSignature', device: body.device, part: 'key' });
    }
  }
  return ok(team);
}

function teamEventsWith(known: Known, placed: readonly Placed[]): FoldEvent[] {
  const inFile: FoldEvent[] = placed
    .filter(({ body }) => body.stream === 'team')
    .map(({ stored, body }) => ({ ...body, hash: stored.hash, read: readPayload(stored.payload) }));
  return [...new Map([...inFile, ...known.teamEvents].map((event) => [event.hash, event])).values()];
}

/** PU-6: who might sign a purge or a mark as far as they could see, by the membership as it is with the file's events. */
function judgeWith({ known }: Subject, placed: readonly Placed[], team: TeamState): Judge {
  return judgeAsSeen(teamHistory(teamEventsWith(known, placed), team.id));
}

/** SY-12: the sender is a member's device and signed the header. */
function checkSender(subject: Subject, placed: readonly Placed[], team: TeamState): Checked<null> {
  const { opened, crypto } = subject;
  const { from } = opened.header;
  const sender = deviceKeys(team, from.device);
  if (!sender || memberOfDevice(team, from.device)?.id !== from.member) {
    const isHeir = isHeirOfKnown(placed, opened, { group: team, crypto });
    return err(isHeir ? notKnownYet(subject, from.device) : { tag: 'unknownDevice', device: from.device });
  }
  if (crypto.verify(sender.signKey, opened.headerHash, opened.signature)) return ok(null);
  return err({ tag: 'badSignature', device: from.device, part: 'header' });
}

/** SY-6, SY-7, SY-8, SY-13: chains signed by their own devices, equal to ours where they overlap, without gaps. */
function checkChains(
  subject: Subject,
  chains: readonly ChainEvents[],
  team: TeamState,
): Checked<Set<Placed>> {
  const { opened, known } = subject;
  const forged = chains.find(({ chain }) => isForged(chain, team, subject));
  if (forged) return err({ tag: 'badSignature', device: forged.chain.device, part: 'chain' });
  for (const { chain, events } of chains) {
    const fork = forkIn(chain, events, known);
    if (fork !== undefined) return forkAt(team, opened.header, { device: chain.device, seq: fork });
  }
  const said = opened.header.have.find(
    ({ device, seq, head }) => (known.hashAt(device, seq) ?? head) !== head,
  );
  if (said) return forkAt(team, opened.header, said);
  const missing = missingBefore(subject);
  // The membership of an unknown device may stand in the part that is missing.
  if (missing.length > 0) return err({ tag: 'gap', missing });
  const unknown = chains.find(({ chain }) => !deviceKeys(team, chain.device));
  if (unknown) return err(notKnownYet(subject, unknown.chain.device));
  const fresh = chains.map(({ chain, events }) =>
    events.filter(({ body }) => body.seq > reached(chain, known)),
  );
  return ok(new Set(fresh.flat()));
}

function isForged({ device, head, signature }: Chain, team: TeamState, { crypto }: Subject): boolean {
  const keys = deviceKeys(team, device);
  return keys !== undefined && !crypto.verify(keys.signKey, head, signature);
}

function reached({ device }: Chain, known: Known): number {
  return known.heads.get(device)?.seq ?? 0;
}

/** SY-7: the seq at which that device has another event here than in the file. */
function forkIn(chain: Chain, events: readonly Placed[], known: Known): number | undefined {
  const before = known.hashAt(chain.device, chain.base);
  if (before !== undefined && events[0]?.body.prev !== before) return chain.base;
  return events.find(
    ({ body, stored }) => (known.hashAt(body.device, body.seq) ?? stored.hash) !== stored.hash,
  )?.body.seq;
}

type Range = { readonly device: DeviceId; readonly from: number; readonly to: number };

/** SY-8: the missing range by name, and whose devices said to have it. */
function missingRange(range: Range, { opened, known }: Subject): MissingRange {
  const { header } = opened;
  const holds = (have: readonly Pick<DeviceHead, 'device' | 'seq'>[]) =>
    have.some((one) => one.device === range.device && one.seq >= range.to);
  const holders = [...known.colleagues].filter(([, have]) => holds(have)).map(([device]) => device);
  const { lacks } = header.have.find((one) => one.device === range.device) ?? {};
  if (holds(header.have) && lacks === undefined) holders.push(header.from.device);
  return { ...range, holders: [...new Set(holders)].sort() };
}

/** SY-9, SY-10, SY-13: every new event's payload and signature. */
function readFresh(
  { opened, crypto, underway }: Subject,
  fresh: readonly Placed[],
  team: TeamState,
): Checked<Incoming[]> {
  const incoming: Incoming[] = [];
  const heads = new Map(opened.header.chains.map(({ head, signature }) => [head, signature]));
  for (const [index, event] of fresh.entries()) {
    if (isStopped(underway, index, fresh.length)) return err({ tag: 'cancelled' });
    const { stored, body } = event;
    const read = checkPayload(event, crypto);
    if (!read.ok) return read;
    const keys = deviceKeys(team, body.device);
    if (!keys) return err({ tag: 'unknownDevice', device: body.device });
    if (!isSignedAsItMust(event, keys, crypto)) {
      return err({ tag: 'badSignature', device: body.device, part: 'event' });
    }
    const signature = stored.signature ?? heads.get(stored.hash) ?? null;
    incoming.push({ stored: { ...stored, signature }, body, read: read.value });
  }
  return ok(incoming);
}

/** SY-8, SY-9: no payload missing that may not be, and closed under refs. The mark or the purge may lie in a file before this one. */
function checkWhole(subject: Subject, lacking: Lacking, judge: Judge): Checked<null> {
  const first = lackingWithoutPurge(lacking, subject.known, judge);
  if (!first) return checkRefs(subject, lacking.incoming);
  const { device, seq } = first;
  const tag = subject.opened.header.leftOut === undefined ? 'payloadMissing' : 'heldBack';
  return err(inFileBefore(subject) ?? { tag, device, seq });
}

/** SY-8: closed under refs. */
function checkRefs(subject: Subject, incoming: readonly Incoming[]): Checked<null> {
  const { known } = subject;
  const here = new Set<EventHash>(incoming.map(({ stored }) => stored.hash));
  const lost = new Set<EventHash>();
  for (const { body } of incoming) {
    for (const ref of body.refs) if (!here.has(ref) && !known.has(ref)) lost.add(ref);
  }
  if (lost.size === 0) return ok(null);
  return err(inFileBefore(subject) ?? { tag: 'refsMissing', count: lost.size });
}

/** SY-8: a gap while the sender says to have what neither we nor the file have. */
function inFileBefore(subject: Subject): Refusal | undefined {
  const missing = behindSender(subject);
  return missing.length > 0 ? { tag: 'gap', missing } : undefined;
}

/** Where the file's chains begin further on than we have come: that lies in a file before this one. */
function missingBefore(subject: Subject): MissingRange[] {
  return subject.opened.header.chains
    .map((chain) => ({ device: chain.device, from: reached(chain, subject.known) + 1, to: chain.base }))
    .filter(({ from, to }) => from <= to)
    .map((range) => missingRange(range, subject));
}

/** What the sender says to have and neither we nor the file have: it lies in a file before this one. */
function behindSender(subject: Subject): MissingRange[] {
  const { header } = subject.opened;
  return header.have.flatMap((have) => {
    const chain = header.chains.find((one) => one.device === have.device);
    const until = Math.max(subject.known.heads.get(have.device)?.seq ?? 0, chain?.seq ?? 0);
    if (have.seq <= until) return [];
    return [missingRange({ device: have.device, from: until + 1, to: have.seq }, subject)];
  });
}

/** SY-8: the membership that lets the device in may stand in a file before this one, even when no chain has a gap. */
function notKnownYet(subject: Subject, device: DeviceId): Refusal {
  const missing = [...missingBefore(subject), ...behindSender(subject)];
  return missing.length > 0 ? { tag: 'gap', missing } : { tag: 'unknownDevice', device };
}

/** SY-16: a clock far ahead is taken in, named, and not followed. */
function judgeClock(
  incoming: readonly Incoming[],
  now: Micros,
  team: TeamState,
): Pick<Accepted, 'advanceTo' | 'warnings'> {
  let advanceTo = 0;
  const ahead = new Map<DeviceId, Micros>();
  for (const { body } of incoming) {
    if (body.hlc <= now + clockTolerance) advanceTo = Math.max(advanceTo, body.hlc);
    else ahead.set(body.device, Math.max(body.hlc, ahead.get(body.device) ?? 0));
  }
  const warnings = [...ahead].map(([device, at]) => ({
    tag: 'clockAhead' as const,
    device,
    member: memberOfDevice(team, device)?.id ?? null,
    hours: Math.floor((at - now) / 3_600_000_000),
  }));
  return { advanceTo, warnings };
}
