// How a window test starts the app: the Electron that the set-up chose, with a user folder of its own.
import { join } from 'node:path';
import process from 'node:process';

type Launch = {
  executablePath: string;
  args: string[];
  env: Record<string, string>;
  cwd: string;
};

const root = join(import.meta.dirname, '..', '..');

/** Displays for windows side by side: each has one to itself, or they would take the keyboard from each other. */
export function displays(env: NodeJS.ProcessEnv = process.env): readonly string[] {
  return (env.SPRANGBRADAN_DISPLAYS ?? '').split(',').filter((name) => name !== '');
}

function ownDisplay(): Record<string, string> {
  const display = displays()[Number(process.env.TEST_PARALLEL_INDEX ?? 0)];
  return display === undefined ? {} : { DISPLAY: display };
}

/**
 * Options for Playwright's `_electron.launch`. `userData` is an absolute path of a temporary folder; `env` is
 * added to this process's own variables.
 */
export function electronLaunch(userData: string, env: Record<string, string> = {}): Launch {
  const executablePath = process.env.ELECTRON_EXEC_PATH;
  if (executablePath === undefined)
    throw new Error('Start the window tests with `npm test` or `npm run screens`.');
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const sandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return {
    executablePath,
    args: [...sandbox, '--log-level=3', `--user-data-dir=${userData}`, root],
    env: { ...Object.fromEntries(inherited), ...ownDisplay(), ...env },
    cwd: root,
  };
}
