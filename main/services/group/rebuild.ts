// Owns: building the group's store again from sealed files by the agency's recovery sheet, where every computer is lost.
// Must not: leave anything on the disk unless the whole store stands there, proved.
import { rmSync, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { MemberId, TeamId } from '../../../domain/ids.ts';
import type { Role } from '../../../domain/ledger/payloads/membership.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { activeMembers, recoveryRecipients, type TeamState } from '../../../domain/team/team-state.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { Rebuilt } from '../../../ipc/keeping.ts';
import { buildingFolder, clearBuilding } from '../../../db/keeping/folders.ts';
import { writeMeta } from '../../../db/meta.ts';
import { decryptWith } from '../../crypto/age.ts';
import { readSheet, type SheetKeys } from '../../crypto/recovery-sheet.ts';
import type { SealedFile } from '../../sync/sealed-files.ts';
import { openBundle } from '../../sync/bundle.ts';
import type { JobContext } from '../../threads/protocol.ts';
import { judge } from '../exchange/judging.ts';
import { takeIn } from '../exchange/merging.ts';
import { putInPlace } from '../keeping/restore.ts';
import { storeWithoutGroup, type Surroundings } from '../lifecycle.ts';
import type { WriteSession } from '../session.ts';
import { leftOutHere } from './holding.ts';
import { eventBySheet } from './recovery-sheet.ts';

export type Rebuilding = {
  readonly code: string;
  readonly name: string;
  readonly passphrase: string;
  readonly files: readonly SealedFile[];
};

/** As who founds a group (GR-2). Nobody reviews their own log and nobody becomes a holder by the sheet. */
const rolesBySheet: readonly Role[] = ['caseworker', 'lead', 'administrator'];

/** GR-26: only where there is no store. */
export async function rebuildBySheet(
  around: Surroundings,
  wish: Rebuilding,
  job: JobContext,
): Promise<Result<Rebuilt & { readonly dataKey: Uint8Array }, Problem>> {
  if (existsSync(around.dir)) return err({ tag: 'storeExists' });
  const sheet = await readSheet(wish.code);
  if (!sheet.ok) return sheet;
  const opened = await openAll(wish.files, sheet.value);
  if (!opened.ok) return opened;
  if (existsSync(dirname(around.dir))) clearBuilding(around.dir);
  const dir = buildingFolder(around.dir);
  try {
    const built = await build({ ...around, dir }, { ...wish, ...opened.value, sheet: sheet.value, job });
    if (!built.ok) return built;
    const { dataKey, events } = built.value;
    const at = Math.round(around.now());
    const entry = { at, kind: 'restore', problem: null, backup: null, events } as const;
    const put = putInPlace(around, { built: dir, dataKey, purpose: 'restore', entry });
    return put.ok ? built : put;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

type OpenedFiles = { readonly files: readonly SealedFile[]; readonly team: TeamId };

/** Oldest first, so that most of them fit at once; what the headers say is proved when each is judged. */
async function openAll(
  files: readonly SealedFile[],
  sheet: SheetKeys,
): Promise<Result<OpenedFiles, Problem>> {
  const found: { readonly file: SealedFile; readonly at: number; readonly team: TeamId }[] = [];
  for (const file of files) {
    const opened = await openBundle(file.bytes, sheet.ageIdentity);
    if (!opened.ok) return refused(file, opened.error);
    const { at, team } = opened.value.header;
    if (found[0] && found[0].team !== team) return refused(file, { tag: 'foreignTeam' });
    found.push({ file, at, team });
  }
  const [first] = found;
  if (!first) return err({ tag: 'sheetNoFile' });
  return ok({ files: found.sort((a, b) => a.at - b.at).map(({ file }) => file), team: first.team });
}

/** The sentence names the file: a person has chosen several. */
function refused({ name }: SealedFile, { tag }: Problem): Result<never, Problem> {
  switch (tag) {
    case 'notForUs':
      return err({ tag: 'sheetNotSealed', file: name });
    case 'foreignTeam':
      return err({ tag: 'sheetOtherGroup', file: name });
    case 'gap':
    case 'unknownDevice':
    case 'refsMissing':
      return err({ tag: 'sheetGap', file: name });
    case 'heldBack':
      return err({ tag: 'sheetHeldBack', file: name });
    case 'cancelled':
      return err({ tag: 'cancelled' });
    case 'newerReader':
      return err({ tag: 'newerReader' });
    default:
      return err({ tag: 'sheetDamaged', file: name, problem: tag });
  }
}

type Building = Omit<Rebuilding, 'code'> &
  OpenedFiles & { readonly sheet: SheetKeys; readonly job: JobContext };

async function build(
  around: Surroundings,
  wish: Building,
): Promise<Result<Rebuilt & { readonly dataKey: Uint8Array }, Problem>> {
  const { name, passphrase } = wish;
  // The group's own name and mark come with its files.
  const made = await storeWithoutGroup(around, { name, passphrase, team: '', demo: false });
  if (!made.ok) return made;
  const { session, device, dataKey, recoveryCode } = made.value;
  try {
    session.ledger.setTeam(wish.team);
    writeMeta(session.store.db, { team: wish.team });
    const taken = await takeInAll(session, wish);
    if (!taken.ok) return taken;
    const secret = await idSecretOf(session.ledger.team(), wish.sheet);
    if (!secret.ok) return secret;
    const team = session.ledger.team();
    writeMeta(session.store.db, { teamName: team.name, demo: team.demo, idSecret: secret.value });
    const member = { id: session.self.member, name, device };
    const letIn = letInBySheet(session, wish.sheet, member);
    if (!letIn.ok) return letIn;
    const account = accountOf(session);
    return account.ok ? ok({ ...account.value, recoveryCode, dataKey }) : account;
  } finally {
    session.store.close();
  }
}

/** Every file is judged as the sheet, to whose key it is sealed. What must wait for another is tried again after it. */
async function takeInAll(
  session: WriteSession,
  { files, sheet, job }: Building,
): Promise<Result<null, Problem>> {
  const { keys, signingKey, ageIdentity } = sheet;
  const self = { ...session.self, device: keys.id, keys };
  const asSheet = { ...session, self, secrets: { signingKey, ageIdentity } };
  let open = files;
  for (;;) {
    const round = await takeInRound(asSheet, open, job);
    if (!round.ok) return round;
    const [first] = round.value;
    if (!first) return ok(null);
    if (round.value.length === open.length) return refused(first.file, first.problem);
    open = round.value.map(({ file }) => file);
  }
}

/** Another file may bring what is lacking: what comes before, what was left out for somebody, who the sender is. */
const mayWait: ReadonlySet<string> = new Set(['gap', 'heldBack', 'unknownDevice', 'refsMissing']);

type Waiting = { readonly file: SealedFile; readonly problem: Problem };

async function takeInRound(
  asSheet: WriteSession,
  files: readonly SealedFile[],
  job: JobContext,
): Promise<Result<Waiting[], Problem>> {
  const waiting: Waiting[] = [];
  for (const [index, file] of files.entries()) {
    if (job.cancelled()) return err({ tag: 'cancelled' });
    const judged = await judge(asSheet, file.bytes);
    const { outcome } = judged;
    if (!outcome.ok && mayWait.has(outcome.error.tag)) {
      waiting.push({ file, problem: outcome.error });
      continue;
    }
    const taken = takeIn(asSheet, judged, job);
    if (!taken.ok) return refused(file, taken.error);
    job.progress('rebuild', index + 1, files.length);
  }
  return ok(waiting);
}

/** Case ids are made with the group's secret, which the sheet alone can open here. */
async function idSecretOf(
  team: TeamState,
  { keys, ageIdentity }: SheetKeys,
): Promise<Result<string, Problem>> {
  const own = recoveryRecipients(team).find(({ id }) => id === keys.id);
  if (!own) return err({ tag: 'otherSheet' });
  const secret = await decryptWith(ageIdentity, Buffer.from(own.idSecret, 'base64'), { bytes: 10_000 });
  if (!secret.ok || secret.value.length !== 32) return err({ tag: 'otherSheet' });
  return ok(Buffer.from(secret.value).toString('hex'));
}

type Newcomer = {
  readonly id: MemberId;
  readonly name: string;
  readonly device: WriteSession['self']['keys'];
};

function letInBySheet(session: WriteSession, sheet: SheetKeys, newcomer: Newcomer): Result<null, Problem> {
  const team = session.ledger.team();
  // Whose computers are lost stays who they are: nobody takes over their name, and two of one name could not be told apart.
  if (activeMembers(team).some(({ name }) => name === newcomer.name))
    return err({ tag: 'sheetNameTaken', name: newcomer.name });
  const event = eventBySheet(session, sheet, {
    kind: 'member.added',
    member: { ...newcomer, roles: ['caseworker', 'administrator'] },
    roles: [...rolesBySheet],
  });
  const merged = session.ledger.appendForeign([event]);
  return merged.ok ? ok(null) : err(merged.error);
}

/** The whole chain is proved before the store may stand; only then is it told what is in it. */
function accountOf(session: WriteSession): Result<Omit<Rebuilt, 'recoveryCode'>, Problem> {
  const proved = session.ledger.verify();
  if (!proved.ok) return err(proved.error);
  if (!proved.value.ok) return err({ tag: 'sheetNotWhole' });
  const team = session.ledger.team();
  const { notOurs, awaited } = leftOutHere(session);
  return ok({
    team: team.name,
    members: activeMembers(team).map(({ name }) => name),
    events: Number(session.store.db.prepare('SELECT count(*) FROM events').pluck().get()),
    leftOut: notOurs + awaited,
  });
}
