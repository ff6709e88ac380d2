// Owns: the shared folder as the store sees it: which files there are worth reading, what becomes of one, what is put out.
// Must not: touch the folder; names and bytes come in and go out (round.ts).
import { isFork } from '../../../domain/sync/fork.ts';
import { z } from 'zod';
import type { DeviceId, EventHash } from '../../../domain/ids.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { readerVersion } from '../../../domain/sync/header.ts';
import { isWorthPutting, mailboxBase, mailboxName, parseMailboxName } from '../../../domain/sync/mailbox.ts';
import type { BundlePlan } from '../../../domain/sync/plan.ts';
import { seesCases } from '../../../domain/team/roles.ts';
import { activeDevices, memberOf, type Member } from '../../../domain/team/team-state.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { importLog, isTakenIn, recipientMarks, withdrawMarks } from '../../../db/local/bundles.ts';
import { forgetGivenDocuments } from '../../../db/local/documents.ts';
import { readSetting, writeSetting } from '../../../db/local/drafts.ts';
import {
  forgetLeftFile,
  forgetPutFile,
  leftFiles,
  noteLeftFile,
  notePutFile,
  putFiles,
  toldTo,
} from '../../../db/local/mailbox.ts';
import { purgeDuty, setPurgeDuty } from '../../../db/local/purge-duty.ts';
import { countEvents } from '../../../db/ledger/event-rows.ts';
import type { FolderFile } from '../../files/mailbox-folder.ts';
import { exportPermit } from '../disclosure/grounds.ts';
import type { Session, WriteSession } from '../session.ts';
import { quietJob } from '../../threads/protocol.ts';
import { giveDocumentsAgain, noteDocumentsGiven, sealDocumentsFor, takeDocuments } from './documents.ts';
import { judge, type Judged } from '../exchange/judging.ts';
import { logRefused, mergeReceived } from '../exchange/merging.ts';
import { previewJudged } from '../exchange/preview.ts';
import { noteSealed, planFor, sealTo, type Sealed } from '../exchange/sealing.ts';

const settingSchema = z.object({
  folder: z.string().min(1).max(4000).nullable().catch(null),
  /** `ask`: every file waits for a person. `self`: what makes no conflict is taken in by itself. */
  takeIn: z.enum(['self', 'ask']).catch('self'),
  lastPutAt: z.int().nullable().catch(null),
  lastLookedAt: z.int().nullable().catch(null),
  problem: z.string().nullable().catch(null),
});
export type MailboxSetting = z.infer<typeof settingSchema>;
const key = 'mailbox';

export function mailboxSetting(session: Session): MailboxSetting {
  return settingSchema.parse(readSetting(session.store.db, key) ?? {});
}

export function saveMailbox(session: WriteSession, change: Partial<MailboxSetting>): MailboxSetting {
  const before = mailboxSetting(session);
  const isOtherFolder = change.folder !== undefined && change.folder !== before.folder;
  const next = { ...before, ...(isOtherFolder ? noneYet : {}), ...change };
  writeSetting(session.store.db, key, next);
  if (isOtherFolder) forgetFiles(session);
  return next;
}

const noneYet = { lastPutAt: null, lastLookedAt: null, problem: null };

function forgetFiles({ store: { db } }: WriteSession): void {
  for (const { name } of putFiles(db)) forgetPutFile(db, name);
  for (const { name } of leftFiles(db)) forgetLeftFile(db, name);
}

/** What may make a refused file acceptable: more entries here, or a newer program. */
function stateOf(session: Session): string {
  return `${readerVersion}/${countEvents(session.store.db)}`;
}

