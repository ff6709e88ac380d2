// Owns: the only way by which contents of the store become a file outside it. Must not: decide whether it may; a permit says so.
import { createHash } from 'node:crypto';
import type { ExportKind, Permit } from '../../domain/disclosure/grounds.ts';
import { writeOfRun, writeWhole } from './write-whole.ts';

/** What the register of files keeps of one: db/local/output-files.ts. */
export type WrittenOut = {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly kind: ExportKind;
};

/** Whole or absent. The caller has the writer note what comes back, so that the file can be found and removed again. */
export async function writeOut(permit: Permit, path: string, bytes: Uint8Array): Promise<WrittenOut> {
  await writeWhole(path, bytes);
  return noteOf(permit, path, bytes);
}

/** One of many files of a run, which ends with a file by `writeOut`. */
export async function writeOutOfRun(permit: Permit, path: string, bytes: Uint8Array): Promise<WrittenOut> {
  await writeOfRun(path, bytes);
  return noteOf(permit, path, bytes);
}

function noteOf(permit: Permit, path: string, bytes: Uint8Array): WrittenOut {
  return {
    path,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    kind: permit.kind,
  };
}
