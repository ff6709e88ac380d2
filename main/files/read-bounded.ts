// Owns: bringing a file's bytes into memory without ever taking more than the limit. Must not: interpret them.
import { open } from 'node:fs/promises';
import type { FileProblem } from '../../domain/intake/problems.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { type FileLimits, megabytes } from './limits.ts';

/** Reads at most `limits.fileBytes`; a file that is larger, or grows while it is read, is refused. */
export async function readBounded(path: string, limits: FileLimits): Promise<Result<Buffer, FileProblem>> {
  const tooLarge = { tag: 'fileTooLarge', megabytes: megabytes(limits.fileBytes) } as const;
  try {
    const file = await open(path, 'r');
    try {
      const stat = await file.stat();
      if (!stat.isFile()) return err({ tag: 'fileUnreachable' });
      if (stat.size > limits.fileBytes) return err(tooLarge);
      const bytes = Buffer.allocUnsafe(stat.size + 1);
      let length = 0;
      while (length < bytes.length) {
        const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      return length > stat.size ? err(tooLarge) : ok(bytes.subarray(0, length));
    } finally {
      await file.close();
    }
  } catch {
    return err({ tag: 'fileUnreachable' });
  }
}
