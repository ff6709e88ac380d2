// Owns: operations on the work group: who is in it, as what, who may decide, the agency's recovery sheet.
// Must not: carry a key; the sheet's code crosses once, when it is made or typed in.
import { z } from 'zod';
import { deviceIdSchema, eventHashSchema, isoDateSchema, memberIdSchema } from '../../domain/ids.ts';
import { rolesSchema, type Role } from '../../domain/ledger/payloads/membership.ts';
import { lookSubjects, type LookSubject } from '../../domain/ledger/payloads/second-look.ts';
import { operation } from '../operation.ts';

const nothing = z.object({});
const reasonText = z.string().trim().min(1).max(4000);
const sourceText = z.string().trim().min(1).max(400);
const noteText = z.string().trim().max(4000).optional();

export type GroupDevice = {
  readonly id: string;
  readonly self: boolean;
  readonly words: readonly string[];
  readonly state: 'inUse' | 'revoked' | 'suspended';
  /** The last number that counts of a device that is out. */
  readonly lastSeq: number | null;
  /** How far this store has its entries without holes. */
  readonly have: number;
};
export type GroupMember = {
  readonly id: string;
  readonly name: string;
  readonly self: boolean;
  readonly standing: 'active' | 'left' | 'suspended' | 'void';
  readonly roles: readonly Role[];
  readonly devices: readonly GroupDevice[];
  readonly lastHeardAt: number | null;
};
export type DelegationView = {
  readonly id: string;
  readonly name: string;
  readonly outcomes: readonly ('grant' | 'refusal')[];
  readonly from: string;
  readonly to: string | null;
  readonly endedOn: string | null;
  readonly source: string;
  readonly holds: boolean;
};
/** One change of the group, as the window words it. */
export type GroupAct = {
  readonly id: string;
  /** A name; `null` for the agency's recovery sheet. */
  readonly by: string | null;
  readonly at: number;
  /** Kind of event, such as `device.revoked`. */
  readonly kind: string;
  /** Whom it lets in, puts out or speaks of; empty where it is the group. */
  readonly about: string;
  readonly roles: readonly Role[];
  readonly outcomes: readonly ('grant' | 'refusal')[];
  /** The legal day that it names. */
  readonly day: string | null;
  /** Reason, note, source, or where a sheet lies. */
  readonly note: string;
  readonly effect: 'stands' | 'disputed' | 'none';
};
export type SheetView = {
  readonly keeper: string;
  readonly words: readonly string[];
  readonly setBy: string;
  readonly setAt: number;
};
/** Who may handle persons with protected identity in the program. */
export type HoldersView = {
  /** Settings that stand; two when they were made apart. */
  readonly settings: readonly {
    readonly on: boolean;
    readonly names: readonly string[];
    readonly day: string;
    readonly source: string;
  }[];
  /** Who counts now: named in all of them, in the group, and sees cases. */
  readonly holders: readonly { readonly id: string; readonly name: string }[];
  /** Who could be named. */
  readonly choices: readonly { readonly id: string; readonly name: string }[];
};
export type GroupStatus = {
  readonly team: string;
  readonly today: string;
  readonly mayAdminister: boolean;
  readonly mayLead: boolean;
  readonly members: readonly GroupMember[];
  readonly delegations: readonly DelegationView[];
  readonly restricted: HoldersView;
  /** What the agency asks a second look at. */
  readonly secondLook: readonly LookSubject[];
  /** Those that open files now; former ones are counted. */
  readonly sheets: readonly SheetView[];
  readonly replacedSheets: number;
  readonly disputed: readonly GroupAct[];
  /** What has changed the group, newest first. */
  readonly history: readonly GroupAct[];
};

type Done = null;

export const groupOperations = {
  'group.status': operation(nothing).returns<GroupStatus>(),
  'group.changeRoles': operation(z.object({ member: memberIdSchema, roles: rolesSchema })).returns<Done>(),
  'group.revoke': operation(
    z.object({
      device: deviceIdSchema,
      reason: z.enum(['lost', 'replaced', 'left', 'other']),
      note: noteText,
    }),
  ).returns<Done>(),
  'group.leave': operation(
    z.object({ member: memberIdSchema, day: isoDateSchema, note: noteText }),
  ).returns<Done>(),
  'group.delegate': operation(
    z.object({
      member: memberIdSchema,
      outcomes: z
        .array(z.enum(['grant', 'refusal']))
        .min(1)
        .max(2),
      from: isoDateSchema,
      to: isoDateSchema.optional(),
      source: sourceText,
    }),
  ).returns<Done>(),
  'group.endDelegation': operation(
    z.object({ delegation: eventHashSchema, day: isoDateSchema, source: sourceText }),
  ).returns<Done>(),
  'group.setHolders': operation(
    z.object({
      on: z.boolean(),
      holders: z.array(memberIdSchema).max(50),
      day: isoDateSchema,
      source: sourceText,
    }),
  ).returns<Done>(),
  'group.setSecondLook': operation(z.object({ asks: z.array(z.enum(lookSubjects)).max(2) })).returns<Done>(),
  'group.settle': operation(
    z.object({ setAside: z.array(eventHashSchema).min(1).max(100), reason: reasonText }),
  ).returns<Done>(),
  /** The code is shown once, to be printed; it is stored nowhere. */
  'group.makeSheet': operation(z.object({ keeper: z.string().trim().min(1).max(400) })).returns<{
    readonly code: string;
    readonly words: readonly string[];
  }>(),
  'group.useSheet': operation(
    z.object({
      code: z.string().max(200),
      act: z.discriminatedUnion('kind', [
        z.object({
          kind: z.literal('settle'),
          setAside: z.array(eventHashSchema).min(1).max(100),
          reason: reasonText,
        }),
        z.object({ kind: z.literal('administrator'), member: memberIdSchema }),
      ]),
    }),
  ).returns<Done>(),
};
