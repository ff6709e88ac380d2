// Owns: the start of the program. Must not: hold logic; electron is met here, in window, ipc and nowhere else.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { app, BrowserWindow, dialog, powerMonitor, type IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';
import { createNotifier, registerOperations } from './ipc/register.ts';
import { createLog } from './log/log.ts';
import type { RejectTexts } from './threads/handlers/reject-texts.ts';
import { appOrigin, declareAppScheme, serveApp } from './window/app-protocol.ts';
import { closeNetwork, denyEverything } from './window/security.ts';
import { systemClipboard } from './window/clipboard.ts';
import { openWindow, setMenu } from './window/window.ts';
import { createWiring } from './wiring.ts';
import type { Dialogs } from './wired/context.ts';

// Built files lie beside one another in out/main; renderer, preload and resources are found from there.
const here = import.meta.dirname;
const root = join(here, '../..');

declareAppScheme();
closeNetwork();
// With --no-sandbox (only the superuser needs it) enabling the sandbox would crash every child in a loop.
if (!process.argv.includes('--no-sandbox')) app.enableSandbox();
if (!app.requestSingleInstanceLock()) app.quit();

let window: BrowserWindow | undefined;
app.on('second-instance', () => {
  window?.show();
  window?.focus();
});

async function openFiles(
  { title, extensions }: { readonly title: string; readonly extensions: readonly string[] },
  properties: ('openFile' | 'multiSelections')[],
): Promise<string[]> {
  const filters = [
    { name: title, extensions: [...extensions] },
    { name: 'Alla filer', extensions: ['*'] },
  ];
  const chosen = await dialog.showOpenDialog({ title, filters, properties });
  return chosen.canceled ? [] : chosen.filePaths;
}

const dialogs: Dialogs = {
  open: async (options) => (await openFiles(options, ['openFile']))[0],
  openSeveral: (options) => openFiles(options, ['openFile', 'multiSelections']),
  save: async ({ title, name }) => {
    const chosen = await dialog.showSaveDialog({
      title,
      defaultPath: join(app.getPath('documents'), basename(name)),
    });
    return chosen.canceled || chosen.filePath === '' ? undefined : chosen.filePath;
  },
  folder: async ({ title }) => {
    const chosen = await dialog.showOpenDialog({ title, properties: ['openDirectory', 'createDirectory'] });
    return chosen.canceled ? undefined : chosen.filePaths[0];
  },
};

const rejectTextsSchema = z.object({
  head: z.object({
    row: z.string(),
    applicationId: z.string(),
    field: z.string(),
    reason: z.string(),
    whole: z.string(),
  }),
  fields: z.record(z.string(), z.string()),
  reasons: z.record(z.string(), z.string()),
});

function rejectTexts(): RejectTexts {
  return rejectTextsSchema.parse(
    JSON.parse(readFileSync(join(root, 'resources/reject-words.json'), 'utf8')) as unknown,
  );
}

function isOwnSender(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  if (!window || window.isDestroyed() || !frame || event.sender !== window.webContents) return false;
  return (
    frame === window.webContents.mainFrame &&
    new URL(frame.url).origin === new URL(appOrigin).origin &&
    frame.url.startsWith(`${appOrigin}/`)
  );
}

const wiring = createWiring({
  userData: app.getPath('userData'),
  resourcesDir: join(root, 'resources'),
  threadsDir: here,
  nativeBinding: process.env['SPRANGBRADAN_SQLITE_BINDING'],
  demoToday: process.env['SPRANGBRADAN_TODAY'],
  version: app.getVersion(),
  electron: process.versions.electron,
  clipboard: systemClipboard,
  dialogs,
  notify: createNotifier(() => window),
  rejectTexts,
});

function show(): void {
  window = openWindow({ preload: join(here, '../preload/index.cjs'), title: 'Språngbrädan' });
  window.on('closed', () => {
    window = undefined;
  });
}

// Not awaited at top level: `ready` would wait for this module to end, and this module for `ready`.
void app.whenReady().then(() => {
  denyEverything();
  serveApp(join(here, '../renderer'), wiring.pictures.take);
  setMenu();
  const log = createLog(join(app.getPath('userData'), 'log', 'faults.log'), () => new Date());
  registerOperations({ handlers: wiring.handlers, log, isOwnSender });
  // Side by side: the window loads while the store is unlocked; its first question waits for the answer.
  void wiring.start();
  powerMonitor.on('lock-screen', () => wiring.lockSoon());
  powerMonitor.on('suspend', () => wiring.lockSoon());
  show();
});

app.on('activate', () => {
  if (BrowserWindow.getAllWindows().length === 0) show();
});

let isClosed = false;
app.on('before-quit', (event) => {
  if (isClosed) return;
  event.preventDefault();
  void wiring.close().finally(() => {
    isClosed = true;
    app.quit();
  });
});
app.on('window-all-closed', () => app.quit());
