// `npm run fuzz:input`: whatever comes from outside, bent; every one is refused or harmless.
import { runTypescript } from './typescript.mjs';

export const run = (args) => runTypescript('scripts/fuzz-input.ts', args);
