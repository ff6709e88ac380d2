// `npm run demo`: the main job on an invented year, in the terminal.
import { runTypescript } from './typescript.mjs';

export const run = (args) => runTypescript('scripts/demo.ts', args);
