// Owns: the shared folder as a place of files: a file share, a synchronised folder or a stick. Slow, busy and gone are normal.
// Must not: take a file that is missing for a message, or touch a file it was not told to.
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Problem } from '../../ipc/operation.ts';
import { whenFree } from './when-free.ts';
import { writeWhole } from './write-whole.ts';

export type FolderFile = { readonly name: string; readonly size: number; readonly modified: number };

export type MailboxFolder = {
  /** Whole files by name, oldest name first. Folders and names that begin with a dot are nobody's business. */
  readonly list: () => Promise<Result<readonly FolderFile[], Problem>>;
  /** Refused when the file is gone, too large or still being written. */
  readonly read: (file: FolderFile) => Promise<Result<Uint8Array, Problem>>;
  readonly put: (name: string, bytes: Uint8Array) => Promise<Result<null, Problem>>;
  /** False when the file could not be removed now; it is harmless where it lies. */
  readonly remove: (name: string) => Promise<boolean>;
};

const greatestFile = 256 * 1024 ** 2;
export function createMailboxFolder(path: string): MailboxFolder {
  const unreachable = err({ tag: 'mailboxUnreachable' });
  return {
    list: async () => {
      try {
        return ok(await whenFree(() => listFiles(path)));
      } catch {
        return unreachable;
      }
    },
    read: async ({ name, size }) => {
      if (size > greatestFile) return err({ tag: 'tooLarge', megabytes: 256 });
      try {
        const bytes = await whenFree(() => readFile(join(path, name)));
        // Synchronised folders show the size a file will have before its bytes have come.
        return bytes.length === size ? ok(new Uint8Array(bytes)) : err({ tag: 'damaged' });
      } catch {
        return err({ tag: 'fileUnreachable' });
      }
    },
    put: async (name, bytes) => {
      try {
        await whenFree(() => writeWhole(join(path, name), bytes));
        return ok(null);
      } catch {
        return unreachable;
      }
    },
    remove: async (name) => {
      try {
        await whenFree(() => rm(join(path, name), { force: true }));
        return true;
      } catch {
        return false;
      }
    },
  };
}

async function listFiles(path: string): Promise<FolderFile[]> {
  const names = (await readdir(path)).filter((name) => !name.startsWith('.')).sort();
  const files: FolderFile[] = [];
  for (const name of names) {
    // Between the two calls a colleague may have taken the file away.
    const found = await stat(join(path, name)).catch(() => undefined);
    if (found?.isFile()) files.push({ name, size: found.size, modified: Math.floor(found.mtimeMs) });
  }
  return files;
}
