// Owns: reading the runner's command line. Must not: take a passphrase from it: other programs can read argv.
import { err, ok, type Result } from '../../domain/result.ts';

export type Options = Readonly<Record<string, string | true>>;
export type CommandLine = { readonly command: string; readonly positional: readonly string[]; readonly options: Options };
export type Usage = { readonly tag: 'usage'; readonly message: string };

/** Options that stand alone. */
const flags = new Set(['json', 'dry-run', 'count', 'demo', 'drafts', 'all-clear', 'all-lapsed', 'full', 'administrator']);
/** Options that take the word after them, or after `=`. Any other is refused: a misspelt `--dry-run` must not write. */
const valued = new Set(['store', 'name', 'team', 'out', 'file', 'to', 'day', 'source', 'kind', 'intake', 'as-of', 'settle', 'where', 'reason', 'outcome']);

export function parseArguments(argv: readonly string[]): Result<CommandLine, Usage> {
  const [command, ...rest] = argv;
  if (command === undefined || command.startsWith('--')) return err({ tag: 'usage', message: 'no command' });
  const positional: string[] = [];
  const options: Record<string, string | true> = {};
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at] ?? '';
    if (!word.startsWith('--')) {
      positional.push(word);
      continue;
    }
    const [name = '', inline] = splitOnce(word.slice(2));
    if (name.includes('passphrase')) return err({ tag: 'usage', message: 'a passphrase is never an argument' });
    if (flags.has(name)) {
      options[name] = true;
      continue;
    }
    if (!valued.has(name)) return err({ tag: 'usage', message: `unknown option --${name}` });
    const value = inline ?? rest[at + 1];
    if (value === undefined || (inline === undefined && value.startsWith('--'))) return err({ tag: 'usage', message: `--${name} needs a value` });
    if (inline === undefined) at += 1;
    options[name] = value;
  }
  return ok({ command, positional, options });
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
