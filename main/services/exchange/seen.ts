// Owns: who has seen whose work, and what one file brought, as the window shows them. Must not: write.
import { caseStream, type CaseId, type DeviceId } from '../../../domain/ids.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { seenMatrix } from '../../../domain/sync/seen.ts';
import type { BundleResult, SeenView } from '../../../ipc/colleagues/mailbox.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { deviceMarks, importEntry, importLog, recipientMarks } from '../../../db/local/bundles.ts';
import { flagged } from '../../../db/ledger/flags.ts';
import { nameOf, type Session } from '../session.ts';
import { activeMembers } from '../../../domain/team/team-state.ts';
import { documentsElsewhere } from '../mailbox/documents.ts';
import { nameOfDevice } from './names.ts';
import { byKindAndName, named, type Arisen } from './arising.ts';
import { otherViews } from './others.ts';
import { arisenOf, bundleDetailsSchema } from './result.ts';

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

/** A row of the log opened: who did what, what came to stand apart, and whether it still does. */
export function bundleResult(session: Session, id: number): Result<BundleResult, Problem> {
  const { db } = session.store;
  const entry = importEntry(db, id);
  if (!entry) return err({ tag: 'fileGone' });
  const team = session.ledger.team();
  const details = bundleDetailsSchema.parse(entry.details);
  const arisen = arisenOf(details);
  const stands = standsNow(session);
  const differed = new Map(arisen.filter((one) => one.what === 'case').map((one) => [one.id, one]));
  const unseen = new Map(arisen.filter((one) => one.what === 'unseen').map((one) => [one.id, one]));
  const effectOf = (id: CaseId): BundleResult['cases'][number]['effect'] => {
    const [apart, beside] = [differed.get(caseStream(id)), unseen.get(caseStream(id))];
    if (apart && stands(apart)) return 'stands';
    if (beside && stands(beside)) return 'unseen';
    return apart ? 'settled' : beside ? 'reviewed' : 'none';
  };
  return ok({
    at: entry.at,
    from: nameOfDevice(team, entry.senderDevice),
    added: entry.added,
    skipped: entry.skipped,
    caseCount: details.caseCount,
    otherCount: details.others,
    others: otherViews(session, details.otherActs, { team }),
    leftOut: details.leftOut,
    cases: details.cases.map((one) => ({
      caseId: one.case,
      applicationId: session.ledger.caseState(one.case).applicationId ?? '',
      acts: one.acts.map(({ kind, by, count }) => ({
        kind,
        by: nameOf(team, by),
        count,
      })),
      effect: effectOf(one.case),
    })),
    arising: linesOf(arisen.map((one) => ({ ...named(session, one), stands: stands(one) }))),
    moreArising: details.moreArisen,
  });
}

/** Several acts of one member are one line, which stands while any of them does. */
function linesOf(arising: BundleResult['arising']): BundleResult['arising'] {
  const lines = new Map<string, BundleResult['arising'][number]>();
  for (const one of arising) {
    const key = `${one.what} ${one.label}`;
    lines.set(key, { ...one, stands: one.stands || (lines.get(key)?.stands ?? false) });
  }
  return [...lines.values()].sort(byKindAndName);
}

/** Whether what came to stand apart still does. */
function standsNow({ store, ledger }: Session): (one: Arisen) => boolean {
  const flags = new Set(flagged(store.db).map(({ flag, stream }) => `${flag} ${stream}`));
  const disputed = new Set<string>(ledger.team().disputed);
  return ({ what, id }) => {
    if (what === 'membership') return disputed.has(id);
    return flags.has(`${what === 'unseen' ? 'unseen' : 'conflict'} ${id}`);
  };
}
