// The window may do nothing but show the program: no network, no node, no other window, no permission (design §6).
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { operationNames } from '../../ipc/names.ts';
import { expect, test } from './example.ts';
import { call, openView, removeFolder, start, temporaryFolder } from './window.ts';

const bridge = join(import.meta.dirname, '../../out/preload/index.cjs');
const outside = 'https://example.org/';

/** What the policy said no to while `act` ran. */
async function violations(page: Page, act: () => Promise<void>): Promise<readonly string[]> {
  await page.evaluate(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const seen = document.documentElement.dataset;
      seen['refused'] = `${seen['refused'] ?? ''} ${event.effectiveDirective}`;
    });
  });
  await act();
  await expect(page.locator('html[data-refused]')).toBeAttached();
  return page.evaluate(() => (document.documentElement.dataset['refused'] ?? '').trim().split(' '));
}

test.describe('the empty window', () => {
  let folder = '';
  let app: ElectronApplication;
  let page: Page;
  test.beforeAll(async () => {
    folder = temporaryFolder('security');
    ({ app, page } = await start(folder));
    await expect(page.getByRole('heading', { name: 'Hur vill du börja?' })).toBeVisible();
  });
  test.afterAll(async () => {
    await app.close();
    removeFolder(folder);
  });

  test('the policy allows no inline script, eval, style, frame or request', async () => {
    const header = await app.evaluate(async ({ net }) =>
      (await net.fetch('app://sprangbradan/')).headers.get('content-security-policy'),
    );
    expect(header).toContain("default-src 'none'");
    expect(header).not.toMatch(/unsafe-|https?:|\*/);
    const refused = await violations(page, async () => {
      await page.evaluate((url) => {
        const script = document.createElement('script');
        script.textContent = 'document.documentElement.dataset.ran = "yes"';
        const frame = document.createElement('iframe');
        frame.src = url;
        document.body.append(script, frame);
        const image = new Image();
        image.src = `${url}pixel.png`;
      }, outside);
      const answer = await page.evaluate(
        (url) =>
          fetch(url).then(
            () => 'answered',
            (error: unknown) => String(error),
          ),
        outside,
      );
      expect(answer).toContain('Failed to fetch');
    });
    expect(await page.evaluate(() => document.documentElement.dataset['ran'])).toBeUndefined();
    expect(new Set(refused)).toEqual(new Set(['script-src-elem', 'frame-src', 'img-src', 'connect-src']));
  });

  test('the page sees neither node nor more than the bridge', async () => {
    const seen = await page.evaluate(() => {
      const names = ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'];
      return names.filter((name) => name in window);
    });
    expect(seen).toEqual([]);
    const methods = await page.evaluate(() =>
      Object.keys((window as unknown as { sprangbradan: object }).sprangbradan),
    );
    expect(methods.sort()).toEqual([...operationNames, 'onNotification'].sort());
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences: () => Record<string, unknown>;
      };
      return contents.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
  });

  test('every permission is denied', async () => {
    const answers = await page.evaluate(async () => {
      const names = ['geolocation', 'camera', 'microphone', 'notifications', 'clipboard-read'] as const;
      const states = await Promise.all(
        names.map(
          async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
        ),
      );
      const asked = await Notification.requestPermission();
      const camera = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'given',
        (error: unknown) => (error instanceof DOMException ? error.name : 'other'),
      );
      return { states, asked, camera };
    });
    expect(answers.states).toEqual(Array.from({ length: 5 }, () => 'denied'));
    expect(answers.asked).toBe('denied');
    expect(['NotAllowedError', 'NotFoundError']).toContain(answers.camera);
  });

  test('input that does not fit is refused before anything sees it', async () => {
    const refused = { ok: false, error: { tag: 'inputRefused' } };
    expect(await call(page, 'review.case', { id: 5 })).toMatchObject(refused);
    expect(await call(page, 'store.create', { name: '', team: 'T', passphrase: 'kort' })).toMatchObject(
      refused,
    );
    expect(await call(page, 'intake.preview', { path: '/etc/passwd' })).toMatchObject(refused);
    expect(await call(page, 'review.ids', { query: '', sort: 'name', descending: false })).toMatchObject({
      ok: false,
      error: { tag: 'storeLocked' },
    });
  });

  test('a page that is not the window gets no answer, even at our own address', async () => {
    const answer = await app.evaluate(async ({ BrowserWindow }, preload) => {
      const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      await other.loadURL('app://sprangbradan/');
      const said = (await other.webContents.executeJavaScript(
        "window.sprangbradan['app.status']({}).then(JSON.stringify, String)",
      )) as unknown;
      other.destroy();
      return said;
    }, bridge);
    expect(answer).toBe(JSON.stringify({ ok: false, error: { tag: 'unknownSender' } }));
  });

  test('the program’s address serves the built window and nothing above it', async () => {
    const statuses = await app.evaluate(async ({ net }) => {
      const addresses = ['', '..%2Fmain%2Findex.js', '%2e%2e/main/index.js', 'finns-inte.js'];
      const answers = await Promise.all(addresses.map((path) => net.fetch(`app://sprangbradan/${path}`)));
      return answers.map((answer) => answer.status);
    });
    expect(statuses).toEqual([200, 404, 404, 404]);
    const blocked = await app.evaluate(
      ({ net }, url) =>
        net.fetch(url).then(
          () => 'answered',
          (error: unknown) => String(error),
        ),
      outside,
    );
    expect(blocked).toContain('ERR_BLOCKED_BY_CLIENT');
  });

  // Last: the browser's driver goes on waiting for a navigation that was refused, so main is asked instead.
  test('no other window, no other address', async () => {
    expect(await page.evaluate((url) => window.open(url, '_blank') === null, outside)).toBe(true);
    const after = await app.evaluate(
      async ({ BrowserWindow }, addresses) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        if (contents === undefined) throw new Error('There is a window');
        const wanted: string[] = [];
        const left: string[] = [];
        contents.on('will-navigate', (event) => wanted.push(event.url));
        contents.on('did-navigate', (_event, url) => left.push(url));
        for (const address of addresses) {
          await contents.executeJavaScript(`location.assign(${JSON.stringify(address)})`, true);
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
        const heading = (await contents.executeJavaScript(
          "document.querySelector('h1').textContent",
        )) as unknown;
        return {
          url: contents.getURL(),
          wanted,
          left,
          heading,
          windows: BrowserWindow.getAllWindows().length,
        };
      },
      [outside, 'app://annat/'],
    );
    expect(after.url).toMatch(/^app:\/\/sprangbradan\//);
    expect(after.wanted).toEqual([outside, 'app://annat/']);
    expect(after).toMatchObject({ left: [], heading: 'Hur vill du börja?', windows: 1 });
  });
});

test('no request leaves the program while every view is opened', async ({ office }) => {
  const { app, page } = office;
  await app.evaluate(({ session }) => {
    const log: string[] = [];
    (globalThis as unknown as { asked: string[] }).asked = log;
    session.defaultSession.webRequest.onSendHeaders(({ url }) => {
      log.push(url);
    });
    session.defaultSession.webRequest.onErrorOccurred(({ url }) => {
      log.push(url);
    });
  });
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'I dag' })).toBeVisible();
  const views = [
    'Intag',
    'Granskning',
    'Erbjudanden',
    'Beslut',
    'Utskrift',
    'Utbyte',
    'Statistik',
    'Inställningar',
  ] as const;
  for (const view of views) await openView(page, view);
  const asked = await app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter((url) => !url.startsWith('app://sprangbradan/'))).toEqual([]);
  expect(office.faults).toEqual([]);
});
