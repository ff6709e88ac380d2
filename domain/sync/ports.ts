// Owns: what judging a bundle asks of the store and of cryptography. Must not: hold an implementation.
import type { DeviceId, EventHash, IsoDate, MemberId, StreamId, TeamId } from '../ids.ts';
import type { EventBody, StoredEvent } from '../ledger/event.ts';
import type { ReadPayload } from '../ledger/read-payload.ts';
import type { FoldEvent } from '../ledger/stream.ts';
import type { Micros } from '../ports.ts';
import type { RetentionData } from '../purge/retention.ts';
import type { DeviceHead } from './header.ts';

export type SyncCrypto = {
  /** True when `signature` (hex) is made over the 32 bytes of `hash` by the holder of the raw public key (hex). */
  readonly verify: (signKey: string, hash: EventHash, signature: string) => boolean;
  /** SHA-256(salt ‖ payload), hex. */
  readonly payloadHash: (salt: string, payload: string) => EventHash;
  /** SHA-256 of a text, hex. */
  readonly digest: (text: string) => EventHash;
  /** The id a public key makes for its device. */
  readonly deviceIdOf: (signKey: string) => DeviceId;
};

/** Who waits for long work: told how far it has come, and asked whether it is to stop, leaving nothing. */
export type Underway = {
  readonly progress: (done: number, total: number) => void;
  readonly cancelled: () => boolean;
};
export const unwatched: Underway = { progress: () => undefined, cancelled: () => false };

/** Told and asked once for so many lines, entries or cases: often enough for a person, too seldom to cost time. */
const linesBetween = 256;

/** True when the work is to stop here. */
export function isStopped(underway: Underway, done: number, total: number): boolean {
  if (done % linesBetween !== 0) return false;
  underway.progress(done, total);
  return underway.cancelled();
}

/** What a store knows when a file comes in. Nothing of it is changed by judging. */
export type Known = {
  readonly team: TeamId;
  readonly self: {
    readonly device: DeviceId;
    /** The age key, the same through every succession. */
    readonly recipient: string;
  };
  /** Every event of stream `team` that is stored, the sparse ones of the invitation included. */
  readonly teamEvents: readonly FoldEvent[];
  /** How far each device's chain stands here without holes; a device that is missing stands at 0. */
  readonly heads: ReadonlyMap<DeviceId, DeviceHead>;
  /** The event stored at that place, sparse ones included. */
  readonly hashAt: (device: DeviceId, seq: number) => EventHash | undefined;
  readonly has: (hash: EventHash) => boolean;
  /** Here without its payload, which was not for this store's member when it came. */
  readonly isLeftOut: (hash: EventHash) => boolean;
  /** What colleagues' devices said they have, from the headers of earlier bundles. */
  readonly colleagues: ReadonlyMap<DeviceId, readonly Pick<DeviceHead, 'device' | 'seq'>[]>;
  readonly now: Micros;
  /** Every event that is stored of a stream: a purge that allows a payload to be missing may be here already. */
  readonly eventsOf: (stream: StreamId) => readonly FoldEvent[];
  /** The legal day and our own dated data, by which a payload may be missing (PU-6). */
  readonly today: IsoDate;
  readonly retention: RetentionData;
};

/** An event of a colleague that passed every check, read once and handed on. */
export type Incoming = { readonly stored: StoredEvent; readonly body: EventBody; readonly read: ReadPayload };

/** Events `from` to `to` of a device are not here; these members' devices said they have them. */
export type MissingRange = {
  readonly device: DeviceId;
  readonly from: number;
  readonly to: number;
  readonly holders: readonly DeviceId[];
};

export type Warning =
  /** SY-16: that device's clock runs more than a day ahead of ours. */
  {
    readonly tag: 'clockAhead';
    readonly device: DeviceId;
    readonly member: MemberId | null;
    readonly hours: number;
  };
