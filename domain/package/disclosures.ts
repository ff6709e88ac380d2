// Owns: what a package says when its disclosures are put where their digests stand (RFC 9901 §7.1). Must not: judge the values.
import { decodePart, type Decode, isMembers, packageLimits, type Members, type PackageForm } from './form.ts';

/** Base64url of the digest over the letters of `text`. */
export type Digest = (algorithm: string, text: string) => string;
export type Reading = { readonly digest: Digest; readonly decode: Decode };
const digestAlgorithms = ['sha-256', 'sha-384', 'sha-512'] as const;

type Disclosed = { readonly name: string | null; readonly value: unknown };
type Walk = {
  readonly disclosed: ReadonlyMap<string, Disclosed>;
  /** Every digest may stand once, and every disclosure must be met. */
  readonly met: Set<string>;
};

/** Thrown and caught in this file alone: one wrong disclosure ends the walk wherever it stands. */
class WrongDisclosure extends Error {}

/** All claims in clear, or undefined. A disclosure that fits nowhere, fits twice or writes over a claim makes the whole package wrong. */
export function reveal(
  { payload, disclosures }: Pick<PackageForm, 'payload' | 'disclosures'>,
  { digest, decode }: Reading,
): Members | undefined {
  const named = payload['_sd_alg'] ?? 'sha-256';
  const algorithm = digestAlgorithms.find((one) => one === named);
  if (algorithm === undefined) return undefined;
  const disclosed = new Map<string, Disclosed>();
  for (const encoded of disclosures) {
    const read = disclosureOf(decodePart(encoded, decode));
    const key = digest(algorithm, encoded);
    if (read === undefined || disclosed.has(key)) return undefined;
    disclosed.set(key, read);
  }
  try {
    const walk: Walk = { disclosed, met: new Set() };
    const { _sd_alg: _algorithm, ...rest } = payload;
    const claims = membersIn(rest, walk, 1);
    return [...disclosed.keys()].every((key) => walk.met.has(key)) ? claims : undefined;
  } catch (error) {
    if (error instanceof WrongDisclosure) return undefined;
    throw error;
  }
}

function disclosureOf(value: unknown): Disclosed | undefined {
  if (!Array.isArray(value) || typeof value[0] !== 'string') return undefined;
  const items = value as readonly unknown[];
  if (items.length === 2) return { name: null, value: items[1] };
  const name = items[1];
  if (items.length !== 3 || typeof name !== 'string' || name === '_sd' || name === '...') return undefined;
  return { name, value: items[2] };
}

function valueIn(value: unknown, walk: Walk, depth: number): unknown {
  if (depth > packageLimits.depth) throw new WrongDisclosure();
  if (Array.isArray(value)) return value.flatMap((one: unknown) => elementIn(one, walk, depth));
  return isMembers(value) ? membersIn(value, walk, depth) : value;
}

/** An element that is a digest alone is either disclosed or left out. */
function elementIn(value: unknown, walk: Walk, depth: number): unknown[] {
  if (!isMembers(value) || !Object.hasOwn(value, '...')) return [valueIn(value, walk, depth + 1)];
  if (Object.keys(value).length !== 1) throw new WrongDisclosure();
  const found = meet(value['...'], walk);
  if (found === undefined) return [];
  if (found.name !== null) throw new WrongDisclosure();
  return [valueIn(found.value, walk, depth + 1)];
}

function membersIn(members: Members, walk: Walk, depth: number): Members {
  const { _sd: digests = [], ...plain } = members;
  if (!Array.isArray(digests)) throw new WrongDisclosure();
  const claims = new Map<string, unknown>();
  for (const [name, value] of Object.entries(plain)) claims.set(name, valueIn(value, walk, depth + 1));
  for (const one of digests as readonly unknown[]) {
    const found = meet(one, walk);
    if (found === undefined) continue;
    if (found.name === null || claims.has(found.name)) throw new WrongDisclosure();
    claims.set(found.name, valueIn(found.value, walk, depth + 1));
  }
  return Object.fromEntries(claims);
}

function meet(digest: unknown, { disclosed, met }: Walk): Disclosed | undefined {
  if (typeof digest !== 'string' || met.has(digest)) throw new WrongDisclosure();
  met.add(digest);
  return disclosed.get(digest);
}
