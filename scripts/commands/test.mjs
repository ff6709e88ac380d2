// `npm test`: checks, unit tests, the build, the store and service suites inside Electron, the window tests.
import { openDisplays } from '../setup/display.mjs';
import { setUpElectron } from '../setup/set-up.mjs';
import { failureLines, StageFailure, say, seconds } from '../setup/stage.mjs';
import { ensureBuild } from './build.mjs';
import { runChecks } from './check.mjs';
import { addUp, close } from './report.mjs';
import { runPlaywright, runVitest } from './suites.mjs';
import { runTypescript } from './typescript.mjs';

/** What runs inside Electron runs there alone: that is where it ships. The runner's tests hold the same code in plain Node. */
const ELECTRONS = ['db', 'services', 'files', 'pdf', 'sync'].map((name) => `test/${name}`);
const UNIT = { name: 'unit', folders: ['test'], without: ELECTRONS, config: 'vitest.config.ts' };
const IN_ELECTRON = {
  name: 'in-electron',
  folders: [...ELECTRONS, 'test/crypto'],
  config: 'test/electron/vitest.config.ts',
};
/** As many as the smallest machine has cores. */
const WINDOWS = 2;
const WINDOW = { name: 'window', folders: ['test/e2e'], project: 'e2e' };

export async function run() {
  const sum = await countFailure(runEverything);
  return close('test', sum);
}

async function runEverything() {
  const setUp = await setUpElectron({ display: true });
  const failedChecks = await runChecks(setUp);
  const counts = [{ passed: 0, failed: failedChecks.length }];
  counts.push(await runVitest(setUp, UNIT), await runVitest(setUp, IN_ELECTRON));
  counts.push(await runFuzzers());
  counts.push(await countFailure(() => runWindowTests(setUp)));
  if (failedChecks.length > 0) say(`failed checks: ${failedChecks.join(', ')}`);
  return addUp(counts);
}

/** The fuzzers in short, each one test: a hundred seeds, and the faults that they must notice. Two lanes, equally long. */
const FUZZERS = [
  [
    ['scripts/fuzz-sync.ts', '--seeds', '100'],
    ['scripts/fuzz-input.ts', '--runs', '1000'],
  ],
  [
    ['scripts/crash.ts', '--rounds', '20'],
    ['scripts/fuzz-sync.ts', '--mutants', '--seeds', '40'],
  ],
];

async function runFuzzers() {
  const started = performance.now();
  const failed = (await Promise.all(FUZZERS.map(failedInLane))).flat();
  const total = FUZZERS.flat().length;
  say(
    `fuzzers: ${total - failed.length} passed, ${failed.length} failed: ${seconds(performance.now() - started)}`,
  );
  for (const words of failed) say(`failed: ${words.join(' ')}`);
  return { passed: total - failed.length, failed: failed.length };
}

async function failedInLane(lane) {
  const failed = [];
  for (const [file, ...args] of lane)
    if ((await runTypescript(file, args)) !== 0) failed.push([file, ...args]);
  return failed;
}

/** The count of `work`; a stage of it that failed is told and counts as one failure. */
async function countFailure(work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StageFailure)) throw error;
    for (const line of failureLines(error)) say(line);
    return { passed: 0, failed: 1 };
  }
}

async function runWindowTests(setUp) {
  await ensureBuild(setUp);
  const display = await openDisplays(WINDOWS);
  try {
    return await runPlaywright(setUp, { ...WINDOW, env: display.env });
  } finally {
    display.end();
  }
}
