// Owns: what a file brought, kept with its row of the log: per case who did what, what else there was, and what came to stand apart.
// Must not: hold a name or a fact of a person; ids and kinds of acts, no more.
import { z } from 'zod';
import { caseIdSchema, caseOfStream, caseStream, memberIdSchema, type CaseId } from '../../../domain/ids.ts';
import type { Accepted } from '../../../domain/sync/judge.ts';
import type { Incoming } from '../../../domain/sync/ports.ts';
import { arisenSchema, type Arisen } from './arising.ts';
import { otherActsIn, otherActSchema } from './others.ts';

/** The log keeps the acts of so many cases, those that came to stand apart first; of all others their number. */
const keptCases = 300;
const keptArisen = 1000;

const actSchema = z.object({ kind: z.string(), by: memberIdSchema, count: z.int() });
const caseSchema = z.object({ case: caseIdSchema, acts: z.array(actSchema) });

export const bundleDetailsSchema = z.object({
  member: memberIdSchema.optional(),
  caseCount: z.int().catch(0),
  cases: z.array(caseSchema).catch([]),
  /** Rows of before `arisen`: cases that stood in conflict when the file was in, older conflicts too. */
  conflicts: z.array(caseIdSchema).catch([]),
  /** What came to stand apart with the file. */
  arisen: z.array(arisenSchema).optional().catch(undefined),
  /** What is beyond those that are kept. */
  moreArisen: z.int().catch(0),
  /** Entries of other streams: employers, intakes, group, texts. */
  others: z.int().catch(0),
  /** The same by kind; absent in rows of before. */
  otherActs: z.array(otherActSchema).catch([]),
  /** Entries whose contents are not for this computer's member. */
  leftOut: z.int().catch(0),
});
export type BundleDetails = z.infer<typeof bundleDetailsSchema>;

/** Old rows know cases alone. */
export function arisenOf({ arisen, conflicts }: BundleDetails): readonly Arisen[] {
  return arisen ?? conflicts.map((id) => ({ what: 'case' as const, id: caseStream(id) }));
}

export function actsOf(
  { events, fills, leftOut, team }: Pick<Accepted, 'events' | 'fills' | 'leftOut' | 'team'>,
  arisen: readonly Arisen[],
): Omit<BundleDetails, 'member' | 'conflicts'> {
  const byCase = new Map<CaseId, Map<string, z.infer<typeof actSchema>>>();
  const others: Incoming[] = [];
  for (const incoming of [...events, ...fills]) {
    const { stored, body, read } = incoming;
    if (leftOut.has(stored.hash)) continue;
    const id = caseOfStream(body.stream);
    if (!id) {
      others.push(incoming);
      continue;
    }
    const acts = byCase.get(id) ?? new Map<string, z.infer<typeof actSchema>>();
    byCase.set(id, acts);
    const kind = read.status === 'known' ? read.payload.kind : 'newer';
    const key = `${body.actor} ${kind}`;
    acts.set(key, { kind, by: body.actor, count: (acts.get(key)?.count ?? 0) + 1 });
  }
  const apart = new Set<string>(arisen.map((one) => one.id));
  const isApart = (id: CaseId) => apart.has(caseStream(id));
  const ordered = [...byCase].sort(([a], [b]) => Number(isApart(b)) - Number(isApart(a)));
  return {
    caseCount: byCase.size,
    cases: ordered.slice(0, keptCases).map(([id, acts]) => ({ case: id, acts: [...acts.values()] })),
    arisen: arisen.slice(0, keptArisen),
    moreArisen: Math.max(0, arisen.length - keptArisen),
    others: others.length,
    otherActs: otherActsIn(others, team),
    leftOut: leftOut.size,
  };
}
