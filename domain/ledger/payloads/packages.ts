// Owns: the payloads of signed data packages: whom the group trusts to sign what, and that facts were taken out of one.
// Must not: check a signature; domain/package says what is asked, main/services/package asks it.
import { z } from 'zod';
import { batchIdSchema, isoDateSchema } from '../../ids.ts';
import { fieldNameSchema, hex32, shortText } from '../payload-parts.ts';

const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43,64}$/);
const dates = { validFrom: isoDateSchema, validTo: isoDateSchema.optional() };

/** A public key alone: the schema has no room for a private part, and the curve says the algorithm. */
export const publicKeySchema = z.discriminatedUnion('crv', [
  z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate }),
  z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-384'), x: coordinate, y: coordinate }),
  z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: coordinate }),
]);
export type PublicJwk = z.infer<typeof publicKeySchema>;

/** Stream `shared`. An administrator's record; a later one for the same issuer stands instead of it. */
export const issuerTrusted = z.object({
  kind: z.literal('issuer.trusted'),
  /** As it stands in the package (`iss`). Compared letter by letter, never opened. */
  issuer: z.string().min(1).max(300),
  name: shortText.min(1),
  /** What the issuer may vouch for: ids of `resources/data-packages.json`. Empty takes the trust away. */
  types: z.array(z.string().regex(/^[a-z][A-Za-z]{0,39}$/)).max(20),
  keys: z
    .array(z.object({ id: z.string().max(300).optional(), jwk: publicKeySchema, ...dates }))
    .min(1)
    .max(10),
  ...dates,
  /** Where the keys were got, and when. */
  source: shortText.min(3),
  day: isoDateSchema,
  /** True when somebody has held the keys against another source than the one they came by. */
  verified: z.boolean(),
  /** True in a demo store: recorded as example, never as trust. */
  example: z.boolean(),
});

/** Stream of the case, beside the `facts.entered` of the same batch: what those facts rest on. */
export const packageTaken = z.object({
  kind: z.literal('package.taken'),
  batch: batchIdSchema,
  /** The package as it was handed in: whoever holds the issuer's key can check it again. */
  text: z.string().min(1).max(131_072),
  sha256: hex32,
  format: z.enum(['jwt', 'sdJwt']),
  issuer: z.string().min(1).max(300),
  issuerName: shortText,
  type: z.string().max(40),
  /** RFC 7638 thumbprint of the key that the signature was made with. */
  key: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  day: isoDateSchema,
  issuedOn: isoDateSchema.optional(),
  validTo: isoDateSchema.optional(),
  fields: z.array(fieldNameSchema).min(1).max(40),
});

export const packagePayloads = [issuerTrusted, packageTaken] as const;
