// Owns: giving work to a colleague and taking it in: sealing, opening, merging, what waits.
// Must not: open dialogs; bytes and texts come in and go out.
import { createHash } from 'node:crypto';
import { caseOfStream, type CaseId, type DeviceId, type MemberId } from '../../domain/ids.ts';
import { textValue } from '../../domain/ledger/case/fields.ts';
import type { FoldEvent } from '../../domain/ledger/stream.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { BundleHeader } from '../../domain/sync/header.ts';
import type { Accepted, Refusal } from '../../domain/sync/judge.ts';
import { planBundle } from '../../domain/sync/plan.ts';
import type { Known } from '../../domain/sync/ports.ts';
import { previewMerge, type MergePreview as CaseMerge } from '../../domain/sync/preview.ts';
import { createJudge, deviceKeys, memberOf, type TeamState } from '../../domain/team/team-state.ts';
import type { ExchangeStatus, MemberView, MergeOutcome, MergePreview } from '../../ipc/exchange.ts';
import type { Problem } from '../../ipc/operation.ts';
import {
  dropWaiting,
  importLog,
  keepWaiting,
  logImport,
  raiseMarks,
  waitingBundle,
  waitingBundles,
} from '../../db/local/bundles.ts';
import { writeMeta } from '../../db/meta.ts';
import { conflictingCases } from '../../db/queries/cases.ts';
import { receiveBundle, sealBundle } from '../sync/bundle.ts';
import { eventsOfPlan, knownOf, marksOf, signedHeads } from '../sync/store-view.ts';
import { wordsOf } from './group.ts';
import { nameOf, type Session, type WriteSession } from './session.ts';

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

