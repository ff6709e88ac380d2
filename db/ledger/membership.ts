// Owns: the group as this store's events tell it, and which streams must be judged again when it has changed.
// Must not: fold a stream; touched-streams.ts does.
import type { DeviceId, StreamId } from '../../domain/ids.ts';
import type { Judge } from '../../domain/ledger/stream.ts';
import { teamHistory } from '../../domain/team/history.ts';
import { judgeAsSeen, judgeBy } from '../../domain/team/judge.ts';
import type { Member, MemberDevice, TeamState } from '../../domain/team/team-state.ts';
import { prepared, type Db } from '../connection.ts';
import { readMeta } from '../meta.ts';
import { eventsOfStream, readStored, storedOf } from './event-rows.ts';
import { waitingStreams } from './stream-states.ts';

/** `asSeen`: by what each author could see, whatever was withdrawn since. */
export type Membership = { readonly team: TeamState; readonly judge: Judge; readonly asSeen: Judge };

/** The group as this store's events tell it, and the judge over them. */
export function loadMembership(db: Db): Membership {
  const expected = readMeta(db).team ?? null;
  const events = eventsOfStream(db, 'team');
  const history = teamHistory(events, expected);
  return { team: history.now, judge: judgeBy(history), asSeen: judgeAsSeen(history) };
}

/**
 * Streams whose state may differ now: those with acts that wait for an entitlement, and those with an event that is judged
 * otherwise than before, since a revocation reaches back to the last number that counts (GR-4, GR-8).
 */
export function streamsToJudgeAgain(
  db: Db,
  before: Pick<Membership, 'team' | 'judge'>,
  after: Pick<Membership, 'team' | 'judge'>,
): Set<StreamId> {
  const streams = new Set<StreamId>(waitingStreams(db));
  for (const { device, from } of touchedChains(before.team, after.team)) {
    const sql = `SELECT hash, body, salt, payload, signature FROM events WHERE device = ? AND seq > ? AND stream <> 'team'`;
    for (const row of prepared(db, sql).iterate(device, from)) {
      const event = readStored(storedOf(row));
      if (!streams.has(event.stream) && before.judge(event) !== after.judge(event)) streams.add(event.stream);
    }
  }
  return streams;
}

type Chain = { readonly device: DeviceId; readonly from: number };

/** Devices of members whose entitlement changed, each from the number on where that can matter. */
function touchedChains(before: TeamState, after: TeamState): Chain[] {
  const delegated = JSON.stringify(before.delegations) !== JSON.stringify(after.delegations);
  return after.members.flatMap((member) => {
    const old = before.members.find(({ id }) => id === member.id);
    // Of somebody who was not here nothing was judged entitled; what waits is judged again anyway.
    if (!old) return [];
    return member.devices.flatMap((device) => {
      const from = delegated ? 0 : changedFrom({ member, device }, old);
      return from === undefined ? [] : [{ device: device.id, from }];
    });
  });
}

function changedFrom(
  { member, device }: { readonly member: Member; readonly device: MemberDevice },
  old: Member,
): number | undefined {
  const before = old.devices.find(({ id }) => id === device.id);
  const places: number[] = [];
  if (before?.lastSeq !== device.lastSeq)
    places.push(before?.lastSeq ?? Infinity, device.lastSeq ?? Infinity);
  const sameRoles =
    JSON.stringify([old.roles, old.rolesSeen]) === JSON.stringify([member.roles, member.rolesSeen]);
  if (!sameRoles) places.push(old.rolesSeen[device.id] ?? 0, member.rolesSeen[device.id] ?? 0);
  const first = Math.min(...places);
  return Number.isFinite(first) ? first : undefined;
}
