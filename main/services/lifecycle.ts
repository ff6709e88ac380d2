// Owns: making a store with its one-person group, opening it into a session, and joining another group.
// Must not: know a window; the folder, the passphrase and the clock come in.
import { randomBytes } from 'node:crypto';
import { eventHashSchema, memberIdSchema, type IsoDate, type MemberId } from '../../domain/ids.ts';
import type { DeviceKeys, MemberRecord } from '../../domain/ledger/payloads/membership.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { settleFolders } from '../../db/keeping/folders.ts';
import { joinWaiting } from '../../db/keeping/rescue.ts';
import { openLedger, readLedger } from '../../db/ledger.ts';
import { readMeta, writeMeta, type Meta } from '../../db/meta.ts';
import { createStore, openStore, readKeyslots, writeKeyslots, type Mode, type Store } from '../../db/open.ts';
import type { Problem } from '../../ipc/operation.ts';
import { createAgeKeys } from '../crypto/age.ts';
import { fingerprintOf, sixWords } from '../crypto/control-words.ts';
import { createIdSecret } from '../crypto/ids.ts';
import {
  changePassphrase,
  createKeyslots,
  openWithPassphrase,
  openWithRecoveryCode,
} from '../crypto/keyslots.ts';
import { createSigningKeys, deviceIdOf, signHash } from '../crypto/signing.ts';
import { quietJob, type JobContext } from '../threads/protocol.ts';
import { behindSealed, succeed } from './exchange/succession.ts';
import { sweepMailings } from './mailings/sweep.ts';
import { takeEffect } from './purge/take-effect.ts';
import type { Reference } from './reference.ts';
import { isBarredFrom } from '../../db/queries/work.ts';
import { askingForRoles } from './role-gate.ts';
import type { Self, Session, WriteSession } from './session.ts';

/** What the surroundings give: where the store is, the dated data, the clock. */
export type Surroundings = {
  readonly dir: string;
  readonly reference: Reference;
  readonly nativeBinding: string | undefined;
  /** Wall time in microseconds. */
  readonly now: () => number;
  /** The legal day; `demo` says whether the store holds example data, where it may be set from outside. */
  readonly today: (demo: boolean) => IsoDate;
};

export type Founding = {
  readonly name: string;
  readonly team: string;
  readonly passphrase: string;
  readonly demo: boolean;
};

export type Founded = { readonly dataKey: Uint8Array; readonly recoveryCode: string; readonly words: string };

/** A new store with a group of one: the founder is caseworker and administrator, and so lead (GR-2). */
export async function foundStore(
  around: Surroundings,
  founding: Founding,
): Promise<Result<Founded, Problem>> {
  const made = await storeWithoutGroup(around, founding);
  if (!made.ok) return made;
  const { session, device, ...founded } = made.value;
  const roles: MemberRecord['roles'] = ['caseworker', 'administrator'];
  const written = session.ledger.append([
    {
      stream: 'team',
      payload: {
        kind: 'team.founded',
        name: founding.team,
        demo: founding.demo,
        founder: { id: session.self.member, name: founding.name, roles, device },
      },
    },
  ]);
  session.store.close();
  if (!written.ok) return err(written.error);
  return ok({ ...founded, words: sixWords(fingerprintOf(device), around.reference.words) });
}

export type NewStore = Omit<Founded, 'words'> & {
  readonly session: WriteSession;
  readonly device: DeviceKeys;
};

/** Under new keys, with no event yet. The caller closes it; no store ever stays without a group. */
export async function storeWithoutGroup(
  around: Surroundings,
  { name, team, passphrase, demo }: Founding,
): Promise<Result<NewStore, Problem>> {
  const { dataKey, recoveryCode, text } = await createKeyslots(passphrase);
  const { dir, nativeBinding } = around;
  const created = createStore({ dir, dataKey, keyslots: text, nativeBinding });
  if (!created.ok) return err(created.error);
  const store = created.value;
  const { meta, device } = await newIdentity(name);
  const group = { teamName: team, demo, idSecret: createIdSecret() };
  writeMeta(store.db, { ...meta, ...group, projections: projectionsVersion });
  return ok({ dataKey, recoveryCode, device, session: writeSession(around, store) });
}

async function newIdentity(name: string): Promise<{ readonly meta: Meta; readonly device: DeviceKeys }> {
  const signing = createSigningKeys();
  const age = await createAgeKeys();
  const device: DeviceKeys = {
    id: deviceIdOf(signing.signKey),
    signKey: signing.signKey,
    recipient: age.recipient,
  };
  const member: MemberId = memberIdSchema.parse(randomBytes(16).toString('hex'));
  return {
    device,
    meta: {
      member,
      memberName: name,
      device: device.id,
      signingKey: signing.secret,
      signKey: signing.signKey,
      ageIdentity: age.identity,
      ageRecipient: age.recipient,
    },
  };
}

