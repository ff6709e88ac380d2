// Owns: what a file brought, kept with its row of the log: per case who did what, and which cases differ since.
// Must not: hold a name or a fact of a person; ids and kinds of acts, no more.
import { z } from 'zod';
import { caseIdSchema, caseOfStream, memberIdSchema, type CaseId } from '../../../domain/ids.ts';
import type { Accepted } from '../../../domain/sync/judge.ts';

/** The log keeps the acts of so many cases, those that differ first; of all others their number. */
const keptCases = 300;

const actSchema = z.object({ kind: z.string(), by: memberIdSchema, count: z.int() });
const caseSchema = z.object({ case: caseIdSchema, acts: z.array(actSchema) });

export const bundleDetailsSchema = z.object({
  member: memberIdSchema.optional(),
  caseCount: z.int().catch(0),
  cases: z.array(caseSchema).catch([]),
  conflicts: z.array(caseIdSchema).catch([]),
  /** Entries of other streams: employers, intakes, group, texts. */
  others: z.int().catch(0),
  /** Entries whose contents are not for this computer's member. */
  leftOut: z.int().catch(0),
});
export type BundleDetails = z.infer<typeof bundleDetailsSchema>;

export function actsOf(
  { events, fills, leftOut }: Pick<Accepted, 'events' | 'fills' | 'leftOut'>,
  conflicts: readonly CaseId[],
): Omit<BundleDetails, 'member'> {
  const byCase = new Map<CaseId, Map<string, z.infer<typeof actSchema>>>();
  let others = 0;
  for (const { stored, body, read } of [...events, ...fills]) {
    if (leftOut.has(stored.hash)) continue;
    const id = caseOfStream(body.stream);
    if (!id) {
      others += 1;
      continue;
    }
    const acts = byCase.get(id) ?? new Map<string, z.infer<typeof actSchema>>();
    byCase.set(id, acts);
    const kind = read.status === 'known' ? read.payload.kind : 'newer';
    const key = `${body.actor} ${kind}`;
    acts.set(key, { kind, by: body.actor, count: (acts.get(key)?.count ?? 0) + 1 });
  }
  const differing = new Set(conflicts);
  const ordered = [...byCase].sort(([a], [b]) => Number(differing.has(b)) - Number(differing.has(a)));
  return {
    caseCount: byCase.size,
    cases: ordered.slice(0, keptCases).map(([id, acts]) => ({ case: id, acts: [...acts.values()] })),
    conflicts: [...conflicts],
    others,
    leftOut: leftOut.size,
  };
}
