// Owns: the contract of the desk beside BÄR: what is not registered, a case's answers to carry over, and copying one.
// Must not: take a text to copy from the window; main takes it from the store.
import { z } from 'zod';
import { caseIdSchema, eventHashSchema } from '../domain/ids.ts';
import type { BarField } from '../domain/decision/bar-fields.ts';
import type { LookStatus } from '../domain/decision/second-look.ts';
import { operation } from './operation.ts';

export type BarDeskRow = {
  readonly caseId: string;
  readonly applicationId: string;
  readonly name: string;
  readonly outcome: 'grant' | 'refusal';
  /** The first day of a grant; a refusal has none. */
  readonly startsOn: string | null;
  /** Working days left to it; -1 when it has gone. */
  readonly workingDays: number | null;
  readonly fixedOn: string;
  /** Days since the basis was fixed. */
  readonly days: number;
  /** Four eyes: how the look stands that is still needed; null where nothing is (DE-19). */
  readonly look: Exclude<LookStatus, 'confirmed'> | null;
};
export type BarDesk = { readonly rows: readonly BarDeskRow[]; readonly more: boolean };
export type BarFieldsView = {
  readonly caseId: string;
  readonly heads: readonly string[];
  readonly applicationId: string;
  readonly outcome: 'grant' | 'refusal';
  readonly fields: readonly BarField[];
  /** Seconds that a copied value may lie on the clipboard. */
  readonly clearsAfter: number;
};

export const barOperations = {
  /** The record of BÄR's decision, taken back with a reason (DE-23). */
  'decision.withdraw': operation(
    z.object({
      id: caseIdSchema,
      heads: z.array(eventHashSchema).max(200),
      reason: z.string().trim().min(1).max(4000),
    }),
  ).returns<{ readonly withdrawn: true }>(),
  'bar.desk': operation(z.object({ intake: z.string().max(40).optional() })).returns<BarDesk>(),
  'bar.fields': operation(z.object({ id: caseIdSchema })).returns<BarFieldsView>(),
  'bar.copy': operation(
    z.object({ id: caseIdSchema, number: z.string().regex(/^\d\.\d{1,2}[a-z]?$/) }),
  ).returns<{
    readonly clearsAfter: number;
  }>(),
};
