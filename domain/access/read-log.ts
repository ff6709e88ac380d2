// Owns: one line of the read log: its hashed text, and what makes an opening worth a look. Must not: be an event, nor hold a name.
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { caseIdSchema, deviceIdSchema, eventHashSchema, memberIdSchema } from '../ids.ts';
import type { CaseId, DeviceId, EventHash, MemberId } from '../ids.ts';
import type { Micros } from '../ports.ts';

const version = 1;
/** A line that says why: of a case with protected identity, which is opened for a reason. Older programs know only the first form. */
const versionWithReason = 2;

/** `shown`: in the window for a second or longer; `acted`: an act on the case was written; `opened`: from behind its stub (GR-23). */
const howSchema = z.enum(['shown', 'acted', 'opened']);
export type ReadHow = z.infer<typeof howSchema>;

/**
 * Said where the case was read, since a reviewer may not see cases: the case bears the reader's own name, the reader's
 * surname, or belongs to a person with protected identity.
 */
const markSchema = z.enum(['ownName', 'sameSurname', 'protected']);
export type ReadMark = z.infer<typeof markSchema>;

/** A code, never words: the line goes to reviewers who may not know whom the case is about. */
export const openingReasonSchema = z.enum(['handling', 'decision', 'question', 'correction', 'supervision']);
export type OpeningReason = z.infer<typeof openingReasonSchema>;

export type ReadEntry = {
  readonly device: DeviceId;
  /** Counts from 1 per device without gaps. */
  readonly n: number;
  readonly at: Micros;
  readonly member: MemberId;
  readonly caseId: CaseId;
  readonly how: ReadHow;
  readonly marks: readonly ReadMark[];
  /** Why it was opened; only of `opened`. */
  readonly reason?: OpeningReason | undefined;
  /** Hash of the device's line before, null for its first. */
  readonly prev: EventHash | null;
};

/** The text that is hashed, stored and sent verbatim: a JSON array that begins with its own name, so that it is no event. */
export function writeEntry(entry: ReadEntry): string {
  const { device, n, at, member, caseId, how, marks, prev, reason } = entry;
  const line = [device, n, at, member, caseId, how, marks, prev];
  return JSON.stringify(
    reason === undefined ? ['read', version, ...line] : ['read', versionWithReason, ...line, reason],
  );
}

const parts = [
  deviceIdSchema,
  z
    .int()
    .min(1)
    .max(2 ** 40),
  z.int().min(0),
  memberIdSchema,
  caseIdSchema,
  howSchema,
  z.array(markSchema).max(3),
  eventHashSchema.nullable(),
] as const;
const entrySchema = z.union([
  z.tuple([z.literal('read'), z.literal(version), ...parts]),
  z.tuple([z.literal('read'), z.literal(versionWithReason), ...parts, openingReasonSchema]),
]);

export function parseEntry(text: string): ReadEntry | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = entrySchema.safeParse(json);
  if (!parsed.success) return undefined;
  const [, , device, n, at, member, caseId, how, marks, prev, reason] = parsed.data;
  const entry = { device, n, at, member, caseId, how, marks, prev };
  return reason === undefined ? entry : { ...entry, reason };
}

/** Names are compared without case and accents of typing; a surname is a name's last word. */
export function marksOf(
  reader: string,
  row: { readonly givenName: string; readonly familyName: string; readonly stub: boolean } | undefined,
): ReadMark[] {
  if (!row) return [];
  if (row.stub) return ['protected'];
  const own = plain(reader);
  const surname = own.split(' ').at(-1) ?? '';
  const marks: ReadMark[] = [];
  if (own !== '' && own === plain(`${row.givenName} ${row.familyName}`)) marks.push('ownName');
  if (surname !== '' && plain(row.familyName).split(' ').includes(surname)) marks.push('sameSurname');
  return marks;
}

function plain(name: string): string {
  return name.normalize('NFC').trim().toLowerCase().replace(/\s+/gu, ' ');
}

/** The hour in Sweden, whatever the computer's zone is. */
export function hourOf(at: Micros): number {
  return moment(at).hour;
}

/** The clock in Sweden, `14.30`. */
export function clockOf(at: Micros): string {
  const { hour, minute } = moment(at);
  return [hour, minute].map((part) => String(part).padStart(2, '0')).join('.');
}

/** The day in Sweden, `YYYY-MM-DD`. */
export function dayOf(at: Micros): string {
  return moment(at).toPlainDate().toString();
}

function moment(at: Micros): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(at / 1000)).toZonedDateTimeISO('Europe/Stockholm');
}
