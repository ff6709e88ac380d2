// Owns: reading a sealed file that a command names, up to the greatest size that one may have. Must not: open it.
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Problem } from '../../ipc/operation.ts';

/** SY-15, in bytes. */
const greatestSealed = 256 * 1024 * 1024;

export async function readSealed(path: string): Promise<Result<Buffer, Problem>> {
  const at = resolve(path);
  try {
    if ((await stat(at)).size > greatestSealed) return err({ tag: 'tooLarge', megabytes: 256 });
    return ok(await readFile(at));
  } catch {
    return err({ tag: 'fileUnreachable' });
  }
}
