// Owns: what goes into the next sealed file to a colleague, and the note that it was given. Must not: choose where the file lies.
import type { DeviceId, MemberId } from '../../../domain/ids.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { planBundle } from '../../../domain/sync/plan.ts';
import { memberOf } from '../../../domain/team/team-state.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { logImport, raiseMarks } from '../../../db/local/bundles.ts';
import { writeMeta } from '../../../db/meta.ts';
import { sealBundle } from '../../sync/bundle.ts';
import { eventsOfPlan, marksOf, signedHeads } from '../../sync/store-view.ts';
import type { Session, WriteSession } from '../session.ts';

export type Sealed = {
  readonly bytes: Uint8Array;
  readonly events: number;
  readonly marks: readonly { device: DeviceId; seq: number }[];
  readonly to: readonly DeviceId[];
};

/** What the colleague has not been given yet, closed under chains; `full` gives everything and repairs a gap. */
export async function seal(session: Session, to: MemberId, full: boolean): Promise<Result<Sealed, Problem>> {
  const team = session.ledger.team();
  const colleague = memberOf(team, to);
  if (!colleague || !team.id) return err({ tag: 'unknownMember' });
  if (colleague.id === session.self.member) return err({ tag: 'ownMember' });
  const recipients = colleague.devices.map(({ id, recipient }) => ({ device: id, recipient }));
  const plan = planBundle({
    heads: headsToSeal(session),
    marks: marksOf(
      session.store.db,
      recipients.map((one) => one.device),
    ),
    recipients: recipients.map((one) => one.device),
    full,
  });
  const events = eventsOfPlan(session.store.db, plan);
  const { member, device } = session.self;
  const { bytes } = await sealBundle({
    team: team.id,
    from: { member, device },
    to: recipients,
    at: session.now(),
    plan,
    events,
    blobs: [],
    secret: session.secrets.signingKey,
  });
  return ok({
    bytes,
    events: plan.count,
    marks: plan.chains.map(({ device: of, seq }) => ({ device: of, seq })),
    to: recipients.map((one) => one.device),
  });
}

export function headsToSeal(session: Session): ReturnType<typeof signedHeads> {
  return signedHeads(session.store.db, { device: session.self.device, secret: session.secrets.signingKey });
}

/** Once the file is in place: the colleague counts as having been given it. */
export function noteSealed(session: WriteSession, sealed: Pick<Sealed, 'marks' | 'to' | 'events'>): void {
  for (const recipient of sealed.to) {
    logGiven(session, recipient, sealed.events);
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
