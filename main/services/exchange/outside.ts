// Owns: how far each own device has sealed, kept beside the store: a restored or copied-back store is behind it.
// Must not: hold anything of a case or a key; and never refuse work because the file cannot be read or written.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { DeviceId } from '../../../domain/ids.ts';

const deviceSchema = z.object({
  seq: z.int().min(0),
  /** The device went on under new keys: a store that still writes as it is an old copy, however far it has come. */
  succeeded: z.boolean().optional(),
});
const recordSchema = z.object({ v: z.literal(1), devices: z.record(z.string(), deviceSchema) });
type SealedDevice = z.infer<typeof deviceSchema>;

/** Beside the folder, so that putting an old folder back does not put this back. */
export function outsidePath(dir: string): string {
  return `${dir}.sealed.json`;
}

export function sealedOutside(dir: string, device: DeviceId): SealedDevice | undefined {
  return read(dir)[device];
}

/** SY-31: before a file leaves, since a file that was seen must never be forgotten. Numbers only rise. */
export function noteOutside(dir: string, device: DeviceId, change: SealedDevice): void {
  const devices = read(dir);
  const before = devices[device];
  const seq = Math.max(before?.seq ?? 0, change.seq);
  const succeeded = change.succeeded ?? before?.succeeded;
  const next = { ...devices, [device]: succeeded === undefined ? { seq } : { seq, succeeded } };
  const path = outsidePath(dir);
  try {
    writeFileSync(`${path}.new`, `${JSON.stringify({ v: 1, devices: next })}\n`, {
      mode: 0o600,
      flush: true,
    });
    renameSync(`${path}.new`, path);
  } catch {
    return;
  }
}

function read(dir: string): Readonly<Record<string, SealedDevice>> {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(outsidePath(dir), 'utf8')) as unknown).devices;
  } catch {
    return {};
  }
}
