// Owns: one form while it is written: answers above what main holds, saved as draft within a second of the last key.
// Must not: keep anything outside main's draft; nor judge an answer.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { FormView, Reopening } from '../../../ipc/decision.ts';
import { demand, type Sent } from '../../lib/api.ts';
import { operationQuery, queryClient, useOperation } from '../../lib/operations.ts';

export type Outcome = 'grant' | 'refusal';
export type DraftAnswers = Sent<'decision.saveDraft'>['answers'];
export type AnswerValue = DraftAnswers[string];
export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed';

export type Form = {
  readonly view: FormView | undefined;
  readonly error: unknown;
  readonly outcome: Outcome;
  readonly answers: Readonly<Record<string, AnswerValue>>;
  readonly saveState: SaveState;
  readonly saveError: unknown;
  readonly set: (number: string, value: AnswerValue) => void;
  readonly setOutcome: (outcome: Outcome) => void;
  /** Saves what waits and answers with the form that main then holds. */
  readonly flush: () => Promise<void>;
  /** What an act sends: own answers only; main lays them over what the sources say. */
  readonly own: DraftAnswers;
  readonly reload: () => void;
  /** Opens the fixed basis for another in its place, or lets it stand. */
  readonly reopen: (act: Reopening) => Promise<void>;
};

const pause = 500;

export function useForm(caseId: string): Form {
  const { data: view, error, refetch } = useOperation('decision.form', { id: caseId });
  const [edits, setEdits] = useState<DraftAnswers>({});
  const [wanted, setWanted] = useState<Outcome | null>(null);
  const outcome = wanted ?? view?.outcome ?? 'grant';
  const fixed = view !== undefined && !isOpen(view);
  const own = { ...ownAnswers(view), ...edits };
  const saver = useSaver(caseId);
  const { save, ...state } = saver;
  const set = (number: string, value: AnswerValue) => {
    if (fixed) return;
    setEdits((before) => ({ ...before, [number]: value }));
    save({ outcome, answers: { ...own, [number]: value } }, pause);
  };
  const setOutcome = (next: Outcome) => {
    if (fixed || next === outcome) return;
    setWanted(next);
    save({ outcome: next, answers: own }, 0);
  };
  return {
    ...state,
    view,
    error,
    outcome,
    own,
    set,
    setOutcome,
    answers: fixed ? view.answers : { ...view?.answers, ...edits },
    reload: () => void refetch(),
    reopen: async (act) => {
      if (view === undefined) return;
      await saver.flush();
      const next = await demand('decision.reopen', { id: caseId, act, heads: [...view.heads] });
      setEdits({});
      setWanted(null);
      queryClient.setQueryData(operationQuery('decision.form', { id: caseId }).queryKey, next);
    },
  };
}

/** What has not been fixed, and a basis that was opened again. */
export const isOpen = (view: FormView): boolean => view.standing === 'undecided' || view.reopened;

/** The draft as main last said it: an answer written by hand is marked so, the others come from their sources. */
function ownAnswers(view: FormView | undefined): DraftAnswers {
  if (view === undefined) return {};
  return Object.fromEntries(
    Object.entries(view.answers).filter(([number]) => view.provenance[number] === 'draft'),
  );
}

type Waiting = { readonly outcome: Outcome; readonly answers: DraftAnswers };

/** One save at a time; what was written meanwhile is saved after it. */
function useSaver(caseId: string) {
  const [saveState, setSaveState] = useState<SaveState>('saved');
  const [saveError, setSaveError] = useState<unknown>(null);
  const waiting = useRef<Waiting | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const running = useRef<Promise<void>>(Promise.resolve());
  const run = useCallback(async () => {
    const next = waiting.current;
    if (next === null) return;
    waiting.current = null;
    setSaveState('saving');
    try {
      const view = await demand('decision.saveDraft', { id: caseId, ...next });
      if (waiting.current === null) {
        queryClient.setQueryData(operationQuery('decision.form', { id: caseId }).queryKey, view);
        setSaveState('saved');
        setSaveError(null);
      }
    } catch (error) {
      waiting.current ??= next;
      setSaveState('failed');
      setSaveError(error);
    }
  }, [caseId]);
  const flush = useCallback(async () => {
    clearTimeout(timer.current);
    running.current = running.current.then(run);
    await running.current;
  }, [run]);
  const save = useCallback(
    (next: Waiting, after: number) => {
      waiting.current = next;
      setSaveState('waiting');
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), after);
    },
    [flush],
  );
  // Leaving the case saves at once: nothing that was written may be lost.
  useEffect(() => () => void flush(), [flush]);
  return { saveState, saveError, save, flush };
}
