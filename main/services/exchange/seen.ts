// Owns: who has seen whose work, and what one file brought, as the window shows them. Must not: write.
import { memberIdSchema, type DeviceId } from '../../../domain/ids.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { seenMatrix } from '../../../domain/sync/seen.ts';
import type { BundleResult, SeenView } from '../../../ipc/colleagues/mailbox.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { deviceMarks, importEntry, importLog, recipientMarks } from '../../../db/local/bundles.ts';
import { conflictingCases } from '../../../db/queries/cases.ts';
import { nameOf, type Session } from '../session.ts';
import { activeMembers } from '../../../domain/team/team-state.ts';
import { documentsElsewhere } from '../mailbox/documents.ts';
import { nameOfDevice } from './names.ts';
import { bundleDetailsSchema } from './result.ts';

export function seenView(session: Session): SeenView {
  const { db } = session.store;
  const members = activeMembers(session.ledger.team());
  const log = importLog(db, 500).filter((entry) => entry.kind === 'bundle');
  const heard = (devices: readonly string[]) =>
    log.find((entry) => devices.includes(entry.senderDevice))?.at ?? null;
  const shownBy = (device: DeviceId) =>
    new Map(recipientMarks(db, device).map(({ device: of, seen, given }) => [of, { seen, given }]));
  const devicesOf = (member: (typeof members)[number]) => member.devices.map((device) => device.id);
  return {
    members: members.map((member) => ({
      id: member.id,
      name: member.name,
      self: member.id === session.self.member,
      lastHeardAt: heard(devicesOf(member)),
    })),
    cells: seenMatrix({
      self: session.self.member,
      members: members.map((member) => ({ id: member.id, devices: devicesOf(member) })),
      here: new Map(deviceMarks(db).map(({ device, contiguous }) => [device, contiguous])),
      shown: new Map(members.flatMap(devicesOf).map((device) => [device, shownBy(device)])),
    }),
    documents: [...documentsElsewhere(session)].map(([device, count]) => ({
      name: nameOfDevice(session.ledger.team(), device),
      count,
    })),
  };
}

/** A row of the log opened: per case who did what, and whether it still differs. */
export function bundleResult(session: Session, id: number): Result<BundleResult, Problem> {
  const { db } = session.store;
  const entry = importEntry(db, id);
  if (!entry) return err({ tag: 'fileGone' });
  const team = session.ledger.team();
  const details = bundleDetailsSchema.parse(entry.details);
  const differed = new Set<string>(details.conflicts);
  const standing = new Set<string>(conflictingCases(db).map((row) => row.caseId));
  return ok({
    at: entry.at,
    from: nameOfDevice(team, entry.senderDevice),
    added: entry.added,
    skipped: entry.skipped,
    caseCount: details.caseCount,
    others: details.others,
    leftOut: details.leftOut,
    cases: details.cases.map((one) => ({
      caseId: one.case,
      applicationId: session.ledger.caseState(one.case).applicationId ?? '',
      acts: one.acts.map(({ kind, by, count }) => ({
        kind,
        by: nameOf(team, memberIdSchema.parse(by)),
        count,
      })),
      conflict: !differed.has(one.case) ? 'none' : standing.has(one.case) ? 'stands' : 'settled',
    })),
  });
}
