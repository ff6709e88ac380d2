// Owns: lock.db, an empty file that the one writer holds exclusively. Must not: hold data; it stays 0 bytes, unencrypted.
import Database from 'better-sqlite3';
import { err, ok, type Result } from '../domain/result.ts';
import { bindingOption, sqliteCode } from './connection.ts';

export type StoreLock = { readonly release: () => void };

/** Takes the lock or says who cannot have it. The operating system frees it when the process dies. */
export function takeLock(
  path: string,
  nativeBinding: string | undefined,
): Result<StoreLock, { readonly tag: 'storeAlreadyOpen' }> {
  const db = new Database(path, { timeout: 0, ...bindingOption(nativeBinding) });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY')) return err({ tag: 'storeAlreadyOpen' });
    throw error;
  }
  return ok({ release: () => db.close() });
}
