// Owns: from text to the parts of a signed data package (RFC 7515, RFC 9901), within limits, nothing believed yet.
// Must not: check a signature or a digest, nor know an issuer.
import { z } from 'zod';
import { err, ok, type Result } from '../result.ts';

export const packageLimits = { characters: 131_072, disclosures: 300, depth: 24, values: 5000 } as const;

export type Members = Readonly<Record<string, unknown>>;
export type SignedPart = { readonly token: string; readonly header: Members; readonly payload: Members };
export type PackageForm = SignedPart & {
  readonly format: 'jwt' | 'sdJwt';
  /** Encoded as they stand: their digests are of these letters. */
  readonly disclosures: readonly string[];
  /** What the holder's own signature is over, and that signature. */
  readonly presented: string;
  readonly keyBinding: SignedPart | null;
};
export type FormProblem = { readonly tag: 'packageTooLarge' | 'packageUnreadable' };

/** Base64url letters to the text that they hold; undefined when it is no UTF-8. */
export type Decode = (encoded: string) => string | undefined;

const unreadable: Result<never, FormProblem> = err({ tag: 'packageUnreadable' });

/** Compact form with or without disclosures, or the flattened JSON of the same (RFC 9901 §8.1). */
export function parsePackage(written: string, decode: Decode): Result<PackageForm, FormProblem> {
  if (written.length > packageLimits.characters) return err({ tag: 'packageTooLarge' });
  const compact = compactOf(written.trim());
  if (compact === undefined || /\s/u.test(compact)) return unreadable;
  return assemble(compact.split('~'), decode);
}

/** The signed token, its disclosures, and behind the last mark the holder's own signature or nothing. */
function assemble(parts: readonly string[], decode: Decode): Result<PackageForm, FormProblem> {
  const [token = ''] = parts;
  const disclosures = parts.slice(1, -1);
  if (disclosures.length > packageLimits.disclosures) return err({ tag: 'packageTooLarge' });
  const signed = signedPart(token, decode);
  const format = parts.length > 1 ? 'sdJwt' : 'jwt';
  const binding = format === 'sdJwt' ? parts.at(-1) : '';
  const keyBinding = binding === undefined || binding === '' ? null : signedPart(binding, decode);
  const isWhole = keyBinding !== undefined && disclosures.every((one) => one !== '');
  if (signed === undefined || !isWhole) return unreadable;
  const presented = [token, ...disclosures, ''].join('~');
  return ok({ ...signed, format, disclosures, presented, keyBinding });
}

const flattened = z.object({
  payload: z.string(),
  protected: z.string(),
  signature: z.string(),
  header: z.object({ disclosures: z.array(z.string()).optional(), kb_jwt: z.string().optional() }).optional(),
});

function compactOf(text: string): string | undefined {
  if (!/^["{]/.test(text)) return text;
  const json = parseJson(text);
  if (typeof json === 'string') return json.trim();
  const read = flattened.safeParse(json);
  if (!read.success) return undefined;
  const { payload, protected: header, signature } = read.data;
  const { disclosures, kb_jwt: binding } = read.data.header ?? {};
  const token = `${header}.${payload}.${signature}`;
  if (disclosures === undefined && binding === undefined) return token;
  return [token, ...(disclosures ?? []), binding ?? ''].join('~');
}

function signedPart(token: string, decode: Decode): SignedPart | undefined {
  const [header, payload, signature, ...more] = token.split('.');
  if (signature === undefined || more.length > 0) return undefined;
  const read = [header, payload].map((part) => membersOf(decodePart(part ?? '', decode)));
  const [head, body] = read;
  return head === undefined || body === undefined ? undefined : { token, header: head, payload: body };
}

function membersOf(value: unknown): Members | undefined {
  return isMembers(value) ? value : undefined;
}

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What base64url letters hold as JSON; undefined for anything else, and for what is nested or long beyond use. */
export function decodePart(encoded: string, decode: Decode): unknown {
  if (!/^[A-Za-z0-9_-]+$/.test(encoded)) return undefined;
  const value = parseJson(decode(encoded) ?? '');
  return isWithinLimits(value) ? value : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Without recursion: a bomb of brackets must not reach the stack. */
function isWithinLimits(root: unknown): boolean {
  const open: [unknown, number][] = [[root, 1]];
  for (let seen = 0; open.length > 0; seen++) {
    const [value, depth] = open.pop() ?? [undefined, 0];
    if (seen > packageLimits.values || depth > packageLimits.depth) return false;
    if (typeof value !== 'object' || value === null) continue;
    for (const inner of Object.values(value)) open.push([inner, depth + 1]);
  }
  return true;
}
