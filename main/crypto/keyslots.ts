// Owns: keyslots.json: the store's random data key sealed once by a passphrase and once by a printed recovery code.
// Must not: open the store, nor ever keep a key or passphrase beyond a call.
import { createCipheriv, createDecipheriv, hkdf, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { err, ok, type Result } from '../../domain/result.ts';
import {
  readRecoveryCode,
  recoveryBytes,
  writeRecoveryCode,
  type RecoveryCodeProblem,
} from './recovery-code.ts';

const version = 1;
const application = 'sprangbradan/keyslots';
const usualCost = 2 ** 17;
/** A tampered file must neither weaken the key (less) nor exhaust the machine (more: 1 GiB at 2^20). */
const leastCost = 2 ** 15;
const greatestCost = 2 ** 20;

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));
const sealed = { salt: hex(16), nonce: hex(12), sealed: hex(48) };
const passphraseSlotSchema = z.strictObject({
  kind: z.literal('passphrase'),
  kdf: z.literal('scrypt'),
  N: z
    .int()
    .min(leastCost)
    .max(greatestCost)
    .refine((cost) => Number.isInteger(Math.log2(cost))),
  r: z.literal(8),
  p: z.literal(1),
  ...sealed,
});
const recoverySlotSchema = z.strictObject({
  kind: z.literal('recovery'),
  kdf: z.literal('hkdf-sha256'),
  ...sealed,
});
const fileSchema = z.strictObject({
  v: z.literal(version),
  application: z.literal(application),
  /** Random per store: a slot cannot be moved into another store's file. */
  store: hex(16),
  passphrase: passphraseSlotSchema,
  recovery: recoverySlotSchema,
});
type KeyslotsFile = z.infer<typeof fileSchema>;
type PassphraseSlot = z.infer<typeof passphraseSlotSchema>;
type RecoverySlot = z.infer<typeof recoverySlotSchema>;
type Slot = PassphraseSlot | RecoverySlot;
/** Omits per member of the union: a plain Omit would keep only the common keys. */
type Unsealed<S> = S extends Slot ? Omit<S, 'sealed'> : never;

export type FileProblem =
  | { readonly tag: 'keyslotsDamaged' }
  | { readonly tag: 'keyslotsNewer'; readonly v: number };
export type PassphraseProblem = FileProblem | { readonly tag: 'wrongPassphrase' };
export type RecoveryProblem =
  | FileProblem
  | RecoveryCodeProblem
  | { readonly tag: 'wrongRecoveryCode'; readonly reason: 'noMatch' };

/** `text` is the whole file, `dataKey` 32 bytes, `recoveryCode` what is printed once and never stored. */
export type NewKeyslots = {
  readonly text: string;
  readonly dataKey: Uint8Array;
  readonly recoveryCode: string;
};

/** `cost` is scrypt's N, 2^17 unless a test asks for the floor. */
export async function createKeyslots(passphrase: string, cost: number = usualCost): Promise<NewKeyslots> {
  return newKeyslots(randomBytes(16).toString('hex'), passphrase, cost);
}

/** For the same store under another data key: new slots, a new recovery code, nothing kept of the old key. */
export async function renewKeyslots(
  text: string,
  passphrase: string,
  cost: number = usualCost,
): Promise<Result<NewKeyslots, FileProblem>> {
  const file = readFile(text);
  return file.ok ? ok(await newKeyslots(file.value.store, passphrase, cost)) : file;
}

async function newKeyslots(store: string, passphrase: string, cost: number): Promise<NewKeyslots> {
  const dataKey = randomBytes(32);
  const recovery = randomBytes(recoveryBytes);
  const file: KeyslotsFile = {
    v: version,
    application,
    store,
    passphrase: await sealWithPassphrase({ store, passphrase, cost, dataKey }),
    recovery: await sealWithRecovery(store, recovery, dataKey),
  };
  return { text: writeFile(file), dataKey, recoveryCode: writeRecoveryCode(recovery) };
}

/** The 32-byte data key, or why not. A changed slot cannot be told from a wrong passphrase. */
export async function openWithPassphrase(
  text: string,
  passphrase: string,
): Promise<Result<Uint8Array, PassphraseProblem>> {
  const file = readFile(text);
  if (!file.ok) return file;
  const slot = file.value.passphrase;
  const dataKey = unseal(file.value.store, slot, await keyFromPassphrase(passphrase, slot));
  return dataKey ? ok(dataKey) : err({ tag: 'wrongPassphrase' });
}

export async function openWithRecoveryCode(
  text: string,
  typed: string,
): Promise<Result<Uint8Array, RecoveryProblem>> {
  const file = readFile(text);
  if (!file.ok) return file;
  const code = readRecoveryCode(typed);
  if (!code.ok) return code;
  const slot = file.value.recovery;
  const dataKey = unseal(file.value.store, slot, await keyFromRecovery(code.value, slot));
  return dataKey ? ok(dataKey) : err({ tag: 'wrongRecoveryCode', reason: 'noMatch' });
}

