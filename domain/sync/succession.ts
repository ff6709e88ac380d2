// Owns: what a device vouches for when a restored or copied store goes on under new keys, and whom that makes an heir.
// Must not: sign.
import type { DeviceId, TeamId } from '../ids.ts';
import type { StoredEvent, EventBody } from '../ledger/event.ts';
import type { PayloadOf } from '../ledger/payload.ts';
import { readPayload } from '../ledger/read-payload.ts';
import { deviceKeys, isRevoked, memberOfDevice, type TeamState } from '../team/team-state.ts';
import type { BundleHeader, Opened } from './header.ts';
import type { SyncCrypto } from './ports.ts';

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

type Told = PayloadOf<'device.succeeded'>;

/** `signKey`: of the old device, whoever has told of it. */
export function isVouchedBy(
  { old, lastSeq, device, vouched }: Told,
  by: { readonly team: TeamId; readonly signKey: string },
  crypto: Pick<SyncCrypto, 'verify' | 'digest'>,
): boolean {
  const text = successionText({ team: by.team, old, lastSeq, device });
  return crypto.verify(by.signKey, crypto.digest(text), vouched);
}

type InFile = { readonly stored: StoredEvent; readonly body: EventBody };
type Among = {
  readonly group: TeamState;
  readonly crypto: Pick<SyncCrypto, 'verify' | 'digest' | 'deviceIdOf'>;
};

/**
 * SY-32: a device of the sender's that we know, and that nobody has put out, vouches for the new one, or for one between them
 * that the file tells of too. A succession may build on membership that lies in a file before this one, and then says nothing yet.
 */
export function isHeirOfKnown(
  placed: readonly InFile[],
  { header: { from }, headerHash, signature }: Opened<BundleHeader>,
  among: Among,
): boolean {
  const told = successionsIn(placed);
  const sender = told.get(from.device);
  if (!sender || !among.crypto.verify(sender.device.signKey, headerHash, signature)) return false;
  const known = knownBehind(sender, told, among);
  return (
    known !== undefined &&
    memberOfDevice(among.group, known)?.id === from.member &&
    !isRevoked(among.group, known)
  );
}

/** From heir to heir, each vouched for by the one before, back to a device that we know. */
function knownBehind(
  sender: Told,
  told: Map<DeviceId, Told>,
  { group, crypto }: Among,
): DeviceId | undefined {
  let heir: Told | undefined = sender;
  while (group.id && heir) {
    const { old, device } = heir;
    // A file that goes round in a circle ends here.
    told.delete(device.id);
    const known = deviceKeys(group, old);
    const signKey = known?.signKey ?? told.get(old)?.device.signKey;
    const isItsOwn = crypto.deviceIdOf(device.signKey) === device.id;
    if (!isItsOwn || !signKey || !isVouchedBy(heir, { team: group.id, signKey }, crypto)) return undefined;
    if (known) return old;
    heir = told.get(old);
  }
  return undefined;
}

/** By the new device; of two that name the same one the first. */
function successionsIn(placed: readonly InFile[]): Map<DeviceId, Told> {
  const found = new Map<DeviceId, Told>();
  for (const { stored, body } of placed) {
    if (body.stream !== 'team') continue;
    const read = readPayload(stored.payload);
    if (read.status !== 'known' || read.payload.kind !== 'device.succeeded') continue;
    const { payload } = read;
    if (!found.has(payload.device.id)) found.set(payload.device.id, payload);
  }
  return found;
}
