// What every window test needs: the app started on a user folder of its own, its dialogs answered, its views opened.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, expect, type Page } from '@playwright/test';
import type { OperationName } from '../../ipc/names.ts';
import { electronLaunch } from '../../scripts/electron/launch.ts';

export type Running = {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly userData: string;
  /** Lines that the page wrote to its console as errors, and faults it threw. */
  readonly faults: readonly string[];
};

export function temporaryFolder(name: string): string {
  return mkdtempSync(join(tmpdir(), `sprangbradan-${name}-`));
}

export function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true });
}

/** Everything that the program has left in a folder, logs and caches too. */
export function filesUnder(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Text without coloured edges: pictures are the same on every screen. */
const switches = ['--disable-lcd-text', '--force-color-profile=srgb'];
const patience = 15_000;

/** Now and then the driver's greeting to Electron is never answered, before anything of ours has run: it greets again. */
async function launch(
  options: Parameters<typeof _electron.launch>[0],
  left = 2,
): Promise<ElectronApplication> {
  try {
    return await _electron.launch(options);
  } catch (error) {
    if (left === 0 || !String(error).includes('Timeout')) throw error;
    return launch(options, left - 1);
  }
}

/** Starts the program on `userData`; the window has the size of the smallest office screen. */
export async function start(userData: string, env: Record<string, string> = {}): Promise<Running> {
  const options = electronLaunch(userData, env);
  const app = await launch({ ...options, args: [...switches, ...options.args], timeout: patience });
  const page = await app.firstWindow({ timeout: patience });
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await resize(app, 1280, 800);
  return { app, page, userData, faults };
}

export async function resize(app: ElectronApplication, width: number, height: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, size) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height);
    },
    { width, height },
  );
}

/** As Ctrl and + do; at twice the size the window is 640 points wide. */
export async function zoom(app: ElectronApplication, factor: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(to),
    factor,
  );
}

/** The next open dialogs of the system answer with these paths, in order; after them they are cancelled. */
export async function answerOpen(app: ElectronApplication, ...paths: readonly string[]): Promise<void> {
  await app.evaluate(({ dialog }, answers) => {
    const left = [...answers];
    dialog.showOpenDialog = () => {
      const path = left.shift();
      return Promise.resolve({ canceled: path === undefined, filePaths: path === undefined ? [] : [path] });
    };
  }, paths);
}

/** The next save dialog answers with this path. */
export async function answerSave(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    let answered = false;
    dialog.showSaveDialog = () => {
      const canceled = answered;
      answered = true;
      return Promise.resolve({ canceled, filePath: canceled ? '' : filePath });
    };
  }, path);
}

export type ViewName =
  | 'I dag'
  | 'Intag'
  | 'Granskning'
  | 'Erbjudanden'
  | 'Beslut'
  | 'Utskrift'
  | 'Utbyte'
  | 'Statistik'
  | 'Inställningar';

/** Opens a view by its word in the rail, which a count may follow, and waits until it has what it shows. */
export async function openView(page: Page, name: ViewName): Promise<void> {
  const rail = page.getByRole('navigation', { name: 'Vyer' });
  await rail.getByRole('link', { name: new RegExp(`^${name}[\\d\\s]*$`) }).click();
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeAttached();
  await settled(page);
}

/** Nothing on the page waits for an answer any more. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator('.waiting, .grid-waiting')).toHaveCount(0);
}

/** Calls an operation as the window does, over the bridge that preload made. */
export function call(page: Page, name: OperationName, input: unknown = {}): Promise<unknown> {
  return page.evaluate(
    ([operation, sent]) => {
      const bridge = (
        window as unknown as { sprangbradan: Record<string, (input: unknown) => Promise<unknown>> }
      ).sprangbradan;
      return bridge[operation]?.(sent);
    },
    [name, input] as const,
  );
}

/** The sentence at the foot that says what was done. */
export function said(page: Page, text: string | RegExp) {
  return page.locator('.live-line > [aria-hidden]').filter({ hasText: text });
}
