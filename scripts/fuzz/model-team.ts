// Owns: who might do what in the small model: roles as the author had seen them, and how far each device counts.
// Must not: ask the product (domain/team); it says so itself, from docs/spec/group.md.
import type { MemberRecord } from '../../domain/ledger/payloads/membership.ts';
import type { Act } from './model.ts';

/** LE-14: by the membership that the author had seen. */
export function mayAct(act: Act): boolean {
  if (act.payload.kind === 'basis.fixed' && act.payload.decider !== act.actor) return false;
  if (act.payload.kind === 'purge.receipted' && act.payload.device !== act.device) return false;
  const roles = rolesOf(act);
  return (asked[act.type] ?? ['caseworker']).some((role) => roles.has(role));
}

/** Any one of them; every other kind of act asks for a caseworker. */
const asked: Readonly<Record<string, readonly string[]>> = {
  membership: ['administrator'],
  confirm: ['lead'],
  text: ['administrator', 'lead'],
  setting: ['caseworker', 'lead', 'administrator'],
  resolve: ['caseworker', 'lead'],
  protection: ['caseworker', 'lead'],
};

/** GR-4: how far each device counts that was put out, or that went on under new keys: the lowest number that somebody said. */
export function lastNumbers(team: readonly Act[]): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  const note = (device: string, seq: number) => last.set(device, Math.min(seq, last.get(device) ?? Infinity));
  for (const device of neverHeirs(team)) note(device, 0);
  for (const { payload } of team) {
    if (payload.kind === 'device.revoked') note(payload.device, payload.lastSeq);
    if (payload.kind === 'device.succeeded') note(payload.old, payload.lastSeq);
    if (payload.kind === 'member.left')
      for (const { device, lastSeq } of payload.devices) note(device, lastSeq);
  }
  return last;
}

/** GR-3: put out by somebody who had not seen that it went on under new keys, a device has no heir, nor has that one any. */
function neverHeirs(team: readonly Act[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const { hash, saw, payload } of team) {
      if (payload.kind !== 'device.succeeded') continue;
      const isApart = team.some(
        (other) => ends(other, payload.old) && !saw.has(other.hash) && !other.saw.has(hash),
      );
      if (isApart || found.has(payload.old)) found.add(payload.device.id);
    }
  }
  return found;
}

function ends({ payload }: Act, device: string): boolean {
  if (payload.kind === 'device.revoked') return payload.device === device;
  return payload.kind === 'member.left' && payload.devices.some((one) => one.device === device);
}

/** The roles that the author's device held in the membership it had seen. */
function rolesOf(act: Act): ReadonlySet<string> {
  const records = act.team.flatMap(recordIn).filter(({ id }) => id === act.actor);
  const heirs = act.team.flatMap(({ payload, actor }) =>
    payload.kind === 'device.succeeded' && actor === act.actor ? [payload.device.id] : [],
  );
  const devices = new Set<string>([...records.map(({ device }) => device.id), ...heirs]);
  const hasLeft = act.team.some(
    ({ payload }) => payload.kind === 'member.left' && payload.member === act.actor,
  );
  if (hasLeft || !devices.has(act.device)) return new Set();
  const roles = new Set<string>(records.flatMap((record) => record.roles));
  // Groups from before there was a lead: who may both handle cases and let people in leads.
  if (roles.has('caseworker') && roles.has('administrator')) roles.add('lead');
  return roles;
}

function recordIn({ payload }: Act): MemberRecord[] {
  if (payload.kind === 'team.founded') return [payload.founder];
  return payload.kind === 'member.added' ? [payload.member] : [];
}
