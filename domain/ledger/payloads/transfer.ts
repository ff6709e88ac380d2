// Owns: the kind by which a case moves between the regular and the pilot intake of one season.
// Must not: say where the case stands; domain/ledger/case/transfers.ts does.
import { z } from 'zod';
import { batchIdSchema, intakeIdSchema } from '../../ids.ts';

export const caseTransferred = z.object({
  kind: z.literal('case.transferred'),
  batch: batchIdSchema,
  /** Where the case stood for its author; absent where colleagues had moved it differently. */
  from: intakeIdSchema.optional(),
  to: intakeIdSchema,
  reason: z.string().min(1).max(4000),
});
