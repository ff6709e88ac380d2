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
    env: { ...Object.fromEntries(inherited), ...env },
    cwd: root,
  };
}
