// Owns: branded identifiers and the written form of streams, hashes and dates. Must not: make ids (see ports.ts).
import { z } from 'zod';

type Brand<Name extends string> = { readonly __brand: Name };

/** Lower-case hex of 16 bytes. A case id is HMAC(intake secret, application id): two colleagues who import one file get the same. */
export type CaseId = string & Brand<'CaseId'>;
/** Lower-case hex of 16 bytes: HMAC over the organisation number, or random for a sole trader. */
export type EmployerId = string & Brand<'EmployerId'>;
/** Lower-case hex of 16 bytes, random, minted with the member. */
export type MemberId = string & Brand<'MemberId'>;
/** Lower-case hex of the first 16 bytes of SHA-256 over the device's Ed25519 public key. */
export type DeviceId = string & Brand<'DeviceId'>;
/** Lower-case hex of the first 16 bytes of the hash of the group's first event. */
export type TeamId = string & Brand<'TeamId'>;
/** Lower-case hex of SHA-256 over an event's body. */
export type EventHash = string & Brand<'EventHash'>;
/** Lower-case hex of 16 random bytes, shared by all events of one act on several cases. */
export type BatchId = string & Brand<'BatchId'>;
/** Canonical intake id, such as `2026-autumn` or `2026-autumn-pilot`. */
export type IntakeId = string & Brand<'IntakeId'>;
/** A legal date, `YYYY-MM-DD`. Never a moment: moments are hybrid-clock microseconds. */
export type IsoDate = string & Brand<'IsoDate'>;

const hex16 = /^[0-9a-f]{32}$/;
const hex32 = /^[0-9a-f]{64}$/;

function branded<T extends string>(pattern: RegExp) {
  return z
    .string()
    .regex(pattern)
    .transform((value) => value as T);
}

export const caseIdSchema = branded<CaseId>(hex16);
export const employerIdSchema = branded<EmployerId>(hex16);
export const memberIdSchema = branded<MemberId>(hex16);
export const deviceIdSchema = branded<DeviceId>(hex16);
export const teamIdSchema = branded<TeamId>(hex16);
export const batchIdSchema = branded<BatchId>(hex16);
export const eventHashSchema = branded<EventHash>(hex32);
export const intakeIdSchema = branded<IntakeId>(/^\d{4}-(spring|autumn)(-pilot)?$/);
export const isoDateSchema = z
  .string()
  .refine(isIsoDate)
  .transform((value) => value as IsoDate);

/** True for a real calendar day written `YYYY-MM-DD`. */
export function isIsoDate(value: string): value is IsoDate {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Days of a Gregorian month; `month` counts from 1. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** A stream is one unit of folding: `case:<id>`, `employer:<id>`, `intake:<id>`, `team`, `shared`. */
export type StreamId =
  | `case:${string}`
  | `employer:${string}`
  | `workplace:${string}`
  | `intake:${string}`
  | 'team'
  | 'shared';

const streamPattern = /^(?:(?:case|employer|workplace):[0-9a-f]{32}|intake:[a-z0-9-]{1,40}|team|shared)$/;

export const streamIdSchema = z
  .string()
  .regex(streamPattern)
  .transform((value) => value as StreamId);

export type TargetGroup = 'regular' | 'pilot';

/** The group an intake is for (domain.md §1.4): part of its id, so that everybody reads the same. */
export function targetGroupOf(intake: IntakeId): TargetGroup {
  return intake.endsWith('-pilot') ? 'pilot' : 'regular';
}

/** `2026-autumn` of both its intakes. */
export function seasonOf(intake: IntakeId): string {
  return intake.replace(/-pilot$/, '');
}

/** The intake of the season's other target group. */
export function otherIntake(intake: IntakeId): IntakeId {
  const season = seasonOf(intake);
  return (targetGroupOf(intake) === 'pilot' ? season : `${season}-pilot`) as IntakeId;
}

export function caseStream(id: CaseId): StreamId {
  return `case:${id}`;
}

export function employerStream(id: EmployerId): StreamId {
  return `employer:${id}`;
}

export function intakeStream(id: IntakeId): StreamId {
  return `intake:${id}`;
}

/** The case a stream belongs to, or undefined for every other kind of stream. */
export function caseOfStream(stream: StreamId): CaseId | undefined {
  return stream.startsWith('case:') ? (stream.slice(5) as CaseId) : undefined;
}

export function employerOfStream(stream: StreamId): EmployerId | undefined {
  return stream.startsWith('employer:') ? (stream.slice(9) as EmployerId) : undefined;
}

export function intakeOfStream(stream: StreamId): IntakeId | undefined {
  return stream.startsWith('intake:') ? (stream.slice(7) as IntakeId) : undefined;
}
