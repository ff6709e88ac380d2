// Owns: which act ends which kind of conflict. Must not: choose; the dialog's person does.
import type { ConflictView, FactView } from '../../../ipc/review.ts';
import type { OperationName } from '../../../ipc/names.ts';
import { useAct, useOperation } from '../../lib/operations.ts';

export type Choice = { readonly side: ConflictView['sides'][number] | null; readonly reason: string };
type Resolve = {
  readonly resolve: (choice: Choice, onDone: () => void) => void;
  readonly busy: boolean;
  readonly error: unknown;
};

const refreshed: readonly OperationName[] = [
  'conflicts.list',
  'exchange.status',
  'app.today',
  'decision.form',
  'review.case',
  'undo.list',
];

/**
 * Deciding acts end by `conflicts.resolve`, on the heads that were shown. A verdict ends by a new verdict over both, a fact by
 * the value entered anew: the newer act has seen both (design §3).
 */
export function useResolve(conflict: ConflictView): Resolve {
  const decision = useAct('conflicts.resolve', refreshed);
  const verdict = useAct('review.verdict', refreshed);
  const facts = useAct('review.enterFacts', refreshed);
  const { data: shown } = useOperation(
    'review.case',
    { id: conflict.caseId },
    { enabled: conflict.kind === 'field' },
  );
  const { caseId: id, caseHeads, field } = conflict;
  const byKind: Readonly<Record<ConflictView['kind'], Resolve['resolve']>> = {
    decision: ({ side, reason }, onDone) =>
      decision.mutate({ id, caseHeads, keep: side?.event ?? null, reason }, { onSuccess: onDone }),
    verdict: ({ side, reason }, onDone) => {
      if (side === null || !isConclusion(side.title)) return;
      const given = { conclusion: side.title, note: reason, ...codeOf(side) };
      verdict.mutate({ id, heads: caseHeads, ...given }, { onSuccess: onDone });
    },
    field: ({ side, reason }, onDone) => {
      const fact = shown?.facts.find((each) => each.field === field);
      if (side === null || field === null || fact === undefined) return;
      const fields = { [field]: valueOf(fact, side) };
      facts.mutate({ id, heads: caseHeads, fields, basis: reason }, { onSuccess: onDone });
    },
  };
  const waits = conflict.kind === 'field' && shown === undefined;
  return {
    resolve: byKind[conflict.kind],
    busy: waits || [decision, verdict, facts].some((act) => act.isPending),
    error: [decision, verdict, facts].find((act) => act.error !== null)?.error ?? null,
  };
}

const conclusions = ['eligible', 'needsCheck', 'notEligible'] as const;
const isConclusion = (text: string): text is (typeof conclusions)[number] =>
  conclusions.some((each) => each === text);

function codeOf(side: ConflictView['sides'][number]): { readonly reason?: string } {
  const code = side.facts.find((fact) => fact.label === 'reason')?.value;
  return code === undefined ? {} : { reason: code };
}

/** The side carries text; the case has the value itself, found by its author and moment. */
function valueOf(fact: FactView, side: ConflictView['sides'][number]): FactView['value'] {
  const other = fact.others.find((each) => each.by === side.by && each.at === side.at);
  if (other !== undefined) return other.value;
  return side.facts.find((each) => each.label === 'value')?.value ?? null;
}
