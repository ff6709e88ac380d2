// Owns: issuers and holders of invented packages: keys made for the test, packages signed by node:crypto, not by what checks them.
// Must not: use the product's own code for signing or digests.
import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

export type Key = {
  readonly privateKey: KeyObject;
  readonly jwk: Record<string, unknown>;
  readonly alg: string;
};

export function newKey(kind: 'P-256' | 'P-384' | 'Ed25519'): Key {
  const pair =
    kind === 'Ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: kind });
  const jwk = pair.publicKey.export({ format: 'jwk' }) as Record<string, unknown>;
  const alg = { 'P-256': 'ES256', 'P-384': 'ES384', Ed25519: 'EdDSA' }[kind];
  return { privateKey: pair.privateKey, jwk, alg };
}

export function encode(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
}

export function digest(text: string, algorithm = 'sha256'): string {
  return createHash(algorithm).update(text).digest('base64url');
}

type Header = Readonly<Record<string, unknown>>;

/** A compact JWS. `header` is written over the usual one: `{ alg: 'none' }` and so on. */
export function jwt(key: Key, payload: unknown, header: Header = {}): string {
  const input = `${encode({ alg: key.alg, typ: 'JWT', ...header })}.${encode(payload)}`;
  return `${input}.${signature(key, input)}`;
}

function signature({ privateKey, alg }: Key, input: string): string {
  const bytes = Buffer.from(input);
  if (alg === 'EdDSA') return sign(null, bytes, privateKey).toString('base64url');
  const hash = alg === 'ES384' ? 'sha384' : 'sha256';
  return sign(hash, bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');
}

/** A disclosure of a member, or of an element when it has no name. */
export function disclosure(name: string | null, value: unknown, salt = 'c2FsdHNhbHQ'): string {
  return encode(name === null ? [salt, value] : [salt, name, value]);
}

type SdJwt = {
  readonly open: Readonly<Record<string, unknown>>;
  readonly hidden: Readonly<Record<string, unknown>>;
  /** Names of those that the holder shows; all when it is left out. */
  readonly shown?: readonly string[];
  readonly holder?: Key;
};

/** Issued and presented: with the holder's own signature where there is a holder. */
export function sdJwt(key: Key, { open, hidden, shown, holder }: SdJwt): string {
  const disclosures = Object.entries(hidden).map(([name, value]) => [name, disclosure(name, value)] as const);
  const _sd = disclosures.map(([, encoded]) => digest(encoded)).sort();
  const cnf = holder === undefined ? {} : { cnf: { jwk: holder.jwk } };
  const token = jwt(key, { ...open, ...cnf, _sd, _sd_alg: 'sha-256' }, { typ: 'dc+sd-jwt' });
  const given = disclosures.filter(([name]) => shown?.includes(name) ?? true).map(([, encoded]) => encoded);
  const presented = [token, ...given, ''].join('~');
  return holder === undefined ? presented : presented + keyBinding(holder, presented);
}

export function keyBinding(holder: Key, presented: string): string {
  const payload = { iat: 1_793_000_000, aud: 'https://example.org', nonce: '1', sd_hash: digest(presented) };
  return jwt(holder, payload, { typ: 'kb+jwt' });
}
