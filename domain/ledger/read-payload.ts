// Owns: reading a payload of any age, and the coarse type that each kind is written under.
// Must not: give a payload meaning; the fold of its stream does.
import { z } from 'zod';
import { batchIdSchema, type BatchId } from '../ids.ts';
import type { EventType } from './event.ts';
import { payloadSchema, type Payload, type PayloadKind } from './payload.ts';

/** Unknown kinds come from a newer version: kept, chained, relayed, without effect here. `invalid` is a refused event. */
export type ReadPayload =
  | { readonly status: 'known'; readonly payload: Payload }
  | { readonly status: 'newer'; readonly kind: string; readonly batch?: BatchId | undefined }
  | { readonly status: 'purged' }
  | { readonly status: 'invalid'; readonly path: string };

/** What every kind has in common, those too that a later version brings: its name, and the batch it was written in. */
const kindSchema = z.object({ kind: z.string().max(60), batch: batchIdSchema.optional().catch(undefined) });
const knownKinds: ReadonlySet<string> = new Set(
  payloadSchema.options.map((option) => option.shape.kind.value),
);

export function readPayload(payload: string | null): ReadPayload {
  if (payload === null) return { status: 'purged' };
  let json: unknown;
  try {
    json = JSON.parse(payload);
  } catch {
    return { status: 'invalid', path: '' };
  }
  const kind = kindSchema.safeParse(json);
  if (!kind.success) return { status: 'invalid', path: 'kind' };
  if (!knownKinds.has(kind.data.kind)) return { status: 'newer', ...kind.data };
  const parsed = payloadSchema.safeParse(json);
  if (parsed.success) return { status: 'known', payload: parsed.data };
  return { status: 'invalid', path: parsed.error.issues[0]?.path.join('.') ?? '' };
}

/** The coarse type written in the body for each kind. */
const types: Record<PayloadKind, EventType> = {
  'team.founded': 'membership',
  'member.added': 'membership',
  'device.revoked': 'membership',
  'member.left': 'membership',
  'roles.changed': 'membership',
  'delegation.given': 'membership',
  'delegation.ended': 'membership',
  'recoveryKey.set': 'membership',
  'membership.settled': 'membership',
  'device.succeeded': 'membership',
  'restricted.set': 'membership',
  'texts.confirmed': 'text',
  'mapping.saved': 'setting',
  'view.saved': 'setting',
  'view.placed': 'setting',
  'view.removed': 'setting',
  'intake.opened': 'setting',
  'intake.settings': 'setting',
  'import.done': 'import',
  'facts.imported': 'fact',
  'facts.entered': 'fact',
  'case.stubbed': 'fact',
  'verdict.given': 'assessment',
  'offer.imported': 'offer',
  'offer.entered': 'offer',
  'offer.moved': 'offer',
  'employer.named': 'fact',
  'employer.checked': 'check',
  'union.answered': 'statement',
  'basis.fixed': 'decision',
  'decision.registered': 'decision',
  'registration.withdrawn': 'decision',
  'conflict.resolved': 'resolve',
  'document.issued': 'document',
  'acts.confirmed': 'confirm',
  'acts.voided': 'void',
  'unseen.reviewed': 'assessment',
  'case.same-as': 'assessment',
  'case.not-same': 'assessment',
  'acts.left': 'confirm',
  'archive.recorded': 'archive',
  'hold.set': 'archive',
  'purge.signed': 'purge',
  'identity.protected': 'protection',
  'purge.receipted': 'receipt',
  'statistics.frozen': 'setting',
  'officer.named': 'setting',
  'ground.recorded': 'text',
  'case.disclosed': 'document',
  'complaint.noted': 'document',
  'document.posted': 'document',
  'incident.recorded': 'document',
  'handover.noted': 'fact',
  'handover.taken': 'fact',
  'case.assigned': 'handling',
  'case.watched': 'handling',
  'request.sent': 'handling',
  'request.extended': 'handling',
  'request.reminded': 'handling',
  'request.ended': 'handling',
  'question.asked': 'handling',
  'question.ended': 'handling',
  'matter.opened': 'handling',
  'request.ordered': 'handling',
  'secondLook.set': 'text',
  'secondLook.asked': 'handling',
  'secondLook.given': 'resolve',
  'note.written': 'fact',
  'interest.declared': 'interest',
  'interest.tried': 'interest',
  'case.transferred': 'transfer',
  'mailing.prepared': 'handling',
  'mailing.sent': 'handling',
  'mailing.returned': 'handling',
  'mailing.cleared': 'handling',
  'outreach.counted': 'handling',
  'mailing.mapped': 'setting',
  'attachment.added': 'document',
  'attachment.described': 'document',
  'attachment.removed': 'document',
  'issuer.trusted': 'text',
  'package.taken': 'fact',
};

export function typeOf(kind: PayloadKind): EventType {
  return types[kind];
}
