// Proves: where a proof finds that the chain does not hold, the window can go on to a rescue with the store open: first an exact
// account that changes nothing, then the rescue, and what was found is gone (ST-36, ST-47).
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openConnection } from '../../db/connection.ts';
import { noClipboard } from './no-clipboard.ts';
import { createWiring, type Wiring } from '../../main/wiring.ts';
import { isChainBroken } from '../../renderer/features/proof/broken.ts';
import { applicant, importRows, must, newDesk, newFolder, type Desk } from '../services/desk.ts';
import { buildThreads } from './threads.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

const passphrase = 'prov-fras-1';
const secret = { passphrase };
const nativeBinding = process.env['SPRANGBRADAN_SQLITE_BINDING'];
let threadsDir: string;
beforeAll(async () => {
  threadsDir = await buildThreads();
});
afterAll(() => rmSync(threadsDir, { recursive: true, force: true }));

let wiring: Wiring;
afterEach(() => wiring.close());

async function openWindow(): Promise<{ readonly desk: Desk; readonly dir: string }> {
  const desk = await newDesk('Åsa');
  await importRows(
    desk,
    [1, 2, 3].map((index) => applicant(index)),
    { kind: 'applications' },
  );
  desk.session.store.close();
  const userData = newFolder();
  const dir = join(userData, 'store');
  cpSync(desk.dir, dir, { recursive: true });
  const none = () => Promise.resolve(undefined);
  wiring = createWiring({
    userData,
    resourcesDir: join(import.meta.dirname, '../../resources'),
    threadsDir,
    nativeBinding,
    demoToday: undefined,
    version: 'prov',
    electron: 'prov',
    clipboard: noClipboard,
    dialogs: { open: none, openSeveral: () => Promise.resolve([]), save: none, folder: none },
    notify: () => undefined,
    rejectTexts: () => ({}) as never,
  });
  await wiring.start();
  must(await wiring.handlers['store.unlock'](secret));
  return { desk, dir };
}

/** Somebody with the key has written in the file while the program was closed. */
function alter({ desk, dir }: { readonly desk: Desk; readonly dir: string }): void {
  const db = openConnection(join(dir, 'store.db'), { dataKey: desk.dataKey, readonly: false, nativeBinding });
  db.exec('DROP TRIGGER events_no_update');
  db.exec(`UPDATE events SET body = replace(body, '"fact"', '"text"') WHERE seq = 3`);
  db.close();
}

describe('a proof that finds the chain at fault', () => {
  it('leads on to the rescue, and is clean after it', async () => {
    const window = await openWindow();
    const { handlers } = wiring;
    const status = async () => must(await handlers['proof.status']({}));
    const events = must(await handlers['proof.run']({})).events;
    expect(isChainBroken(await status())).toBe(false);
    must(await handlers['keeping.backUp']({}));
    must(await handlers['store.lock']({}));
    alter(window);
    must(await handlers['store.unlock'](secret));
    must(await handlers['proof.run']({}));
    expect(isChainBroken(await status())).toBe(true);
    expect(
      await handlers['keeping.salvage']({ secret: { passphrase: 'fel fras, som inte öppnar' }, keep: false }),
    ).toMatchObject({ ok: false });
    const looked = must(await handlers['keeping.salvage']({ secret, keep: false }));
    expect(looked).toMatchObject({ events, missing: [], waiting: 0, problems: 0 });
    expect(must(await handlers['app.status']({}))).toMatchObject({ phase: 'open' });
    expect(isChainBroken(await status())).toBe(true);
    expect(must(await handlers['keeping.salvage']({ secret, keep: true }))).toEqual(looked);
    expect(must(await handlers['app.status']({}))).toMatchObject({ phase: 'open' });
    expect(must(await handlers['proof.run']({}))).toMatchObject({ events, findings: [] });
    expect(isChainBroken(await status())).toBe(false);
  });
});
