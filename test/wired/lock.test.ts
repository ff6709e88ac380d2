// Proves: what is done goes into the shared folder when the store is locked, when the program ends and each hour, by the program's
// own wiring and threads; a share that does not answer holds neither (SY-28, GR-16).
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Notification } from '../../ipc/contract.ts';
import { parseMailboxName } from '../../domain/sync/mailbox.ts';
import type * as clockModule from '../../main/services/clock.ts';
import { noClipboard } from './no-clipboard.ts';
import { createWiring, type Wiring } from '../../main/wiring.ts';
import { recordGrounds } from '../../main/services/disclosure/grounds.ts';
import { applicant, caseOf, day, importRows, must, newDesk, newFolder, type Desk } from '../services/desk.ts';
import { hand, letIn } from '../services/group-of-desks.ts';
import { buildThreads } from './threads.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

const clock = vi.hoisted(() => ({ laterMs: 0 }));
vi.mock('../../main/services/clock.ts', async (load) => {
  const real = await load<typeof clockModule>();
  return { ...real, wallMicros: () => real.wallMicros() + clock.laterMs * 1000 };
});
const person = applicant(1);
/** A real group lets nothing out before an administrator has recorded its ground (DI-7). */
const grounds = {
  kinds: ['bundle' as const],
  allowed: true,
  ground: '13 § lagen (2002:546)',
  day: day('2026-11-02'),
  source: 'Beslut 2026:3',
};
let threadsDir: string;
beforeAll(async () => {
  threadsDir = await buildThreads();
});
afterAll(() => rmSync(threadsDir, { recursive: true, force: true }));

type Window = {
  readonly wiring: Wiring;
  readonly said: Notification[];
  readonly folder: string;
};
let window: Window;
let bo: Desk;

/** Åsa's store where the program looks for it, unlocked by her passphrase, with a shared folder chosen. */
async function openWindow(demo: boolean): Promise<void> {
  const desk = await newDesk('Åsa', demo);
  bo = await newDesk('Bo', demo);
  await letIn(desk, bo);
  await importRows(desk, [person], { kind: 'applications' });
  if (!demo) must(recordGrounds(desk.session, grounds));
  await hand(desk, bo);
  desk.session.store.close();
  const [userData, folder] = [newFolder(), newFolder()];
  cpSync(desk.dir, join(userData, 'store'), { recursive: true });
  const said: Notification[] = [];
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
      openSeveral: () => Promise.resolve([]),
      save: none,
      folder: () => Promise.resolve(folder),
    },
    notify: (notification) => said.push(notification),
    rejectTexts: () => ({}) as never,
  });
  window = { wiring, said, folder };
  await wiring.start();
  must(await wiring.handlers['store.unlock']({ passphrase: 'prov-fras-1' }));
  must(await wiring.handlers['mailbox.choose']({}));
}
afterEach(async () => {
  vi.useRealTimers();
  await window.wiring.close();
});

async function judge(conclusion: 'needsCheck' | 'eligible'): Promise<void> {
  const { handlers } = window.wiring;
  const { id } = caseOf(bo, person);
  const { heads } = must(await handlers['review.case']({ id }));
  must(await handlers['review.verdict']({ id, heads: heads as never, conclusion }));
}

const minute = 60_000;
/** Five minutes, and the round that they bring. */
async function looked(): Promise<void> {
  const before = window.said.length;
  clock.laterMs += 5 * minute;
  vi.advanceTimersByTime(5 * minute);
  await vi.waitFor(() => expect(window.said.length).toBeGreaterThan(before), { timeout: 30_000 });
  // The round says that it has ended before it is noted as ended.
  await window.wiring.handlers['mailbox.status']({});
}

const forBo = () =>
  readdirSync(window.folder).filter((name) => parseMailboxName(name)?.to === bo.session.self.device);

describe('GR-16 work reaches the shared folder', () => {
  it('when the store is locked, and no sooner', async () => {
    await openWindow(true);
    await judge('needsCheck');
    expect(forBo()).toEqual([]);
    must(await window.wiring.handlers['store.lock']({}));
    expect(forBo()).toHaveLength(1);
    expect(window.said).toContainEqual({ kind: 'locked' });
    expect(
      await window.wiring.handlers['store.unlock']({ passphrase: 'fel fras som inte är rätt' }),
    ).toMatchObject({ ok: false });
  });

  it('when the program ends', async () => {
    await openWindow(true);
    await judge('needsCheck');
    await window.wiring.close();
    expect(forBo()).toHaveLength(1);
  });

  it('when the computer goes to sleep, after the window has had time to hand over what is written', async () => {
    await openWindow(false);
    await judge('needsCheck');
    window.wiring.lockSoon();
    expect(window.said).toContainEqual({ kind: 'lockSoon', seconds: 1 });
    expect(forBo()).toEqual([]);
    await vi.waitFor(() => expect(forBo()).toHaveLength(1), { timeout: 30_000, interval: 100 });
  });

  it('each hour by the clock, and not before', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    await openWindow(true);
    must(await window.wiring.handlers['mailbox.run']({}));
    await judge('needsCheck');
    for (let round = 1; round < 12; round += 1) await looked();
    expect(forBo()).toEqual([]);
    await looked();
    expect(forBo()).toHaveLength(1);
  });

  it('is locked all the same when the folder is gone', async () => {
    await openWindow(true);
    await judge('needsCheck');
    rmSync(window.folder, { recursive: true });
    must(await window.wiring.handlers['store.lock']({}));
    expect(must(await window.wiring.handlers['app.status']({}))).toMatchObject({ phase: 'locked' });
  });
});
