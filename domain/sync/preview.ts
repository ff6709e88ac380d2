// Owns: what a bundle would do, told before it is taken in: per case who did what, and what would stand in conflict.
// Must not: take anything in, or settle anything; a conflict is ended by a person's `resolve`.
import { caseConflicts, conflictKey, employerConflicts } from '../conflict/find.ts';
import type { CaseId, EmployerId, EventHash, MemberId } from '../ids.ts';
import { caseFold } from '../ledger/case/fold.ts';
import { unseenFacts } from '../ledger/case/readings.ts';
import type { CaseState } from '../ledger/case/state.ts';
import { employerFold, employerName } from '../ledger/employer-state.ts';
import type { PayloadKind } from '../ledger/payload.ts';
import { foldStream, type FoldEvent, type Judge } from '../ledger/stream.ts';

/** `kind` is null for an entry of a newer version, which is kept without effect. */
export type PreviewedAct = {
  readonly actor: MemberId;
  readonly kind: PayloadKind | null;
  readonly count: number;
};

export type CasePreview = {
  readonly case: CaseId;
  /** Null while nothing opens the case. */
  readonly applicationId: string | null;
  readonly isNew: boolean;
  /** In order of actor and kind. */
  readonly acts: readonly PreviewedAct[];
  /** Keys of conflicts that stand after and did not before (domain/conflict/find.ts). */
  readonly conflicts: readonly string[];
  /** Conflicts that stood before and do no more. */
  readonly settled: readonly string[];
  /** A decision would stand beside a fact that its author had not seen (CO-2), and does not now. */
  readonly unseen: boolean;
  /** Acts whose author was not entitled: kept, without effect, for a lead to confirm. */
  readonly notEntitled: readonly EventHash[];
};

export type MergePreview = {
  /** Cases with new conflicts first, then decisions beside unseen facts, then by application id. */
  readonly cases: readonly CasePreview[];
  readonly newCases: number;
  readonly conflicts: readonly CaseId[];
};

/** One case of a bundle: the stored events of its stream and those that would come in. */
export type CaseChange = {
  readonly case: CaseId;
  readonly mine: readonly FoldEvent[];
  readonly incoming: readonly FoldEvent[];
};

/** The membership as it is, and as it would be with the bundle: what it makes of acts that are here already counts too (GR-4). */
export type Judges = { readonly today: Judge; readonly withFile: Judge };

/** Pure: the same sets give the same preview. */
export function previewMerge(changes: Iterable<CaseChange>, judges: Judges): MergePreview {
  const cases = Array.from(changes, (change) => previewCase(change, judges))
    .filter(hasNews)
    .sort(byUrgency);
  return {
    cases,
    newCases: cases.filter((one) => one.isNew).length,
    conflicts: cases.filter((one) => one.conflicts.length > 0).map((one) => one.case),
  };
}

/** A case that the file does not touch is judged again and usually comes out as it was. */
function hasNews({ acts, conflicts, settled, unseen, notEntitled }: CasePreview): boolean {
  return unseen || [acts, conflicts, settled, notEntitled].some((list) => list.length > 0);
}

function previewCase(change: CaseChange, { today, withFile }: Judges): CasePreview {
  const before = foldStream(caseFold, change.mine, today);
  const after = foldStream(caseFold, [...change.mine, ...change.incoming], withFile);
  const standing = caseConflicts(before).map(conflictKey);
  const coming = caseConflicts(after).map(conflictKey);
  const known = new Set(before.notEntitled);
  return {
    case: change.case,
    applicationId: after.applicationId,
    isNew: change.mine.length === 0,
    acts: countActs(change.incoming),
    conflicts: without(coming, standing),
    settled: without(standing, coming),
    unseen: without(unseenKeys(after), unseenKeys(before)).length > 0,
    notEntitled: after.notEntitled.filter((hash) => !known.has(hash)),
  };
}

/** One employer of a bundle, as `CaseChange`. */
export type EmployerChange = {
  readonly employer: EmployerId;
  readonly mine: readonly FoldEvent[];
  readonly incoming: readonly FoldEvent[];
};
export type EmployerPreview = { readonly employer: EmployerId; readonly name: string };

/** Employers whose check or union's answer would stand in conflict and does not now. */
export function previewEmployers(
  changes: readonly EmployerChange[],
  { today, withFile }: Judges,
): EmployerPreview[] {
  return changes.flatMap(({ employer, mine, incoming }) => {
    const before = foldStream(employerFold, mine, today);
    const after = foldStream(employerFold, [...mine, ...incoming], withFile);
    const coming = without(
      employerConflicts(after).map(conflictKey),
      employerConflicts(before).map(conflictKey),
    );
    return coming.length === 0 ? [] : [{ employer, name: employerName(after)?.name ?? '' }];
  });
}

/** By event, so that they are the same before and after a file. */
export function unseenKeys(state: CaseState): string[] {
  if (state.stub !== null) return [];
  return unseenFacts(state).map(({ decision, fact }) =>
    [state.acts[decision]?.event, state.acts[fact]?.event].join(' '),
  );
}

function without(keys: readonly string[], others: readonly string[]): string[] {
  return keys.filter((one) => !others.includes(one));
}

function countActs(events: readonly FoldEvent[]): PreviewedAct[] {
  const acts = new Map<string, PreviewedAct>();
  for (const { actor, read } of events) {
    if (read.status === 'purged') continue;
    const kind = read.status === 'known' ? read.payload.kind : null;
    const key = `${actor} ${kind ?? ''}`;
    acts.set(key, { actor, kind, count: (acts.get(key)?.count ?? 0) + 1 });
  }
  return [...acts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, act]) => act);
}

function byUrgency(a: CasePreview, b: CasePreview): number {
  const conflict = Number(b.conflicts.length > 0) - Number(a.conflicts.length > 0);
  return conflict || Number(b.unseen) - Number(a.unseen) || (nameOf(a) < nameOf(b) ? -1 : 1);
}

function nameOf(preview: CasePreview): string {
  return `${preview.applicationId ?? ''} ${preview.case}`;
}
