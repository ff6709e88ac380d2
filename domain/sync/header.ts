// Owns: what stands in the signed header of a bundle and of an invitation, and the reading of a header of any age.
// Must not: hash, decrypt or verify; the shell hands over what it has opened.
import { z } from 'zod';
import {
  deviceIdSchema,
  eventHashSchema,
  memberIdSchema,
  teamIdSchema,
  type DeviceId,
  type EventHash,
} from '../ids.ts';
import type { StoredEvent } from '../ledger/event.ts';
import { err, ok, type Result } from '../result.ts';

/** The newest form of bundle this version understands. A header whose `minReader` is higher is left alone (SY-14). */
export const readerVersion = 2;
/** SY-14: asked for by a file in which a payload is missing or is for named holders alone; every other file is still of the first form. */
export const readerOfMissing = 2;

const recipient = z.string().regex(/^age1[0-9a-z]{58}$/);
const seq = z
  .int()
  .min(0)
  .max(2 ** 40);
const signatureSchema = z.string().regex(/^[0-9a-f]{128}$/);
const fromSchema = z.object({ member: memberIdSchema, device: deviceIdSchema });
const toSchema = z.object({ device: deviceIdSchema, recipient });
const headSchema = z.object({
  device: deviceIdSchema,
  seq,
  head: eventHashSchema,
  /** So many payloads of the chain are not in the sender's store, because they are not for its member (SY-35). */
  lacks: z.int().min(1).optional(),
});
const micros = z.int().min(0);

const chainSchema = z.object({
  device: deviceIdSchema,
  /** Last seq that is NOT in the bundle: the bundle holds base + 1 to seq. */
  base: seq,
  seq,
  head: eventHashSchema,
  /** Ed25519 by THAT device over `head`: whoever relays a chain cannot write in it. */
  signature: signatureSchema,
});

export const bundleHeaderSchema = z.object({
  kind: z.literal('sprangbradan-bundle'),
  v: z.int().min(1),
  minReader: z.int().min(1),
  team: teamIdSchema,
  from: fromSchema,
  to: z.array(toSchema).min(1).max(200),
  at: micros,
  /** What the sender has of every device, without holes. Tells what a colleague has seen, and who can fill a gap. */
  have: z.array(headSchema).max(2000),
  chains: z.array(chainSchema).max(2000),
  count: z.int().min(0),
  /** SHA-256 of all lines after the header and its signature. */
  digest: eventHashSchema,
  blobs: z.array(eventHashSchema).max(100_000),
  /** SY-33: payloads that the recipients may not hold are left out of the lines. */
  leftOut: z.literal('notForRecipients').optional(),
  /** SY-36: so many payloads are not in the sender's store although they are for its member, since a role came later. */
  awaits: z.int().min(1).optional(),
});
export type BundleHeader = z.infer<typeof bundleHeaderSchema>;

export const invitationHeaderSchema = z.object({
  kind: z.literal('sprangbradan-invitation'),
  v: z.int().min(1),
  minReader: z.int().min(1),
  team: teamIdSchema,
  name: z.string().min(1).max(120),
  demo: z.boolean(),
  /** 32 bytes: the root of every case id. Never rotates. */
  idSecret: z.string().regex(/^[0-9a-f]{64}$/),
  from: fromSchema,
  to: toSchema,
  at: micros,
  count: z.int().min(0),
  digest: eventHashSchema,
});
export type InvitationHeader = z.infer<typeof invitationHeaderSchema>;

/** How far a device's chain is known without holes, and its last event's hash. */
export type DeviceHead = {
  readonly device: DeviceId;
  readonly seq: number;
  readonly head: EventHash;
  /** Payloads of the chain that are not here because they are not for this store's member. */
  readonly lacks?: number | undefined;
};

/** A head with that device's own signature over it; null while the device has never sealed it. */
export type SignedHead = DeviceHead & { readonly signature: string | null };

/** A file that was decrypted, unpacked and read to its end; every hash is our own. Nobody's word is checked yet. */
export type Opened<Header> = {
  readonly header: Header;
  /** SHA-256 of the header's verbatim text, which the sender signed. */
  readonly headerHash: EventHash;
  readonly signature: string;
  readonly events: readonly StoredEvent[];
};

export type HeaderProblem =
  | { readonly tag: 'newerReader'; readonly minReader: number }
  | { readonly tag: 'otherKind'; readonly kind: string }
  | { readonly tag: 'invalidSchema'; readonly path: string };

const versionSchema = z.object({ kind: z.string().max(60), minReader: z.int().min(1) });

/** SY-14: a header that asks for a newer reader is told apart from rubbish before anything else is read. */
export function parseHeader<Header>(
  json: unknown,
  schema: z.ZodType<Header>,
  kind: string,
): Result<Header, HeaderProblem> {
  const version = versionSchema.safeParse(json);
  if (!version.success) return err({ tag: 'invalidSchema', path: 'header' });
  if (version.data.kind !== kind) return err({ tag: 'otherKind', kind: version.data.kind });
  if (version.data.minReader > readerVersion) {
    return err({ tag: 'newerReader', minReader: version.data.minReader });
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  return err({ tag: 'invalidSchema', path: `header.${parsed.error.issues[0]?.path.join('.') ?? ''}` });
}
