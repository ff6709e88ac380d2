// Owns: building the group's store again from sealed files by the agency's recovery sheet, where every computer is lost.
// Must not: leave anything on the disk unless the whole store stands there, proved.
import { randomBytes } from 'node:crypto';
import { rmSync, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { MemberId } from '../../../domain/ids.ts';
import type { Role } from '../../../domain/ledger/payloads/membership.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { activeMembers, recoveryRecipients, type TeamState } from '../../../domain/team/team-state.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { LeftFile, RebuildAccount, Rebuilt } from '../../../ipc/keeping.ts';
import { buildingFolder, clearBuilding } from '../../../db/keeping/folders.ts';
import { writeMeta } from '../../../db/meta.ts';
import { decryptWith } from '../../crypto/age.ts';
import { readSheet, type SheetKeys } from '../../crypto/recovery-sheet.ts';
import type { SealedFile } from '../../sync/sealed-files.ts';
import { lastStage, type JobContext } from '../../threads/protocol.ts';
import { putInPlace } from '../keeping/restore.ts';
import { storeWithoutGroup, type NewStore, type Surroundings } from '../lifecycle.ts';
import type { WriteSession } from '../session.ts';
import { accountOf } from './rebuild-account.ts';
import {
  leftOf,
  sortFiles,
  takeInDocuments,
  takeInFiles,
  type GroupFiles,
  type SortedFiles,
} from './rebuild-files.ts';
import { eventBySheet } from './recovery-sheet.ts';

export type SheetAndFiles = { readonly code: string; readonly files: readonly SealedFile[] };
export type Rebuilding = SheetAndFiles & { readonly name: string; readonly passphrase: string };

/** As who founds a group (GR-2). Nobody reviews their own log and nobody becomes a holder by the sheet. */
const rolesBySheet: readonly Role[] = ['caseworker', 'lead', 'administrator'];

/** GR-26: only where there is no store. */
export async function rebuildBySheet(
  around: Surroundings,
  wish: Rebuilding,
  job: JobContext,
): Promise<Result<Rebuilt & { readonly dataKey: Uint8Array }, Problem>> {
  return inBuildingFolder({ around, wish, job }, async ({ dir, building }) => {
    const built = await build({ ...around, dir }, wish, building);
    if (!built.ok) return built;
    const { dataKey, events } = built.value;
    const at = Math.round(around.now());
    const entry = { at, kind: 'restore', problem: null, backup: null, events } as const;
    const put = putInPlace(around, { built: dir, dataKey, purpose: 'restore', entry });
    return put.ok ? built : put;
  });
}

/** The same work, thrown away: nothing is signed by the sheet, so it can be done wherever and as often as one likes. */
export async function lookBySheet(
  around: Surroundings,
  wish: SheetAndFiles,
  job: JobContext,
): Promise<Result<RebuildAccount, Problem>> {
  return inBuildingFolder({ around, wish, job }, async ({ dir, building }) => {
    const nobody = { name: 'nobody', passphrase: randomBytes(16).toString('hex') };
    const filled = await fill({ ...around, dir }, nobody, building);
    if (!filled.ok) return filled;
    const { session, taken, left } = filled.value;
    try {
      return accountOf(session, { taken, left, sheet: building.sheet.keys.id });
    } finally {
      session.store.close();
    }
  });
}

type Building = {
  readonly sheet: SheetKeys;
  readonly group: GroupFiles;
  readonly documents: readonly SealedFile[];
  /** Left out before the group was known. */
  readonly left: readonly LeftFile[];
  readonly job: JobContext;
};
type Use<T> = (place: { readonly dir: string; readonly building: Building }) => Promise<Result<T, Problem>>;

/** One group after the other, most files first: a file that only claims to be of another takes nothing from the real ones. */
async function inBuildingFolder<T>(
  asked: { readonly around: Surroundings; readonly wish: SheetAndFiles; readonly job: JobContext },
  use: Use<T>,
): Promise<Result<T, Problem>> {
  const { around, job } = asked;
  const { code, files } = asked.wish;
  if (existsSync(around.dir)) return err({ tag: 'storeExists' });
  const sheet = await readSheet(code);
  if (!sheet.ok) return sheet;
  const sorted = await sortFiles(files, sheet.value, job);
  if (!sorted.ok) return sorted;
  if (existsSync(dirname(around.dir))) clearBuilding(around.dir);
  let refused: Result<never, Problem> = err(nothingIn(files.length, sorted.value));
  for (const [index, group] of sorted.value.groups.entries()) {
    const dir = buildingFolder(around.dir);
    try {
      const done = await use({
        dir,
        building: { ...buildingOf(sorted.value, group), sheet: sheet.value, job },
      });
      if (done.ok || !isAnotherGroups(done.error)) return done;
      if (index === 0) refused = done;
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  }
  return refused;
}

function buildingOf(
  { groups, documents, left }: SortedFiles,
  group: GroupFiles,
): Pick<Building, 'group' | 'documents' | 'left'> {
  const others = groups.filter((one) => one !== group).flatMap(({ files }) => files);
  const foreign = others.map((file) => leftOf(file, { tag: 'foreignTeam' }));
  return { group, documents, left: [...left, ...foreign] };
}

function isAnotherGroups({ tag }: Problem): boolean {
  return tag === 'otherSheet' || tag === 'sheetNothing';
}

function nothingIn(files: number, { documents, left }: SortedFiles): Problem {
  if (files === 0) return { tag: 'sheetNoFile' };
  if (documents.length === 0 && left.every(({ why }) => why === 'notSealed'))
    return { tag: 'sheetOpensNone', files };
  const papers = documents.map((file) => leftOf(file, { tag: 'otherKind' }));
  return { tag: 'sheetNothing', files, left: [...left, ...papers] };
}

type Filled = NewStore & Pick<Parameters<typeof accountOf>[1], 'taken' | 'left'>;

/** Everything of the files in a store that has no member yet. Closed again when it is refused. */
async function fill(
  around: Surroundings,
  newcomer: { readonly name: string; readonly passphrase: string },
  building: Building,
): Promise<Result<Filled, Problem>> {
  // The group's own name and mark come with its files.
  const made = await storeWithoutGroup(around, { ...newcomer, team: '', demo: false });
  if (!made.ok) return made;
  const { session } = made.value;
  const filled = await fillStore(session, building).catch((error: unknown) => {
    session.store.close();
    throw error;
  });
  if (filled.ok) return ok({ ...made.value, ...filled.value });
  session.store.close();
  return filled;
}

async function fillStore(
  session: WriteSession,
  { sheet, group, documents, left, job }: Building,
): Promise<Result<Pick<Filled, 'taken' | 'left'>, Problem>> {
  session.ledger.setTeam(group.team);
  writeMeta(session.store.db, { team: group.team });
  const { keys, signingKey, ageIdentity } = sheet;
  const self = { ...session.self, device: keys.id, keys };
  const asSheet: WriteSession = { ...session, self, secrets: { signingKey, ageIdentity } };
  const files = await takeInFiles(asSheet, group.files, job);
  if (!files.ok) return files;
  const { taken } = files.value;
  const without = [...left, ...files.value.left];
  if (taken.length === 0) return err({ tag: 'sheetNothing', files: without.length, left: without });
  const team = session.ledger.team();
  const secret = await idSecretOf(team, sheet);
  if (!secret.ok) return secret;
  writeMeta(session.store.db, { teamName: team.name, demo: team.demo, idSecret: secret.value });
  const papers = await takeInDocuments(asSheet, documents, job);
  return papers.ok ? ok({ taken, left: [...without, ...papers.value] }) : papers;
}

async function build(
  around: Surroundings,
  wish: Rebuilding,
  building: Building,
): Promise<Result<Rebuilt & { readonly dataKey: Uint8Array }, Problem>> {
  const filled = await fill(around, wish, building);
  if (!filled.ok) return filled;
  const { session, device, dataKey, recoveryCode, taken, left } = filled.value;
  try {
    building.job.progress(lastStage, 0, 0);
    const member = { id: session.self.member, name: wish.name, device };
    const letIn = letInBySheet(session, building.sheet, member);
    if (!letIn.ok) return letIn;
    const account = accountOf(session, { taken, left, sheet: building.sheet.keys.id });
    return account.ok ? ok({ ...account.value, recoveryCode, dataKey }) : account;
  } finally {
    session.store.close();
  }
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
