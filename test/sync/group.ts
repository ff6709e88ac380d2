// Owns: small groups in memory for the exchange's tests: real keys, real events, real files, a Map for a store.
// Must not: check anything itself; what comes in is judged by the product's own code.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  isoDateSchema,
  memberIdSchema,
  type CaseId,
  type DeviceId,
  type EventHash,
  type StreamId,
  type TeamId,
} from '../../domain/ids.ts';
import { parseBody, writeBody, type EventBody, type StoredEvent } from '../../domain/ledger/event.ts';
import { type Payload } from '../../domain/ledger/payload.ts';
import type { DeviceKeys, MemberRecord } from '../../domain/ledger/payloads/membership.ts';
import { readPayload, typeOf } from '../../domain/ledger/read-payload.ts';
import type { FoldEvent } from '../../domain/ledger/stream.ts';
import type { DeviceHead, SignedHead } from '../../domain/sync/header.ts';
import type { Accepted } from '../../domain/sync/judge.ts';
import { planBundle, type BundlePlan } from '../../domain/sync/plan.ts';
import type { Known } from '../../domain/sync/ports.ts';
import { orderEvents } from '../../domain/ledger/dag.ts';
import { teamIdOf } from '../../domain/team/team-state.ts';
import { createAgeKeys, type AgeKeys } from '../../main/crypto/age.ts';
import {
  createSigningKeys,
  deviceIdOf,
  payloadHash,
  sha256,
  signHash,
  type SigningKeys,
} from '../../main/crypto/signing.ts';
import { loadReference } from '../../main/services/reference.ts';
import { receiveBundle, sealBundle } from '../../main/sync/bundle.ts';

export const retention = loadReference(join(import.meta.dirname, '../../resources')).retention.data;
export const now = 1_795_000_000_000_000;
const signedTypes = new Set([
  'decision',
  'resolve',
  'membership',
  'confirm',
  'purge',
  'protection',
  'receipt',
]);

export type Person = { readonly signing: SigningKeys; readonly age: AgeKeys; readonly record: MemberRecord };

export async function createPerson(name: string): Promise<Person> {
  const signing = createSigningKeys();
  const age = await createAgeKeys();
  const device: DeviceKeys = {
    id: deviceIdOf(signing.signKey),
    signKey: signing.signKey,
    recipient: age.recipient,
  };
  const id = memberIdSchema.parse(randomBytes(16).toString('hex'));
  return { signing, age, record: { id, name, roles: ['caseworker', 'administrator'], device } };
}

export class Store {
  readonly person: Person;
  readonly events = new Map<EventHash, StoredEvent>();
  readonly leftOut = new Set<EventHash>();
  readonly places = new Map<string, EventHash>();
  readonly marks = new Map<DeviceId, Map<DeviceId, number>>();
  readonly colleagues = new Map<DeviceId, readonly DeviceHead[]>();
  team: TeamId | null = null;
  clock = now;
  today = isoDateSchema.parse('2026-11-02');

  constructor(person: Person) {
    this.person = person;
  }

  get device(): DeviceId {
    return this.person.record.device.id;
  }

  streamEvents(stream: StreamId): FoldEvent[] {
    return [...this.events.values()].flatMap((stored) => {
      const body = bodyOf(stored);
      return body.stream === stream
        ? [{ ...body, hash: stored.hash, read: readPayload(stored.payload) }]
        : [];
    });
  }

  headsOf(stream: StreamId): EventHash[] {
    return [...orderEvents(this.streamEvents(stream)).heads];
  }

  headOf(device: DeviceId): DeviceHead | undefined {
    let head: DeviceHead | undefined;
    for (let seq = 1; ; seq += 1) {
      const hash = this.places.get(`${device}/${seq}`);
      if (hash === undefined) return head;
      head = { device, seq, head: hash };
    }
  }

  devices(): DeviceId[] {
    return [...new Set([...this.places.keys()].map((place) => place.split('/')[0] as DeviceId))];
  }

  /** Writes one act as the product's ledger does; `change` bends the body for hostile tests. */
  act(stream: StreamId, payload: Payload, change: Partial<EventBody> = {}): StoredEvent {
    const last = this.headOf(this.device);
    const text = JSON.stringify(payload);
    const salt = randomBytes(16).toString('hex');
    const refs =
      stream === 'team' ? this.headsOf('team') : [...this.headsOf(stream), ...this.headsOf('team')];
    this.clock += 1;
    const body = writeBody({
      v: 1,
      device: this.device,
      seq: (last?.seq ?? 0) + 1,
      hlc: this.clock,
      actor: this.person.record.id,
      stream,
      type: typeOf(payload.kind),
      refs: [...new Set(refs)].sort(),
      payloadHash: payloadHash(salt, text),
      prev: last?.head ?? null,
      ...change,
    });
    const hash = sha256(body);
    const type = change.type ?? typeOf(payload.kind);
    const signature = signedTypes.has(type) ? signHash(this.person.signing.secret, hash) : null;
    const stored = { hash, body, salt, payload: text, signature };
    this.put(stored);
    return stored;
  }

  put(stored: StoredEvent): void {
    const { device, seq } = bodyOf(stored);
    this.events.set(stored.hash, stored);
    this.places.set(`${device}/${seq}`, stored.hash);
  }

  found(name: string): this {
    const founded = this.act('team', { kind: 'team.founded', name, demo: true, founder: this.person.record });
    this.team = teamIdOf(founded.hash);
    return this;
  }

