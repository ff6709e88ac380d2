// Owns: operations on signed data packages that an applicant brings, and on the group's list of issuers.
// Must not: let the window say that a package counts; what is taken is checked again where it is written.
import { z } from 'zod';
import { caseIdSchema, eventHashSchema, isoDateSchema } from '../../domain/ids.ts';
import { fieldNameSchema, type FieldValue } from '../../domain/ledger/payload-parts.ts';
import type { PackageFault, PackageNote } from '../../domain/package/judge.ts';
import { operation } from '../operation.ts';

/** As wide as the greatest package; a longer text is cut off by the schema and never parsed. */
const packageText = z.string().min(1).max(131_073);

export type PackageFactView = {
  readonly field: string;
  /** What the package says, and what the case says now. */
  readonly value: FieldValue;
  readonly now: FieldValue | null;
  readonly same: boolean;
};
export type PackageView = {
  /** Nothing can be taken unless it is empty. In the order in which they were met. */
  readonly faults: readonly PackageFault[];
  readonly notes: readonly PackageNote[];
  readonly sha256: string;
  readonly format: 'jwt' | 'sdJwt' | null;
  /** As the package says, whether or not anybody trusts it. */
  readonly issuer: string | null;
  readonly issuerName: string | null;
  readonly issuerSource: string | null;
  readonly type: string | null;
  readonly algorithm: string | null;
  readonly issuedOn: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  /** Empty while the signature is not right: what nobody has signed is not shown as said. */
  readonly person: readonly { readonly field: string; readonly said: string; readonly inCase: string }[];
  readonly facts: readonly PackageFactView[];
};

export type IssuerView = {
  readonly issuer: string;
  readonly name: string;
  readonly types: readonly string[];
  readonly keys: readonly {
    readonly id: string | null;
    readonly curve: string;
    readonly thumbprint: string;
    readonly validFrom: string;
    readonly validTo: string | null;
  }[];
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly source: string;
  readonly day: string;
  readonly verified: boolean;
  readonly example: boolean;
  readonly by: string;
  readonly state: 'valid' | 'notYet' | 'ended' | 'withdrawn';
  /** Two colleagues have recorded it apart: neither counts until one is recorded anew. */
  readonly differs: boolean;
};

const trustInput = z.object({
  issuer: z.string().min(1).max(300),
  name: z.string().min(1).max(400),
  types: z.array(z.string().max(40)).max(20),
  /** JWK, or JWK set, as text. */
  keys: z.string().min(1).max(20_000),
  validFrom: isoDateSchema,
  validTo: isoDateSchema.optional(),
  source: z.string().min(3).max(400),
  verified: z.boolean(),
});
export type TrustInput = z.infer<typeof trustInput>;

const takeInput = z.object({
  id: caseIdSchema,
  heads: z.array(eventHashSchema).max(200),
  text: packageText,
  fields: z.array(fieldNameSchema).min(1).max(40),
});
export type TakeInput = z.infer<typeof takeInput>;

export const packageOperations = {
  /** Opens a dialog. Null: nothing was chosen. */
  'packages.choose': operation(z.object({})).returns<{
    readonly name: string;
    readonly text: string;
  } | null>(),
  'packages.check': operation(z.object({ id: caseIdSchema, text: packageText })).returns<PackageView>(),
  'packages.take': operation(takeInput).returns<{ readonly batch: string }>(),
  'packages.issuers': operation(z.object({})).returns<{
    readonly issuers: readonly IssuerView[];
    readonly types: readonly string[];
  }>(),
  'packages.trust': operation(trustInput).returns<{ readonly issuer: string }>(),
};
