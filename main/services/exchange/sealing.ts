// Owns: what goes into the next sealed file to a colleague, and the note that it was given. Must not: choose where the file lies.
import type { Permit } from '../../../domain/disclosure/grounds.ts';
import type { DeviceId, MemberId } from '../../../domain/ids.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { planBundle, type BundlePlan, type RecipientMarks } from '../../../domain/sync/plan.ts';
import { mayHold, type Holding, type Place } from '../../../domain/team/holding.ts';
import { activeDevices, memberOf, recoveryRecipients } from '../../../domain/team/team-state.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { logImport, raiseMarks } from '../../../db/local/bundles.ts';
import { noteTold } from '../../../db/local/mailbox.ts';
import { writeMeta } from '../../../db/meta.ts';
import { sealBundle } from '../../sync/bundle.ts';
import { eventsOfPlan, marksOf, relayable, shownMarksOf, signedHeads } from '../../sync/store-view.ts';
import { exportPermit } from '../disclosure/grounds.ts';
import { partOf, quietJob, type JobContext } from '../../threads/protocol.ts';
import type { Session, WriteSession } from '../session.ts';
import { holdingOfDevices, leftOutHere, noteGivenHolding, wasGivenLess } from '../group/holding.ts';
import { noteOutside } from './outside.ts';

type Mark = { readonly device: DeviceId; readonly seq: number };

export type Sealed = {
  readonly bytes: Uint8Array;
  readonly events: number;
  readonly marks: readonly Mark[];
  /** How far of every device the file says that we have come. */
  readonly have: readonly Mark[];
  readonly to: readonly DeviceId[];
  /** What the recipients may hold; payloads beyond it are left out. */
  readonly holding: Holding;
  /** Every chain from its beginning. */
  readonly whole: boolean;
};

/** With what lets the file out of the store (DI-1). */
export type SealedOut = Sealed & { readonly permit: Permit };

type Recipient = { readonly device: DeviceId; readonly recipient: string };

/** What the colleague has not been given yet, closed under chains; `full` gives everything and repairs a gap. */
export async function seal(
  session: Session,
  to: MemberId,
  full: boolean,
): Promise<Result<SealedOut, Problem>> {
  return sealInJob(session, { to, full }, quietJob);
}

/** The same for somebody who waits and may stop it; then there is no file and nothing is noted (SY-43). */
export async function sealInJob(
  session: Session,
  { to, full }: { readonly to: MemberId; readonly full: boolean },
  job: JobContext,
): Promise<Result<SealedOut, Problem>> {
  const colleague = memberOf(session.ledger.team(), to);
  const devices = colleague ? activeDevices(colleague) : [];
  if (!colleague || devices.length === 0) return err({ tag: 'unknownMember' });
  if (colleague.id === session.self.member) return err({ tag: 'ownMember' });
  const permit = exportPermit(session, 'bundle');
  if (!permit.ok) return permit;
  const recipients = devices.map(({ id, recipient }) => ({ device: id, recipient }));
  const plan = planFor(session, recipients, full ? 'all' : 'given');
  const sealed = await sealPlan(session, { to: recipients, plan }, job);
  return sealed ? ok({ ...sealed, permit: permit.value }) : err({ tag: 'cancelled' });
}

/** From where a file starts: from the beginning, from what was last given, or from what the recipients have shown to have. */
export type Base = 'all' | 'given' | 'seen';

export function planFor(session: Session, to: readonly Pick<Recipient, 'device'>[], base: Base): BundlePlan {
  const recipients = to.map((one) => one.device);
  const { db } = session.store;
  const holding = holdingOfDevices(session.ledger.team(), recipients);
  const plan = planBundle({
    heads: headsToSeal(session),
    marks: base === 'seen' ? shownMarksOf(db, recipients) : givenMarks(session, recipients),
    recipients,
    full: base === 'all' || wasGivenLess(session, recipients, holding),
  });
  const isForThem = (place: Place) => mayHold(holding, place);
  return relayable(db, plan, { device: session.self.device, isForThem });
}

/**
 * SY-32: who has not shown to have heard of a device that went on under new keys gets its chain from the first event: a file
 * without the succession would be a stranger's, even while the one with it waits for something else.
 */
