// Runs one of our TypeScript files natively with Node, the terminal and the exit code passed through.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runAttached } from '../setup/child.mjs';
import { typescriptSwitches } from '../setup/node.mjs';
import { setUpTools } from '../setup/set-up.mjs';
import { StageFailure } from '../setup/stage.mjs';

export async function runTypescript(file, args, moreEnv = {}) {
  const { root, node, env } = await setUpTools();
  const path = join(root, file);
  if (!existsSync(path)) {
    throw new StageFailure(`${file} is missing`, 'Fetch the whole repository again: a file of it is gone.');
  }
  const all = [...typescriptSwitches(node.version), path, ...args];
  return runAttached(node.path, all, { env: { ...env, ...moreEnv } });
}
