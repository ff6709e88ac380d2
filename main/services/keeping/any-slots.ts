// Owns: the data key from whatever key slots are left: the store's own, or those of a backup where the store's are gone.
// Must not: write a file.
import { dirname, join } from 'node:path';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { listBackups, storeIdIn, type Backup } from '../../../db/keeping/backups.ts';
import { readKeyslots } from '../../../db/open.ts';
import { openWithPassphrase, openWithRecoveryCode } from '../../crypto/keyslots.ts';

/** What a person has: the passphrase, or the code on the printed sheet. */
export type Secret = { readonly passphrase: string } | { readonly recoveryCode: string };

export type OpenedSlots = {
  readonly dataKey: Uint8Array;
  /** The text of the slots that opened. */
  readonly keyslots: string;
  /** The store's random number. */
  readonly store: string;
};

/** Beside the store, on the same disk: it helps against damage, not against a lost computer. */
export function ownBackupFolder(dir: string): string {
  return join(dirname(dir), 'backup');
}

export async function openSlots(text: string, secret: Secret): Promise<Result<OpenedSlots, Problem>> {
  const opened =
    'passphrase' in secret
      ? await openWithPassphrase(text, secret.passphrase)
      : await openWithRecoveryCode(text, secret.recoveryCode);
  return opened.ok ? ok({ dataKey: opened.value, keyslots: text, store: storeIdIn(text) }) : opened;
}

/** The store's own slots first; those of its backups, newest first, only where the own ones cannot be read at all. */
export async function openAnySlots(
  dir: string,
  folder: string,
  secret: Secret,
): Promise<Result<OpenedSlots, Problem>> {
  const own = readKeyslots(dir);
  const opened = own.ok ? await openSlots(own.value, secret) : own;
  if (opened.ok || !['noStore', 'keyslotsDamaged'].includes(opened.error.tag)) return opened;
  return openBackupSlots(listBackups(folder), secret, opened.error);
}

async function openBackupSlots(
  backups: readonly Backup[],
  secret: Secret,
  otherwise: Problem,
): Promise<Result<OpenedSlots, Problem>> {
  let problem = otherwise;
  for (const backup of backups) {
    const text = readKeyslots(backup.path);
    const opened = text.ok ? await openSlots(text.value, secret) : text;
    if (opened.ok) return opened;
    problem = opened.error;
  }
  return err(problem);
}
