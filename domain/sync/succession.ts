// Owns: what a device vouches for when a restored or copied store goes on under new keys. Must not: sign or verify.
import type { DeviceId, TeamId } from '../ids.ts';

export type Succession = {
  readonly team: TeamId;
  readonly old: DeviceId;
  /** The last number of the old device that counts. */
  readonly lastSeq: number;
  readonly device: { readonly id: DeviceId; readonly signKey: string; readonly recipient: string };
};

/** SY-32: a JSON object that names its kind, so that it can never be taken for an event, a header or a key file. */
export function successionText({ team, old, lastSeq, device }: Succession): string {
  const { id, signKey, recipient } = device;
  return JSON.stringify({
    kind: 'sprangbradan-succession',
    v: 1,
    team,
    old,
    lastSeq,
    device: { id, signKey, recipient },
  });
}
