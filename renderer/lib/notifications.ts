// Owns: what main says unasked, spread to whoever listens, and the queries it makes stale. Must not: draw anything.
import type { Notification } from '../../ipc/contract.ts';
import { queryClient } from './operations.ts';

type Listener = (notification: Notification) => void;
const listeners = new Set<Listener>();

/** Adds a listener until the returned function is called. */
export function listenToMain(listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** The list keeps its order while somebody works in it: `review.ids` is refreshed by the list itself. */
const keptByTheirView = new Set<unknown>([
  'review.ids',
  'review.rows',
  'app.settings',
  'decision.definition',
  'review.reasons',
]);

const ofOneCase = new Set<unknown>(['review.case', 'decision.form']);

export function startListening(): () => void {
  return window.sprangbradan.onNotification((notification) => {
    for (const listener of [...listeners]) listener(notification);
    if (notification.kind === 'changed') invalidate(notification.cases);
    if (notification.kind === 'kept') void queryClient.invalidateQueries({ queryKey: ['keeping.status'] });
    if (notification.kind === 'locked') void queryClient.resetQueries({ queryKey: ['app.status'] });
  });
}

/** Counts and lists follow a little later: a quick hand gives several verdicts a second. */
const calm = 200;
let waiting: ReturnType<typeof setTimeout> | undefined;

function invalidate(cases: readonly string[] | 'many'): void {
  const touched = cases === 'many' ? undefined : new Set(cases);
  void queryClient.invalidateQueries({
    predicate: ({ queryKey: [name, input] }) =>
      ofOneCase.has(name) && (touched === undefined || touched.has(idOf(input))),
  });
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    void queryClient.invalidateQueries({
      predicate: ({ queryKey: [name] }) => !ofOneCase.has(name) && !keptByTheirView.has(name),
    });
  }, calm);
}

function idOf(input: unknown): string {
  return typeof input === 'object' && input !== null && 'id' in input && typeof input.id === 'string'
    ? input.id
    : '';
}
