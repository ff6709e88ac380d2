// Owns: the judgement over an opened invitation: which group it is, who invites, whether the invitation may be believed.
// Must not: trust a name; two people compare six control words, and the founding event's hash is the group's id.
import type { DeviceId } from '../ids.ts';
import type { DeviceKeys } from '../ledger/payloads/membership.ts';
import type { FoldEvent } from '../ledger/stream.ts';
import { err, ok, type Result } from '../result.ts';
import { foldTeam } from '../team/history.ts';
import { deviceKeys, hasRole, isRevoked, memberOf, type TeamState } from '../team/team-state.ts';
import {
  checkPayload,
  deviceWithForeignKey,
  isSignedAsItMust,
  vouching,
  parseBodies,
  type EventProblem,
} from './checks.ts';
import type { InvitationHeader, Opened } from './header.ts';
import type { Incoming, SyncCrypto } from './ports.ts';

export type Invitation = {
  readonly header: InvitationHeader;
  readonly team: TeamState;
  /** The whole stream `team`, to be stored as sparse events until their devices' chains arrive. */
  readonly events: readonly Incoming[];
  /** Whose control words are compared before anything is stored. */
  readonly inviter: { readonly name: string; readonly keys: DeviceKeys };
};

export type InvitationRefusal =
  | EventProblem
  | { readonly tag: 'notForUs' }
  | { readonly tag: 'foreignTeam' }
  | { readonly tag: 'unknownDevice'; readonly device: DeviceId }
  | { readonly tag: 'badSignature'; readonly device: DeviceId; readonly part: 'header' | 'event' | 'key' }
  | { readonly tag: 'refsMissing'; readonly count: number }
  | { readonly tag: 'notAdministrator' }
  | { readonly tag: 'notInvited' };

type Checked<T> = Result<T, InvitationRefusal>;
type Self = Pick<DeviceKeys, 'id' | 'signKey' | 'recipient'>;

/** SY-18 to SY-21. Whole or nothing, as a bundle; never throws. */
export function judgeInvitation(
  opened: Opened<InvitationHeader>,
  self: Self,
  crypto: SyncCrypto,
): Checked<Invitation> {
  const { header } = opened;
  if (header.to.device !== self.id || header.to.recipient !== self.recipient) return err({ tag: 'notForUs' });
  const read = readEvents(opened, crypto);
  if (!read.ok) return read;
  const team = foldTeam(read.value.map(foldable), header.team);
  // SY-19: the founding event's own hash is the group's id; without it nothing was folded.
  if (team.id !== header.team || team.name !== header.name || team.demo !== header.demo) {
    return err({ tag: 'foreignTeam' });
  }
  const signed = checkSignatures(opened, { team, events: read.value, crypto });
  if (!signed.ok) return signed;
  return checkMembers({ header, self, team, events: read.value });
}

function foldable({ stored, body, read }: Incoming): FoldEvent {
  return { ...body, hash: stored.hash, read };
}

function readEvents({ events }: Opened<InvitationHeader>, crypto: SyncCrypto): Checked<Incoming[]> {
  const placed = parseBodies(events);
  if (!placed.ok) return placed;
  const incoming: Incoming[] = [];
  for (const [index, event] of placed.value.entries()) {
    if (event.body.stream !== 'team') return err({ tag: 'invalidSchema', path: `${index}.stream` });
    const read = checkPayload(event, crypto);
    if (!read.ok) return read;
    const { device, seq } = event.body;
    // No purge reaches membership.
    if (read.value.status === 'purged') return err({ tag: 'payloadMissing', device, seq });
    incoming.push({ ...event, read: read.value });
  }
  // SY-20: a membership event that is left out would let the group look smaller or older than it is.
  const here = new Set(events.map((event) => event.hash));
  const lost = new Set(incoming.flatMap(({ body }) => body.refs.filter((ref) => !here.has(ref))));
  return lost.size > 0 ? err({ tag: 'refsMissing', count: lost.size }) : ok(incoming);
}

type Found = { readonly team: TeamState; readonly events: readonly Incoming[]; readonly crypto: SyncCrypto };

function checkSignatures(opened: Opened<InvitationHeader>, { team, events, crypto }: Found): Checked<null> {
  const foreign = deviceWithForeignKey(team, crypto);
  if (foreign !== undefined) return err({ tag: 'badSignature', device: foreign, part: 'key' });
  for (const event of events) {
    const { device } = event.body;
    const keys = deviceKeys(team, device);
    if (!keys) return err({ tag: 'unknownDevice', device });
    if (!isSignedAsItMust(event, keys, crypto)) return err({ tag: 'badSignature', device, part: 'event' });
    if (vouching(event.read, team, crypto) !== 'vouched')
      return err({ tag: 'badSignature', device, part: 'key' });
  }
  const { device } = opened.header.from;
  const keys = deviceKeys(team, device);
  if (!keys) return err({ tag: 'unknownDevice', device });
  if (crypto.verify(keys.signKey, opened.headerHash, opened.signature)) return ok(null);
  return err({ tag: 'badSignature', device, part: 'header' });
}

/** SY-21: an administrator invites, and our own device with our own keys is a member. */
function checkMembers(found: {
  readonly header: InvitationHeader;
  readonly self: Self;
  readonly team: TeamState;
  readonly events: readonly Incoming[];
}): Checked<Invitation> {
  const { header, self, team, events } = found;
  const member = memberOf(team, header.from.member);
  const keys = member?.devices.find((device) => device.id === header.from.device);
  if (!member || !keys || isRevoked(team, keys.id) || !hasRole(team, member.id, 'administrator'))
    return err({ tag: 'notAdministrator' });
  const ours = deviceKeys(team, self.id);
  if (!ours || isRevoked(team, self.id) || ours.signKey !== self.signKey || ours.recipient !== self.recipient)
    return err({ tag: 'notInvited' });
  const { id, signKey, recipient } = keys;
  return ok({ header, team, events, inviter: { name: member.name, keys: { id, signKey, recipient } } });
}
