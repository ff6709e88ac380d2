// Owns: what the runner writes: one JSON object on stdout, progress and sentences on stderr, and where the passphrase comes from.
// Must not: print a passphrase, a key or a path inside the store.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Arising } from '../../ipc/colleagues/exchange.ts';
import type { JobContext } from '../threads/protocol.ts';

export function writeJson(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

export function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

/** A bar on a terminal; on a pipe only the end of each stage. */
export function terminalJob(words: (stage: string) => string): JobContext {
  let cancelled = false;
  process.once('SIGINT', () => {
    cancelled = true;
  });
  return {
    cancelled: () => cancelled,
    progress: (stage, done, total) => {
      if (process.stderr.isTTY) {
        const width = 30;
        const full = total === 0 ? width : Math.round((done / total) * width);
        process.stderr.write(
          `\r${words(stage)} ${'█'.repeat(full)}${'░'.repeat(width - full)} ${done}/${total} `,
        );
        if (done >= total) process.stderr.write('\n');
      } else if (done >= total && total > 0) {
        process.stderr.write(`${words(stage)}: ${done}\n`);
      }
    },
  };
}

/** From SPRANGBRADAN_PASSPHRASE, else the first line of stdin when it is not a terminal. */
export function readPassphrase(): string | undefined {
  const fromEnvironment = process.env['SPRANGBRADAN_PASSPHRASE'];
  if (fromEnvironment !== undefined && fromEnvironment !== '') return fromEnvironment;
  if (process.stdin.isTTY) return undefined;
  try {
    const line = readFileSync(0, 'utf8').split('\n')[0]?.replace(/\r$/, '');
    return line === undefined || line === '' ? undefined : line;
  } catch {
    return undefined;
  }
}

const sentencesSchema = z.record(z.string(), z.unknown());

/** The window's own Swedish sentences; a tag without one shows as itself, and a test forbids that. */
export function loadSentences(
  localesDir: string,
): (tag: string, facts: Readonly<Record<string, unknown>>) => string {
  const text = readFileSync(join(localesDir, 'sv', 'errors.json'), 'utf8');
  const sentences = sentencesSchema.parse(JSON.parse(text) as unknown);
  return (tag, facts) => {
    const sentence = sentences[tag];
    if (typeof sentence !== 'string') return tag;
    return filled(sentence, facts);
  };
}

export type FindingWords = (
  breach: string,
  facts: Readonly<Record<string, unknown>>,
) => { readonly means: string; readonly do: string };

const findingsSchema = z.object({
  finding: z.record(z.string(), z.object({ means: z.string(), do: z.string() })),
});

/** The window's own words for what a proof finds: what it means, and what to do. */
export function loadFindingWords(localesDir: string): FindingWords {
  const text = readFileSync(join(localesDir, 'sv', 'proof.json'), 'utf8');
  const { finding } = findingsSchema.parse(JSON.parse(text) as unknown);
  return (breach, facts) => {
    const words = finding[breach] ?? { means: breach, do: '' };
    return { means: filled(words.means, facts), do: words.do };
  };
}

const notHereSchema = z.object({ notHere: z.record(z.string(), z.string()) });

/** The window's own words for contents that are not in this store. */
export function loadNotHereWords(
  localesDir: string,
): (kind: 'notOurs' | 'awaited', facts: Readonly<Record<string, unknown>>) => string {
  const text = readFileSync(join(localesDir, 'sv', 'proof.json'), 'utf8');
  const { notHere } = notHereSchema.parse(JSON.parse(text) as unknown);
  return (kind, facts) => filled(notHere[kind] ?? kind, facts);
}

const arisingSchema = z.object({ arising: z.record(z.string(), z.string()) });

/** What comes to stand apart, each with the window's own sentence; absent when there is none. */
export function arisingInWords(resourcesDir: string, arising: readonly Arising[] = []): object {
  if (arising.length === 0) return {};
  const text = readFileSync(join(resourcesDir, '../renderer/locales/sv/exchange.json'), 'utf8');
  const words = arisingSchema.parse(JSON.parse(text) as unknown).arising;
  return {
    arising: arising.map(({ what, label }) => ({
      what,
      label,
      means: filled(words[what] ?? what, { label }),
    })),
  };
}

function filled(sentence: string, facts: Readonly<Record<string, unknown>>): string {
  return sentence.replace(/\{\{\s*(\w+)\s*\}\}/g, (_whole, name: string) => plain(facts[name]));
}

function plain(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return value === undefined ? '' : JSON.stringify(value);
}
