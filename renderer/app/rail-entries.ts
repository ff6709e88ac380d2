// Owns: the rail: order, word and count of each view. A count says what waits there; `null` shows none.
import type { RailEntry } from '../features/shell/rail.tsx';

export const railEntries: readonly RailEntry[] = [
  { path: '/today', word: 'today', count: null },
  { path: '/review', word: 'review', count: (today) => today.notReviewed },
  { path: '/statistics', word: 'statistics', count: null },
  { path: '/settings', word: 'settings', count: (today) => today.textsToConfirm },
];