/** SY-25: files to this device, by name; one that was left is read again only when it or the store has changed. */
export function worthReading(session: WriteSession, files: readonly FolderFile[]): FolderFile[] {
  const { db } = session.store;
  const left = new Map(leftFiles(db).map((one) => [one.name, one]));
  const here = new Set(files.map((one) => one.name));
  for (const name of left.keys()) if (!here.has(name)) forgetLeftFile(db, name);
  const state = stateOf(session);
  const own = ownDevices(session);
  const toUs = files.filter(({ name }) => {
    const parsed = parseMailboxName(name);
    return parsed !== undefined && own.has(parsed.to) && !own.has(parsed.from);
  });
  const fresh = toUs.filter(({ name, size, modified }) => {
    const before = left.get(name);
    return !before || before.state !== state || before.size !== size || before.modified !== modified;
  });
  return fresh.sort((a, b) => numberOf(a) - numberOf(b));
}

/** Every device that this store has been, those too that it was between two backups and knows by colleagues alone. */
function ownDevices({ self, ledger }: Session): ReadonlySet<string> {
  const mine = memberOf(ledger.team(), self.member)?.devices ?? [];
  const ofThisKey = mine.filter(({ recipient }) => recipient === self.keys.recipient).map(({ id }) => id);
  return new Set([self.device, ...self.formerDevices, ...ofThisKey]);
}

function numberOf({ name }: FolderFile): number {
  return parseMailboxName(name)?.number ?? 0;
}

/** `gone`: nothing is lost when the file is removed from the folder. */
export type PickedUp =
  | {
      readonly what: 'taken';
      readonly from: string;
      readonly added: number;
      readonly conflicts: readonly string[];
    }
  | { readonly what: 'known' | 'kept' }
  | { readonly what: 'left'; readonly reason: Problem };

export type FoundFile = FolderFile & { readonly bytes: Uint8Array };

/** SY-28: takes the file in as by hand. What would become a conflict, or any file when the person wants to be asked, is left. */
export async function pickUp(session: WriteSession, file: FoundFile): Promise<PickedUp> {
  if (parseMailboxName(file.name)?.holds === 'documents') return pickUpDocuments(session, file);
  const received = { ...(await judge(session, file.bytes)), bytes: file.bytes };
  const { sha256, header, outcome } = received;
  if (isTakenIn(session.store.db, sha256)) return gone(session, file, { what: 'known' });
  const held = holdingReason(session, received);
  if (held) return leave(session, file, held);
  const merged = await mergeReceived(session, received, quietJob);
  if (!merged.ok) {
    if (isFork(merged.error)) return gone(session, file, { what: 'kept' });
    logProven(session, { ...file, sha256 }, merged.error);
    return leave(session, file, merged.error);
  }
  if (!outcome.ok) return gone(session, file, { what: 'kept' });
  const { added, conflicts } = merged.value;
  return gone(session, file, { what: 'taken', from: header?.from.device ?? '', added, conflicts });
}

/** SY-41: documents are taken in by themselves, whatever the person has chosen: they change nothing, and entries name them. */
async function pickUpDocuments(session: WriteSession, file: FoundFile): Promise<PickedUp> {
  const taken = await takeDocuments(session, file.bytes);
  if (!taken.ok) return leave(session, file, taken.error);
  const { from } = taken.value;
  return gone(session, file, { what: 'taken', from, added: 0, conflicts: [] });
}

function holdingReason(session: WriteSession, judged: Judged): Problem | undefined {
  const preview = previewJudged(session, judged);
  if (!preview.ok || preview.value.waiting > 0 || preview.value.added === 0) return undefined;
  const { arising, added } = preview.value;
  const asks = mailboxSetting(session).takeIn === 'ask';
  if (!asks && arising.length === 0) return undefined;
  return { tag: asks ? 'waitsForYou' : 'becomesConflict', added, conflicts: arising.length };
}

function gone<T extends PickedUp>(session: WriteSession, file: FolderFile, outcome: T): T {
  forgetLeftFile(session.store.db, file.name);
  return outcome;
}

function leave(session: WriteSession, { name, size, modified }: FolderFile, reason: Problem): PickedUp {
  noteLeftFile(session.store.db, {
    name,
    size,
    modified,
    lookedAt: session.now(),
    senderDevice: parseMailboxName(name)?.from ?? '',
    state: stateOf(session),
    reason,
  });
  return { what: 'left', reason };
}