  /** Lets somebody in; the newcomer takes the membership over as from an invitation, ahead of its chain. */
  admit(newcomer: Store): void {
    this.act('team', { kind: 'member.added', member: newcomer.person.record });
    newcomer.team = this.team;
    for (const event of this.streamEvents('team')) {
      const stored = this.events.get(event.hash);
      if (stored) newcomer.put(stored);
    }
  }

  signedHeads(): SignedHead[] {
    return this.devices().flatMap((device) => {
      const head = this.headOf(device);
      if (!head) return [];
      const own = device === this.device ? signHash(this.person.signing.secret, head.head) : null;
      return [{ ...head, signature: own ?? this.events.get(head.head)?.signature ?? null }];
    });
  }

  known(): Known {
    const heads = this.devices().flatMap((device) => this.headOf(device) ?? []);
    if (this.team === null) throw new Error('This store has no group');
    return {
      team: this.team,
      self: { device: this.device, recipient: this.person.age.recipient },
      teamEvents: this.streamEvents('team'),
      heads: new Map(heads.map((head) => [head.device, head])),
      hashAt: (device, seq) => this.places.get(`${device}/${seq}`),
      has: (hash) => this.events.has(hash),
      isLeftOut: (hash) => this.leftOut.has(hash),
      colleagues: this.colleagues,
      now,
      eventsOf: (stream) => this.streamEvents(stream),
      today: this.today,
      retention,
    };
  }

  plan(to: readonly Store[], full = false): BundlePlan {
    return planBundle({
      heads: this.signedHeads(),
      marks: this.marks,
      recipients: to.map((one) => one.device),
      full,
    });
  }

  eventsOf(plan: BundlePlan): StoredEvent[] {
    return plan.chains.flatMap(({ device, base, seq }) =>
      Array.from({ length: seq - base }, (_, at) => {
        const stored = this.events.get(this.places.get(`${device}/${base + at + 1}`) ?? ('' as EventHash));
        return stored ?? never();
      }),
    );
  }

  async seal(
    to: readonly Store[],
    options: { full?: boolean; plan?: BundlePlan; events?: StoredEvent[]; leftOut?: boolean } = {},
  ): Promise<Uint8Array> {
    const plan = options.plan ?? this.plan(to, options.full);
    const { bytes } = await sealBundle({
      team: this.team ?? never(),
      from: { member: this.person.record.id, device: this.device },
      to: to.map((one) => ({ device: one.device, recipient: one.person.age.recipient })),
      at: now,
      plan,
      events: options.events ?? this.eventsOf(plan),
      blobs: [],
      leftOut: options.leftOut,
      secret: this.person.signing.secret,
    });
    for (const { device } of to) {
      const given = plan.chains.map((chain): [DeviceId, number] => [chain.device, chain.seq]);
      this.marks.set(device, new Map([...(this.marks.get(device) ?? []), ...given]));
    }
    return bytes;
  }

  /** Takes a file in as the product does: judged first, then all of it or nothing. */
  async open(bytes: Uint8Array): Promise<string> {
    const { header, outcome } = await receiveBundle(bytes, this.person.age.identity, this.known());
    if (!outcome.ok) return outcome.error.tag;
    this.take(outcome.value);
    if (header) this.colleagues.set(header.from.device, header.have);
    return `+${outcome.value.events.length} =${outcome.value.skipped}`;
  }

  take(accepted: Accepted): void {
    for (const { stored } of [...accepted.events, ...accepted.fills]) this.put(stored);
    for (const hash of accepted.leftOut) this.leftOut.add(hash);
    for (const { stored } of accepted.fills) this.leftOut.delete(stored.hash);
  }

  hashes(): EventHash[] {
    return [...this.events.keys()].sort();
  }
}

function never(): never {
  throw new Error('The builder of this test is wrong');
}

export function bodyOf(stored: StoredEvent): EventBody {
  const body = parseBody(stored.body);
  return body.ok ? body.value : never();
}

/** A group of administrators that know each other: the first has founded it and let the others in. */
export async function createGroup(...names: string[]): Promise<Store[]> {
  const stores = await Promise.all(names.map(async (name) => new Store(await createPerson(name))));
  const [founder, ...others] = stores;
  founder?.found('Gruppen');
  for (const other of others) founder?.admit(other);
  for (const other of others) {
    for (const event of founder?.streamEvents('team') ?? [])
      other.put(founder?.events.get(event.hash) ?? never());
  }
  return stores;
}

export const caseA = `case:${'a'.repeat(32)}` as const;
export const caseB = `case:${'b'.repeat(32)}` as const;
export const caseIdA = 'a'.repeat(32) as CaseId;

export function note(text: string): Payload {
  return { kind: 'facts.entered', fields: { note: text } };
}

export function opening(applicationId: string): Payload {
  return {
    kind: 'facts.entered',
    opens: { intake: '2026-autumn' as never, applicationId },
    fields: { area: 'IT' },
  };
}

export function verdict(conclusion: 'eligible' | 'needsCheck' | 'notEligible'): Payload {
  const ruleSet = { id: 'regular', version: '1', sha256: '0'.repeat(64) };
  const reason = conclusion === 'notEligible' ? { reason: 'G1.1' } : {};
  return { kind: 'verdict.given', conclusion, ...reason, confirms: [], ruleSet, outcomes: {} };
}
