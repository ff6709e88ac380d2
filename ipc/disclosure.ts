// Owns: operations on what leaves the store: grounds, files outside, disclosure, complaints, incidents.
// Must not: carry a masked value back into a choice; an item is named by its id.
import { z } from 'zod';
import { exportKinds, type ExportKind } from '../domain/disclosure/grounds.ts';
import type { LeftOutReason } from '../domain/disclosure/work-list.ts';
import { batchIdSchema, caseIdSchema, isoDateSchema } from '../domain/ids.ts';
import { lookupKinds } from '../domain/intake/fields.ts';
import { operation } from './operation.ts';

export type GroundView = {
  readonly kind: ExportKind;
  readonly title: string;
  readonly to: string;
  /** As shipped. */
  readonly ground: string;
  readonly verified: boolean;
  /** Holds applicants: nothing of it leaves without a record. */
  readonly needsRecord: boolean;
  readonly state: 'allowed' | 'groundMissing' | 'groundEnded' | 'groundDiffers';
  readonly differs: boolean;
  readonly recorded: {
    readonly by: string;
    readonly allowed: boolean;
    readonly ground: string;
    readonly day: string;
    readonly source: string;
    readonly example: boolean;
  } | null;
};

export type FileOutcomeName = 'removed' | 'gone' | 'changed' | 'replaced' | 'inUse';
export type GivenFile = {
  readonly id: number;
  readonly name: string;
  readonly folder: string;
  readonly kind: string;
  readonly bytes: number;
  readonly caseId: string | null;
  readonly applicationId: string | null;
  readonly writtenAt: number;
  readonly postedOn: string | null;
  readonly endedAt: number | null;
  readonly outcome: FileOutcomeName | null;
};
export type GivenFiles = {
  readonly files: readonly GivenFile[];
  /** Of all, not only those shown. */
  readonly left: number;
  readonly posted: number;
};
export type CleanUpOutcome = {
  readonly removed: number;
  readonly files: readonly {
    readonly id: number;
    readonly name: string;
    readonly folder: string;
    readonly outcome: FileOutcomeName;
  }[];
};

const fileIds = z.array(z.int().min(1)).min(1).max(5000);

const productSchema = z.enum(['caseFile', 'account', 'subjectAccess']);
const whomSchema = z.enum(['party', 'representative', 'authority', 'other']);
const maskGround = z.string().trim().min(3).max(400);
const masksSchema = z
  .array(
    z.union([
      z.strictObject({ item: z.string().min(1).max(200), ground: maskGround }),
      z.strictObject({ word: z.string().trim().min(2).max(200), ground: maskGround }),
    ]),
  )
  .max(5000);
const giveSchema = z.object({
  id: caseIdSchema,
  product: productSchema,
  toWhom: whomSchema,
  recipient: z.string().trim().max(200).optional(),
  request: z.string().trim().max(300).optional(),
  masks: masksSchema,
  json: z.boolean(),
});
export type GiveInput = z.infer<typeof giveSchema>;

export type DisclosureView = {
  /** The notice left names out: a case file to an authority holds the original with them (DO-10). */
  readonly hasOriginal: boolean;
  readonly items: readonly {
    readonly id: string;
    readonly section: string;
    readonly label: string;
    readonly value: string;
    readonly source: string;
    /** Of somebody else than the party. */
    readonly third: boolean;
    /** Left out of the notice to the party (7.4, 7.11). */
    readonly withheld: boolean;
    readonly group: string | null;
  }[];
  readonly disclosed: readonly {
    readonly at: number;
    readonly by: string;
    readonly product: z.infer<typeof productSchema>;
    readonly toWhom: z.infer<typeof whomSchema>;
    readonly recipient: string | null;
    readonly day: string;
    readonly masked: number;
  }[];
  readonly complaints: readonly {
    readonly complaint: string;
    readonly receivedOn: string;
    readonly fromWhom: z.infer<typeof whomSchema>;
    readonly what: string;
    readonly answeredOn: string | null;
    readonly answer: string | null;
    readonly by: string;
    readonly at: number;
  }[];
};
export type GiveOutcome = {
  /** The file's name, or null when the dialog was closed. */
  readonly saved: string | null;
  readonly pages: number;
  readonly files: readonly string[];
};

