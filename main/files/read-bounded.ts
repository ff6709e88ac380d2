// Owns: bringing a file's bytes into memory without ever taking more than the limit. Must not: interpret them.
import { type FileHandle, open } from 'node:fs/promises';
import type { FileProblem } from '../../domain/intake/problems.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { FileLimits } from './limits.ts';

/**
 * Reads at most one byte more than `limits.fileBytes`, which is enough for the caller to see that a file is too large. A
 * file that grew while it was read is still being written, and refused as cut off.
 */
export async function readBounded(path: string, limits: FileLimits): Promise<Result<Buffer, FileProblem>> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const bytes = await readUpTo(file, Math.min(size, limits.fileBytes) + 1);
      return bytes.length > size ? err({ tag: 'fileTruncated' }) : ok(bytes);
    } finally {
      await file.close();
    }
  } catch {
    return err({ tag: 'fileUnreachable' });
  }
}

async function readUpTo(file: FileHandle, most: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(most);
  let length = 0;
  while (length < most) {
    const { bytesRead } = await file.read(bytes, length, most - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return bytes.subarray(0, length);
}
