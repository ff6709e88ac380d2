// The app built into out/, only when something it is made of has changed since the last time.
import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { runQuiet } from '../setup/child.mjs';
import { setUpTools, toolScript } from '../setup/set-up.mjs';
import { stage } from '../setup/stage.mjs';

const MADE_OF = ['domain', 'ipc', 'db', 'main', 'preload', 'renderer'];
const ALSO = ['package.json', 'package-lock.json', 'electron.vite.config.ts'];

/** `[path, size, mtime]` of every file below `folder`, in order of path. */
async function listFiles(root, folder) {
  const entries = await readdir(join(root, folder), { withFileTypes: true, recursive: true }).catch(() => []);
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  return Promise.all(files.sort().map((path) => describe(root, path)));
}

async function describe(root, path) {
  const { size, mtimeMs } = await stat(path);
  return [relative(root, path).split(sep).join('/'), size, mtimeMs];
}

/** One line that changes when any of the files does. */
export function buildStamp(files) {
  return createHash('sha256').update(JSON.stringify(files)).digest('hex');
}

/** Builds when needed; `setUp` is what `setUpTools` gave. */
export async function ensureBuild(setUp) {
  const { root } = setUp;
  const trees = await Promise.all(MADE_OF.map((folder) => listFiles(root, folder)));
  const single = await Promise.all(ALSO.map((name) => describe(root, join(root, name))));
  const wanted = buildStamp([...trees.flat(), ...single]);
  const stampFile = join(root, 'out', '.stamp');
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === wanted) return;
  await stage('app built', async () => {
    await rm(stampFile, { force: true });
    const args = [toolScript('electron-vite/bin/electron-vite.js'), 'build', '--logLevel', 'warn'];
    await runQuiet(setUp.node.path, args, { cwd: root, env: setUp.env });
    await writeFile(stampFile, wanted);
  });
}

export async function run() {
  await ensureBuild(await setUpTools());
  return 0;
}
