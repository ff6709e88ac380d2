// Owns: the kinds by which files are attached to a case, described anew and taken away. Must not: hold bytes; blobs.db does.
import { z } from 'zod';
import { batchIdSchema, isoDateSchema } from '../../ids.ts';
import { hex32, shortText } from '../payload-parts.ts';

/** Told by the file's bytes, never by its name. */
export const mediaTypes = ['application/pdf', 'image/png', 'image/jpeg'] as const;
export type MediaType = (typeof mediaTypes)[number];

/** How somebody made sure that the document is what it says. */
export const verifications = ['notVerified', 'original', 'issuer', 'code', 'signature'] as const;
export type Verification = (typeof verifications)[number];

/** A name is shown and never opened: no path, nothing that is not seen, nothing that turns the writing around. */
const fileName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\\/\p{Cc}\u{202a}-\u{202e}\u{2066}-\u{2069}]+$/u);

const described = {
  batch: batchIdSchema.optional(),
  /** The file itself, by SHA-256 of its bytes: the same file is one attachment of a case, whoever attached it. */
  sha256: hex32,
  /** A code of the shipped list. */
  attachmentKind: z.string().regex(/^[a-z][A-Za-z]{0,39}$/),
  issuer: shortText.optional(),
  /** The day that stands on the document. */
  issuedOn: isoDateSchema.optional(),
  verified: z.enum(verifications),
  note: z.string().max(2000).optional(),
};

export const attachmentAdded = z.object({
  kind: z.literal('attachment.added'),
  ...described,
  /** Bytes; at most what blobs.db keeps of one. */
  size: z
    .int()
    .min(1)
    .max(20 * 1024 ** 2),
  mediaType: z.enum(mediaTypes),
  fileName,
});

export const attachmentDescribed = z.object({ kind: z.literal('attachment.described'), ...described });

/** No longer of the case, and why. The bytes stay until the case is purged: what was handed in is not destroyed by that. */
export const attachmentRemoved = z.object({
  kind: z.literal('attachment.removed'),
  batch: batchIdSchema.optional(),
  sha256: hex32,
  reason: z.string().min(1).max(400),
});

export const attachmentPayloads = [attachmentAdded, attachmentDescribed, attachmentRemoved] as const;
