// The cache outside the clone, and how a download gets into it: pinned by sha512, whole or not at all.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { npmCommand, runQuiet } from './child.mjs';
import { StageFailure } from './stage.mjs';

/** `XDG_CACHE_HOME`, `LOCALAPPDATA` or `~/.cache`, with our own folder in it. */
export function cacheFolder(env = process.env, platform = process.platform) {
  const base = env.XDG_CACHE_HOME || (platform === 'win32' && env.LOCALAPPDATA) || join(homedir(), '.cache');
  return join(base, 'sprangbradan');
}

/** Whether `digest` (base64) is what an npm integrity string such as `sha512-…==` asks for. */
export function matchesIntegrity(digest, integrity) {
  return integrity.startsWith('sha512-') && digest.length === 88 && integrity.slice(7) === digest;
}

export async function sha512Of(path) {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('base64');
}

/**
 * Makes `folder` by letting `fill` write a temporary neighbour that is renamed when it is complete, so that a
 * cut download never counts. Another process that was faster wins; ours is thrown away.
 */
export async function makeWhole(folder, fill) {
  await mkdir(join(folder, '..'), { recursive: true });
  const temporary = await mkdtemp(`${folder}.part-`);
  try {
    await fill(temporary);
    await rename(temporary, folder);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    if (!(await exists(folder))) throw error;
  }
  return folder;
}

/** Downloads one pinned npm package as a tarball into `folder` and checks it; returns the file's path. */
export async function packFromRegistry(pin, folder, node = process.execPath) {
  const command = npmCommand(node, ['pack', pin.name, '--silent', '--pack-destination', folder]);
  await runQuiet(command.file, command.args, { cwd: folder, shell: command.shell }).catch((error) => {
    throw new StageFailure(
      `${pin.name} could not be fetched: ${error.message}`,
      'Check that `npm ping` answers (network, proxy, registry setting), then run the same command again.',
    );
  });
  const file = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (file === undefined) throw new Error(`npm pack ${pin.name} wrote no file`);
  const path = join(folder, file);
  if (!matchesIntegrity(await sha512Of(path), pin.integrity)) {
    throw new StageFailure(
      `${pin.name} is not the file that was pinned (sha512 differs)`,
      'Do not use it: check which registry npm is set to, and tell the developers.',
    );
  }
  return path;
}

/** Unpacks a .tgz with the tar program, which Linux, macOS and Windows 10 all have. */
export async function unpackTarball(tarball, folder) {
  await runQuiet('tar', ['-xzf', tarball, '-C', folder]);
}

export async function exists(path) {
  return access(path).then(
    () => true,
    () => false,
  );
}
