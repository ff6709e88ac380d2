// Owns: what every part of the wiring works with: surroundings, the open store, jobs, settings, and reading a chosen file.
// Must not: answer an operation.
import { readFile, stat } from 'node:fs/promises';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Notification } from '../../ipc/contract.ts';
import type { Problem } from '../../ipc/operation.ts';
import type { Permit } from '../../domain/disclosure/grounds.ts';
import { writeOut } from '../files/write-out.ts';
import type { Jobs } from '../jobs.ts';
import type { Settings } from '../settings.ts';
import type { StoreControl, StoreSurroundings } from '../store-control.ts';
import type { RejectTexts } from '../threads/handlers/reject-texts.ts';

export type Dialogs = {
  /** Undefined when the person cancels. */
  readonly open: (options: {
    readonly title: string;
    readonly extensions: readonly string[];
  }) => Promise<string | undefined>;
  /** Empty when the person cancels. */
  readonly openSeveral: (options: {
    readonly title: string;
    readonly extensions: readonly string[];
  }) => Promise<readonly string[]>;
  readonly save: (options: { readonly title: string; readonly name: string }) => Promise<string | undefined>;
  readonly folder: (options: { readonly title: string }) => Promise<string | undefined>;
};

export type Clipboard = {
  readonly read: () => Promise<string>;
  readonly write: (text: string) => Promise<void>;
  readonly clear: () => Promise<void>;
};

export type Around = StoreSurroundings & {
  readonly clipboard: Clipboard;
  readonly dialogs: Dialogs;
  readonly notify: (notification: Notification) => void;
  /** The locale's words for the file of rows that were not read in. */
  readonly rejectTexts: () => RejectTexts;
};

export type Context = {
  readonly around: Around;
  readonly control: StoreControl;
  readonly jobs: Jobs;
  readonly settings: Settings;
};

/** Larger than any sealed file may be: refused before it is read. */
const greatestChosen = 256 * 1024 * 1024;

/** The bytes of the file a person chose, or null when the dialog was cancelled. */
export async function readChosen(
  { around }: Context,
  options: { readonly title: string; readonly extensions: readonly string[] },
): Promise<Result<Buffer | null, Problem>> {
  const path = await around.dialogs.open(options);
  if (path === undefined) return ok(null);
  try {
    if ((await stat(path)).size > greatestChosen) return err({ tag: 'tooLarge', megabytes: 256 });
    return ok(await readFile(path));
  } catch {
    return err({ tag: 'fileUnreachable' });
  }
}

/** A file outside the store, whole in its place and noted in the register. */
export async function putOut(
  { control }: Pick<Context, 'control'>,
  file: { readonly permit: Permit; readonly path: string; readonly bytes: Uint8Array },
): Promise<void> {
  const written = await writeOut(file.permit, file.path, file.bytes);
  await control.onWriter<void>('noteFiles', [written]).result;
}
