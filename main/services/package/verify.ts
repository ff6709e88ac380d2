// Owns: the signatures of a package, checked by `jose` with keys that are already here. Must not: take a key or an algorithm from the
// package itself, save the holder's own, which the issuer has signed; and never fetch one.
import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, compactVerify, importJWK } from 'jose';
import type { Digest } from '../../../domain/package/disclosures.ts';
import { type Decode, isMembers, type PackageForm, type SignedPart } from '../../../domain/package/form.ts';
import { algorithmsOf } from '../../../domain/package/judge.ts';
import { publicKeySchema, type PublicJwk } from '../../../domain/ledger/payloads/packages.ts';

export const digestOf: Digest = (algorithm, text) =>
  createHash(algorithm.replace('-', '')).update(text, 'ascii').digest('base64url');

const utf8 = new TextDecoder('utf-8', { fatal: true });

export const decodeText: Decode = (encoded) => {
  try {
    return utf8.decode(Buffer.from(encoded, 'base64url'));
  } catch {
    return undefined;
  }
};

/** `jose` refuses every other algorithm than the key's own, and every critical header that it does not know. */
export async function isSignedBy({ token }: SignedPart, jwk: PublicJwk): Promise<boolean> {
  const [algorithm = ''] = algorithmsOf(jwk);
  try {
    const key = await importJWK({ ...jwk }, algorithm);
    await compactVerify(token, key, { algorithms: [...algorithmsOf(jwk)] });
    return true;
  } catch {
    return false;
  }
}

export function thumbprintOf(jwk: PublicJwk): Promise<string> {
  return calculateJwkThumbprint({ ...jwk }, 'sha256');
}

/** RFC 9901 §7.3, without a challenge of our own: the holder's key has signed this very selection of disclosures. */
export async function isBoundToHolder(form: PackageForm): Promise<boolean> {
  const { keyBinding, payload, presented } = form;
  const confirmation = payload['cnf'];
  const jwk = publicKeySchema.safeParse(withoutMeta(isMembers(confirmation) ? confirmation['jwk'] : null));
  if (keyBinding === null || !jwk.success || keyBinding.header['typ'] !== 'kb+jwt') return false;
  const algorithm = typeof payload['_sd_alg'] === 'string' ? payload['_sd_alg'] : 'sha-256';
  const { sd_hash: hash, aud, nonce, iat } = keyBinding.payload;
  const whole = typeof aud === 'string' && typeof nonce === 'string' && typeof iat === 'number';
  if (!whole || hash !== digestOf(algorithm, presented)) return false;
  return isSignedBy(keyBinding, jwk.data);
}

/** Members that say nothing of the key itself. A private part is no such member: the schema refuses it. */
export function withoutMeta(jwk: unknown): unknown {
  if (!isMembers(jwk)) return jwk;
  const { kid: _kid, use: _use, alg: _alg, key_ops: _ops, ...key } = jwk;
  return key;
}
