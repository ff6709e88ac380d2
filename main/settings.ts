// Owns: the person's own settings on this computer (look, keys, columns). Must not: hold anything of a case or of the group.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { LocalSettings } from '../ipc/app.ts';

const schema = z.object({
  language: z.enum(['sv', 'en']).catch('sv'),
  theme: z.enum(['system', 'light', 'dark', 'contrast']).catch('system'),
  autoAdvance: z.boolean().catch(true),
  singleKeys: z.boolean().catch(true),
  columns: z.array(z.string()).catch([]),
  paneWidth: z.number().catch(43),
  /** The example store's passphrase: it guards invented people only. */
  examplePassphrase: z.string().optional().catch(undefined),
});
type Stored = z.infer<typeof schema>;

export type Settings = {
  readonly read: () => LocalSettings;
  readonly save: (
    change: { readonly [K in keyof LocalSettings]?: LocalSettings[K] | undefined },
  ) => LocalSettings;
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
    const { examplePassphrase: _examplePassphrase, ...rest } = stored;
    return rest;
  };
  return {
    read: shown,
    save: (change) => {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      write(schema.parse({ ...stored, ...given }));
      return shown();
    },
    examplePassphrase: () => stored.examplePassphrase,
    setExamplePassphrase: (passphrase) => {
      const { examplePassphrase: _old, ...rest } = stored;
      write(passphrase === undefined ? rest : { ...rest, examplePassphrase: passphrase });
    },
  };
}

function load(path: string): Stored {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')) as unknown);
  } catch {
    return schema.parse({});
  }
}