/** SY-24: said once in the log, however often the file is looked at. */
function logProven(
  session: WriteSession,
  { name, sha256 }: FolderFile & { readonly sha256: string },
  problem: Problem,
): void {
  const before = leftFiles(session.store.db).find((one) => one.name === name)?.reason;
  const isSaid = z.object({ tag: z.literal(problem.tag) }).safeParse(before).success;
  if (isSaid || !proven.has(problem.tag)) return;
  logRefused(session, { sha256, senderDevice: parseMailboxName(name)?.from ?? '', problem });
}

/** Refusals that a file on its way cannot have: somebody wrote it so. A file that is not whole yet leaves no row. */
const proven = new Set([
  'badSignature',
  'badChain',
  'badPayloadHash',
  'payloadMissing',
  'heldBack',
  'invalidSchema',
  'foreignTeam',
  'unknownDevice',
  'refsMissing',
]);

/** The person looks at a file that was left: the same bytes, now for the preview. */
export function leftFile(session: Session, name: string): Result<FolderFile, Problem> {
  const found = leftFiles(session.store.db).find((one) => one.name === name);
  return found ? ok({ name, size: found.size, modified: found.modified }) : err({ tag: 'fileGone' });
}

export type ToPut = Omit<Sealed, 'bytes'> & {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Own earlier files that this one stands in for. */
  readonly replaces: readonly string[];
  /** Empty in a file of entries. */
  readonly documents: readonly EventHash[];
  /** The colleague has shown less than was given: the store may be an older one, and lack documents too (SY-40). */
  readonly startsOver: boolean;
};

/**
 * DI-1: nothing is put in the folder either before the ground is recorded. It is said, so that nobody believes that the work
 * has been given; alone in the group there is nobody to give it to.
 */
export function mayPut(session: Session): Result<null, Problem> {
  const others = session.ledger.team().members.filter(({ id }) => id !== session.self.member);
  if (!others.some((member) => activeDevices(member).length > 0)) return ok(null);
  const permit = exportPermit(session, 'bundle');
  return permit.ok ? ok(null) : permit;
}

/** SY-26: the next device that a file is worth putting for, sealed; undefined when everybody has everything. */
export async function nextToPut(
  session: WriteSession,
  { lying, done }: { readonly lying: readonly string[]; readonly done: readonly DeviceId[] },
): Promise<ToPut | undefined> {
  if (!mayPut(session).ok) return undefined;
  for (const member of session.ledger.team().members) {
    if (member.id === session.self.member) continue;
    for (const { id, recipient } of activeDevices(member)) {
      if (done.includes(id)) continue;
      const planned = planToPut(session, { member, device: id, lying });
      if (!planned) continue;
      const number = session.now();
      const sealed = await sealTo(session, [{ device: id, recipient }], planned.plan);
      const name = mailboxName({ to: id, from: session.self.device, number, holds: 'entries' });
      const { replaces, startsOver } = planned;
      return { ...sealed, name, replaces, startsOver, documents: [] };
    }
  }
  return documentsToPut(session);
}

/** SY-40: once everybody has the entries, the documents they name. */
async function documentsToPut(session: WriteSession): Promise<ToPut | undefined> {
  const team = session.ledger.team();
  for (const member of team.members) {
    if (member.id === session.self.member || !seesCases(team, member.id)) continue;
    for (const { id, recipient } of activeDevices(member)) {
      const sealed = await sealDocumentsFor(session, [{ device: id, recipient }]);
      if (!sealed) continue;
      const name = mailboxName({
        to: id,
        from: session.self.device,
        number: session.now(),
        holds: 'documents',
      });
      const nothing = {
        replaces: [],
        startsOver: false,
        events: 0,
        marks: [],
        have: [],
        holding: 'cases' as const,
        whole: false,
      };
      return { ...sealed, ...nothing, name, to: [id] };
    }
  }
  return undefined;
}

