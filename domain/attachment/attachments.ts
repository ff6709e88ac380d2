// Owns: the attachments of one case as folded: which files, what is said of each, whether one has been taken away.
// Must not: know bytes, or let a clock say which of two descriptions counts.
import type { Payload, PayloadOf } from '../ledger/payload.ts';
import { agree, write, type Agreement, type Register } from '../ledger/register.ts';
import type { Application } from '../ledger/stream.ts';

export type AttachmentPayload = Extract<Payload, { readonly kind: `attachment.${string}` }>;
type Added = PayloadOf<'attachment.added'>;
export type AttachmentDetails = Pick<Added, 'attachmentKind' | 'issuer' | 'issuedOn' | 'verified' | 'note'>;
/** Null: of the case. A text: why it was taken away. */
type Away = string | null;

export type Attachment = Pick<Added, 'sha256' | 'size' | 'mediaType' | 'fileName'> & {
  /** Every act that attached it. */
  readonly added: readonly number[];
  readonly details: Register<AttachmentDetails>;
  readonly away: Register<Away>;
};

/** What is said of a file that nobody's act has attached, or whose act was taken back, has no effect. */
export function applyAttachment(
  attachments: readonly Attachment[],
  { payload, act, seen }: Application<AttachmentPayload>,
): readonly Attachment[] {
  switch (payload.kind) {
    case 'attachment.added': {
      const { sha256, size, mediaType, fileName } = payload;
      const known = attachments.find((one) => one.sha256 === sha256);
      const old = known ?? { sha256, size, mediaType, fileName, added: [], details: [], away: [] };
      const next = {
        ...old,
        added: [...old.added, act],
        details: write(old.details, { act, value: detailsOf(payload) }, seen),
        away: write(old.away, { act, value: null }, seen),
      };
      return known ? attachments.map((one) => (one === known ? next : one)) : [...attachments, next];
    }
    case 'attachment.described':
      return changed(attachments, payload.sha256, (one) => ({
        details: write(one.details, { act, value: detailsOf(payload) }, seen),
      }));
    case 'attachment.removed':
      return changed(attachments, payload.sha256, (one) => ({
        away: write(one.away, { act, value: payload.reason }, seen),
      }));
  }
}

function changed(
  attachments: readonly Attachment[],
  sha256: string,
  change: (one: Attachment) => Partial<Attachment>,
): readonly Attachment[] {
  return attachments.map((one) => (one.sha256 === sha256 ? { ...one, ...change(one) } : one));
}

function detailsOf({
  attachmentKind,
  issuer,
  issuedOn,
  verified,
  note,
}: AttachmentDetails): AttachmentDetails {
  return {
    attachmentKind,
    verified,
    ...(issuer === undefined ? {} : { issuer }),
    ...(issuedOn === undefined ? {} : { issuedOn }),
    ...(note === undefined ? {} : { note }),
  };
}

/** AT-5: who attached it without having seen that it was taken away keeps it in the case. */
export function isAway({ away }: Pick<Attachment, 'away'>): boolean {
  return away.length > 0 && away.every(({ value }) => value !== null);
}

/** AT-4: equal words are one; different ones stand beside one another until somebody who saw both writes again. */
export function saidOf({ details }: Pick<Attachment, 'details'>): Agreement<AttachmentDetails> {
  return agree(details);
}

export function attachmentOf(
  { attachments }: { readonly attachments?: readonly Attachment[] },
  sha256: string,
): Attachment | undefined {
  return attachments?.find((one) => one.sha256 === sha256);
}
