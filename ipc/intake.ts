// Owns: operations that bring files and hand-entered cases in. Must not: pass a path from the renderer; files are chosen in main.
import { z } from 'zod';
import { intakeIdSchema, isoDateSchema } from '../domain/ids.ts';
import { importKinds, type TableKind } from '../domain/intake/fields.ts';
import { fieldValueSchema } from '../domain/ledger/payload-parts.ts';
import { operation } from './operation.ts';
import type { CapView } from './review.ts';

export const importKindSchema = z.enum(importKinds);
export type ImportKind = z.infer<typeof importKindSchema>;
export type { TableKind };

const mappingSchema = z.record(z.string().max(300), z.string().max(60).nullable());

export type IntakeView = {
  readonly id: string;
  readonly cases: number;
  readonly standardLastDay: string | null;
  /** Null where the rules have no cap. */
  readonly cap: CapView | null;
  readonly imports: readonly ImportView[];
};
export type ImportView = {
  readonly batch: string;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly asOf: string;
  readonly at: number;
  readonly by: string;
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly duplicates: number;
  readonly stubs: number;
};

export type RowProblem = { readonly field: string; readonly code: string };
export type ImportReport = {
  readonly rows: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: readonly { readonly row: number; readonly problems: readonly RowProblem[] }[];
  readonly duplicates: readonly { readonly row: number; readonly of: string }[];
  /** New rows that may be a person whose case is here, or of another row, with another number (CO-12); they are read in. */
  readonly alike?: readonly { readonly row: number; readonly of: string }[];
  readonly stubs: number;
  /** Cases that hold something of a person and are emptied at once by a mark in the file (PU-11). */
  readonly empties: number;
  /** Answers about people only: cases with a new answer, those of them that it only confirms, values by hand that stay. */
  readonly answers?: { readonly cases: number; readonly confirmed: number; readonly handStands: number };
  /** BÄR lists only. */
  readonly differs?: readonly BarDifference[];
  readonly noBasis?: readonly { readonly row: number; readonly case: string | null }[];
};
export type BarDifference = {
  readonly row: number;
  readonly case: string;
  readonly field: string;
  readonly ours: string;
  readonly theirs: string;
};

export type ChosenFile = {
  /** Names the file main has read; the renderer never sees a path. */
  readonly token: string;
  readonly name: string;
  readonly format: string;
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly header: readonly string[];
  readonly rows: number;
  readonly sample: readonly (readonly string[])[];
  readonly kind: TableKind | null;
  /** Column → field, as remembered for this source or guessed. */
  readonly mapping: Readonly<Record<string, string | null>>;
  readonly remembered: boolean;
  readonly notes: readonly string[];
};

export type ImportPreview = {
  readonly token: string;
  readonly report: ImportReport;
  /** First changed cases, field by field. */
  readonly changes: readonly {
    readonly caseId: string;
    readonly applicationId: string;
    readonly name: string;
    readonly fields: readonly {
      readonly field: string;
      readonly before: string | null;
      readonly after: string | null;
      /** A value by hand lies above and stays. */
      readonly handStands: boolean;
    }[];
  }[];
  /** Cases whose values change, shown or not. */
  readonly changedCases: number;
  /** Offers and BÄR rows without a case in this intake. */
  readonly unmatched: readonly { readonly row: number }[];
};

const plan = z.object({
  token: z.string().max(60),
  kind: importKindSchema,
  /** Left out for answers about people. */
  intake: intakeIdSchema.optional(),
  asOf: isoDateSchema,
  mapping: mappingSchema,
});

export type PendingBar = {
  readonly id: string;
  readonly row: number;
  readonly fileName: string;
  readonly caseId: string | null;
  readonly applicationId: string | null;
  readonly name: string | null;
  readonly barNumber: string;
  readonly day: string;
  /** What BÄR calls it: a grant or a refusal, or a kind that cannot be recorded here (`otherKind`). */
  readonly outcome: string;
  /** The decision that is recorded on the case. */
  readonly stands: { readonly barNumber: string; readonly day: string } | null;
  readonly reason: 'differs' | 'noBasis' | 'registered' | 'conflict' | 'otherKind';
  readonly differences: readonly { readonly field: string; readonly ours: string; readonly theirs: string }[];
};

export const intakeOperations = {
  'intake.list': operation(z.object({})).returns<readonly IntakeView[]>(),
  /** Opens the system's dialog. `null` when the person cancels it. */
  'intake.chooseFile': operation(
    z.object({ delimiter: z.enum([',', ';', '\t']).optional() }),
  ).returns<ChosenFile | null>(),
  /** Rows pasted from a table, or dropped text. */
  'intake.pasteTable': operation(z.object({ text: z.string().max(5_000_000) })).returns<ChosenFile>(),
  'intake.preview': operation(plan).returns<ImportPreview>(),
  'intake.import': operation(
    plan.extend({
      rememberMapping: z.boolean(),
      /** As many cases as the person has been shown and has confirmed that the file empties. */
      empties: z.int().min(0).optional(),
    }),
  ).returns<ImportReport & { readonly batch: string }>(),
  /** Row number, id, field and reason, nothing personal; `whole`: the rows as they stood, with the reason. */
  'intake.saveRejects': operation(plan.extend({ whole: z.boolean() })).returns<{
    readonly saved: string | null;
  }>(),
  'intake.settings': operation(z.object({ intake: intakeIdSchema, standardLastDay: isoDateSchema })).returns<{
    saved: true;
  }>(),
  'intake.enterCase': operation(
    z.object({
      intake: intakeIdSchema,
      applicationId: z.string().trim().min(1).max(64),
      fields: z.record(z.string().max(60), fieldValueSchema),
    }),
  ).returns<{ readonly caseId: string }>(),
  'bar.pending': operation(z.object({})).returns<readonly PendingBar[]>(),
  'bar.settle': operation(
    z.object({ id: z.string().max(60), kept: z.record(z.string().max(40), z.enum(['ours', 'theirs'])) }),
  ).returns<{ settled: boolean }>(),
  'bar.discard': operation(
    z.object({ id: z.string().max(60), reason: z.string().trim().min(3).max(400) }),
  ).returns<{ discarded: true }>(),
};
