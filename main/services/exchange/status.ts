// Owns: the state of the exchange as the window shows it: colleagues, what waits, what was taken in. Must not: write.
import { planBundle } from '../../../domain/sync/plan.ts';
import type { Refusal } from '../../../domain/sync/judge.ts';
import type { TeamState } from '../../../domain/team/team-state.ts';
import type { ExchangeStatus, MemberView } from '../../../ipc/colleagues/exchange.ts';
import { importLog, waitingBundles } from '../../../db/local/bundles.ts';
import { waitingCount } from '../conflicts/inbox.ts';
import { marksOf } from '../../sync/store-view.ts';
import { activeDevices, activeMembers } from '../../../domain/team/team-state.ts';
import { wordsOf } from '../group/invitations.ts';
import type { Session } from '../session.ts';
import { nameOfDevice } from './names.ts';
import { headsToSeal } from './sealing.ts';
import { setAsideOf } from './set-aside.ts';
import { successionNotice } from './succession.ts';

export function exchangeStatus(session: Session): ExchangeStatus {
  const { db } = session.store;
  const team = session.ledger.team();
  const whole = importLog(db, 500);
  const lastAt = (devices: readonly string[], kind: string) =>
    whole.find((entry) => entry.kind === kind && devices.includes(entry.senderDevice))?.at ?? null;
  const heads = headsToSeal(session);
  return {
    team: team.name,
    members: activeMembers(team).map((member): MemberView => {
      const devices = activeDevices(member).map((device) => device.id);
      const self = member.id === session.self.member;
      const plan = self
        ? null
        : planBundle({ heads, marks: marksOf(session.store.db, devices), recipients: devices, full: false });
      const first = activeDevices(member)[0];
      return {
        id: member.id,
        name: member.name,
        administrator: member.roles.includes('administrator'),
        self,
        words: first ? wordsOf(session, first) : [],
        toGive: plan?.count ?? 0,
        lastGivenAt: lastAt(devices, 'given'),
        lastHeardAt: lastAt(devices, 'bundle'),
      };
    }),
    waiting: waitingBundles(db).map((one) => ({
      id: one.sha256,
      from: nameOfDevice(team, one.senderDevice),
      missing: missingRanges(team, one.reason),
      at: one.receivedAt,
    })),
    renewed: successionNotice(session),
    setAside: setAsideOf(session),
    log: whole
      .filter(isWorthShowing)
      .slice(0, 50)
      .map((entry) => ({
        id: entry.id,
        at: entry.at,
        from: nameOfDevice(team, entry.senderDevice),
        added: entry.added,
        skipped: entry.skipped,
        refused: entry.kind === 'refused' ? entry.outcome : null,
      })),
    conflicts: waitingCount(session),
  };
}

/** A file that only told how far the colleague has come is no line of the log. */
function isWorthShowing({ kind, added, skipped }: ReturnType<typeof importLog>[number]): boolean {
  return kind === 'refused' || (kind === 'bundle' && added + skipped > 0);
}

/** `Åsa 12–40`: whose entries, and which numbers, are missing before the file can be read in. */
function missingRanges(team: TeamState, reason: unknown): string[] {
  const gap = reason as Refusal;
  if (gap.tag !== 'gap') return [];
  return gap.missing.map((one) => `${nameOfDevice(team, one.device)} ${one.from}–${one.to}`);
}
