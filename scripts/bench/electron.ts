// Owns: starting the app, or a blank window of the same Electron, for measuring. Must not: press a key.
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { electronLaunch } from '../electron/launch.ts';
import { passphrase, reviewDay } from './place.ts';
import { copyApplicationsStore } from './world.ts';

export type Started = { readonly app: ElectronApplication; readonly page: Page };

/** A user folder in which the app finds its example store and the passphrase to it. */
export async function userFolder(work: string, size: number): Promise<string> {
  const folder = join(work, `user-${size}`);
  await copyApplicationsStore(work, size, join(folder, 'example', 'store'));
  await writeFile(join(folder, 'settings.json'), JSON.stringify({ examplePassphrase: passphrase }));
  return folder;
}

/** A copy, so that what an earlier start left behind does not help or hinder the next. */
export async function copyOf(folder: string, round: number): Promise<string> {
  const copy = `${folder}-${round}`;
  await cp(folder, copy, { recursive: true });
  return copy;
}

/** A busy machine may take longer than the driver waits by itself; how long it took is measured elsewhere. */
const patience = 120_000;

export async function startApp(folder: string): Promise<Started> {
  const launch = electronLaunch(folder, { SPRANGBRADAN_TODAY: reviewDay });
  const app = await _electron.launch({ ...launch, timeout: patience });
  return { app, page: await app.firstWindow() };
}

const blankMain = `
const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1440, height: 900, show: false, webPreferences: { sandbox: true } });
  window.once('ready-to-show', () => window.show());
  window.loadURL('data:text/html,<title>blank</title><p>blank</p>');
});
`;

/** The least that this Electron can do: one window with one word in it. */
export async function startBlank(folder: string): Promise<Started> {
  const source = join(folder, 'app');
  await mkdir(source, { recursive: true });
  await writeFile(join(source, 'package.json'), JSON.stringify({ name: 'blank', main: 'main.cjs' }));
  await writeFile(join(source, 'main.cjs'), blankMain);
  const launch = electronLaunch(join(folder, 'user'));
  const app = await _electron.launch({ ...launch, args: [...launch.args.slice(0, -1), source] });
  return { app, page: await app.firstWindow() };
}

/** Milliseconds since 1970 at which the main process began. */
export function beganAt(app: ElectronApplication): Promise<number> {
  return app.evaluate(() => process.getCreationTime() ?? Number.NaN);
}

/** Kilobytes of all its processes together: what each holds at its highest. */
export function peakMemory(app: ElectronApplication): Promise<number> {
  return app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().reduce((sum, { memory }) => sum + memory.peakWorkingSetSize, 0),
  );
}
