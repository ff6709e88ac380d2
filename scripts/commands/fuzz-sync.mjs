// `npm run fuzz:sync`: groups of real stores at random work, held against a small model.
import { runTypescript } from './typescript.mjs';

export const run = (args) => runTypescript('scripts/fuzz-sync.ts', args);
