// Owns: the kinds of event by which a group says who is in it, with which keys, as what, and who may decide.
// Must not: say what they mean together; domain/team folds them.
import { z } from 'zod';
import { deviceIdSchema, eventHashSchema, isoDateSchema, memberIdSchema } from '../../ids.ts';
import { hex32, shortText, text } from '../payload-parts.ts';

/**
 * caseworker: works on cases. lead: confirms, delegates. administrator: lets people in and out, without case payloads.
 * logReviewer: reads what was read. readOnly: sees cases, changes nothing.
 */
const roleSchema = z.enum(['caseworker', 'lead', 'administrator', 'logReviewer', 'readOnly']);
export type Role = z.infer<typeof roleSchema>;
export const roleNames = roleSchema.options;
export const rolesSchema = z.array(roleSchema).max(8);

/** The roles that the first version knew. A record with another one would be refused there as ill formed. */
const firstRoleSchema = z.enum(['caseworker', 'administrator']);

const deviceSchema = z.object({
  id: deviceIdSchema,
  /** Raw Ed25519 public key, hex. */
  signKey: hex32,
  /** age X25519 recipient, `age1…`. */
  recipient: z.string().regex(/^age1[0-9a-z]{58}$/),
});
export type DeviceKeys = z.infer<typeof deviceSchema>;

const memberSchema = z.object({
  id: memberIdSchema,
  name: z.string().min(1).max(120),
  /** Who is both caseworker and administrator here counts as lead too, unless `roles` beside the record says otherwise. */
  roles: z.array(firstRoleSchema).max(8),
  device: deviceSchema,
});
export type MemberRecord = z.infer<typeof memberSchema>;

const seqSchema = z
  .int()
  .min(0)
  .max(2 ** 40);
const markSchema = z.object({ device: deviceIdSchema, seq: seqSchema });

export const teamFounded = z.object({
  kind: z.literal('team.founded'),
  name: z.string().min(1).max(120),
  /** A demo group is marked for ever: its views, pages and files say that the data are invented. */
  demo: z.boolean(),
  founder: memberSchema,
});

/** Lets somebody in, or one more device of somebody who is in. Keys come in by this kind and by `device.succeeded` only. */
export const memberAdded = z.object({
  kind: z.literal('member.added'),
  member: memberSchema,
  /** The roles exactly. Absent: those of the record, as the first version wrote them. */
  roles: rolesSchema.optional(),
});

/** What the device wrote after `lastSeq` has no effect until a lead confirms it. */
export const deviceRevoked = z.object({
  kind: z.literal('device.revoked'),
  device: deviceIdSchema,
  lastSeq: seqSchema,
  reason: z.enum(['lost', 'replaced', 'left', 'other']),
  note: text.optional(),
});

/** The last number that counts of each device; one that is not named counts for nothing. */
export const memberLeft = z.object({
  kind: z.literal('member.left'),
  member: memberIdSchema,
  day: isoDateSchema,
  devices: z.array(z.object({ device: deviceIdSchema, lastSeq: seqSchema })).max(200),
  note: text.optional(),
});

export const rolesChanged = z.object({
  kind: z.literal('roles.changed'),
  member: memberIdSchema,
  /** All that the member has from now on. */
  roles: rolesSchema,
  /** What the author had of the member's devices: later acts that have not seen this are flagged. */
  seen: z.array(markSchema).max(200),
});

const outcomeSchema = z.enum(['grant', 'refusal']);

/** Who may decide what from which day, by which order of delegation. */
export const delegationGiven = z.object({
  kind: z.literal('delegation.given'),
  member: memberIdSchema,
  outcomes: z.array(outcomeSchema).min(1).max(2),
  from: isoDateSchema,
  to: isoDateSchema.optional(),
  source: z.string().min(1).max(400),
});
export const delegationEnded = z.object({
  kind: z.literal('delegation.ended'),
  /** The event that gave it. */
  delegation: eventHashSchema,
  /** The first day on which it holds no more. */
  day: isoDateSchema,
  source: z.string().min(1).max(400),
});

/** The agency's own key: every sealed file goes to it too, and its sheet acts as an administrator of the last resort. */
export const recoveryKeySet = z.object({
  kind: z.literal('recoveryKey.set'),
  device: deviceSchema,
  /** Where the sheet lies and who answers for it. */
  keeper: shortText,
  /** The group's id secret, sealed by age to the key, base64: with it and one full file the group can be built again. */
  idSecret: z.string().max(4000),
});

/** Ends a dispute: of administrators who have put each other out, these acts are set aside. */
export const membershipSettled = z.object({
  kind: z.literal('membership.settled'),
  setAside: z.array(eventHashSchema).min(1).max(100),
  reason: z.string().min(1).max(4000),
});

/** Who may handle persons with protected identity in the program. Not `on`: nobody, and they are handled outside it. */
export const restrictedSet = z.object({
  kind: z.literal('restricted.set'),
  on: z.boolean(),
  holders: z.array(memberIdSchema).max(50),
  /** The legal day of the decision that this rests on. */
  day: isoDateSchema,
  source: z.string().min(1).max(400),
});

/** A restored or cloned store goes on under new keys. Written and signed by the new device, vouched for by the old. */
export const deviceSucceeded = z.object({
  kind: z.literal('device.succeeded'),
  old: deviceIdSchema,
  /** The last number the old device had sealed into a file. */
  lastSeq: seqSchema,
  device: deviceSchema,
  /** Ed25519 by the OLD device; checked where the event is taken in. */
  vouched: z.string().regex(/^[0-9a-f]{128}$/),
});
