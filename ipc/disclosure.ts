// Owns: operations on what leaves the store: grounds, files outside, disclosure, complaints, incidents.
// Must not: carry a masked value back into a choice; an item is named by its id.
import { z } from 'zod';
import { exportKinds, type ExportKind } from '../domain/disclosure/grounds.ts';
import { isoDateSchema } from '../domain/ids.ts';
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
};
