// Owns: operations on the files attached to a case: choosing, attaching, describing anew, taking away, opening.
// Must not: name a path; main's dialog chooses files, and their bytes wait there.
import { z } from 'zod';
import { caseIdSchema, eventHashSchema, isoDateSchema } from '../../domain/ids.ts';
import { hex32 } from '../../domain/ledger/payload-parts.ts';
import {
  verifications,
  type MediaType,
  type Verification,
} from '../../domain/ledger/payloads/attachments.ts';
import { operation, type Problem } from '../operation.ts';

export type AttachmentSaid = {
  readonly attachmentKind: string;
  readonly issuer: string | null;
  readonly issuedOn: string | null;
  readonly verified: Verification;
  readonly note: string | null;
  readonly by: string;
  readonly at: number;
};

export type AttachmentView = {
  /** SHA-256 of its bytes. */
  readonly id: string;
  readonly fileName: string;
  readonly mediaType: MediaType;
  readonly size: number;
  /** Several: said apart, and nobody who saw both has written again. */
  readonly said: readonly AttachmentSaid[];
  readonly by: string;
  readonly at: number;
  /** Taken away from the case: why, by whom and when. */
  readonly away: { readonly reason: string; readonly by: string; readonly at: number } | null;
  /** False: the bytes are not in this store yet; `keptBy` says who has them. */
  readonly here: boolean;
  readonly keptBy: string;
};

/** One of the files that were chosen; one that is refused says why and is not kept. */
export type ChosenAttachment = {
  readonly name: string;
  readonly size: number;
  readonly mediaType: MediaType | null;
  readonly problem: Problem | null;
};
export type ChosenAttachments = {
  readonly token: string;
  readonly files: readonly ChosenAttachment[];
  /** Codes of the shipped list. */
  readonly kinds: readonly string[];
};

/** A picture is drawn from its address; a PDF's pages from its bytes. */
export type OpenedAttachment = {
  readonly fileName: string;
  readonly mediaType: MediaType;
  readonly address: string | null;
  readonly bytes: Uint8Array | null;
};

const saidSchema = z.object({
  attachmentKind: z.string().max(40),
  issuer: z.string().max(400),
  issuedOn: isoDateSchema.nullable(),
  verified: z.enum(verifications),
  note: z.string().max(2000),
});
export type SaidInput = z.infer<typeof saidSchema>;

const one = { id: caseIdSchema, heads: z.array(eventHashSchema).max(200) };

export const attachmentOperations = {
  /** Null: the person chose none. */
  'attachments.choose': operation(z.object({ id: caseIdSchema })).returns<ChosenAttachments | null>(),
  'attachments.add': operation(
    z.object({
      ...one,
      token: z.string().max(64),
      /** By their places among the chosen. */
      files: z
        .array(z.object({ file: z.int().min(0).max(100), said: saidSchema }))
        .min(1)
        .max(20),
    }),
  ).returns<{ readonly batch: string }>(),
  'attachments.describe': operation(z.object({ ...one, attachment: hex32, said: saidSchema })).returns<{
    readonly batch: string;
  }>(),
  'attachments.remove': operation(
    z.object({ ...one, attachment: hex32, reason: z.string().max(400) }),
  ).returns<{ readonly batch: string }>(),
  'attachments.kinds': operation(z.object({})).returns<readonly string[]>(),
  'attachments.open': operation(
    z.object({ id: caseIdSchema, attachment: hex32 }),
  ).returns<OpenedAttachment>(),
};
