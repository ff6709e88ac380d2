// Owns: a verdict from key to answer: shown at once, sent in order, taken back with a sentence when main refuses.
// Must not: decide whether it is allowed; main does, by the heads the window showed.
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conclusion } from '../../../domain/ledger/payload.ts';
import type { CaseRow, Step } from '../../../domain/review/case-row.ts';
import { demand, problemOf } from '../../lib/api.ts';
import { createExternalStore } from '../../lib/external-store.ts';
import { operationQuery, queryClient } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { useCode, useProblemSentence } from '../../lib/words.ts';
import { patchRow, rowOf } from '../../lib/case-rows.ts';

export type Given = {
  readonly id: string;
  readonly conclusion: Conclusion;
  readonly reason?: string;
  readonly note?: string;
};

/** The last verdict that main refused: it stays in sight until somebody closes it. */
export const refusedVerdict = createExternalStore<{ readonly id: string; readonly sentence: string } | null>(
  null,
);

/** Verdicts are sent one after another: two on one case must not race for its heads. */
let tail: Promise<void> = Promise.resolve();

/** Resolves when main has answered every verdict given so far. */
export function verdictsSent(): Promise<void> {
  return tail;
}

const reviewSteps: readonly Step[] = ['imported', 'needsCheck', 'eligible', 'notEligible'];

function showAtOnce(id: string, conclusion: Conclusion): () => void {
  const row = rowOf(id);
  if (row === undefined) return () => undefined;
  return patchRow(id, { conclusion, ...(reviewSteps.includes(row.step) ? { step: conclusion } : {}) });
}

async function send(given: Given): Promise<void> {
  const query = operationQuery('review.case', { id: given.id });
  const { heads } = await queryClient.fetchQuery({ ...query, staleTime: 60_000 });
  await demand('review.verdict', { ...given, heads });
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: query.queryKey }),
    queryClient.invalidateQueries({ queryKey: ['undo.list'] }),
  ]);
}

export function nameOf(row: CaseRow | undefined): string {
  if (row === undefined) return '';
  return row.stub ? row.applicationId : `${row.givenName} ${row.familyName}`;
}

export function useVerdict(): (given: Given) => void {
  const { t } = useTranslation('review');
  const sentence = useProblemSentence();
  const code = useCode();
  return useCallback(
    (given) => {
      const takeBack = showAtOnce(given.id, given.conclusion);
      const name = nameOf(rowOf(given.id));
      say(t('done.verdict', { name, conclusion: code('conclusion', given.conclusion) }));
      tail = tail
        .then(() => send(given))
        .catch((error: unknown) => {
          takeBack();
          const text = t('refused.verdict', { name, why: sentence(problemOf(error)) });
          refusedVerdict.set({ id: given.id, sentence: text });
          say('');
          void queryClient.invalidateQueries({ queryKey: ['review.case', { id: given.id }] });
        });
    },
    [t, code, sentence],
  );
}

/** The cases beside the open one are fetched before they are asked for. */
export function prefetchCases(ids: readonly (string | undefined)[]): void {
  for (const id of ids) {
    if (id !== undefined) void queryClient.prefetchQuery(operationQuery('review.case', { id }));
  }
}
