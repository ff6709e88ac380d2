// Owns: starting the real runner as a process for the tests: arguments, environment, stdin; and reading what it printed.
// Must not: import the runner; a test sees only what a person or a script sees.
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleRunner } from './bundle.ts';

const sources = join(import.meta.dirname, '../../main/runner/casework.ts');
let bundled: Promise<string> | undefined;
export const passphrase = 'en-prov-fras-1';

export type Run = {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly json: Json;
};
export type Json = { readonly [key: string]: unknown };
export type Around = {
  readonly today?: string;
  readonly passphrase?: string | null;
  readonly stdin?: string;
  /** As `npm run casework` starts it: from the sources. */
  readonly fromSources?: boolean;
};

export function fixture(name: string): string {
  return join(import.meta.dirname, '../fixtures/intake', name);
}

/** Taken away with the run's own temporary folder. */
export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'sprangbradan-runner-'));
}

/** Runs one command. Whatever happens, at most one JSON object may stand on stdout. */
export async function run(words: readonly string[], around: Around = {}): Promise<Run> {
  const env: Record<string, string | undefined> = { ...process.env };
  delete env['SPRANGBRADAN_PASSPHRASE'];
  delete env['SPRANGBRADAN_TODAY'];
  if (around.passphrase !== null) env['SPRANGBRADAN_PASSPHRASE'] = around.passphrase ?? passphrase;
  if (around.today !== undefined) env['SPRANGBRADAN_TODAY'] = around.today;
  const runner = around.fromSources === true ? sources : await (bundled ??= bundleRunner());
  const child = spawn(process.execPath, [runner, ...words], {
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(around.stdin ?? '');
  const out = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (out.stderr += text));
  const code = await new Promise<number | null>((done) => child.on('close', done));
  return { code, ...out, json: oneObject(out) };
}

function oneObject({ stdout, stderr }: { stdout: string; stderr: string }): Json {
  const lines = stdout.split('\n');
  if (lines.length !== 2 || lines[1] !== '') throw new Error(`not one line on stdout: ${stdout}\n${stderr}`);
  return JSON.parse(lines[0] ?? '') as Json;
}

export type Store = {
  readonly dir: string;
  readonly run: (command: string, ...words: readonly string[]) => Promise<Run>;
  /** The object of a command that must succeed. */
  readonly done: (command: string, ...words: readonly string[]) => Promise<Json>;
  /** The tag of a command that must be refused with exit 1 and a Swedish sentence. */
  readonly refused: (command: string, ...words: readonly string[]) => Promise<string>;
  /** The legal day of the commands that follow. */
  readonly goTo: (today: string) => void;
};

export async function init(
  words: readonly string[] = ['--demo'],
  day = '2026-11-02',
): Promise<Store & { readonly made: Json }> {
  const dir = join(newFolder(), 'lager');
  let today = day;
  const go = (command: string, ...rest: readonly string[]) =>
    run([command, ...rest, '--store', dir, '--json'], { today });
  const done = async (command: string, ...rest: readonly string[]) => {
    const { code, json, stderr } = await go(command, ...rest);
    if (code !== 0) throw new Error(`${command} ended with ${code}: ${JSON.stringify(json)}\n${stderr}`);
    return json;
  };
  const refused = async (command: string, ...rest: readonly string[]) => {
    const { code, json, stderr } = await go(command, ...rest);
    if (code !== 1) throw new Error(`${command} ended with ${code}: ${JSON.stringify(json)}`);
    return sentenceTag(json, stderr);
  };
  const made = await done('init', ...words);
  return { dir, run: go, done, refused, made, goTo: (next) => (today = next) };
}

/** The same Swedish sentence on stderr and in the object, never a bare tag. */
export function sentenceTag(json: Json, stderr: string): string {
  const { tag, message } = json['error'] as { tag: string; message: string };
  if (!/^[\p{Lu}”].+\.$/su.test(message) || message === tag)
    throw new Error(`no sentence for ${tag}: ${message}`);
  if (!stderr.includes(message)) throw new Error(`not on stderr: ${message}`);
  return tag;
}
