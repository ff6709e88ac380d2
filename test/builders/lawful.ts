// Owns: that every store a test has opened is sound when the test is done: chains, states and rows, and with services also the laws.
// Must not: be left out. It is a set-up file of the suites; a test that breaks a store says so by `breaksTheStore`.
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { verifyAll } from '../../db/proof/prove.ts';
import type { Store } from '../../db/open.ts';
import { readFontFiles } from '../../main/pdf/font/files.ts';
import { createRenderer, type Renderer } from '../../main/pdf/renderer.ts';
import { createWalker, walkAll } from '../../main/services/proof/walk.ts';
import type { Session } from '../../main/services/session.ts';
import { quietJob } from '../../main/threads/protocol.ts';
import { watching } from './ledger.ts';

let broken = false;
let allowed: readonly string[] = [];
/** Opened by the running test and still open; what a whole file shares is proved when it is closed. */
const open = new Set<Store<'writer'>>();
let inTest = false;

/** For a test that alters a store behind the ledger: nothing of it is proved at the end. */
export function breaksTheStore(): void {
  broken = true;
}

/** For a test that brings one breach about on purpose: any other still fails it. */
export function breaches(...names: readonly string[]): void {
  allowed = names;
}

let renderer: Renderer | undefined;
const papers = (): Renderer =>
  (renderer ??= createRenderer(readFontFiles(join(import.meta.dirname, '../../resources'))));

/** Everything with the laws and the papers, for a store that services have worked in. */
export async function expectLawful(session: Session): Promise<void> {
  if (broken || !session.store.db.open) return;
  const record = await walkAll(createWalker(session, papers), { at: 0, by: 'window' }, quietJob);
  const found = (record?.findings ?? []).filter((one) => !allowed.includes(one.breach));
  expect(found, 'laws broken at the end of the test').toEqual([]);
}

function expectSound(store: Store<'writer'>): void {
  if (broken || !store.db.open) return;
  const problems = verifyAll(store.db, {})?.problems.filter((one) => !allowed.includes(one.tag));
  expect(problems, 'the store is not sound at the end of the test').toEqual([]);
}

/** A store is proved when it is closed; one left open, at the test's end. */
function watch(store: Store<'writer'>): Store<'writer'> {
  if (inTest) open.add(store);
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

watching.store = watch;

beforeEach(() => {
  broken = false;
  allowed = [];
  inTest = true;
});

afterEach(() => {
  inTest = false;
  const left = [...open];
  open.clear();
  for (const store of left) expectSound(store);
});