type Addressee = { readonly member: Member; readonly device: DeviceId; readonly lying: readonly string[] };
type Planned = Pick<ToPut, 'replaces' | 'startsOver'> & { readonly plan: BundlePlan };

function planToPut(session: Session, { member, device, lying }: Addressee): Planned | undefined {
  const { db } = session.store;
  const put = putFiles(db).filter((one) => one.recipient === device && holdsEntries(one));
  const here = put.filter((one) => lying.includes(one.name)).map((one) => one.name);
  const base = mailboxBase({
    lying: here.length,
    heardSinceLastPut: heardAt(session, member) > (put.at(-1)?.at ?? Number.POSITIVE_INFINITY),
    isBehindGiven: recipientMarks(db, device).some(({ given, seen }) => seen < given),
  });
  const plan = planFor(session, [{ device }], base);
  const told = toldTo(db, device);
  const devices = member.devices.map((one) => one.id);
  if (!isWorthPutting(plan, { devices, told })) return undefined;
  const isSeen = base === 'seen';
  return { plan, replaces: isSeen ? here : [], startsOver: isSeen && here.length === 0 };
}

function heardAt(session: Session, member: Member): number {
  const devices = new Set<string>(member.devices.map((one) => one.id));
  const heard = importLog(session.store.db, 500).find(
    (entry) => entry.kind === 'bundle' && devices.has(entry.senderDevice),
  );
  return heard?.at ?? 0;
}

/** Once the file is whole in the folder. */
export function notePut(session: WriteSession, put: Omit<ToPut, 'bytes'>): void {
  const { db } = session.store;
  const recipient = put.to[0];
  if (put.startsOver) giveDocumentsAgain(session, put.to);
  if (put.documents.length === 0) noteSealed(session, put);
  else if (recipient) noteDocumentsGiven(session, { to: recipient, documents: put.documents });
  if (recipient) notePutFile(db, { name: put.name, recipient, at: session.now(), events: put.events });
  for (const name of put.replaces) forgetPutFile(db, name);
}

/**
 * Own files that are not in the folder any more have been picked up or lost: which of the two shows when the colleague is
 * heard. Returned are those that go from the folder: the colleague has shown to have what was given, or a purge withdraws them.
 */
export function noteLying(session: WriteSession, lying: readonly string[]): string[] {
  const { db } = session.store;
  const withdrawn = withdraw(session, lying);
  const put = putFiles(db);
  // What is lying and what the colleague has shown is told by entries: documents are the recipient's to remove.
  const entries = put.filter(holdsEntries);
  const latest = new Map(entries.map((one) => [one.recipient, one.name]));
  for (const { name, recipient } of put) {
    if (!lying.includes(name) && latest.get(recipient) !== name) forgetPutFile(db, name);
  }
  const isDone = (recipient: DeviceId) =>
    recipientMarks(db, recipient).every(({ given, seen }) => seen >= given);
  const done = entries.filter(({ name, recipient }) => lying.includes(name) && isDone(recipient));
  return [...withdrawn, ...done.map(({ name }) => name)];
}

function holdsEntries({ name }: { readonly name: string }): boolean {
  return parseMailboxName(name)?.holds === 'entries';
}

/** PU-13: sealed before a purge, they may hold what is gone. They go on being named until the folder has let them go. */
function withdraw({ store: { db } }: WriteSession, lying: readonly string[]): string[] {
  const named = purgeDuty(db).withdraw;
  if (named.length === 0) return [];
  const here = named.filter((name) => lying.includes(name));
  for (const { name, recipient } of putFiles(db)) {
    if (!here.includes(name)) continue;
    withdrawMarks(db, recipient);
    forgetGivenDocuments(db, recipient);
    forgetPutFile(db, name);
  }
  setPurgeDuty(db, { withdraw: here });
  return here;
}
