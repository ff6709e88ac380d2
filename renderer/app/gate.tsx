// Owns: which of three the window shows: first start, unlock, or the work; and that nothing is left behind a lock.
// Must not: keep a view or a case alive while the store is locked.
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { FirstStart } from '../features/start/first-start.tsx';
import { forgetPlace } from '../features/review/place.ts';
import { Unlock } from '../features/start/unlock.tsx';
import { forgetRows } from '../lib/case-rows.ts';
import { useStore } from '../lib/external-store.ts';
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
      return <RouterProvider router={router} />;
  }
}

/** Names and cases leave the window's memory; what the window must know of itself stays. */
function forgetAll(): void {
  forgetRows();
  forgetPlace();
  say('');
  queryClient.removeQueries({
    predicate: ({ queryKey: [name] }) => name !== 'app.status' && name !== 'app.settings',
  });
}
