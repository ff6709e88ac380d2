// Proves: the first opening after an update that folds anew says so and how far it has come; any other opening says nothing (ST-49).
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { Notification } from '../../ipc/contract.ts';
import { writeMeta } from '../../db/meta.ts';
import { noClipboard } from './no-clipboard.ts';
import { createWiring, type Wiring } from '../../main/wiring.ts';
import { applicant, importRows, must, newDesk, newFolder } from '../services/desk.ts';
import { buildThreads } from './threads.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

const secret = { passphrase: 'prov-fras-1' };
let threadsDir: string;
beforeAll(async () => {
  threadsDir = await buildThreads();
});
afterAll(() => rmSync(threadsDir, { recursive: true, force: true }));

let wiring: Wiring;
afterEach(() => wiring.close());

it('is told of in the window while it lasts, and once', async () => {
  const desk = await newDesk('Åsa');
  const people = Array.from({ length: 130 }, (_, index) => applicant(index + 1));
  await importRows(desk, people, { kind: 'applications' });
  writeMeta(desk.session.store.db, { projections: 1 });
  desk.session.store.close();
  const userData = newFolder();
  cpSync(desk.dir, join(userData, 'store'), { recursive: true });
  const said: Notification[] = [];
  const none = () => Promise.resolve(undefined);
  wiring = createWiring({
    userData,
    resourcesDir: join(import.meta.dirname, '../../resources'),
    threadsDir,
    nativeBinding: process.env['SPRANGBRADAN_SQLITE_BINDING'],
    demoToday: undefined,
    version: 'prov',
    electron: 'prov',
    clipboard: noClipboard,
    dialogs: { open: none, openSeveral: () => Promise.resolve([]), save: none, folder: none },
    notify: (notification) => said.push(notification),
    rejectTexts: () => ({}) as never,
  });
  await wiring.start();
  must(await wiring.handlers['store.unlock'](secret));
  const told = () => said.flatMap((one) => (one.kind === 'progress' ? [one] : []));
  expect(told()[0]).toMatchObject({ job: 'store.open#1', stage: 'renew', done: 0, cancellable: false });
  expect(told().at(-1)?.done).toBe(told().at(-1)?.total);
  expect(said).toContainEqual({ kind: 'jobEnded', job: 'store.open#1' });
  must(await wiring.handlers['store.lock']({}));
  said.length = 0;
  must(await wiring.handlers['store.unlock'](secret));
  expect(told()).toEqual([]);
});
