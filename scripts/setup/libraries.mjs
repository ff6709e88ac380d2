// Debian packages that Electron, its virtual display and the addon's compiler need. As root they are installed;
// otherwise the command is printed and we stop: nothing here asks for a password.
import { readFile } from 'node:fs/promises';
import { findProgram, quoteForShell, runQuiet } from './child.mjs';
import { StageFailure, stage } from './stage.mjs';

const ELECTRON = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1'];
const COMPILER = ['g++', 'make', 'python3'];

/** From these releases the libraries with 64-bit time have names of their own. */
const RENAMED_SINCE = { debian: 13, ubuntu: 24.04 };
const RENAMED = new Set(['libgtk-3-0', 'libasound2']);

/** The package names of this release; `release` is the text of /etc/os-release. */
export function packageNames(names, release) {
  const value = (key) => new RegExp(`^${key}="?([^"\\n]*)"?$`, 'm').exec(release)?.[1] ?? '';
  const since = RENAMED_SINCE[value('ID')];
  const renamed = since !== undefined && Number.parseFloat(value('VERSION_ID') || '999') >= since;
  return names.map((name) => (renamed && RENAMED.has(name) ? `${name}t64` : name));
}

/** The libraries that the loader does not find, out of what `ldd` prints. */
export function missingLibraries(ldd) {
  return [...ldd.matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1]);
}

/** What Electron itself needs, and Xvfb when there is no display and a window is wanted. */
export async function ensureLibraries(electron, { display }) {
  if (process.platform !== 'linux') return;
  const missing = missingLibraries(await runQuiet('ldd', [electron]));
  const wanted = [...(missing.length > 0 ? ELECTRON : [])];
  if (display && findProgram('Xvfb') === undefined) wanted.push('xvfb');
  await installPackages(wanted, `Electron lacks ${missing[0] ?? 'a virtual display'}`);
}

export async function ensureCompiler() {
  const missing = COMPILER.filter((name) => findProgram(name) === undefined);
  await installPackages(missing, `the SQLite addon cannot be compiled without ${missing[0]}`);
}

/** Installs Debian packages when root; else says which command does it. Nothing to do for an empty list. */
export async function installPackages(names, reason) {
  if (names.length === 0) return;
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const packages = packageNames(names, release);
  const command = ['apt-get', 'install', '-y', '--no-install-recommends', ...packages];
  if (findProgram('apt-get') === undefined) {
    throw new StageFailure(
      reason,
      `Install what Debian calls ${packages.join(', ')} with this system's own tool.`,
    );
  }
  if (process.getuid?.() !== 0) {
    throw new StageFailure(reason, `Run: sudo ${command.map(quoteForShell).join(' ')}`);
  }
  await stage(`Debian packages ${packages.join(' ')}`, () => aptInstall(command));
}

async function aptInstall([file, ...args]) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await runQuiet(file, ['update', '-qq'], { env });
    await runQuiet(file, args, { env });
  } catch (error) {
    throw new StageFailure(
      `the Debian packages could not be installed: ${error.message}`,
      'Check that `apt-get update` works, then run the same command again.',
    );
  }
}
