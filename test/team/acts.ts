// Owns: small groups of invented people for tests of domain/team: events with real refs and hashes, no keys behind them.
// Must not: sign anything; signatures are the exchange's affair (test/sync).
import { createHash } from 'node:crypto';
import {
  deviceIdSchema,
  eventHashSchema,
  isoDateSchema,
  memberIdSchema,
  type DeviceId,
  type EventHash,
  type IsoDate,
  type MemberId,
  type StreamId,
} from '../../domain/ids.ts';
import { orderEvents } from '../../domain/ledger/dag.ts';
import { writeBody, type EventBody } from '../../domain/ledger/event.ts';
import type { Payload } from '../../domain/ledger/payload.ts';
import type { MemberRecord } from '../../domain/ledger/payloads/membership.ts';
import { typeOf } from '../../domain/ledger/read-payload.ts';
import type { FoldEvent } from '../../domain/ledger/stream.ts';

const sha = (text: string) => createHash('sha256').update(text).digest('hex');

export const day = (text: string): IsoDate => isoDateSchema.parse(text);

/** One computer of one person, and what it has seen. */
export class Computer {
  readonly member: MemberId;
  readonly device: DeviceId;
  readonly name: string;
  readonly seen = new Map<EventHash, FoldEvent>();
  #seq = 0;
  #clock: number;

  constructor(name: string, device = name, clock = 1_790_000_000_000_000) {
    this.name = name;
    this.member = memberIdSchema.parse(sha(`member ${name}`).slice(0, 32));
    this.device = deviceIdSchema.parse(sha(`device ${device}`).slice(0, 32));
    this.#clock = clock;
  }

  get seq(): number {
    return this.#seq;
  }

  record(roles: MemberRecord['roles'] = ['caseworker', 'administrator']): MemberRecord {
    const keys = { id: this.device, signKey: sha(`key ${this.device}`), recipient: `age1${'q'.repeat(58)}` };
    return { id: this.member, name: this.name, roles, device: keys };
  }

  /** Writes an act over all it has seen of the stream and of the group. */
  act(payload: Payload, stream: StreamId = 'team'): FoldEvent {
    const own = [...this.seen.values()].filter((event) => event.stream === stream || event.stream === 'team');
    const heads = [stream, 'team'].flatMap(
      (name) => orderEvents(own.filter((one) => one.stream === name)).heads,
    );
    this.#seq += 1;
    this.#clock += 1000;
    const body: EventBody = {
      v: 1,
      device: this.device,
      seq: this.#seq,
      hlc: this.#clock,
      actor: this.member,
      stream,
      type: typeOf(payload.kind),
      refs: [...new Set(heads)].sort(),
      payloadHash: eventHashSchema.parse(sha(JSON.stringify(payload))),
      prev: null,
    };
    const hash = eventHashSchema.parse(sha(writeBody(body)));
    const event: FoldEvent = { ...body, hash, read: { status: 'known', payload } };
    this.seen.set(hash, event);
    return event;
  }

  hear(...others: readonly Computer[]): this {
    for (const other of others) for (const [hash, event] of other.seen) this.seen.set(hash, event);
    return this;
  }

  teamEvents(): FoldEvent[] {
    return [...this.seen.values()].filter((event) => event.stream === 'team');
  }
}

export function found(founder: Computer): FoldEvent {
  return founder.act({ kind: 'team.founded', name: 'Provgruppen', demo: true, founder: founder.record() });
}

/** Several computers, the first founding, all letting each other be administrators unless told otherwise. */
export function groupOf(...names: string[]): Computer[] {
  const computers = names.map((name) => new Computer(name));
  const [founder, ...others] = computers;
  if (!founder) return [];
  found(founder);
  for (const other of others) founder.act(added(other));
  for (const other of others) other.hear(founder);
  return computers;
}

export function added(who: Computer, roles?: MemberRecord['roles']): Payload {
  return { kind: 'member.added', member: who.record(roles) };
}

export function revoked(who: Computer, lastSeq = who.seq): Payload {
  return { kind: 'device.revoked', device: who.device, lastSeq, reason: 'lost' };
}

export function left(who: Computer, lastSeq = who.seq): Payload {
  const devices = [{ device: who.device, lastSeq }];
  return { kind: 'member.left', member: who.member, day: day('2026-11-20'), devices };
}

type Roles = Extract<Payload, { kind: 'roles.changed' }>['roles'];

export function changed(who: Computer, roles: Roles, seen = who.seq): Payload {
  return { kind: 'roles.changed', member: who.member, roles, seen: [{ device: who.device, seq: seen }] };
}

export function delegated(who: Computer, from = '2026-01-01', to?: string): Payload {
  return {
    kind: 'delegation.given',
    member: who.member,
    outcomes: ['grant', 'refusal'],
    from: day(from),
    ...(to === undefined ? {} : { to: day(to) }),
    source: 'Delegationsordning 2026:1',
  };
}

export function shuffled<T>(items: readonly T[], chance: () => number): T[] {
  const copy = [...items];
  for (let at = copy.length - 1; at > 0; at -= 1) {
    const other = Math.floor(chance() * (at + 1));
    [copy[at], copy[other]] = [copy[other] as T, copy[at] as T];
  }
  return copy;
}
