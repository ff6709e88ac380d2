// Owns: that every store a test has opened by the ledger's builder is sound when the test is done: chains, states and rows.
// Must not: import the suites' runner; a process that a test starts builds stores too.
import { deepStrictEqual } from 'node:assert/strict';
import type { Store } from '../../db/open.ts';
import { verifyAll } from '../../db/proof/prove.ts';
import { watching } from './watching.ts';

/** Opened by the running test and still open; what a whole file shares is proved when it is closed. */
const open = new Set<Store<'writer'>>();

function expectSound(store: Store<'writer'>): void {
  if (watching.isBroken() || !store.db.open) return;
  const problems = verifyAll(store.db, {})?.problems.filter((one) => !watching.isAllowed(one.tag));
  deepStrictEqual(problems, [], 'the store is not sound at the end of the test');
}

/** A store is proved when it is closed; one left open, at the test's end. */
export function watched(store: Store<'writer'>): Store<'writer'> {
  if (!watching.isInSuite()) return store;
  if (watching.isInTest()) open.add(store);
  const close = () => {
    open.delete(store);
    try {
      expectSound(store);
    } finally {
      store.close();
    }
  };
  return new Proxy(store, { get: (of, name) => (name === 'close' ? close : Reflect.get(of, name)) });
}

watching.atEnd(() => {
  const left = [...open];
  open.clear();
  for (const store of left) expectSound(store);
});
