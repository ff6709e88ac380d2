// Owns: the rail: order, word and count of each view. A count says what waits there; `null` shows none.
import type { RailEntry } from '../features/shell/rail.tsx';

export const railEntries: readonly RailEntry[] = [
  { path: '/today', word: 'today', count: null },
  {
    path: '/intake',
    word: 'intake',
    count: (today) => today.pendingBar,
    ofCases: true,
    within: [{ path: '/intake/mailings', word: 'mailings', count: null, ofCases: true }],
  },
  { path: '/review', word: 'review', count: (today) => today.notReviewed, ofCases: true },
  { path: '/offers', word: 'offers', count: null, ofCases: true },
  {
    path: '/decision',
    word: 'decision',
    count: (today) => today.offered,
    ofCases: true,
    within: [{ path: '/decision/bar', word: 'bar', count: (today) => today.basisFixed, ofCases: true }],
  },
  { path: '/print', word: 'print', count: null, ofCases: true },
  {
    path: '/exchange',
    word: 'exchange',
    count: (today) => today.conflicts + today.waitingBundles,
    within: [
      { path: '/exchange/conflicts', word: 'conflicts', count: (today) => today.conflicts },
      { path: '/exchange/seen', word: 'seen', count: null },
    ],
  },
  { path: '/statistics', word: 'statistics', count: null, ofCases: true },
  {
    path: '/settings',
    word: 'settings',
    count: (today) => today.textsToConfirm,
    within: [
      { path: '/settings/group', word: 'group', count: null },
      { path: '/settings/proof', word: 'proof', count: null },
      { path: '/settings/access', word: 'access', count: null },
      { path: '/settings/backup', word: 'backup', count: null },
      { path: '/settings/security', word: 'security', count: null },
      { path: '/settings/given-out', word: 'givenOut', count: null },
      { path: '/settings/purge', word: 'purge', count: null },
    ],
  },
];