function givenMarks({ store: { db }, self }: Session, recipients: readonly DeviceId[]): RecipientMarks {
  const given = marksOf(db, recipients);
  // Each but the first began with a succession: after two restores the later one is vouched for by the earlier.
  const heirs = new Set([...self.formerDevices, self.device].slice(1));
  if (heirs.size === 0) return given;
  const shown = shownMarksOf(db, recipients);
  const known = [...given].map(([recipient, marks]): [DeviceId, ReadonlyMap<DeviceId, number>] => {
    const hasHeard = (device: DeviceId) => (shown.get(recipient)?.get(device) ?? 0) > 0;
    return [recipient, new Map([...marks].filter(([device]) => !heirs.has(device) || hasHeard(device)))];
  });
  return new Map(known);
}

export async function sealTo(session: Session, to: readonly Recipient[], plan: BundlePlan): Promise<Sealed> {
  const sealed = await sealPlan(session, { to, plan }, quietJob);
  if (!sealed) throw new Error('nobody could stop it');
  return sealed;
}

type Planned = { readonly to: readonly Recipient[]; readonly plan: BundlePlan };

/** Undefined when it was stopped: no file, and nothing is noted of one. */
async function sealPlan(
  session: Session,
  { to, plan }: Planned,
  job: JobContext,
): Promise<Sealed | undefined> {
  const group = session.ledger.team();
  const team = group.id;
  if (!team) throw new Error('a store belongs to a group from the start');
  const { member, device } = session.self;
  // GR-11: the agency can open every file; what it has been given is not counted.
  const agency = recoveryRecipients(group).map(({ id, recipient }) => ({ device: id, recipient }));
  const holding = holdingOfDevices(
    group,
    to.map((one) => one.device),
  );
  const isForThem = (place: Place) => mayHold(holding, place);
  const underway = partOf(job, 'seal');
  const { events, leftOut, restricted } = eventsOfPlan(session.store.db, plan, { isForThem, underway });
  if (job.cancelled()) return undefined;
  const { bytes } = await sealBundle({
    team,
    from: { member, device },
    to: [...to, ...agency],
    at: session.now(),
    plan,
    events,
    leftOut: leftOut > 0,
    restricted,
    awaits: leftOutHere(session).awaited,
    blobs: [],
    own: session.self.keys.recipient,
    secret: session.secrets.signingKey,
  });
  if (job.cancelled()) return undefined;
  // SY-31: before the bytes leave this function, and so before any file of them can.
  const own = plan.chains.find((chain) => chain.device === device);
  if (own) noteOutside(session.store.dir, device, { seq: own.seq });
  return {
    bytes,
    events: plan.count,
    marks: plan.chains.map(({ device: of, seq }) => ({ device: of, seq })),
    have: plan.have.map(({ device: of, seq }) => ({ device: of, seq })),
    to: to.map((one) => one.device),
    holding,
    whole: plan.chains.length > 0 && plan.chains.every(({ base }) => base === 0),
  };
}

export function headsToSeal(session: Session): ReturnType<typeof signedHeads> {
  return signedHeads(session.store.db, { device: session.self.device, secret: session.secrets.signingKey });
}

/** Once the file is in place: the colleague counts as having been given it. */
export function noteSealed(session: WriteSession, sealed: Omit<Sealed, 'bytes'>): void {
  for (const recipient of sealed.to) {
    logGiven(session, recipient, sealed.events);
    noteTold(session.store.db, recipient, sealed.have);
    noteGivenHolding(session, recipient, sealed);
    raiseMarks(
      session.store.db,
      recipient,
      sealed.marks.map(({ device, seq }) => ({ device, given: seq, seen: 0 })),
    );
  }
  const own = sealed.marks.find((one) => one.device === session.self.device);
  if (own) writeMeta(session.store.db, { lastSealedSeq: own.seq, lastSealedAt: session.now() });
}

function logGiven(session: WriteSession, to: DeviceId, events: number): void {
  const entry = { sha256: '', kind: 'given', senderDevice: to, at: session.now(), outcome: 'sealed' };
  logImport(session.store.db, { ...entry, added: events, skipped: 0, details: {} });
}