/** The data key by passphrase; the store itself is not touched. */
export async function unlockByPassphrase(
  dir: string,
  passphrase: string,
): Promise<Result<Uint8Array, Problem>> {
  settleFolders(dir);
  const slots = readKeyslots(dir);
  return slots.ok ? openWithPassphrase(slots.value, passphrase) : slots;
}

/** By recovery code, which also sets a new passphrase. */
export async function unlockByRecoveryCode(
  dir: string,
  code: string,
  newPassphrase: string,
): Promise<Result<Uint8Array, Problem>> {
  settleFolders(dir);
  const slots = readKeyslots(dir);
  if (!slots.ok) return slots;
  const opened = await openWithRecoveryCode(slots.value, code);
  if (!opened.ok) return opened;
  const changed = await changePassphrase(slots.value, { dataKey: opened.value, passphrase: newPassphrase });
  if (!changed.ok) return changed;
  writeKeyslots(dir, changed.value);
  return opened;
}

/** Opens the store for the one writer. `job` is told how far the lists are made anew after an update (ST-49); nothing stops it. */
export function openForWriting(
  around: Surroundings,
  dataKey: Uint8Array,
  job: JobContext = quietJob,
): Result<WriteSession, Problem> {
  const opened = openStore({ dir: around.dir, dataKey, mode: 'writer', nativeBinding: around.nativeBinding });
  if (!opened.ok) return opened;
  const session = underOwnKeys(around, writeSession(around, opened.value));
  renewProjections(session, job);
  joinWaiting({ db: session.store.db, ledger: session.ledger });
  sweepMailings(session);
  // A purge waits for its day, and one that a power cut ended goes on here.
  takeEffect(session);
  return ok(session);
}

/**
 * A copy that is proved or built beside the store: nothing is signed there. What is due, a receipt or a succession, is written
 * when the copy has become the store, or the old device would stand in two forms.
 */
export function openCopy(around: Surroundings, dataKey: Uint8Array): Result<WriteSession, Problem> {
  const opened = openStore({ dir: around.dir, dataKey, mode: 'writer', nativeBinding: around.nativeBinding });
  if (!opened.ok) return opened;
  const session = writeSession(around, opened.value);
  renewProjections(session, quietJob);
  return ok(session);
}

/** SY-31: a store that is behind what it has sealed was restored or copied back; it never writes on in that name. */
function underOwnKeys(around: Surroundings, session: WriteSession): WriteSession {
  const lastSeq = behindSealed(session);
  if (lastSeq === undefined) return session;
  return succeed(session, lastSeq, () => writeSession(around, session.store));
}

/** Raise it whenever a fold or a projection gives other rows of the same events: stores are then rebuilt at opening. */
export const projectionsVersion = 21;

function renewProjections({ store, ledger }: WriteSession, job: JobContext): void {
  if (readMeta(store.db).projections === projectionsVersion) return;
  const rebuilt = ledger.rebuild({ progress: (done, total) => job.progress('renew', done, total) });
  if (rebuilt.ok) writeMeta(store.db, { projections: projectionsVersion });
}

/** Opens a connection of its own that cannot write. */
export function openForReading(around: Surroundings, dataKey: Uint8Array): Result<Session, Problem> {
  const opened = openStore({ dir: around.dir, dataKey, mode: 'reader', nativeBinding: around.nativeBinding });
  if (!opened.ok) return opened;
  const store = opened.value;
  return ok({ ...common(around, store), store, ledger: readLedger(store) });
}

function writeSession(around: Surroundings, store: Store<'writer'>): WriteSession {
  const { self, secrets, ...rest } = common(around, store);
  const ledger = openLedger(store, {
    now: around.now,
    signer: {
      actor: self.member,
      device: self.device,
      sign: (hash) =>
        Buffer.from(
          signHash(secrets.signingKey, eventHashSchema.parse(Buffer.from(hash).toString('hex'))),
          'hex',
        ),
    },
  });
  return {
    ...rest,
    self,
    secrets,
    store,
    ledger: askingForRoles(ledger, self, (id) => isBarredFrom(store.db, self.member, id)),
  };
}

function common<M extends Mode>(
  around: Surroundings,
  store: Store<M>,
): Pick<Session, 'reference' | 'self' | 'today' | 'now' | 'secrets'> {
  const meta = readMeta(store.db);
  const { member, memberName, device, signingKey, signKey, ageIdentity, ageRecipient, idSecret } = meta;
  if (
    !member ||
    !memberName ||
    !device ||
    !signingKey ||
    !signKey ||
    !ageIdentity ||
    !ageRecipient ||
    !idSecret
  ) {
    throw new Error('the store has no identity');
  }
  const self: Self = {
    member,
    name: memberName,
    idSecret,
    device,
    formerDevices: meta.formerDevices ?? [],
    keys: { id: device, signKey, recipient: ageRecipient },
  };
  return {
    reference: around.reference,
    self,
    secrets: { signingKey, ageIdentity },
    today: () => around.today(meta.demo === true),
    now: around.now,
  };
}
