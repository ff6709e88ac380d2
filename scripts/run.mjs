// The one entry behind the npm commands: `node scripts/run.mjs <command> [arguments]`. Plain JavaScript without
// packages, because it must run on Node 20 before anything is installed.
import { failureLines, say, StageFailure } from './setup/stage.mjs';

const COMMANDS = {
  start: () => import('./commands/start.mjs'),
  test: () => import('./commands/test.mjs'),
  'test:foreign': () => import('./commands/foreign.mjs'),
  check: () => import('./commands/check.mjs'),
  build: () => import('./commands/build.mjs'),
  screens: () => import('./commands/screens.mjs'),
  demo: () => import('./commands/demo.mjs'),
  casework: () => import('./commands/casework.mjs'),
  bench: () => import('./commands/bench.mjs'),
  'fuzz:sync': () => import('./commands/fuzz-sync.mjs'),
  'fuzz:input': () => import('./commands/fuzz-input.mjs'),
  crash: () => import('./commands/crash.mjs'),
};

async function main([name, ...args]) {
  const load = Object.hasOwn(COMMANDS, name ?? '') ? COMMANDS[name] : undefined;
  if (load === undefined) {
    say(`Usage: node scripts/run.mjs ${Object.keys(COMMANDS).join('|')} [arguments]`);
    return 2;
  }
  try {
    const { run } = await load();
    return await run(args);
  } catch (error) {
    if (!(error instanceof StageFailure)) throw error;
    for (const line of failureLines(error)) say(line);
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
