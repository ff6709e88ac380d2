// Owns: which of three the window shows: first start, unlock, or the work; and that nothing is left behind a lock.
// Must not: keep a view or a case alive while the store is locked.
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { FirstStart } from '../features/start/first-start.tsx';
import { forgetPlace } from '../features/review/place.ts';
import { Unlock } from '../features/start/unlock.tsx';
import { forgetRows } from '../lib/case-rows.ts';
import { useStore } from '../lib/external-store.ts';
import { forgetKeptForms, keepFormsAtLock, loadKeptForms } from '../lib/kept-forms.ts';
import { queryClient, useOperation } from '../lib/operations.ts';
import { say, sheetPending } from '../lib/session.ts';
import { Failed, Waiting } from '../ui/states.tsx';
import { router } from './router.tsx';

export function Gate() {
  const { data: status, error, refetch } = useOperation('app.status', {});
  const sheetIsPending = useStore(sheetPending);
  const phase = status?.phase;
  useEffect(() => {
    if (phase === 'locked' || phase === 'none') forgetAll();
  }, [phase]);
  if (error) return <Failed error={error} onRetry={() => void refetch()} />;
  if (status === undefined) return <Waiting />;
  if (sheetIsPending) return <FirstStart />;
  switch (status.phase) {
    case 'none':
      return <FirstStart />;
    case 'locked':
      return <Unlock status={status} />;
    case 'open':
      return <Work />;
  }
}

/** Forms that were not sent come back before a view asks for them. */
function Work() {
  const [loaded, setLoaded] = useState(false);
  useEffect(() => {
    let here = true;
    void loadKeptForms().finally(() => {
      if (here) setLoaded(true);
    });
    const stop = keepFormsAtLock();
    return () => {
      here = false;
      stop();
    };
  }, []);
  return loaded ? <RouterProvider router={router} /> : <Waiting />;
}

/** Names and cases leave the window's memory; what the window must know of itself stays. */
function forgetAll(): void {
  forgetRows();
  forgetPlace();
  forgetKeptForms();
  say('');
  queryClient.removeQueries({
    predicate: ({ queryKey: [name] }) => name !== 'app.status' && name !== 'app.settings',
  });
}
