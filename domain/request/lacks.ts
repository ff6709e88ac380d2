// Owns: the shipped list of what can be missing, and which of it a case's own checks point at. Must not: hold a wording of its own.
import { z } from 'zod';
import { fieldNameSchema } from '../ledger/payload-parts.ts';
import type { CheckResult } from '../rules/check.ts';

const lackSchema = z.strictObject({
  code: z.string().regex(/^[a-z][A-Za-z]*$/),
  /** How the letter lists it. */
  text: z.string().min(1),
  /** Criteria of the rule set that ask for it. */
  criteria: z.array(z.string()),
  /** Fields whose coming answers it. */
  fields: z.array(fieldNameSchema),
  groups: z.array(z.enum(['regular', 'pilot'])).min(1),
});
export type Lack = z.infer<typeof lackSchema>;

export const lackListSchema = z
  .strictObject({
    id: z.string().min(1).max(80),
    version: z.string().min(1).max(40),
    date: z.iso.date(),
    source: z.string().min(1),
    verified: z.boolean(),
    /** Calendar days that are proposed for the answer. */
    days: z.int().min(1).max(90),
    lacks: z.array(lackSchema).min(1),
  })
  .refine(({ lacks }) => new Set(lacks.map(({ code }) => code)).size === lacks.length, {
    error: 'a code stands twice',
  });
export type LackList = z.infer<typeof lackListSchema>;

/** What a person of that group can be asked for. */
export function lacksOf({ lacks }: LackList, group: 'regular' | 'pilot'): readonly Lack[] {
  return lacks.filter(({ groups }) => groups.includes(group));
}

/** RQ-2: proposed where a check cannot be answered by what is known. What is unmet is no lack: nothing that is sent would mend it. */
export function proposedLacks(
  list: LackList,
  group: 'regular' | 'pilot',
  checks: readonly Pick<CheckResult, 'id' | 'outcome'>[],
): readonly string[] {
  const open = new Set<string>(checks.filter(({ outcome }) => outcome === 'check').map(({ id }) => id));
  return lacksOf(list, group)
    .filter(({ criteria }) => criteria.some((id) => open.has(id)))
    .map(({ code }) => code);
}
