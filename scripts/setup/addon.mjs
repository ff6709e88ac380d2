// The SQLite addon for the fallback Electron, whose Node-API is older than the prebuilt one asks for: compiled
// once with that request taken out, kept outside the clone, handed to the app by an environment variable.
import { realpathSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { exists, makeWhole } from './cache.mjs';
import { findProgram, runQuiet, withPathFirst } from './child.mjs';
import { StageFailure } from './stage.mjs';

/** The app passes the path in this variable to the driver as `nativeBinding`. */
export const BINDING_VARIABLE = 'SPRANGBRADAN_SQLITE_BINDING';

const FLAGS = [
  '-UNAPI_VERSION',
  '-DNAPI_EXPERIMENTAL',
  '-DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
  '-DNODE_API_EXPERIMENTAL_BASIC_ENV_OPT_OUT',
  '-O1',
  '-fno-lto',
].join(' ');

/** The cache key: another version, system or processor is another file. */
export function addonFolderName(version, platform = process.platform, arch = process.arch) {
  return `better-sqlite3-multiple-ciphers-${version}-napi9-${platform}-${arch}`;
}

export async function addonPath(cache, root) {
  const manifest = JSON.parse(await readFile(join(root, 'node_modules/better-sqlite3/package.json'), 'utf8'));
  return join(cache, addonFolderName(manifest.version), 'better_sqlite3.node');
}

export async function findAddon(cache, root) {
  const path = await addonPath(cache, root);
  return (await exists(path)) ? path : undefined;
}

/** Compiles in a temporary copy, so that a stopped build leaves nothing; `toolNode` is the folder of Node 24. */
export async function makeAddon(cache, root, toolNode) {
  const target = await addonPath(cache, root);
  const work = await mkdtemp(join(tmpdir(), 'sprangbradan-addon-'));
  try {
    const source = join(work, 'node_modules', 'better-sqlite3');
    await cp(join(root, 'node_modules/better-sqlite3'), source, { recursive: true });
    await cp(join(root, 'node_modules/node-addon-api'), join(work, 'node_modules/node-addon-api'), {
      recursive: true,
    });
    await compile(source, toolNode);
    await makeWhole(join(target, '..'), (folder) =>
      cp(join(source, 'build/Release/better_sqlite3.node'), join(folder, basename(target))),
    );
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return target;
}

async function compile(source, toolNode) {
  const node = join(toolNode, 'bin', 'node');
  const args = [findNodeGyp(), 'rebuild', '--release', '--force_build=1', `--nodedir=${toolNode}`];
  const env = { ...withPathFirst(process.env, join(toolNode, 'bin')), CXXFLAGS: FLAGS };
  env.JOBS = String(cpus().length);
  await runQuiet(node, args, { cwd: source, env });
}

/** node-gyp comes with npm; where npm is, is known when npm started us, else from the search path. */
function findNodeGyp() {
  const npm = process.env.npm_execpath ?? findProgram('npm');
  try {
    return createRequire(realpathSync(npm ?? '')).resolve('node-gyp/bin/node-gyp.js');
  } catch {
    throw new StageFailure(
      'node-gyp, which npm brings with it, was not found',
      'Start with `npm start` or `npm test`, and not by calling the script directly.',
    );
  }
}
