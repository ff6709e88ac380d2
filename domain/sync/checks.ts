// Owns: the checks that a bundle's and an invitation's events share: form, payload, signature, keys.
// Must not: know chains or what is stored.
import { caseOfStream, type DeviceId } from '../ids.ts';
import { mustBeSigned, parseBody, type EventBody, type StoredEvent } from '../ledger/event.ts';
import type { DeviceKeys } from '../ledger/payloads/membership.ts';
import { readPayload, type ReadPayload } from '../ledger/read-payload.ts';
import { fitsType } from '../ledger/restricted.ts';
import { err, ok, type Result } from '../result.ts';
import { deviceKeys, type TeamState } from '../team/team-state.ts';
import type { SyncCrypto } from './ports.ts';
import { isVouchedBy } from './succession.ts';

/** An event whose body could be read; nothing else of it is checked. */
export type Placed = { readonly stored: StoredEvent; readonly body: EventBody };

export type EventProblem =
  | { readonly tag: 'newerReader'; readonly minReader: number }
  | { readonly tag: 'badPayloadHash'; readonly device: DeviceId; readonly seq: number }
  | { readonly tag: 'payloadMissing'; readonly device: DeviceId; readonly seq: number }
  | { readonly tag: 'invalidSchema'; readonly path: string };

/** SY-14: a body of a newer form is told apart from rubbish. */
export function parseBodies(stored: readonly StoredEvent[]): Result<Placed[], EventProblem> {
  const placed: Placed[] = [];
  for (const [index, event] of stored.entries()) {
    const body = parseBody(event.body);
    if (body.ok) placed.push({ stored: event, body: body.value });
    else if (body.error.tag === 'bodyNewer') return err({ tag: 'newerReader', minReader: body.error.v });
    else return err({ tag: 'invalidSchema', path: `${index}.body` });
  }
  return ok(placed);
}

/** SY-9, SY-10: the payload gone, or whole and as hashed, a known kind by its schema and under its own coarse type. */
export function checkPayload(
  { stored, body }: Placed,
  crypto: SyncCrypto,
): Result<ReadPayload, EventProblem> {
  const { device, seq } = body;
  if (isMisplaced(body)) return err({ tag: 'invalidSchema', path: `${device}/${seq}.type` });
  // Salt and payload go together. Whether they may be gone is judged over the whole stream (domain/sync/lacking.ts).
  if (stored.payload === null && stored.salt === null) return ok({ status: 'purged' });
  if (stored.payload === null || stored.salt === null) return err({ tag: 'payloadMissing', device, seq });
  if (crypto.payloadHash(stored.salt, stored.payload) !== body.payloadHash) {
    return err({ tag: 'badPayloadHash', device, seq });
  }
  const read = readPayload(stored.payload);
  if (read.status === 'invalid') return err({ tag: 'invalidSchema', path: `${device}/${seq}.${read.path}` });
  // A decision must not travel as a coarse type that needs no signature or no role.
  const fits = read.status !== 'known' || fitsType(read.payload.kind, body.type);
  return fits ? ok(read) : err({ tag: 'invalidSchema', path: `${device}/${seq}.type` });
}

/** GR-22: only of a case's own person is there anything for the holders alone. */
function isMisplaced({ stream, type }: EventBody): boolean {
  return type === 'restricted' && caseOfStream(stream) === undefined;
}

/** SY-13: acts that must be signed are, and a signature that is there holds, asked for or not. */
export function isSignedAsItMust({ stored, body }: Placed, keys: DeviceKeys, crypto: SyncCrypto): boolean {
  if (stored.signature === null) return !mustBeSigned(body.type);
  return crypto.verify(keys.signKey, stored.hash, stored.signature);
}

/**
 * SY-32: new keys come in by a succession only when the old device itself has signed them. `unknown`: nobody has told of the
 * old device yet, which is no forgery.
 */
export function vouching(
  read: ReadPayload,
  team: TeamState,
  crypto: SyncCrypto,
): 'vouched' | 'forged' | 'unknown' {
  if (read.status !== 'known' || read.payload.kind !== 'device.succeeded') return 'vouched';
  const keys = deviceKeys(team, read.payload.old);
  if (!keys || !team.id) return 'unknown';
  const by = { team: team.id, signKey: keys.signKey };
  return isVouchedBy(read.payload, by, crypto) ? 'vouched' : 'forged';
}

/** SY-11: the device whose id its own key does not make; undefined when every key does. */
export function deviceWithForeignKey(team: TeamState, crypto: SyncCrypto): DeviceId | undefined {
  const devices = team.members.flatMap((member) => member.devices);
  return devices.find((keys) => crypto.deviceIdOf(keys.signKey) !== keys.id)?.id;
}
