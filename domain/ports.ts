// Owns: what the pure core asks of the world. Must not: hold an implementation.
import type { BatchId, DeviceId, IsoDate, MemberId } from './ids.ts';

/** Wall time in microseconds since 1970 (UTC). Orders the display; decides nothing. */
export type Micros = number;

export type Clock = {
  readonly now: () => Micros;
  /** The legal day in Europe/Stockholm. */
  readonly today: () => IsoDate;
};

export type IdSource = {
  readonly batch: () => BatchId;
  readonly member: () => MemberId;
  readonly bytes: (length: number) => Uint8Array;
};

/** Who acts, from which device. */
export type Author = { readonly actor: MemberId; readonly device: DeviceId };
