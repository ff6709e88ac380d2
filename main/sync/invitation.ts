// Owns: the sealed invitation, from an administrator to one invitee's device. Must not: touch the store.
import type { StoredEvent } from '../../domain/ledger/event.ts';
import type { DeviceKeys } from '../../domain/ledger/payloads/membership.ts';
import type { Result } from '../../domain/result.ts';
import { invitationHeaderSchema, readerVersion, type InvitationHeader } from '../../domain/sync/header.ts';
import { judgeInvitation, type Invitation, type InvitationRefusal } from '../../domain/sync/invitation.ts';
import { createSyncCrypto } from '../crypto/signing.ts';
import { openEnvelope, sealedLimits, sealEnvelope, type OpenProblem } from './envelope.ts';

const kind = 'sprangbradan-invitation';

export type InvitationToSeal = Pick<
  InvitationHeader,
  'team' | 'name' | 'demo' | 'idSecret' | 'from' | 'to' | 'at'
> & {
  /** Every event of stream `team`, the one that adds the invitee included. */
  readonly events: readonly StoredEvent[];
  /** The inviting device's signing secret, hex. */
  readonly secret: string;
};

/** The file carries the id secret: only the invitee's own key opens it. */
export async function sealInvitation(invitation: InvitationToSeal): Promise<Uint8Array> {
  const { events, secret, team, name, demo, idSecret, from, to, at } = invitation;
  const header = { kind, v: readerVersion, minReader: 1, team, name, demo, idSecret, from, to, at };
  return (await sealEnvelope({ header, events, secret, recipients: [to.recipient] })).bytes;
}

/** Checked whole, nothing stored: the window shows the inviter's control words before the group is joined. */
export async function openInvitation(
  bytes: Uint8Array,
  identity: string,
  self: Pick<DeviceKeys, 'id' | 'signKey' | 'recipient'>,
): Promise<Result<Invitation, InvitationRefusal | OpenProblem>> {
  const form = { schema: invitationHeaderSchema, kind, limits: sealedLimits };
  const opened = await openEnvelope(bytes, identity, form);
  return opened.ok ? judgeInvitation(opened.value, self, createSyncCrypto()) : opened;
}