/** The file with a new passphrase slot, sealed anew by somebody who holds the data key; the recovery code stays valid. */
export async function changePassphrase(
  text: string,
  change: { readonly dataKey: Uint8Array; readonly passphrase: string; readonly cost?: number },
): Promise<Result<string, FileProblem>> {
  const file = readFile(text);
  if (!file.ok) return file;
  const { store } = file.value;
  const passphrase = await sealWithPassphrase({ store, cost: usualCost, ...change });
  return ok(writeFile({ ...file.value, passphrase }));
}

/** The file with a new recovery slot: the sheet printed before opens nothing any more. */
export async function changeRecoveryCode(
  text: string,
  dataKey: Uint8Array,
): Promise<Result<Omit<NewKeyslots, 'dataKey'>, FileProblem>> {
  const file = readFile(text);
  if (!file.ok) return file;
  const code = randomBytes(recoveryBytes);
  const recovery = await sealWithRecovery(file.value.store, code, dataKey);
  return ok({ text: writeFile({ ...file.value, recovery }), recoveryCode: writeRecoveryCode(code) });
}

function writeFile(file: KeyslotsFile): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}

function readFile(text: string): Result<KeyslotsFile, FileProblem> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return err({ tag: 'keyslotsDamaged' });
  }
  const head = z.object({ v: z.int(), application: z.literal(application) }).safeParse(json);
  if (head.success && head.data.v > version) return err({ tag: 'keyslotsNewer', v: head.data.v });
  const file = fileSchema.safeParse(json);
  return file.success ? ok(file.data) : err({ tag: 'keyslotsDamaged' });
}

type PassphraseSeal = {
  readonly store: string;
  readonly passphrase: string;
  readonly cost: number;
  readonly dataKey: Uint8Array;
};

async function sealWithPassphrase({
  store,
  passphrase,
  cost,
  dataKey,
}: PassphraseSeal): Promise<PassphraseSlot> {
  if (cost < leastCost) throw new Error('scrypt cost below the floor');
  const header = { kind: 'passphrase', kdf: 'scrypt', N: cost, r: 8, p: 1, ...fresh() } as const;
  const key = await keyFromPassphrase(passphrase, header);
  return { ...header, sealed: seal({ store, header, key, dataKey }) };
}

async function sealWithRecovery(store: string, code: Uint8Array, dataKey: Uint8Array): Promise<RecoverySlot> {
  const header = { kind: 'recovery', kdf: 'hkdf-sha256', ...fresh() } as const;
  const key = await keyFromRecovery(code, header);
  return { ...header, sealed: seal({ store, header, key, dataKey }) };
}

function fresh(): { salt: string; nonce: string } {
  return { salt: randomBytes(16).toString('hex'), nonce: randomBytes(12).toString('hex') };
}

async function keyFromPassphrase(passphrase: string, slot: Unsealed<PassphraseSlot>): Promise<Buffer> {
  const { N, r, p } = slot;
  // The default maxmem refuses 128·N·r bytes from N = 2^15 on.
  const options = { N, r, p, maxmem: 128 * N * r * 2 };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), Buffer.from(slot.salt, 'hex'), 32, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

const hkdfAsync = promisify(hkdf);

async function keyFromRecovery(code: Uint8Array, slot: Unsealed<RecoverySlot>): Promise<Buffer> {
  return Buffer.from(
    await hkdfAsync('sha256', code, Buffer.from(slot.salt, 'hex'), `${application}/recovery`, 32),
  );
}

type Sealing = {
  readonly store: string;
  readonly header: Unsealed<Slot>;
  readonly key: Buffer;
  readonly dataKey: Uint8Array;
};

function seal({ store, header, key, dataKey }: Sealing): string {
  const cipher = createCipheriv('aes-256-gcm', key, Buffer.from(header.nonce, 'hex'));
  cipher.setAAD(associated(store, header));
  return Buffer.concat([cipher.update(dataKey), cipher.final(), cipher.getAuthTag()]).toString('hex');
}

function unseal(store: string, slot: Slot, key: Buffer): Uint8Array | undefined {
  const bytes = Buffer.from(slot.sealed, 'hex');
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(slot.nonce, 'hex'), {
    authTagLength: 16,
  });
  decipher.setAAD(associated(store, slot));
  decipher.setAuthTag(bytes.subarray(32));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, 32)), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** Everything the key rests on is bound to the seal: a changed parameter opens nothing. */
function associated(store: string, header: Unsealed<Slot>): Buffer {
  const cost = header.kind === 'passphrase' ? [header.N, header.r, header.p] : [];
  return Buffer.from(
    JSON.stringify([
      application,
      version,
      store,
      header.kind,
      header.kdf,
      ...cost,
      header.salt,
      header.nonce,
    ]),
  );
}
