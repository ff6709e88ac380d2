// `npm run --silent casework -- …`: the headless runner. Nothing of ours may stand on its stdout.
import { runTypescript } from './typescript.mjs';

export const run = (args) => runTypescript('main/runner/casework.ts', args);