const longText = z.string().trim().max(20_000);
const complaintSchema = z.object({
  id: caseIdSchema,
  /** Absent for a new one. */
  complaint: batchIdSchema.optional(),
  receivedOn: isoDateSchema,
  fromWhom: whomSchema,
  what: longText.min(1),
  answeredOn: isoDateSchema.optional(),
  answer: longText.optional(),
});
export type ComplaintInput = z.infer<typeof complaintSchema>;

const incidentSchema = z.object({
  /** Absent for a new one. */
  incident: batchIdSchema.optional(),
  discoveredOn: isoDateSchema,
  happenedOn: isoDateSchema.optional(),
  nature: z
    .array(z.enum(['confidentiality', 'integrity', 'availability']))
    .min(1)
    .max(3),
  what: longText.min(1),
  consequences: longText,
  measures: longText,
  people: z.int().min(0).max(1_000_000),
  cases: z.array(caseIdSchema).max(500),
  reported: z.enum(['open', 'reported', 'notNeeded']),
  reportedOn: isoDateSchema.optional(),
  reportReason: longText.optional(),
  informed: z.enum(['open', 'yes', 'notNeeded']),
});
export type IncidentInput = z.infer<typeof incidentSchema>;
export type IncidentView = Omit<IncidentInput, 'incident' | 'happenedOn' | 'reportedOn' | 'reportReason'> & {
  readonly incident: string;
  readonly happenedOn: string | null;
  readonly reportedOn: string | null;
  readonly reportReason: string | null;
  readonly applications: readonly string[];
  readonly by: string;
  readonly at: number;
  /** The last day to report it. */
  readonly reportBefore: string;
  /** Two records that did not see each other. */
  readonly differs: boolean;
};

const workListSchema = z.object({
  kind: z.enum(lookupKinds),
  /** The cases as chosen in the list. */
  cases: z.array(caseIdSchema).min(1).max(100_000),
});
export type WorkListView = {
  readonly people: number;
  readonly leftOut: Readonly<Record<LeftOutReason, number>>;
  /** On what ground it is taken out, as it was recorded. */
  readonly ground: string;
};

export const disclosureOperations = {
  'given.grounds': operation(z.object({})).returns<readonly GroundView[]>(),
  'given.recordGrounds': operation(
    z.object({
      kinds: z.array(z.enum(exportKinds)).min(1).max(exportKinds.length),
      allowed: z.boolean(),
      ground: z.string().trim().min(3).max(400).optional(),
      day: isoDateSchema,
      source: z.string().trim().min(3).max(400),
    }),
  ).returns<{ readonly recorded: number }>(),
  'given.files': operation(z.object({ left: z.boolean() })).returns<GivenFiles>(),
  'given.markPosted': operation(
    z.object({ ids: fileIds, day: isoDateSchema, how: z.enum(['post', 'digital', 'handed']) }),
  ).returns<{ readonly posted: number }>(),
  'given.cleanUp': operation(z.object({ ids: fileIds })).returns<CleanUpOutcome>(),
  'workList.preview': operation(workListSchema).returns<WorkListView>(),
  /** Asks for the place in main. */
  'workList.save': operation(workListSchema).returns<WorkListView & { readonly saved: string | null }>(),
  'disclosure.view': operation(z.object({ id: caseIdSchema })).returns<DisclosureView>(),
  /** Asks for the place in main; records what was given once the file is whole. */
  'disclosure.give': operation(giveSchema).returns<GiveOutcome>(),
  'disclosure.complaint': operation(complaintSchema).returns<{ readonly complaint: string }>(),
  'incidents.list': operation(z.object({})).returns<readonly IncidentView[]>(),
  'incidents.record': operation(incidentSchema).returns<{ readonly incident: string }>(),
  'incidents.save': operation(z.object({ incident: batchIdSchema })).returns<GiveOutcome>(),
};
