// Owns: what the fuzzers are asked for and how they end: `--seed S`, their own number, seed and counts last.
// Must not: run one.
import { parseArgs } from 'node:util';

export type Asked = {
  /** Seeds, runs or rounds. */
  readonly many: number;
  readonly seed: number;
  /** Stops after so many findings. */
  readonly findings: number;
  readonly shrink: boolean;
  /** Holds the fuzzer itself to account: does it notice the faults it is there for? */
  readonly mutants: boolean;
  readonly script: string | undefined;
  /** A folder in which founded stores are kept from one run to the next. */
  readonly templates: string | undefined;
};

/** Undefined for what cannot be understood; the usage has then been said. */
export function readAsked(command: string, word: string, usual: number): Asked | undefined {
  try {
    const { values } = parseArgs({
      options: {
        [word]: { type: 'string' },
        seed: { type: 'string' },
        findings: { type: 'string' },
        script: { type: 'string' },
        templates: { type: 'string' },
        'no-shrink': { type: 'boolean' },
        mutants: { type: 'boolean' },
      },
    });
    const text = (name: string) => (typeof values[name] === 'string' ? values[name] : undefined);
    const asked = {
      many: whole(text(word), usual),
      seed: whole(text('seed'), 1),
      findings: whole(text('findings'), 5),
      shrink: values['no-shrink'] !== true,
      mutants: values['mutants'] === true,
      script: text('script'),
      templates: text('templates'),
    };
    return asked;
  } catch {
    say(`npm run ${command} -- [--${word} N] [--seed S] [--findings N]`);
    return undefined;
  }
}

function whole(text: string | undefined, usual: number): number {
  const value = Number(text ?? usual);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error('not a number');
  return value;
}

export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

export type Counts = Record<string, number>;

export function addCounts(total: Counts, more: Readonly<Counts>): void {
  for (const [what, many] of Object.entries(more)) total[what] = (total[what] ?? 0) + many;
}

/** The last lines of every fuzzer; returns the exit code. */
export function close(
  command: string,
  counts: Readonly<Counts>,
  of: { readonly run: string; readonly findings: number },
): number {
  const words = Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [what, many] of words) process.stdout.write(`${what}: ${many}\n`);
  process.stdout.write(`${command}: ${of.run}, ${of.findings} findings\n`);
  return of.findings === 0 ? 0 : 1;
}
