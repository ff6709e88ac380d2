// Stands for the system's clipboard where a test copies nothing.
import type { Clipboard } from '../../main/wired/context.ts';

export const noClipboard: Clipboard = {
  read: () => Promise.resolve(''),
  write: () => Promise.resolve(),
  clear: () => Promise.resolve(),
};
