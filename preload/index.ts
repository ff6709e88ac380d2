// Owns: the bridge between window and main: one named method per operation, and what main says unasked.
// Must not: expose a general invoke, hold a schema, or hand out anything of Electron's.
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { notificationChannel, operationNames } from '../ipc/names.ts';

type Method = (input?: unknown) => Promise<unknown>;

const methods: Record<string, Method> = Object.fromEntries(
  operationNames.map((name): [string, Method] => [name, (input) => ipcRenderer.invoke(name, input ?? {})]),
);

/** Calls back on every notification until the returned function is called. */
function onNotification(callback: (notification: unknown) => void): () => void {
  const listener = (_event: IpcRendererEvent, notification: unknown) => callback(notification);
  ipcRenderer.on(notificationChannel, listener);
  return () => {
    ipcRenderer.removeListener(notificationChannel, listener);
  };
}

contextBridge.exposeInMainWorld('sprangbradan', { ...methods, onNotification });
