// Owns: Ed25519 device keys, signatures over 32-byte hashes, and the hashes that events and files rest on.
// Must not: keep a key anywhere; the store does.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  randomBytes,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { deviceIdSchema, eventHashSchema, type DeviceId, type EventHash } from '../../domain/ids.ts';
import type { SyncCrypto } from '../../domain/sync/ports.ts';

/** Raw 32-byte keys, lower-case hex. */
export type SigningKeys = { readonly signKey: string; readonly secret: string };

// The fixed DER heads of RFC 8410 before the 32 raw bytes.
const publicHead = Buffer.from('302a300506032b6570032100', 'hex');
const secretHead = Buffer.from('302e020100300506032b657004220420', 'hex');

export function createSigningKeys(): SigningKeys {
  return signingKeysFrom(randomBytes(32));
}

/** The pair that grows from a 32-byte seed (RFC 8032). */
export function signingKeysFrom(seed: Uint8Array): SigningKeys {
  const secret = Buffer.from(seed).toString('hex');
  const spki = createPublicKey(secretKey(secret)).export({ format: 'der', type: 'spki' });
  return { signKey: spki.subarray(publicHead.length).toString('hex'), secret };
}

/** 64 bytes, lower-case hex, over the 32 bytes of the hash. */
export function signHash(secret: string, hash: EventHash): string {
  return sign(null, Buffer.from(hash, 'hex'), secretKey(secret)).toString('hex');
}

function secretKey(secret: string): KeyObject {
  return createPrivateKey({
    key: Buffer.concat([secretHead, Buffer.from(secret, 'hex')]),
    format: 'der',
    type: 'pkcs8',
  });
}

const hex = { key: /^[0-9a-f]{64}$/, signature: /^[0-9a-f]{128}$/ };

/** Anything that is not a signature by that key over that hash is false, never an exception. */
export function verifyHash(signKey: string, hash: EventHash, signature: string): boolean {
  return verifyWith(publicKey(signKey), hash, signature);
}

function publicKey(signKey: string): KeyObject | undefined {
  if (!hex.key.test(signKey)) return undefined;
  try {
    const der = Buffer.concat([publicHead, Buffer.from(signKey, 'hex')]);
    return createPublicKey({ key: der, format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}

function verifyWith(key: KeyObject | undefined, hash: EventHash, signature: string): boolean {
  if (!key || !hex.signature.test(signature)) return false;
  try {
    return verify(null, Buffer.from(hash, 'hex'), key, Buffer.from(signature, 'hex'));
  } catch {
    return false;
  }
}

/** First 16 bytes of SHA-256 over the raw public key. */
export function deviceIdOf(signKey: string): DeviceId {
  return deviceIdSchema.parse(sha256(Buffer.from(signKey, 'hex')).slice(0, 32));
}

/** SHA-256, lower-case hex; a text is hashed as UTF-8. */
export function sha256(data: string | Uint8Array): EventHash {
  return eventHashSchema.parse(createHash('sha256').update(data).digest('hex'));
}

/** SHA-256(salt ‖ payload): the salt keeps a short payload from being guessed by its hash after a purge. */
export function payloadHash(salt: string, payload: string): EventHash {
  const hash = createHash('sha256').update(Buffer.from(salt, 'hex')).update(payload, 'utf8');
  return eventHashSchema.parse(hash.digest('hex'));
}

/** The cryptography that judging a bundle asks for; each public key is read once. */
export function createSyncCrypto(): SyncCrypto {
  const keys = new Map<string, KeyObject | undefined>();
  return {
    verify: (signKey, hash, signature) => {
      if (!keys.has(signKey)) keys.set(signKey, publicKey(signKey));
      return verifyWith(keys.get(signKey), hash, signature);
    },
    payloadHash,
    digest: sha256,
    deviceIdOf,
  };
}
