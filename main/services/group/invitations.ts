// Owns: who is in the group: the own key file, inviting a colleague, joining. Must not: open dialogs or trust a name.
import type { Permit } from '../../../domain/disclosure/grounds.ts';
import type { MemberId } from '../../../domain/ids.ts';
import type { PayloadOf } from '../../../domain/ledger/payload.ts';
import type { DeviceKeys, MemberRecord, Role } from '../../../domain/ledger/payloads/membership.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { needRole } from '../../../domain/team/roles.ts';
import {
  deviceKeys,
  isRevoked,
  memberOf,
  memberOfDevice,
  type TeamState,
} from '../../../domain/team/team-state.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { storedEventsOfStream } from '../../../db/ledger/event-rows.ts';
import { writeMeta } from '../../../db/meta.ts';
import { fingerprintOf, sixWords } from '../../crypto/control-words.ts';
import { openInvitation, sealInvitation } from '../../sync/invitation.ts';
import { readPublicKey, writePublicKey, type PublicKey } from '../../sync/public-key.ts';
import { readDeviceHead } from '../../../db/ledger/writing.ts';
import { noteOutside } from '../exchange/outside.ts';
import { exportPermit } from '../disclosure/grounds.ts';
import type { Session, WriteSession } from '../session.ts';

/** The file by which a colleague asks to be invited. */
export function ownKeyFile(session: Session): string {
  const { member, name, keys } = session.self;
  return writePublicKey({ name, member, device: keys }, session.secrets.signingKey);
}

export function wordsOf(session: Session, keys: Pick<DeviceKeys, 'signKey' | 'recipient'>): string[] {
  return sixWords(fingerprintOf(keys), session.reference.words).split(/[\s-]+/u);
}

export function readKeyFile(text: string): Result<PublicKey, Problem> {
  return readPublicKey(text);
}

export type Admission = {
  readonly roles: readonly Role[];
  /** A new computer of somebody who is in the group already; the roles stay as they are. */
  readonly as?: MemberId | undefined;
};

/** Adds the colleague to the group and seals what they need to join: group id, id secret, members. */
export async function invite(
  session: WriteSession,
  colleague: PublicKey,
  admission: Admission,
): Promise<Result<{ bytes: Uint8Array; words: readonly string[]; permit: Permit }, Problem>> {
  const team = session.ledger.team();
  const may = needRole(team, session.self, ['administrator']);
  if (!may.ok) return may;
  if (!team.id) return err({ tag: 'noTeam' });
  const permit = exportPermit(session, 'keyFile');
  if (!permit.ok) return permit;
  const admitted = admit(session, colleague, admission);
  if (!admitted.ok) return admitted;
  const { member, device, idSecret } = session.self;
  // SY-31: the invitee holds the group's entries by this file; a store put back from before it must not write them anew.
  noteOutside(session.store.dir, device, { seq: readDeviceHead(session.store.db, device).contiguous });
  const bytes = await sealInvitation({
    team: team.id,
    name: team.name,
    demo: team.demo,
    idSecret,
    from: { member, device },
    to: { device: colleague.device.id, recipient: colleague.device.recipient },
    at: session.now(),
    events: storedEventsOfStream(session.store.db, 'team'),
    secret: session.secrets.signingKey,
  });
  return ok({ bytes, words: wordsOf(session, colleague.device), permit: permit.value });
}

function admit(session: WriteSession, key: PublicKey, admission: Admission): Result<null, Problem> {
  const team = session.ledger.team();
  // A key that was put out never comes in again: who took it may still have it.
  if (isRevoked(team, key.device.id)) return err({ tag: 'keyRevoked' });
  if (deviceKeys(team, key.device.id)) return ok(null);
  const payload =
    admission.as === undefined ? newcomer(team, key, admission.roles) : newComputer(team, key, admission.as);
  if (!payload.ok) return payload;
  const written = session.ledger.append([{ stream: 'team', payload: payload.value }]);
  return written.ok ? ok(null) : err(written.error);
}

type Added = PayloadOf<'member.added'>;

function newComputer(team: TeamState, { device }: PublicKey, as: MemberId): Result<Added, Problem> {
  const holder = memberOf(team, as);
  if (holder?.standing !== 'active') return err({ tag: 'unknownMember' });
  const { id, name } = holder;
  return ok({ kind: 'member.added', member: { id, name, roles: [], device } });
}

function newcomer(team: TeamState, key: PublicKey, roles: readonly Role[]): Result<Added, Problem> {
  const { member, name, device } = key;
  // A key file says itself which member it is: naming another's id would take over that member's name and roles.
  const holder = memberOf(team, member);
  if (holder) return err({ tag: 'memberTaken', name: holder.name });
  const record = { id: member, name, roles: roles.filter(isFirstRole), device };
  return ok({ kind: 'member.added', member: record, roles: [...roles] });
}

/** An older program knows these two and goes by them. */
function isFirstRole(role: Role): role is MemberRecord['roles'][number] {
  return role === 'caseworker' || role === 'administrator';
}

/** Which group, from whom, and the words to compare with the inviter; nothing is joined. */
export async function readInvitation(
  session: Session,
  bytes: Uint8Array,
): Promise<Result<{ team: string; from: string; words: readonly string[] }, Problem>> {
  const opened = await openInvitation(bytes, session.secrets.ageIdentity, session.self.keys);
  if (!opened.ok) return err(opened.error);
  const { header, inviter } = opened.value;
  return ok({ team: header.name, from: inviter.name, words: wordsOf(session, inviter.keys) });
}

/** A store without cases drops its own one-person group and becomes the inviter's. The session must be opened anew after. */
export async function join(
  session: WriteSession,
  bytes: Uint8Array,
): Promise<Result<{ team: string; words: readonly string[] }, Problem>> {
  const opened = await openInvitation(bytes, session.secrets.ageIdentity, session.self.keys);
  if (!opened.ok) return err(opened.error);
  const { header, events, inviter, team } = opened.value;
  if (session.ledger.team().id === header.team) return err({ tag: 'alreadyMember' });
  // Only a one-person group may be dropped: colleagues hold this one's id secret and seal to it.
  if (session.ledger.team().members.length > 1) return err({ tag: 'severalMembers' });
  const joined = inOneStep(session, (): Result<null, Problem> => {
    const dropped = session.ledger.dropOwnGroup();
    if (!dropped.ok) return err(dropped.error);
    session.ledger.setTeam(header.team);
    writeMeta(session.store.db, {
      team: header.team,
      teamName: header.name,
      idSecret: header.idSecret,
      demo: header.demo,
      ...ownEntry(team, session),
    });
    const merged = session.ledger.appendForeign(events, { allowGaps: true });
    return merged.ok ? ok(null) : err(merged.error);
  });
  if (!joined.ok) return joined;
  return ok({ team: header.name, words: wordsOf(session, inviter.keys) });
}

/** A new computer of somebody who is in the group takes that member's id and name. */
function ownEntry(team: TeamState, { self }: Session): { member?: MemberId; memberName?: string } {
  const member = memberOfDevice(team, self.device);
  return member ? { member: member.id, memberName: member.name } : {};
}

class RolledBack extends Error {}

/** All of it or nothing: a store must never stand without a group. */
function inOneStep<T>(session: WriteSession, work: () => Result<T, Problem>): Result<T, Problem> {
  let done: Result<T, Problem> | undefined;
  try {
    session.store.db.transaction(() => {
      done = work();
      if (!done.ok) throw new RolledBack();
    })();
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
  }
  if (!done) throw new Error('the work gave no answer');
  return done;
}
