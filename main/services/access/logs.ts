// Owns: which logs a review is drawn from, fixed when it is drawn, and whose log is missing or ends before the period does.
// Must not: judge a line.
import { z } from 'zod';
import { dayOf } from '../../../domain/access/read-log.ts';
import { deviceIdSchema, eventHashSchema, type IsoDate } from '../../../domain/ids.ts';
import { seesCases } from '../../../domain/team/roles.ts';
import { activeDevices, activeMembers, memberOfDevice } from '../../../domain/team/team-state.ts';
import { readHeads } from '../../../db/local/read-log.ts';
import type { LogLacking } from '../../../ipc/access.ts';
import type { Session } from '../session.ts';

/** One log as far as it had come: `sealedAt` (µs) is when its owner sealed it, the moment itself for the reviewer's own. */
export const logTakenSchema = z.object({
  device: deviceIdSchema,
  n: z.int().min(0),
  hash: eventHashSchema,
  sealedAt: z.int().min(0),
});
export type LogTaken = z.infer<typeof logTakenSchema>;

export function logsHere({ store, self, now }: Session): LogTaken[] {
  return readHeads(store.db).map(({ device, n, hash, sealedAt }) => ({
    device,
    n,
    hash,
    sealedAt: device === self.device ? now() : sealedAt,
  }));
}

/** PR-15: colleagues who see cases and whose log is not among these, or was sealed before the last day of the period. */
export function logsLacking(session: Session, logs: readonly LogTaken[], to: IsoDate): LogLacking[] {
  const team = session.ledger.team();
  const until = new Map(logs.map((log) => [log.device, log.sealedAt]));
  return activeMembers(team)
    .filter(({ id }) => id !== session.self.member && seesCases(team, id))
    .flatMap((member) =>
      activeDevices(member).map(({ id }) => ({ device: id, by: member.name, at: until.get(id) })),
    )
    .filter(({ at }) => at === undefined || dayOf(at) < to)
    .map(({ device, by, at }) => ({ device, by, until: at ?? null }));
}

/** True when a log has come or grown since these were fixed: what is drawn now would look at more. */
export function hasGrown(session: Session, logs: readonly LogTaken[]): boolean {
  const fixed = new Map(logs.map((log) => [log.device, log.n]));
  return readHeads(session.store.db).some(
    ({ device, n }) => device !== session.self.device && n > (fixed.get(device) ?? 0),
  );
}

export function ownerOf(session: Session, { device }: LogTaken): string {
  return memberOfDevice(session.ledger.team(), device)?.name ?? '';
}
