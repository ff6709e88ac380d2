// Proves: by the program's own wiring and threads: a file that is looked into, taken in or sealed shows as a job that can be stopped,
// and is then as if it had not been begun (SY-43); a new key offers no Cancel (ST-48).
import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Notification } from '../../ipc/contract.ts';
import { listIds } from '../../main/services/review/lists.ts';
import { noClipboard } from './no-clipboard.ts';
import { createWiring, type Wiring } from '../../main/wiring.ts';
import { applicant, importRows, must, newDesk, newFolder, type Desk } from '../services/desk.ts';
import { give, hand, letIn } from '../services/group-of-desks.ts';
import { buildThreads } from './threads.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

const people = Array.from({ length: 1500 }, (_, index) => applicant(index + 1));
const passphrase = 'prov-fras-1';
let threadsDir: string;
beforeAll(async () => {
  threadsDir = await buildThreads();
});
afterAll(() => rmSync(threadsDir, { recursive: true, force: true }));

type Said = Extract<Notification, { kind: 'progress' }>;
type Window = { readonly wiring: Wiring; readonly said: Said[]; onProgress: (one: Said) => void };
let window: Window;
let asa: Desk;
let folder: string;

/** Bo's window, with a file from Åsa on his desk. */
async function openWindow(): Promise<void> {
  asa = await newDesk('Åsa');
  const bo = await newDesk('Bo');
  await letIn(asa, bo);
  await importRows(asa, people.slice(0, 1), { kind: 'applications' });
  await hand(asa, bo);
  await importRows(asa, people, { kind: 'applications' });
  folder = newFolder();
  const file = join(folder, 'till-bo.sprangbradan');
  writeFileSync(file, await give(asa, bo));
  bo.session.store.close();
  const userData = newFolder();
  cpSync(bo.dir, join(userData, 'store'), { recursive: true });
  const said: Said[] = [];
  const none = () => Promise.resolve(undefined);
  const wiring = createWiring({
    userData,
    resourcesDir: join(import.meta.dirname, '../../resources'),
    threadsDir,
    nativeBinding: process.env['SPRANGBRADAN_SQLITE_BINDING'],
    demoToday: undefined,
    version: 'prov',
    electron: 'prov',
    clipboard: noClipboard,
    dialogs: {
      open: none,
      openSeveral: () => Promise.resolve([file]),
      save: () => Promise.resolve(join(folder, 'till-asa.sprangbradan')),
      folder: none,
    },
    notify: (one) => {
      if (one.kind !== 'progress') return;
      said.push(one);
      window.onProgress(one);
    },
    rejectTexts: () => ({}) as never,
  });
  window = { wiring, said, onProgress: () => undefined };
  await wiring.start();
  must(await wiring.handlers['store.unlock']({ passphrase }));
}
afterEach(() => window.wiring.close());

/** Presses Cancel once, as soon as the job shows that stage. */
function stopAt(stage: string): void {
  window.onProgress = (one) => {
    if (one.stage !== stage) return;
    window.onProgress = () => undefined;
    expect(one.cancellable).toBe(true);
    void window.wiring.handlers['app.cancelJob']({ job: one.job });
  };
}
const all = { query: '', sort: 'name', descending: false };
/** Invented numbers are few: two rows may be one person. */
const casesOf = ({ session }: Desk) => must(listIds(session, all)).packed.count;
const stopped = { ok: false, error: { tag: 'cancelled' } };

describe('SY-43 through the window', () => {
  it('a file is looked into, taken in and sealed as jobs that can be stopped and begun again', async () => {
    await openWindow();
    const { handlers } = window.wiring;
    stopAt('check');
    expect(await handlers['exchange.choose']({})).toEqual(stopped);
    const preview = must(await handlers['exchange.choose']({}));
    if (!preview || preview.token === null) throw new Error('no preview');
    const token = preview.token;
    for (const stage of ['merge', 'project']) {
      stopAt(stage);
      expect(await handlers['exchange.merge']({ token })).toEqual(stopped);
      expect(must(await handlers['review.ids'](all)).packed.count).toBe(1);
    }
    expect(must(await handlers['exchange.merge']({ token }))).toMatchObject({ added: preview.added });
    expect(must(await handlers['review.ids'](all)).packed.count).toBe(casesOf(asa));
    expect(window.said.at(-1)).toMatchObject({ stage: 'finish', cancellable: false });

    stopAt('seal');
    const input = { to: asa.session.self.member, full: true };
    expect(await handlers['exchange.seal'](input)).toEqual(stopped);
    expect(readdirSync(folder)).toEqual(['till-bo.sprangbradan']);
    expect(must(await handlers['exchange.seal'](input))).toMatchObject({ saved: 'till-asa.sprangbradan' });
  });
});

describe('ST-48 what replaces the store whole', () => {
  it('says that it cannot be stopped', async () => {
    await openWindow();
    must(await window.wiring.handlers['keeping.rekey']({ passphrase }));
    const told = window.said.filter((one) => one.job.startsWith('keeping.rekey'));
    expect(told.length).toBeGreaterThan(0);
    expect(told.every((one) => !one.cancellable)).toBe(true);
  });
});
