// Owns: the keyed ids: the same application read by two colleagues offline becomes the same case (design §3).
// Must not: change a label or a normalisation below, ever: every group's ids rest on them.
import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import {
  caseIdSchema,
  employerIdSchema,
  type CaseId,
  type EmployerId,
  type IntakeId,
} from '../../domain/ids.ts';

/** 32 bytes, hex. Made with the group, travels in the sealed invitation, never rotates, protects nothing else. */
export function createIdSecret(): string {
  return randomBytes(32).toString('hex');
}

/** HKDF-SHA256(id secret, no salt, "intake/1" 0x00 intake id): 32 bytes, one for each intake. */
export function intakeSecret(idSecret: string, intake: IntakeId): Uint8Array {
  return new Uint8Array(
    hkdfSync('sha256', Buffer.from(idSecret, 'hex'), Buffer.alloc(0), `intake/1\0${intake}`, 32),
  );
}

/** NFC, trimmed, upper case, no inner blanks: ` js-0001 ` and `JS-0001` are one application. */
export function normalApplicationId(applicationId: string): string {
  return applicationId.normalize('NFC').replace(/\s+/gu, '').toUpperCase();
}

/** First 16 bytes of HMAC-SHA256(intake secret, "case/1" 0x00 normal application id). */
export function caseIdOf(secret: Uint8Array, applicationId: string): CaseId {
  return caseIdSchema.parse(hmac16(secret, `case/1\0${normalApplicationId(applicationId)}`));
}

/** Of the ten digits of an organisation number. A sole trader's number is a person's: those get a random id. */
export function employerIdOf(idSecret: string, organisationNumber: string): EmployerId {
  return employerIdSchema.parse(hmac16(Buffer.from(idSecret, 'hex'), `employer/1\0${organisationNumber}`));
}

/** An offer is one employer's to one case: read from two files, or by two colleagues, it is one offer. */
export function offerIdOf(
  idSecret: string,
  of: { readonly case: CaseId; readonly employer: EmployerId },
): string {
  return hmac16(Buffer.from(idSecret, 'hex'), `offer/1\0${of.case}\0${of.employer}`);
}

function hmac16(key: Uint8Array, text: string): string {
  return createHmac('sha256', key).update(text, 'utf8').digest('hex').slice(0, 32);
}
