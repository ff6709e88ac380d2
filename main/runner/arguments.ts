// Owns: reading the runner's command line. Must not: take a passphrase from it: other programs can read argv.
import { err, ok, type Result } from '../../domain/result.ts';

export type Options = Readonly<Record<string, string | true>>;
export type CommandLine = {
  readonly command: string;
  readonly positional: readonly string[];
  readonly options: Options;
};
export type Usage = { readonly tag: 'usage'; readonly message: string };

/** Options that stand alone. */
const flags = new Set([
  'json',
  'dry-run',
  'count',
  'demo',
  'drafts',
  'all-clear',
  'all-lapsed',
  'full',
  'administrator',
  'put-only',
  'ask',
  'stop',
  'leave',
  'machine',
  'all',
]);
/** Options that take the word after them, or after `=`. Any other is refused: a misspelt `--dry-run` must not write. */
const valued = new Set([
  'fields',
  'store',
  'name',
  'team',
  'out',
  'file',
  'to',
  'day',
  'source',
  'kind',
  'intake',
  'as-of',
  'settle',
  'where',
  'reason',
  'outcome',
  'backups',
  'backup',
  'keep',
  'folder',
  'item',
  'leads',
  'follows',
  'roles',
  'as',
  'masks',
  'run',
  'reference',
  'empties',
  'text',
  'case',
  'employer',
  'officer',
  'unit',
  'watch',
  'question',
  'asks',
  'due',
  'how',
  'for',
  'mailing',
  'channel',
  'number',
  'apply-by',
]);

export function parseArguments(argv: readonly string[]): Result<CommandLine, Usage> {
  const [command, ...rest] = argv;
  if (command === undefined || command.startsWith('--')) return wrong('no command');
  const positional: string[] = [];
  const options: Record<string, string | true> = {};
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at] ?? '';
    if (!word.startsWith('--')) {
      positional.push(word);
      continue;
    }
    const option = readOption(word, rest[at + 1]);
    if (!option.ok) return option;
    options[option.value.name] = option.value.value;
    if (option.value.tookNext) at += 1;
  }
  return ok({ command, positional, options });
}

function wrong(message: string): Result<never, Usage> {
  return err({ tag: 'usage', message });
}

type Option = { readonly name: string; readonly value: string | true; readonly tookNext: boolean };

function readOption(word: string, next: string | undefined): Result<Option, Usage> {
  const [name, inline] = splitOnce(word.slice(2));
  if (name.includes('passphrase')) return wrong('a passphrase is never an argument');
  if (flags.has(name)) return ok({ name, value: true, tookNext: false });
  if (!valued.has(name)) return wrong(`unknown option --${name}`);
  if (inline !== undefined) return ok({ name, value: inline, tookNext: false });
  if (next === undefined || next.startsWith('--')) return wrong(`--${name} needs a value`);
  return ok({ name, value: next, tookNext: true });
}

function splitOnce(word: string): [string, string | undefined] {
  const at = word.indexOf('=');
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

/** The value of an option, or undefined; a flag has no value. */
export function text(options: Options, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

export function flag(options: Options, name: string): boolean {
  return options[name] === true;
}
