// Owns: what a disk, a folder or another program can do to the store, told from a bug by the system's own codes.
// Must not: mend anything, nor guess from a message.
import { sqliteCode } from './connection.ts';

export type DiskFault =
  | { readonly tag: 'diskFull' }
  | { readonly tag: 'folderReadOnly' }
  /** Another program holds the file: a virus scan, a synchronising service, a backup program. */
  | { readonly tag: 'fileLocked' }
  /** The folder or the file cannot be reached: a share that is gone, a drive taken out. */
  | { readonly tag: 'folderUnreachable' }
  | { readonly tag: 'diskFault' }
  /** A page does not read as it was written. */
  | { readonly tag: 'damagedStore'; readonly file: 'store.db' };

const bySqlite: readonly (readonly [RegExp, DiskFault])[] = [
  [/^SQLITE_FULL/, { tag: 'diskFull' }],
  [/^SQLITE_(READONLY|PERM)/, { tag: 'folderReadOnly' }],
  [/^SQLITE_(BUSY|LOCKED)/, { tag: 'fileLocked' }],
  [/^SQLITE_CANTOPEN/, { tag: 'folderUnreachable' }],
  [/^SQLITE_IOERR/, { tag: 'diskFault' }],
  [/^SQLITE_(CORRUPT|NOTADB)/, { tag: 'damagedStore', file: 'store.db' }],
];

const bySystem: Readonly<Record<string, DiskFault>> = {
  ENOSPC: { tag: 'diskFull' },
  EDQUOT: { tag: 'diskFull' },
  // No room for a file of that size: a limit, or a memory stick that takes no more than four gigabytes a file.
  EFBIG: { tag: 'diskFull' },
  EROFS: { tag: 'folderReadOnly' },
  EBUSY: { tag: 'fileLocked' },
  EIO: { tag: 'diskFault' },
};

/** Undefined for everything else, which is a bug or has its own sentence. */
export function diskFault(error: unknown): DiskFault | undefined {
  const sqlite = sqliteCode(error);
  if (sqlite !== undefined) return bySqlite.find(([pattern]) => pattern.test(sqlite))?.[1];
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return bySystem[code];
}
