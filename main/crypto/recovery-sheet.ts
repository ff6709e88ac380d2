// Owns: the keys that grow from the code on the agency's recovery sheet: one to open files, one to sign.
// Must not: keep the code; it stands on paper alone.
import { hkdfSync, randomBytes } from 'node:crypto';
import { identityToRecipient } from 'age-encryption';
import type { DeviceKeys } from '../../domain/ledger/payloads/membership.ts';
import { ok, type Result } from '../../domain/result.ts';
import {
  readRecoveryCode,
  recoveryBytes,
  writeRecoveryCode,
  type RecoveryCodeProblem,
} from './recovery-code.ts';
import { deviceIdOf, signingKeysFrom } from './signing.ts';

export type SheetKeys = {
  readonly keys: DeviceKeys;
  /** Ed25519 seed, hex. */
  readonly signingKey: string;
  readonly ageIdentity: string;
};

export async function createSheet(): Promise<{ readonly code: string } & SheetKeys> {
  const bytes = randomBytes(recoveryBytes);
  return { code: writeRecoveryCode(bytes), ...(await sheetFrom(bytes)) };
}

export async function readSheet(code: string): Promise<Result<SheetKeys, RecoveryCodeProblem>> {
  const bytes = readRecoveryCode(code);
  return bytes.ok ? ok(await sheetFrom(bytes.value)) : bytes;
}

/** The two keys never share bytes: each grows from the code by HKDF under a name of its own. */
async function sheetFrom(code: Uint8Array): Promise<SheetKeys> {
  const signing = signingKeysFrom(grow(code, 'sprangbradan/sheet/sign/1'));
  const ageIdentity = bech32('age-secret-key-', grow(code, 'sprangbradan/sheet/open/1')).toUpperCase();
  const recipient = await identityToRecipient(ageIdentity);
  const keys = { id: deviceIdOf(signing.signKey), signKey: signing.signKey, recipient };
  return { keys, signingKey: signing.secret, ageIdentity };
}

function grow(code: Uint8Array, name: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', code, new Uint8Array(0), name, 32));
}

const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** BIP 173, the form in which age writes its keys. */
function bech32(prefix: string, bytes: Uint8Array): string {
  const words = fiveBits(bytes);
  const head = [...prefix].map((letter) => letter.charCodeAt(0));
  const spread = [...head.map((code) => code >> 5), 0, ...head.map((code) => code & 31)];
  const sum = polymod([...spread, ...words, 0, 0, 0, 0, 0, 0]) ^ 1;
  const check = [0, 1, 2, 3, 4, 5].map((place) => (sum >> (5 * (5 - place))) & 31);
  return `${prefix}1${[...words, ...check].map((word) => alphabet.charAt(word)).join('')}`;
}

function fiveBits(bytes: Uint8Array): number[] {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => Number.parseInt(five.padEnd(5, '0'), 2));
}

function polymod(values: readonly number[]): number {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    for (const [place, factor] of generator.entries()) if ((top >>> place) & 1) sum ^= factor;
  }
  return sum;
}
