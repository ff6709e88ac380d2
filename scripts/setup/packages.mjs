// node_modules as the lock file says. A stamp inside node_modules holds the hash of the lock it was made from, so
// a deleted folder, a changed lock or a half-done installation is installed anew, and nothing else is.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npmCommand, runQuiet, withPathFirst } from './child.mjs';
import { StageFailure, stage } from './stage.mjs';

const STAMP = 'node_modules/.sprangbradan-lock';

/** What must be the same for an installation to count: the lock, the system and the processor. */
export function lockStamp(lock, platform = process.platform, arch = process.arch) {
  return `${createHash('sha256').update(lock).digest('hex')} ${platform}-${arch}\n`;
}

export function isInstalled(stamp, wanted) {
  return stamp !== undefined && stamp === wanted;
}

export async function ensurePackages(root, node) {
  const wanted = lockStamp(await readFile(join(root, 'package-lock.json')));
  const stamp = await readFile(join(root, STAMP), 'utf8').catch(() => undefined);
  if (isInstalled(stamp, wanted)) return;
  await stage('packages (npm ci)', async () => {
    await install(root, node);
    await writeFile(join(root, STAMP), wanted);
  });
}

async function install(root, node) {
  const command = npmCommand(node.path, ['ci', '--no-audit', '--no-fund']);
  const env = node.folder === undefined ? process.env : withPathFirst(process.env, join(node.folder, 'bin'));
  await runQuiet(command.file, command.args, { cwd: root, env, shell: command.shell }).catch((error) => {
    throw new StageFailure(
      `the packages could not be installed: ${error.message}`,
      'Check that `npm ping` answers and that the disk has 1 GB free, then run the same command again.',
    );
  });
}
