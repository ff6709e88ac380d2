// Owns: the read log between colleagues: sealed to the log reviewers, received by one, and what is known of each log.
// Must not: hand a log to anybody else, nor take in one that does not join what was received before.
import { err, ok, type Result } from '../../../domain/result.ts';
import { needRole } from '../../../domain/team/roles.ts';
import {
  activeDevices,
  activeMembers,
  deviceKeys,
  hasRole,
  memberOf,
} from '../../../domain/team/team-state.ts';
import {
  addReads,
  noteReadsSealed,
  readHead,
  readsOfDevice,
  type StoredRead,
} from '../../../db/local/read-log.ts';
import type { LogReceived } from '../../../ipc/access.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { verifyHash } from '../../crypto/signing.ts';
import { openReadLog, sealReadLog, type OpenedReadLog } from '../../sync/read-log-file.ts';
import { nameOf, type Session, type WriteSession } from '../session.ts';

export type SealedLog = {
  readonly bytes: Uint8Array;
  readonly lines: number;
  readonly to: readonly string[];
};

/** The whole own log: some megabytes a year, and every file repairs what an earlier one missed. */
export async function sealOwnLog(session: Session): Promise<Result<SealedLog, Problem>> {
  const team = session.ledger.team();
  const reviewers = activeMembers(team).filter((member) => hasRole(team, member.id, 'logReviewer'));
  const devices = reviewers.flatMap(activeDevices);
  if (team.id === null || devices.length === 0) return err({ tag: 'noLogReviewer' });
  const { self, store, secrets } = session;
  const lines = readsOfDevice(store.db, self.device);
  const last = lines.at(-1);
  const bytes = await sealReadLog({
    header: {
      team: team.id,
      from: { member: self.member, device: self.device },
      to: devices.map((device) => device.id),
      at: session.now(),
      n: last?.entry.n ?? 0,
      head: last?.hash ?? null,
    },
    lines,
    secret: secrets.signingKey,
    recipients: devices.map((device) => device.recipient),
  });
  return ok({ bytes, lines: lines.length, to: reviewers.map((member) => member.name) });
}

/** Once the file is whole in its place. */
export function noteLogSealed(session: WriteSession, lines: number): void {
  noteReadsSealed(session.store.db, session.self.device, { n: lines, at: session.now() });
}

/** A log reviewer takes a colleague's log in: signed by its device, unbroken, and going on from what was received before. */
export async function receiveLog(
  session: WriteSession,
  bytes: Uint8Array,
): Promise<Result<LogReceived, Problem>> {
  const { store, self, secrets, ledger } = session;
  const allowed = needRole(ledger.team(), self, ['logReviewer']);
  if (!allowed.ok) return allowed;
  const opened = await openReadLog(bytes, secrets.ageIdentity);
  if (!opened.ok) return opened;
  const refused = whyRefused(session, opened.value);
  if (refused) return err(refused);
  const { header, lines } = opened.value;
  const known = readHead(store.db, header.from.device)?.n ?? 0;
  const fresh = lines.slice(known);
  addReads(store.db, header.from.device, { lines: fresh, sealedAt: Math.min(header.at, session.now()) });
  return ok({ from: nameOf(ledger.team(), header.from.member), added: fresh.length, known });
}

function whyRefused(session: WriteSession, opened: OpenedReadLog): Problem | undefined {
  const { header, headerHash, signature, lines } = opened;
  const team = session.ledger.team();
  const keys = deviceKeys(team, header.from.device);
  const owner = memberOf(team, header.from.member);
  const name = owner?.name ?? '';
  if (header.team !== team.id) return { tag: 'foreignTeam' };
  if (!keys || !owner?.devices.some((device) => device.id === header.from.device))
    return { tag: 'unknownDevice' };
  if (!verifyHash(keys.signKey, headerHash, signature)) return { tag: 'badSignature' };
  if (!isWhole(opened)) return { tag: 'readLogBroken', name };
  return cutOrRewritten(session, { device: header.from.device, name, lines });
}

/** From 1 without a hole, each naming the one before, all of that device and person, up to the head that was signed. */
function isWhole({ header, lines }: OpenedReadLog): boolean {
  const last = lines.at(-1);
  if ((last?.entry.n ?? 0) !== header.n || (last?.hash ?? null) !== header.head) return false;
  return lines.every(({ entry }, index) => {
    const isTheirs = entry.device === header.from.device && entry.member === header.from.member;
    return isTheirs && entry.n === index + 1 && entry.prev === (lines[index - 1]?.hash ?? null);
  });
}

type Theirs = {
  readonly device: OpenedReadLog['header']['from']['device'];
  readonly name: string;
  readonly lines: readonly StoredRead[];
};

/** What a reviewer once received can neither be cut off nor written anew. */
function cutOrRewritten({ store }: WriteSession, { device, name, lines }: Theirs): Problem | undefined {
  const known = readHead(store.db, device);
  if (!known || known.n === 0) return undefined;
  if (lines.length < known.n) return { tag: 'readLogCut', name, known: known.n, given: lines.length };
  return lines[known.n - 1]?.hash === known.hash ? undefined : { tag: 'readLogRewritten', name };
}
