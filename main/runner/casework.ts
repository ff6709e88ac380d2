// Owns: the headless runner: opens the store, runs one command, prints one JSON object. See docs/cli.md.
// Must not: do anything the window's services do not do.
import { join, resolve } from 'node:path';
import { diskFault } from '../../db/faults.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Problem } from '../../ipc/operation.ts';
import { foundStore, openForWriting, unlockByPassphrase, type Surroundings } from '../services/lifecycle.ts';
import { dayFrom, wallMicros } from '../services/clock.ts';
import { loadReference } from '../services/reference.ts';
import { finishPurge } from '../services/purge/finish.ts';
import { wordsOf } from '../services/group/invitations.ts';
import { confirmTexts, listTexts } from '../services/texts.ts';
import type { WriteSession } from '../services/session.ts';
import { flag, parseArguments, text, type CommandLine, type Usage } from './arguments.ts';
import type { Command } from './command.ts';
import { commands } from './commands.ts';
import { closedCommands } from './commands/keeping.ts';
import { loadSentences, readPassphrase, say, terminalJob, writeJson } from './terminal.ts';

const root = resolve(import.meta.dirname, '../..');
const resourcesDir = join(root, 'resources');
const exitCodes = { done: 0, refused: 1, usage: 2 };
/** Short ones are refused when a store is made: scrypt cannot save a guessable passphrase. */
const shortestPassphrase = 8;
/** The event that founds a group holds no longer ones. */
const longestName = 120;

const stageWords: Readonly<Record<string, string>> = {
  import: 'Läser in',
  verdicts: 'Tar ställning',
  fixBasis: 'Fastställer underlag',
  documents: 'Skriver dokument',
  verify: 'Kontrollerar',
  undo: 'Ångrar',
  backup: 'Säkerhetskopierar',
  salvage: 'Räddar',
  open: 'Öppnar filer',
  rebuild: 'Bygger upp',
  papers: 'Tar emot dokument',
  rekey: 'Byter nyckel',
  check: 'Kontrollerar filen',
  compare: 'Jämför med det som finns',
  merge: 'Tar emot',
  project: 'Ordnar listorna',
  finish: 'Avslutar',
  seal: 'Förseglar filen',
};

async function main(argv: readonly string[]): Promise<number> {
  const parsed = parseArguments(argv);
  if (!parsed.ok) return refuse(parsed.error);
  const line = parsed.value;
  const command = commands[line.command];
  const closed = closedCommands[line.command];
  if (!command && !closed && line.command !== 'init') {
    const known = ['init', ...Object.keys(commands), ...Object.keys(closedCommands)].join(' ');
    return refuse({ tag: 'usage', message: `unknown command ${line.command}; one of ${known}` });
  }
  const dir = text(line.options, 'store');
  if (dir === undefined) return refuse({ tag: 'usage', message: '--store DIR is needed' });
  const passphrase = readPassphrase();
  if (passphrase === undefined) return refuse({ tag: 'passphraseNeeded' });
  const around = surroundings(resolve(dir));
  const done = closed
    ? await closed({ around, passphrase, line, job: terminalJob((stage) => stageWords[stage] ?? stage) })
    : command
      ? await runOn(around, passphrase, { command, line })
      : await init(around, passphrase, line);
  if (!done.ok) return refuse(done.error);
  writeJson(done.value);
  return exitCodes.done;
}

function surroundings(dir: string): Surroundings {
  return {
    dir,
    reference: loadReference(resourcesDir),
    nativeBinding: process.env['SPRANGBRADAN_SQLITE_BINDING'],
    now: wallMicros,
    today: dayFrom(process.env),
  };
}

/** Makes a store with a group of one. A demo store is marked for ever, and its texts confirmed as examples. */
async function init(
  around: Surroundings,
  passphrase: string,
  line: CommandLine,
): Promise<Result<object, Problem | Usage>> {
  if (passphrase.length < shortestPassphrase)
    return err({ tag: 'passphraseTooShort', least: shortestPassphrase });
  const demo = flag(line.options, 'demo');
  const name = text(line.options, 'name') ?? (demo ? 'Exempel Handläggare' : 'Handläggare');
  const team = text(line.options, 'team') ?? (demo ? 'Exempelgruppen' : 'Arbetsgruppen');
  if ([name, team].some((one) => one.trim() === '' || one.length > longestName)) {
    return err({ tag: 'usage', message: `--name and --team are 1 to ${longestName} characters` });
  }
  const founded = await foundStore(around, { name, team, passphrase, demo });
  if (!founded.ok) return founded;
  const opened = openForWriting(around, founded.value.dataKey);
  if (!opened.ok) return opened;
  const session = opened.value;
  try {
    if (demo) confirmAsExamples(session);
    const fingerprint = wordsOf(session, session.self.keys).join(' ');
    return ok({ team, member: name, fingerprint, recoveryCode: founded.value.recoveryCode });
  } finally {
    session.store.close();
  }
}

export function confirmAsExamples(session: WriteSession): void {
  confirmTexts(session, {
    ids: listTexts(session).map((one) => one.id),
    day: session.today(),
    source: 'Exempel',
  });
}

async function runOn(
  around: Surroundings,
  passphrase: string,
  { command, line }: { readonly command: Command; readonly line: CommandLine },
): Promise<Result<object, Problem | Usage>> {
  const key = await unlockByPassphrase(around.dir, passphrase);
  if (!key.ok) return key;
  const opened = openForWriting(around, key.value);
  if (!opened.ok) return opened;
  const session = opened.value;
  try {
    const done = await command({
      session,
      around,
      dataKey: key.value,
      line,
      resourcesDir,
      job: terminalJob((stage) => stageWords[stage] ?? stage),
    });
    // What the opening or the command took away reaches its files too.
    await finishPurge(session);
    return done;
  } finally {
    session.store.close();
  }
}

function refuse(problem: Problem | Usage): number {
  const isUsage = problem.tag === 'usage';
  const message =
    isUsage && typeof problem['message'] === 'string'
      ? `casework ${problem['message']}`
      : loadSentences(join(root, 'renderer/locales'))(problem.tag, problem);
  say(message);
  writeJson({ error: { ...problem, tag: problem.tag, message } });
  return isUsage ? exitCodes.usage : exitCodes.refused;
}

/** A fault of ours still ends with one object and a sentence; its trace goes to stderr, without any value of the store. */
async function guarded(): Promise<number> {
  try {
    return await main(process.argv.slice(2));
  } catch (error) {
    const fault = diskFault(error);
    if (fault) return refuse(fault);
    if (isUnwritable(error)) return refuse({ tag: 'writeFailed' });
    say(error instanceof Error ? (error.stack ?? error.name).split('\n').slice(1).join('\n') : '');
    return refuse({ tag: 'unexpected' });
  }
}

/** The disk, not the program: no such folder, no right to write, no room left. */
function isUnwritable(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return ['ENOENT', 'EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EISDIR', 'ENOTDIR', 'EEXIST'].includes(
    String(code),
  );
}

// npm runs scripts in the program's folder; the files named on the command line lie where it was called.
if (process.env['INIT_CWD']) process.chdir(process.env['INIT_CWD']);
process.exitCode = await guarded();
