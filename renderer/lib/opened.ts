// Owns: telling main that a case has been shown: a second in sight counts as opened (read log). Must not: keep a case.
import { useEffect } from 'react';
import { ask } from './api.ts';

const opensAfterMs = 1000;

/** Leafing past a case within a second is no opening. A refusal is nothing to show: a locked store has nothing in sight. */
export function useOpened(id: string | null): void {
  useEffect(() => {
    if (id === null) return undefined;
    const timer = setTimeout(() => void ask('access.opened', { id }), opensAfterMs);
    return () => clearTimeout(timer);
  }, [id]);
}
