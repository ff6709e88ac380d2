// Owns: the system's clipboard. Must not: know what a text is, or when it goes.
import { clipboard } from 'electron';
import type { Clipboard } from '../wired/context.ts';

export const systemClipboard: Clipboard = {
  read: async () => await clipboard.readText(),
  write: async (text) => {
    await clipboard.writeText(text);
  },
  clear: async () => {
    await Promise.resolve(clipboard.clear());
  },
};
