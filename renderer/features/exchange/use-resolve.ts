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
  const base = { id: conflict.caseId, heads: conflict.caseHeads };
  const resolve: Resolve['resolve'] = ({ side, reason }, onDone) => {
    const onSuccess = { onSuccess: onDone };
    switch (conflict.kind) {
      case 'decision':
        decision.mutate(
          { id: conflict.caseId, caseHeads: conflict.caseHeads, keep: side?.event ?? null, reason },
          onSuccess,
        );
        return;
      case 'verdict':
        if (side !== null && isConclusion(side.title))
          verdict.mutate({ ...base, conclusion: side.title, note: reason, ...codeOf(side) }, onSuccess);
        return;
      case 'field': {
        const field = conflict.field;
        const fact = shown?.facts.find((each) => each.field === field);
        if (side === null || field === null || fact === undefined) return;
        facts.mutate({ ...base, fields: { [field]: valueOf(fact, side) }, basis: reason }, onSuccess);
      }
    }
  };
  return {
    resolve,
    busy:
      decision.isPending ||
      verdict.isPending ||
      facts.isPending ||
      (conflict.kind === 'field' && shown === undefined),
    error: decision.error ?? verdict.error ?? facts.error,
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
