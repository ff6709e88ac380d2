// Owns: the person's own settings on this computer (look, keys, columns). Must not: hold anything of a case or of the group.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { letterModes, lettersSchema, viewPanes, type LocalSettings } from '../ipc/app.ts';
import type { KeepingSettings } from '../ipc/keeping.ts';

/** A view that cannot be read stands as from the start; the others stay. */
const kept = viewPanes.optional().catch(undefined);

const schema = z.object({
  language: z.enum(['sv', 'en']).catch('sv'),
  theme: z.enum(['system', 'light', 'dark', 'contrast']).catch('system'),
  autoAdvance: z.boolean().catch(true),
  letterMode: z.enum(letterModes).catch('single'),
  letters: lettersSchema.catch({}),
  columns: z.array(z.string()).catch([]),
  panes: z.object({ review: kept, decision: kept, offers: kept }).catch({}),
  /** Keeping the store: how often it is backed up, how many stay, where, and when it is locked. */
  backupFolder: z.string().optional().catch(undefined),
  everyHours: z.number().int().min(1).max(168).catch(24),
  keep: z.number().int().min(2).max(60).catch(10),
  idleMinutes: z.number().int().min(1).max(60).catch(10),
  /** The example store's passphrase: it guards invented people only. */
  examplePassphrase: z.string().optional().catch(undefined),
});
type Stored = z.infer<typeof schema>;

/** `backupFolder` undefined: the program's own, beside the store. */
export type KeepingStored = KeepingSettings & { readonly backupFolder?: string | undefined };

export type Settings = {
  readonly read: () => LocalSettings;
  readonly save: (
    change: { readonly [K in keyof LocalSettings]?: LocalSettings[K] | undefined },
  ) => LocalSettings;
  readonly keeping: () => KeepingStored;
  readonly saveKeeping: (
    change: {
      readonly [K in keyof KeepingStored]?: KeepingStored[K] | undefined;
    },
  ) => KeepingStored;
  readonly examplePassphrase: () => string | undefined;
  readonly setExamplePassphrase: (passphrase: string | undefined) => void;
};

/** A damaged file gives the defaults: settings are never worth a refused start. */
export function createSettings(path: string): Settings {
  let stored = load(path);
  const write = (next: Stored) => {
    stored = next;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, `${JSON.stringify(next, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${path}.new`, path);
  };
  const shown = (): LocalSettings => {
    const { language, theme, autoAdvance, letterMode, letters, columns, panes } = stored;
    return { language, theme, autoAdvance, letterMode, letters, columns, panes };
  };
  return {
    read: shown,
    save: (change) => {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      write(schema.parse({ ...stored, ...given }));
      return shown();
    },
    keeping: () => keepingOf(stored),
    saveKeeping: (change) => {
      const { backupFolder, ...numbers } = change;
      const given = Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== undefined));
      const { backupFolder: before, ...rest } = stored;
      const folder = 'backupFolder' in change ? backupFolder : before;
      write(schema.parse({ ...rest, ...given, ...(folder === undefined ? {} : { backupFolder: folder }) }));
      return keepingOf(stored);
    },
    examplePassphrase: () => stored.examplePassphrase,
    setExamplePassphrase: (passphrase) => {
      const { examplePassphrase: _old, ...rest } = stored;
      write(passphrase === undefined ? rest : { ...rest, examplePassphrase: passphrase });
    },
  };
}

function keepingOf({ backupFolder, everyHours, keep, idleMinutes }: Stored): KeepingStored {
  return { backupFolder, everyHours, keep, idleMinutes };
}

function load(path: string): Stored {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')) as unknown);
  } catch {
    return schema.parse({});
  }
}
