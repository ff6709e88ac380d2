// `npm run crash`: jobs killed at random moments, disks that fail; afterwards the store is whole.
import { runTypescript } from './typescript.mjs';

export const run = (args) => runTypescript('scripts/crash.ts', args);
