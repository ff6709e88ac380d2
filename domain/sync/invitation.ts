// Owns: the judgement over an opened invitation: which group it is, who invites, whether the invitation may be believed.
// Must not: trust a name; two people compare six control words, and the founding event's hash is the group's id.
import type { DeviceId } from '../ids.ts';
import { mustBeSigned, parseBody } from '../ledger/event.ts';
import { readPayload, type DeviceKeys } from '../ledger/payload.ts';
import type { FoldEvent } from '../ledger/stream.ts';
import { err, ok, type Result } from '../result.ts';
import { deviceKeys, foldTeam, memberOf, type TeamState } from '../team/team-state.ts';
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
  | { readonly tag: 'notForUs' }
  | { readonly tag: 'newerReader'; readonly minReader: number }
  | { readonly tag: 'foreignTeam' }
  | { readonly tag: 'unknownDevice'; readonly device: DeviceId }
  | { readonly tag: 'badSignature'; readonly device: DeviceId; readonly part: 'header' | 'event' | 'key' }
  | { readonly tag: 'badPayloadHash'; readonly device: DeviceId; readonly seq: number }
  | { readonly tag: 'payloadMissing'; readonly device: DeviceId; readonly seq: number }
  | { readonly tag: 'refsMissing'; readonly count: number }
  | { readonly tag: 'invalidSchema'; readonly path: string }
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
  const incoming: Incoming[] = [];
  const here = new Set(events.map((event) => event.hash));
  let lost = 0;
  for (const [index, stored] of events.entries()) {
    const parsed = parseBody(stored.body);
    if (!parsed.ok) {
      return parsed.error.tag === 'bodyNewer'
        ? err({ tag: 'newerReader', minReader: parsed.error.v })
        : err({ tag: 'invalidSchema', path: `${index}.body` });
    }
    const body = parsed.value;
    const { device, seq } = body;
    if (stored.payload === null || stored.salt === null) return err({ tag: 'payloadMissing', device, seq });
    if (crypto.payloadHash(stored.salt, stored.payload) !== body.payloadHash) {
      return err({ tag: 'badPayloadHash', device, seq });
    }
    const read = readPayload(stored.payload);
    if (read.status === 'invalid' || body.stream !== 'team')
      return err({ tag: 'invalidSchema', path: `${index}` });
    if (body.refs.some((ref) => !here.has(ref))) lost += 1;
    incoming.push({ stored, body, read });
  }
  // SY-20: a membership event that is left out would let the group look smaller or older than it is.
  return lost > 0 ? err({ tag: 'refsMissing', count: lost }) : ok(incoming);
}

function checkSignatures(
  opened: Opened<InvitationHeader>,
  found: { readonly team: TeamState; readonly events: readonly Incoming[]; readonly crypto: SyncCrypto },
): Checked<null> {
  const { team, events, crypto } = found;
  for (const keys of team.members.flatMap((member) => member.devices)) {
    if (crypto.deviceIdOf(keys.signKey) !== keys.id)
      return err({ tag: 'badSignature', device: keys.id, part: 'key' });
  }
  for (const { stored, body } of events) {
    const keys = deviceKeys(team, body.device);
    if (!keys) return err({ tag: 'unknownDevice', device: body.device });
    if (stored.signature === null && !mustBeSigned(body.type)) continue;
    if (stored.signature === null || !crypto.verify(keys.signKey, stored.hash, stored.signature)) {
      return err({ tag: 'badSignature', device: body.device, part: 'event' });
    }
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
  if (!member || !keys || !member.roles.includes('administrator')) return err({ tag: 'notAdministrator' });
  const ours = deviceKeys(team, self.id);
  if (!ours || ours.signKey !== self.signKey || ours.recipient !== self.recipient)
    return err({ tag: 'notInvited' });
  return ok({ header, team, events, inviter: { name: member.name, keys } });
}
