// Owns: the one window. Must not: give the renderer node, a path or a wider bridge than preload's.
import { BrowserWindow, Menu, screen } from 'electron';
import { appOrigin } from './app-protocol.ts';

export type WindowOptions = { readonly preload: string; readonly title: string };

/** Shown when painted, so that there is never a white flash; 1280×800 is the smallest office screen. */
export function openWindow({ preload, title }: WindowOptions): BrowserWindow {
  const area = screen.getPrimaryDisplay().workAreaSize;
  const window = new BrowserWindow({
    width: Math.min(1440, area.width),
    height: Math.min(900, area.height),
    minWidth: 640,
    minHeight: 480,
    show: false,
    title,
    backgroundColor: '#ffffff',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      enableWebSQL: false,
    },
  });
  // Names and numbers must not reach window lists: the title never changes with the page.
  window.on('page-title-updated', (event) => event.preventDefault());
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${appOrigin}/`);
  return window;
}

/** Editing keys and zoom on every platform; nothing that loads or reloads from elsewhere. */
export function setMenu(): void {
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      { role: 'editMenu', label: 'Redigera' },
      {
        label: 'Visa',
        submenu: [
          { role: 'zoomIn', label: 'Större', accelerator: 'CommandOrControl+Plus' },
          { role: 'zoomOut', label: 'Mindre' },
          { role: 'resetZoom', label: 'Normal storlek' },
          { role: 'togglefullscreen', label: 'Helskärm' },
        ],
      },
      { role: 'windowMenu', label: 'Fönster' },
    ]),
  );
}
