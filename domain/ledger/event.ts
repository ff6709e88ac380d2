// Owns: the hashed form of an event. Must not: change for version 1, ever; hashes and signatures of every group rest on it.
import { z } from 'zod';
import {
  deviceIdSchema,
  eventHashSchema,
  memberIdSchema,
  streamIdSchema,
  type DeviceId,
  type EventHash,
  type MemberId,
  type StreamId,
} from '../ids.ts';
import type { Micros } from '../ports.ts';
import { err, ok, type Result } from '../result.ts';

export const bodyVersion = 1;

/**
 * What is hashed, in this order, as one JSON array without blanks:
 * `[v, device, seq, hlc, actor, stream, type, refs[], payloadHash, prev]`.
 * The text is stored and relayed verbatim and never written again from its parts.
 */
export type EventBody = {
  readonly v: number;
  readonly device: DeviceId;
  /** Counts from 1 per device without gaps. */
  readonly seq: number;
  /** Hybrid clock in microseconds: max(wall clock, last + 1). Orders the display, decides nothing. */
  readonly hlc: Micros;
  readonly actor: MemberId;
  readonly stream: StreamId;
  /** Coarse on purpose: it outlives a purge of the payload. A type this version does not know is kept and relayed. */
  readonly type: string;
  /** Heads of the own stream and of every other stream that the act relied on, sorted. */
  readonly refs: readonly EventHash[];
  /** SHA-256(salt ‖ payload), hex. */
  readonly payloadHash: EventHash;
  /** The device's previous event, null for its first. */
  readonly prev: EventHash | null;
};

/** Types this version writes. `type` in a body may be another word from a newer version. */
export type EventType =
  | 'membership'
  | 'text'
  | 'setting'
  | 'import'
  | 'fact'
  | 'assessment'
  | 'offer'
  | 'check'
  | 'statement'
  | 'decision'
  | 'resolve'
  | 'document'
  | 'confirm'
  | 'void'
  | 'archive'
  | 'purge'
  | 'protection'
  | 'receipt'
  /** Who handles what, and when: says nothing of the person. */
  | 'handling'
  /** A case moves to the season's other intake, and so under other rules. */
  | 'transfer'
  /** A conflict of interest, declared or tried. */
  | 'interest'
  /** What is known of a person with protected identity, of whatever kind: for the named holders alone (GR-22). */
  | 'restricted';

/** One event as it travels and is stored: verbatim body text, payload beside it. */
export type StoredEvent = {
  readonly hash: EventHash;
  readonly body: string;
  /** Lower-case hex of 16 bytes; null after a purge. */
  readonly salt: string | null;
  readonly payload: string | null;
  /** Ed25519 by the device over the 32 bytes of `hash`, lower-case hex; on decisions, resolves, purges and membership. */
  readonly signature: string | null;
};

const bodySchema = z.tuple([
  z.literal(bodyVersion),
  deviceIdSchema,
  z
    .int()
    .min(1)
    .max(2 ** 40),
  z.int().min(0),
  memberIdSchema,
  streamIdSchema,
  z.string().regex(/^[a-z][a-z-]{0,31}$/),
  z.array(eventHashSchema).max(4096),
  eventHashSchema,
  eventHashSchema.nullable(),
]);

/** The text that is hashed. Called once, when the event is made. */
export function writeBody(body: EventBody): string {
  return JSON.stringify([
    body.v,
    body.device,
    body.seq,
    body.hlc,
    body.actor,
    body.stream,
    body.type,
    body.refs,
    body.payloadHash,
    body.prev,
  ]);
}

export type BodyProblem =
  | { readonly tag: 'bodyUnreadable' }
  | { readonly tag: 'bodyNewer'; readonly v: number };

/** Reads a body from disk or from a bundle. A higher version is told apart from rubbish: the reader must be updated. */
export function parseBody(text: string): Result<EventBody, BodyProblem> {
  const json = parseJson(text);
  const version = Array.isArray(json) ? (json as unknown[])[0] : undefined;
  if (typeof version === 'number' && Number.isInteger(version) && version > bodyVersion) {
    return err({ tag: 'bodyNewer', v: version });
  }
  const parsed = bodySchema.safeParse(json);
  if (!parsed.success) return err({ tag: 'bodyUnreadable' });
  const [v, device, seq, hlc, actor, stream, type, refs, payloadHash, prev] = parsed.data;
  return ok({ v, device, seq, hlc, actor, stream, type, refs, payloadHash, prev });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Types that carry the device's signature: design §3. */
export function mustBeSigned(type: string): boolean {
  return (
    type === 'decision' ||
    type === 'interest' ||
    type === 'resolve' ||
    type === 'transfer' ||
    type === 'membership' ||
    type === 'purge' ||
    type === 'protection' ||
    type === 'receipt' ||
    type === 'confirm' ||
    type === 'restricted'
  );
}
