// Owns: which kinds of file may leave the store, on what ground, and the permit that every such file needs (design §8).
// Must not: hold a ground; those are dated data (resources/export-grounds.json) that an administrator records.
import { z } from 'zod';
import type { Pin } from '../ledger/payload-parts.ts';
import { agree, canonical, ownOf } from '../ledger/register.ts';
import type { SharedState } from '../ledger/shared-state.ts';
import { err, ok, type Result } from '../result.ts';

export const exportKinds = [
  'decision',
  'form',
  'request',
  'rejects',
  'rejectsWhole',
  'bundle',
  'caseFileParty',
  'caseFileOther',
  'account',
  'subjectAccess',
  'incident',
  'protocol',
  'workListRegister',
  'workListPermits',
  'mailing',
  'keyFile',
] as const;
export type ExportKind = (typeof exportKinds)[number];

const groundEntrySchema = z.strictObject({
  id: z.enum(exportKinds),
  /** `colleagues`: holds names and public keys of colleagues only, and must work before there is a group. */
  holds: z.enum(['applicants', 'colleagues']),
  title: z.string().min(1),
  to: z.string().min(1),
  ground: z.string().min(1).max(400),
  /** Somebody has read the provision in force for this very use. */
  verified: z.boolean(),
});
export type GroundEntry = z.infer<typeof groundEntrySchema>;

export const exportGroundsSchema = z
  .strictObject({
    id: z.string().min(1).max(80),
    version: z.string().min(1).max(40),
    date: z.iso.date(),
    source: z.string(),
    verified: z.boolean(),
    kinds: z.array(groundEntrySchema),
  })
  .refine(({ kinds }) => exportKinds.every((kind) => kinds.filter((one) => one.id === kind).length === 1), {
    error: 'every kind of export has one entry',
  });
export type ExportGrounds = z.infer<typeof exportGroundsSchema>;

declare const permitMark: unique symbol;
/** Proof that the gate was passed: nothing is written outside the store without one. Only `permitFor` makes it. */
export type Permit = {
  readonly kind: ExportKind;
  /** The ground as it was recorded, for the paper and the register. */
  readonly ground: string;
  readonly [permitMark]: true;
};

export type GroundMissing = {
  readonly tag: 'groundMissing' | 'groundEnded' | 'groundDiffers';
  readonly kind: ExportKind;
  readonly title: string;
};

export type GroundContext = {
  readonly grounds: ExportGrounds;
  /** SHA-256 of a text, lower-case hex; comes from outside. */
  readonly sha256: (text: string) => string;
  readonly recorded: SharedState['grounds'];
  /** A store of invented people: every kind counts as recorded, as an example (DI-3). */
  readonly demo: boolean;
};

export function groundEntry(grounds: ExportGrounds, kind: ExportKind): GroundEntry {
  const entry = grounds.kinds.find((one) => one.id === kind);
  if (!entry) throw new Error(`no ground entry ${kind}`);
  return entry;
}

/** What a record names: this entry as shipped. Another wording of it asks for another record. */
export function groundPin(
  { grounds, sha256 }: Pick<GroundContext, 'grounds' | 'sha256'>,
  kind: ExportKind,
): Pin {
  const entry = groundEntry(grounds, kind);
  return {
    id: `${grounds.id}/${kind}`,
    version: grounds.version,
    sha256: sha256(canonical(entry)),
  };
}

/**
 * DI-1, DI-2: without a ground that an administrator has recorded for the entry as it is shipped, nothing of that kind
 * leaves the store. Two records that did not see each other and differ are none.
 */
export function permitFor(context: GroundContext, kind: ExportKind): Result<Permit, GroundMissing> {
  const entry = groundEntry(context.grounds, kind);
  const refuse = (tag: GroundMissing['tag']) => err({ tag, kind, title: entry.title });
  if (entry.holds === 'colleagues') return ok(permit(kind, entry.ground));
  const wanted = groundPin(context, kind).sha256;
  const standing = (ownOf(context.recorded, kind) ?? []).filter((one) => one.value.entry.sha256 === wanted);
  const agreed = agree(standing, (a, b) => a.allowed === b.allowed && a.ground === b.ground);
  if (agreed.status === 'none')
    return context.demo ? ok(permit(kind, entry.ground)) : refuse('groundMissing');
  if (agreed.status === 'differs') return refuse('groundDiffers');
  return agreed.value.allowed ? ok(permit(kind, agreed.value.ground)) : refuse('groundEnded');
}

function permit(kind: ExportKind, ground: string): Permit {
  return { kind, ground } as Permit;
}
