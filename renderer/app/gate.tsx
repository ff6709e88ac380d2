// Owns: which of three the window shows: first start, unlock, or the work. Must not: keep a view alive behind a lock.
import { RouterProvider } from '@tanstack/react-router';
import { useStore } from '../lib/external-store.ts';
import { Failed, Waiting } from '../ui/states.tsx';
import { useOperation } from '../lib/operations.ts';
import { sheetPending } from '../lib/session.ts';
import { FirstStart } from '../features/start/first-start.tsx';
import { Unlock } from '../features/start/unlock.tsx';
import { router } from './router.tsx';

export function Gate() {
  const { data: status, error, refetch } = useOperation('app.status', {});
  const sheetIsPending = useStore(sheetPending);
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
