// Owns: the file by which somebody asks to be invited: name and public keys, signed by the keys' own holder.
// Must not: prove who the person is; that is what the six control words are for.
import { z } from 'zod';
import { deviceIdSchema, memberIdSchema, type MemberId } from '../../domain/ids.ts';
import type { DeviceKeys } from '../../domain/ledger/payloads/membership.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { deviceIdOf, sha256, signHash, verifyHash } from '../crypto/signing.ts';

const kind = 'sprangbradan-key';

export type PublicKey = { readonly name: string; readonly member: MemberId; readonly device: DeviceKeys };

export type PublicKeyProblem =
  | { readonly tag: 'notAKeyFile' }
  | { readonly tag: 'newerReader'; readonly minReader: number }
  /** Altered on the way, or written by somebody who does not hold the keys. */
  | { readonly tag: 'keyFileAltered' };

const fileSchema = z.object({
  v: z.literal(1),
  kind: z.literal(kind),
  name: z.string().min(1).max(120),
  member: memberIdSchema,
  device: z.object({
    id: deviceIdSchema,
    signKey: z.string().regex(/^[0-9a-f]{64}$/),
    recipient: z.string().regex(/^age1[0-9a-z]{58}$/),
  }),
  signature: z.string().regex(/^[0-9a-f]{128}$/),
});

const versionSchema = z.object({ kind: z.literal(kind), v: z.int().min(2) });

/** The text of the file; every field in a fixed order, so that the reader can rebuild what was signed. */
export function writePublicKey(key: PublicKey, secret: string): string {
  const signed = signedText(key);
  return `${JSON.stringify({ ...signed, signature: signHash(secret, sha256(JSON.stringify(signed))) }, null, 2)}\n`;
}

function signedText({ name, member, device }: PublicKey): object {
  const { id, signKey, recipient } = device;
  return { v: 1, kind, name, member, device: { id, signKey, recipient } };
}

/** The holder of the signing key wrote this name and this recipient, and the device id is the key's own. */
export function readPublicKey(text: string): Result<PublicKey, PublicKeyProblem> {
  const json = parseJson(text);
  const newer = versionSchema.safeParse(json);
  if (newer.success) return err({ tag: 'newerReader', minReader: newer.data.v });
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) return err({ tag: 'notAKeyFile' });
  const { name, member, device, signature } = parsed.data;
  const key = { name, member, device };
  const holds = verifyHash(device.signKey, sha256(JSON.stringify(signedText(key))), signature);
  return holds && deviceIdOf(device.signKey) === device.id ? ok(key) : err({ tag: 'keyFileAltered' });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
