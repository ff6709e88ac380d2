// Owns: which computers have a purge or a mark to answer for, and what each of them has told (PU-8).
// Must not: take a computer off the list before it has shown that it holds no case.
import type { DeviceId, MemberId } from '../../../domain/ids.ts';
import type { Role } from '../../../domain/ledger/payloads/membership.ts';
import { known, type FoldEvent } from '../../../domain/ledger/stream.ts';
import { holdingOf } from '../../../domain/team/holding.ts';
import { canSeeCases } from '../../../domain/team/roles.ts';
import type { Member } from '../../../domain/team/team-state.ts';
import type { PurgeStore } from '../../../ipc/purge.ts';
import { recipientMarks } from '../../../db/local/bundles.ts';
import type { Session } from '../session.ts';

/** A device that is silent has not taken anything away as far as we know. */
export function storesOf(session: Session, of: string): PurgeStore[] {
  const receipts = session.ledger.shared().receipts[of] ?? {};
  const owes = whoOwes(session);
  return session.ledger.team().members.flatMap((member) =>
    member.devices.flatMap((device): PurgeStore[] => {
      const receipt = receipts[device.id as DeviceId];
      if (!receipt && !owes(member, device.id as DeviceId)) return [];
      const waiting = Object.values(receipt?.waiting ?? {}).reduce((sum, one) => sum + one, 0);
      return [
        {
          member: member.name,
          device: device.id.slice(0, 8),
          doneAt: receipt?.at ?? null,
          cases: receipt?.cases ?? 0,
          waiting,
        },
      ];
    }),
  );
}

/**
 * A computer without cases (GR-12) has nothing to purge. One whose member once saw cases takes them away when it hears that the
 * role has gone (GR-20): until a file of its own has shown that it has heard, they may lie there.
 */
function whoOwes(session: Session): (member: Member, device: DeviceId) => boolean {
  const { ledger, self, store } = session;
  const team = ledger.team();
  const events = ledger.eventsOf('team');
  return (member, device) => {
    if (holdingOf(team, member.id) !== 'noCases') return true;
    const given = events.filter((event) => rolesIn(event, member.id) !== undefined);
    if (!given.some((event) => canSeeCases(rolesIn(event, member.id) ?? []))) return false;
    if (device === self.device) return false;
    const seen = new Map(recipientMarks(store.db, device).map((mark) => [mark.device, mark.seen]));
    return given.some((event) => (seen.get(event.device) ?? 0) < event.seq && event.device !== device);
  };
}

/** The roles that an act of membership gives the member; undefined when it is about somebody or something else. */
function rolesIn(event: FoldEvent, id: MemberId): readonly Role[] | undefined {
  const founded = known(event, 'team.founded');
  if (founded) return founded.founder.id === id ? founded.founder.roles : undefined;
  const added = known(event, 'member.added');
  if (added) return added.member.id === id ? (added.roles ?? added.member.roles) : undefined;
  const changed = known(event, 'roles.changed');
  return changed?.member === id ? changed.roles : undefined;
}
