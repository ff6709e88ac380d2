// `npm run check`: types, also against the fallback's Node, lint, format, import rules, unused code.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runQuiet } from '../setup/child.mjs';
import { setUpTools, toolScript } from '../setup/set-up.mjs';
import { say, seconds } from '../setup/stage.mjs';
import { hasTests } from './suites.mjs';

const FOLDERS = ['domain', 'ipc', 'db', 'main', 'preload', 'renderer', 'scripts', 'test'];
const SOURCES = FOLDERS.filter((folder) => folder !== 'scripts' && folder !== 'test');

/** As many at a time as a small machine bears. */
const AT_ONCE = 2;

/** `[name, script, arguments]` of every check; `folders` are those with TypeScript in them. */
export function checks(folders) {
  const compiler = 'typescript/bin/tsc';
  const sources = folders.filter((folder) => SOURCES.includes(folder));
  return [
    ...folders.map((folder) => [`types of ${folder}`, compiler, ['-p', folder]]),
    ['types of the configuration', compiler, ['-p', 'tsconfig.json']],
    ['types on Node 20', compiler, ['-p', 'tsconfig.node20.json']],
    ['lint', 'oxlint/bin/oxlint', ['--type-aware', '--deny-warnings', '--report-unused-disable-directives']],
    ['format', '@biomejs/biome/bin/biome', ['format', '.']],
    [
      'imports',
      'dependency-cruiser/bin/dependency-cruiser.mjs',
      [...sources, '--config', '.dependency-cruiser.mjs'],
    ],
    ['unused code', 'knip/bin/knip.js', ['--no-progress']],
  ];
}

/** Runs every check to its end, whatever fails; returns the names of those that failed. */
export async function runChecks(setUp) {
  const withFiles = await Promise.all(FOLDERS.map((folder) => hasTests(setUp.root, [folder], /\.tsx?$/)));
  const waiting = checks(FOLDERS.filter((_, index) => withFiles[index]));
  await mkdir(join(setUp.root, 'node_modules', '.cache', 'tsc'), { recursive: true });
  const failed = [];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      if (!(await runCheck(setUp, next))) failed.push(next[0]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return failed;
}

async function runCheck(setUp, [name, script, args]) {
  const started = performance.now();
  const all = [toolScript(script), ...args];
  const problem = await runQuiet(setUp.node.path, all, { cwd: setUp.root, env: setUp.env, lines: 200 }).then(
    () => undefined,
    (error) => error.message,
  );
  say(`check: ${name}: ${problem === undefined ? 'ok' : 'FAILED'}: ${seconds(performance.now() - started)}`);
  if (problem !== undefined) say(problem);
  return problem === undefined;
}

export async function run() {
  const failed = await runChecks(await setUpTools());
  if (failed.length > 0) say(`failed checks: ${failed.join(', ')}`);
  return failed.length === 0 ? 0 : 1;
}
