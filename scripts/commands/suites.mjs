// Runs one suite with its runner and counts it. A suite without files is skipped without a word.
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runAttached } from '../setup/child.mjs';
import { toolScript } from '../setup/set-up.mjs';
import { say, seconds } from '../setup/stage.mjs';
import { countPlaywright, countVitest, judge, readReport, sentence } from './report.mjs';

const NOTHING = Object.freeze({ passed: 0, failed: 0 });

export async function hasTests(root, folders, ending = /\.test\.tsx?$/) {
  const lists = await Promise.all(
    folders.map((folder) => readdir(join(root, folder), { recursive: true }).catch(() => [])),
  );
  return lists.flat().some((name) => ending.test(name));
}

/** vitest with one of our configurations; `suite` is `{ name, folders, without, config, env }`. */
export async function runVitest(setUp, suite) {
  if (!(await hasTests(setUp.root, suite.folders))) return NOTHING;
  const report = await freshReport(setUp.root, suite.name);
  const args = [toolScript('vitest/vitest.mjs'), 'run', '--config', suite.config];
  for (const folder of suite.without ?? []) args.push(`--exclude=${folder}/**`);
  args.push('--reporter=default', '--reporter=json', `--outputFile.json=${report}`);
  return counted(suite.name, { report, count: countVitest }, () =>
    runAttached(setUp.node.path, args, attached(setUp, suite)),
  );
}

/** Playwright with one project of its configuration; `suite` is `{ name, folders, ending, project, env }`. */
export async function runPlaywright(setUp, suite) {
  if (!(await hasTests(setUp.root, suite.folders, suite.ending))) return NOTHING;
  const report = await freshReport(setUp.root, suite.name);
  const args = [
    toolScript('@playwright/test/cli.js'),
    'test',
    `--project=${suite.project}`,
    '--reporter=list,json',
  ];
  const env = { ...suite.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  return counted(suite.name, { report, count: countPlaywright }, () =>
    runAttached(setUp.node.path, args, attached(setUp, { env })),
  );
}

/** The runners write for people: their words go to our stderr's terminal, stdout keeps the closing line. */
function attached(setUp, { env }) {
  return { cwd: setUp.root, env: { ...setUp.env, ...env }, stdio: ['ignore', 'inherit', 'inherit'] };
}

async function freshReport(root, name) {
  const folder = join(root, 'node_modules', '.cache', 'reports');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${name}.json`);
  await rm(path, { force: true });
  return path;
}

async function counted(name, { report, count }, work) {
  const started = performance.now();
  const exitCode = await work();
  const result = judge(await readReport(report, count), exitCode);
  say(`${name}: ${sentence(result)}: ${seconds(performance.now() - started)}`);
  return result;
}
