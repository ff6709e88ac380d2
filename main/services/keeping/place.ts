// Owns: looking at where the store lies and saying what is unsafe about it: no room, no right to write, a network, a sync service.
// Must not: refuse to work there: a person is told and decides.
import { randomBytes } from 'node:crypto';
import { open, rm, stat, statfs } from 'node:fs/promises';
import { join, parse, resolve, sep, win32 } from 'node:path';
import type { PlaceWarning } from '../../../ipc/keeping.ts';

/** What of the computer the look depends on; told from outside, so that each can be tested on any system. */
export type Computer = {
  readonly platform: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Free bytes and the file system's type number, or undefined where the folder cannot be reached. */
  readonly disk: (dir: string) => Promise<{ readonly free: number; readonly type: number } | undefined>;
  readonly writable: (dir: string) => Promise<'yes' | 'no' | 'full'>;
};

export const thisComputer: Computer = {
  platform: process.platform,
  environment: process.env,
  disk: async (dir) => {
    try {
      const { bavail, bsize, type } = await statfs(dir);
      return { free: bavail * bsize, type };
    } catch {
      return undefined;
    }
  },
  writable: async (dir) => {
    const path = join(dir, `.${randomBytes(6).toString('hex')}.probe`);
    try {
      const file = await open(path, 'wx', 0o600);
      await file.write('.');
      await file.close();
      return 'yes';
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : '';
      return code === 'ENOSPC' || code === 'EDQUOT' ? 'full' : 'no';
    } finally {
      await rm(path, { force: true }).catch(() => undefined);
    }
  },
};

const megabyte = 1024 ** 2;
/** Under this a backup and a migration may not have room. */
const little = 500 * megabyte;

export async function inspectPlace(dir: string, computer: Computer = thisComputer): Promise<PlaceWarning[]> {
  const disk = await computer.disk(dir);
  if (!disk) return [{ tag: 'folderUnreachable' }];
  const writable = await computer.writable(dir);
  return [
    ...room(disk.free, writable),
    ...(writable === 'no' ? [{ tag: 'folderReadOnly' } as const] : []),
    ...(isOnNetwork(dir, disk.type, computer) ? [{ tag: 'folderOnNetwork' } as const] : []),
    ...(await synced(dir, computer)),
    ...(isRedirected(dir, computer) ? [{ tag: 'profileRedirected' } as const] : []),
  ];
}

function room(free: number, writable: 'yes' | 'no' | 'full'): PlaceWarning[] {
  if (writable === 'full' || free < megabyte) return [{ tag: 'diskFull' }];
  return free < little ? [{ tag: 'diskNearlyFull', megabytes: Math.floor(free / megabyte) }] : [];
}

/** statfs(2): NFS, SMB, CIFS, SMB2, AFS, Ceph, 9p, FUSE (a share mounted by the desktop is one). */
const networkTypes = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x00c36400, 0x01021997, 0x65735546,
]);

function isOnNetwork(dir: string, type: number, { platform }: Computer): boolean {
  if (platform === 'win32') return isShare(dir);
  return platform === 'linux' && networkTypes.has(type);
}

/** `\\server\share\…`; a mapped letter cannot be told without asking Windows. */
function isShare(path: string): boolean {
  return /^(\\\\|\/\/)[^\\/?.]/.test(path) || /^\\\\\?\\UNC\\/i.test(path);
}

const services: readonly (readonly [RegExp, string])[] = [
  [/^onedrive\b/i, 'OneDrive'],
  [/^nextcloud\b/i, 'Nextcloud'],
  [/^owncloud\b/i, 'ownCloud'],
  [/^dropbox\b/i, 'Dropbox'],
  [/^(google drive|my drive|googledrive)\b/i, 'Google Drive'],
  [/^(icloud ?drive|mobile documents)\b/i, 'iCloud'],
  [/^box( sync)?$/i, 'Box'],
];
/** What a service leaves in the folder it keeps alike. */
const traces: readonly (readonly [string, string])[] = [
  ['.sync_journal.db', 'Nextcloud'],
  ['.owncloudsync.log', 'Nextcloud'],
  ['.dropbox', 'Dropbox'],
  ['.stfolder', 'Syncthing'],
];

async function synced(dir: string, { environment }: Computer): Promise<PlaceWarning[]> {
  const named = services.find(([pattern]) => dir.split(/[\\/]/).some((part) => pattern.test(part)));
  if (named) return [{ tag: 'folderSynced', service: named[1] }];
  const oneDrive = ['OneDrive', 'OneDriveCommercial', 'OneDriveConsumer'].some((name) => {
    const root = environment[name];
    return root !== undefined && root !== '' && isInside(dir, root);
  });
  if (oneDrive) return [{ tag: 'folderSynced', service: 'OneDrive' }];
  for (const folder of withParents(dir)) {
    for (const [name, service] of traces) {
      if (await exists(join(folder, name))) return [{ tag: 'folderSynced', service }];
    }
  }
  return [];
}

function withParents(dir: string): string[] {
  const folders = [resolve(dir)];
  const { root } = parse(resolve(dir));
  while (folders.at(-1) !== root) folders.push(resolve(folders.at(-1) ?? root, '..'));
  return folders;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function isInside(dir: string, root: string): boolean {
  const [inner, outer] = [dir, root].map((path) => path.replaceAll(/[\\/]+/g, sep).toLowerCase());
  return inner === outer || (inner?.startsWith(`${outer}${sep}`) ?? false);
}

/** A profile that Windows copies between computers or keeps on a server: two computers would each have a copy of the store. */
function isRedirected(dir: string, { platform, environment }: Computer): boolean {
  if (platform !== 'win32') return false;
  const roaming = environment['APPDATA'] ?? '';
  return roaming !== '' && isInside(dir, roaming) && (isShare(roaming) || hasRoamingProfile(environment));
}

function hasRoamingProfile(environment: Computer['environment']): boolean {
  const [roaming, local] = [environment['APPDATA'] ?? '', environment['LOCALAPPDATA'] ?? ''];
  const driveOf = (path: string) => win32.parse(path).root.toLowerCase();
  return local !== '' && !isShare(local) && /^[a-z]:/i.test(roaming) && driveOf(roaming) !== driveOf(local);
}
