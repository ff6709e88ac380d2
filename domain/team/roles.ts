// Owns: which role each act asks for, and the refusal when it lacks.
// Must not: know where the act is decided; services ask before, the judge after.
import type { DeviceId, MemberId } from '../ids.ts';
import type { Role } from '../ledger/payloads/membership.ts';
import type { PayloadKind } from '../ledger/payload.ts';
import { typeOf } from '../ledger/read-payload.ts';
import { err, ok, type Result } from '../result.ts';
import { hasRole, isRevoked, memberOf, type TeamState } from './team-state.ts';

/** Named in the refusal: the first of the roles that would do. */
export type RoleNeeded = { readonly tag: 'roleNeeded'; readonly role: Role };

/** Roles that see cases: only they are given the payloads of cases (GR-12). */
const caseRoles: readonly Role[] = ['caseworker', 'lead', 'readOnly'];

/** The roles of which an act of that coarse type needs one. Within `membership` the kind decides (see history.ts). */
export function rolesFor(type: string): readonly Role[] {
  switch (type) {
    case 'membership':
      return ['administrator'];
    case 'confirm':
      return ['lead'];
    case 'text':
      return ['administrator', 'lead'];
    case 'setting':
      return ['caseworker', 'lead', 'administrator'];
    case 'resolve':
    case 'handling':
    case 'transfer':
    case 'interest':
    case 'archive':
    case 'purge':
    case 'protection':
      return ['caseworker', 'lead'];
    case 'receipt':
      return ['caseworker', 'lead', 'administrator', 'logReviewer', 'readOnly'];
    default:
      return ['caseworker'];
  }
}

type Self = { readonly member: MemberId; readonly device: DeviceId };

/** The same by kind: what may be asked before the act is written. None is asked of a founder or of an heir of an own device. */
export function rolesForKind(kind: PayloadKind): readonly Role[] {
  switch (kind) {
    case 'team.founded':
    case 'device.succeeded':
      return [];
    case 'delegation.given':
    case 'delegation.ended':
    case 'restricted.set':
      return ['lead'];
    default:
      return rolesFor(typeOf(kind));
  }
}

/** Before an act: the member has one of the roles, or the refusal that names the first of them. */
export function needRole(team: TeamState, self: Self, roles: readonly Role[]): Result<null, RoleNeeded> {
  if (!isRevoked(team, self.device) && roles.some((role) => hasRole(team, self.member, role)))
    return ok(null);
  return err({ tag: 'roleNeeded', role: roles[0] ?? 'caseworker' });
}

/** True for one who may see cases. Pure administrators and log reviewers may not (GR-12). */
export function seesCases(team: TeamState, member: MemberId): boolean {
  return caseRoles.some((role) => hasRole(team, member, role));
}

/** The same of roles that a record gives. */
export function canSeeCases(roles: readonly Role[]): boolean {
  return caseRoles.some((role) => roles.includes(role));
}

type Author = { readonly actor: MemberId; readonly device: DeviceId; readonly seq: number };

/** True when the author is in the group, the device the author's and in use as far as that number, and a role is there. */
export function mayAct(team: TeamState, author: Author, roles: readonly Role[]): boolean {
  const device = memberOf(team, author.actor)?.devices.find((one) => one.id === author.device);
  if (!device || device.suspended || author.seq > (device.lastSeq ?? author.seq)) return false;
  return roles.some((role) => hasRole(team, author.actor, role));
}
