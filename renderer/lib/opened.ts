// Owns: telling main that a case has been shown: a second in sight counts as opened (read log) and as looked at (RE-70).
// Must not: keep a case.
import { useEffect, useRef } from 'react';
import type { CaseView } from '../../ipc/review.ts';
import { ask } from './api.ts';
import { operationQuery, queryClient } from './operations.ts';

const opensAfterMs = 1000;

/** Leafing past a case within a second is no opening. A refusal is nothing to show: a locked store has nothing in sight. */
export function useOpened(id: string | null): void {
  useEffect(() => {
    if (id === null) return undefined;
    const timer = setTimeout(() => void ask('access.opened', { id }), opensAfterMs);
    return () => clearTimeout(timer);
  }, [id]);
}

/** The look ends when the case is left, so that what it tells stays while it is read; where there is nothing to tell, at once. */
export function useLooked(id: string, view: CaseView | undefined): void {
  const latest = useRef(view);
  useEffect(() => {
    let isShown = false;
    const look = () => {
      const shown = latest.current;
      if (shown !== undefined && shown.row.caseId === id && !shown.row.stub && !shown.row.barred)
        noteLook(shown);
    };
    const timer = setTimeout(() => {
      isShown = true;
      if (latest.current?.since === null) look();
    }, opensAfterMs);
    return () => {
      clearTimeout(timer);
      if (isShown) look();
    };
  }, [id]);
  // After the effect above, whose end still needs the case that is left.
  useEffect(() => {
    latest.current = view;
  }, [view]);
}

function noteLook({ row, heads, since }: CaseView): void {
  void ask('review.looked', { id: row.caseId, heads });
  if (since === null) return;
  queryClient.setQueryData<CaseView>(operationQuery('review.case', { id: row.caseId }).queryKey, (kept) =>
    kept === undefined ? undefined : { ...kept, since: null },
  );
}