function headsToSeal(session: Session): ReturnType<typeof signedHeads> {
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

function known(session: Session): Known {
  const { team, device, keys } = { team: session.ledger.team().id, ...session.self };
  if (!team) throw new Error('a store belongs to a group from the start');
  return knownOf(session.store.db, { team, device, recipient: keys.recipient, now: session.now() });
}

type Judged = {
  readonly sha256: string;
  readonly header: BundleHeader | null;
  readonly outcome: Result<Accepted, Problem>;
};

async function judge(session: Session, bytes: Uint8Array): Promise<Judged> {
  const received = await receiveBundle(bytes, session.secrets.ageIdentity, known(session));
  return {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    header: received.header,
    outcome: received.outcome,
  };
}

/** What the file would change, case by case; nothing is written. A gap is told, not refused: it can be kept waiting. */
export async function previewBundle(
  session: Session,
  bytes: Uint8Array,
): Promise<Result<Omit<MergePreview, 'token'>, Problem>> {
  const { header, outcome } = await judge(session, bytes);
  const team = session.ledger.team();
  const from = header ? nameOf(team, header.from.member) : '';
  const keys = header ? deviceKeys(team, header.from.device) : undefined;
  const sender = { from, words: keys ? wordsOf(session, keys) : [] };
  if (!outcome.ok) {
    if (outcome.error.tag !== 'gap') return err(outcome.error);
    return ok({
      ...sender,
      added: 0,
      skipped: 0,
      warnings: [],
      cases: [],
      newCases: 0,
      conflicts: [],
      waiting: 1,
    });
  }
  const merge = previewOf(session, outcome.value);
  const total = outcome.value.events.length + outcome.value.skipped;
  // What an invitation brought stands ahead of its chain: new to the judge, but already here.
  const added = outcome.value.events.filter(
    ({ stored }) => session.ledger.eventByHash(stored.hash) === undefined,
  ).length;
  return ok({
    ...sender,
    added,
    skipped: total - added,
    warnings: outcome.value.warnings.map(({ tag, device }) => ({ tag, device })),
    cases: caseLines(session, outcome.value, merge),
    newCases: merge.newCases,
    conflicts: applicationIds(session, merge.conflicts, merge),
    waiting: 0,
  });
}

function previewOf(session: Session, accepted: Accepted): CaseMerge {
  const incoming = new Map<CaseId, FoldEvent[]>();
  for (const { stored, body, read } of accepted.events) {
    const id = caseOfStream(body.stream);
    if (!id) continue;
    const events = incoming.get(id);
    const event = { ...body, hash: stored.hash, read };
    if (events) events.push(event);
    else incoming.set(id, [event]);
  }
  const teamEvents = [
    ...session.ledger.eventsOf('team'),
    ...accepted.events
      .filter(({ body }) => body.stream === 'team')
      .map(({ stored, body, read }) => ({ ...body, hash: stored.hash, read })),
  ];
  const changes = [...incoming].map(([id, events]) => ({
    case: id,
    mine: session.ledger.eventsOf(`case:${id}`),
    incoming: events,
  }));
  return previewMerge(changes, createJudge(teamEvents, accepted.team.id));
}

const shownCases = 500;

function caseLines(session: Session, accepted: Accepted, merge: CaseMerge): MergePreview['cases'] {
  return merge.cases.slice(0, shownCases).map((one) => {
    const state = session.ledger.caseState(one.case);
    const name = state.stub
      ? ''
      : [textValue(state.fields, 'givenName'), textValue(state.fields, 'familyName')]
          .filter(Boolean)
          .join(' ');
    return {
      caseId: one.case,
      applicationId: one.applicationId ?? '',
      name,
      acts: one.acts.map((act) => ({
        kind: act.kind ?? 'newer',
        by: nameOf(accepted.team, act.actor),
        at: 0,
      })),
      becomesConflict: one.conflicts.length > 0,
    };
  });
}

function applicationIds(session: Session, cases: readonly CaseId[], merge?: CaseMerge): string[] {
  const known = new Map((merge?.cases ?? []).map((one) => [one.case, one.applicationId]));
  return cases.map((id) => known.get(id) ?? session.ledger.caseState(id).applicationId ?? id);
}

/** Takes a bundle in whole, then whatever it lets out of waiting. A gap keeps the file; anything else refused changes nothing. */
export async function mergeBundle(
  session: WriteSession,
  bytes: Uint8Array,
): Promise<Result<MergeOutcome, Problem>> {
  const { sha256, header, outcome } = await judge(session, bytes);
  const { db } = session.store;
  if (!outcome.ok) {
    if (outcome.error.tag !== 'gap' || !header) return err(outcome.error);
    keepWaiting(db, {
      sha256,
      receivedAt: session.now(),
      senderDevice: header.from.device,
      reason: outcome.error,
      bytes,
    });
    return ok({ added: 0, skipped: 0, conflicts: [], waiting: waitingBundles(db).length });
  }
  const merged = takeIn(session, { sha256, header, accepted: outcome.value });
  if (!merged.ok) return merged;
  const later = await retryWaiting(session);
  return ok({
    added: merged.value.added + later.added,
    skipped: merged.value.skipped + later.skipped,
    conflicts: [...new Set([...merged.value.conflicts, ...later.conflicts])],
    waiting: waitingBundles(db).length,
  });
}

type Taken = { readonly sha256: string; readonly header: BundleHeader | null; readonly accepted: Accepted };
type Merged = Omit<MergeOutcome, 'waiting'>;

function takeIn(session: WriteSession, { sha256, header, accepted }: Taken): Result<Merged, Problem> {
  const { db } = session.store;
  const merged = session.ledger.appendForeign(accepted.events.map((event) => event.stored));
  if (!merged.ok) return err(merged.error);
  const added = merged.value.added;
  const skipped = accepted.skipped + merged.value.skipped;
  if (header) {
    const seen = header.have.map((one) => ({ device: one.device, given: 0, seen: one.seq }));
    raiseMarks(db, header.from.device, seen);
    logImport(db, {
      sha256,
      kind: 'bundle',
      senderDevice: header.from.device,
      at: session.now(),
      outcome: 'merged',
      added,
      skipped,
      details: { member: header.from.member },
    });
  }
  return ok({ added, skipped, conflicts: applicationIds(session, merged.value.conflicts) });
}

async function retryWaiting(session: WriteSession): Promise<Merged> {
  const total = { added: 0, skipped: 0, conflicts: new Set<string>() };
  let again = true;
  while (again) {
    again = false;
    for (const { sha256 } of waitingBundles(session.store.db)) {
      const waiting = waitingBundle(session.store.db, sha256);
      if (!waiting) continue;
      const { header, outcome } = await judge(session, waiting.bytes);
      if (!outcome.ok && outcome.error.tag === 'gap') continue;
      dropWaiting(session.store.db, sha256);
      const merged = outcome.ok ? takeIn(session, { sha256, header, accepted: outcome.value }) : undefined;
      if (!merged?.ok) continue;
      total.added += merged.value.added;
      total.skipped += merged.value.skipped;
      for (const id of merged.value.conflicts) total.conflicts.add(id);
      again = true;
    }
  }
  return { ...total, conflicts: [...total.conflicts] };
}

export function exchangeStatus(session: Session): ExchangeStatus {
  const { db } = session.store;
  const team = session.ledger.team();
  const whole = importLog(db, 500);
  const log = whole.filter((entry) => entry.kind === 'bundle').slice(0, 50);
  const lastAt = (devices: readonly string[], kind: string) =>
    whole.find((entry) => entry.kind === kind && devices.includes(entry.senderDevice))?.at ?? null;
  const heads = headsToSeal(session);
  return {
    team: team.name,
    members: team.members.map((member): MemberView => {
      const devices = member.devices.map((device) => device.id);
      const self = member.id === session.self.member;
      const plan = self
        ? null
        : planBundle({ heads, marks: marksOf(session.store.db, devices), recipients: devices, full: false });
      const first = member.devices[0];
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
    log: log.map((entry) => ({
      at: entry.at,
      from: nameOfDevice(team, entry.senderDevice),
      added: entry.added,
      skipped: entry.skipped,
    })),
    conflicts: conflictingCases(db).length,
  };
}

function nameOfDevice(team: TeamState, device: string): string {
  return (
    team.members.find((member) => member.devices.some((one) => one.id === device))?.name ?? device.slice(0, 8)
  );
}

/** `Åsa 12–40`: whose entries, and which numbers, are missing before the file can be read in. */
function missingRanges(team: TeamState, reason: unknown): string[] {
  const gap = reason as Refusal;
  if (gap.tag !== 'gap') return [];
  return gap.missing.map((one) => `${nameOfDevice(team, one.device)} ${one.from}–${one.to}`);
}
