// Proves: what is unsafe about a folder is seen on each system, and what a disk does is told from a bug (ST-40).
import { join } from 'node:path';
import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diskFault } from '../../db/faults.ts';
import { inspectPlace, thisComputer, type Computer } from '../../main/services/keeping/place.ts';
import { newFolder } from '../services/desk.ts';

const gigabyte = 1024 ** 3;

function computer(change: Partial<Computer> = {}): Computer {
  return {
    platform: 'linux',
    environment: {},
    disk: () => Promise.resolve({ free: 50 * gigabyte, type: 0xef53 }),
    writable: () => Promise.resolve('yes'),
    ...change,
  };
}

describe('the place of a store (ST-40)', () => {
  it('is safe on a local disk with room', async () => {
    expect(await inspectPlace(newFolder(), computer())).toEqual([]);
    expect(await inspectPlace(join(newFolder(), 'saknas'), { ...thisComputer, environment: {} })).toEqual([
      { tag: 'folderUnreachable' },
    ]);
  });

  it('has little room, or none', async () => {
    const free = (bytes: number) =>
      inspectPlace('/x', computer({ disk: () => Promise.resolve({ free: bytes, type: 0 }) }));
    expect(await free(200 * 1024 ** 2)).toEqual([{ tag: 'diskNearlyFull', megabytes: 200 }]);
    expect(await free(1000)).toEqual([{ tag: 'diskFull' }]);
    expect(await inspectPlace('/x', computer({ writable: () => Promise.resolve('full') }))).toEqual([
      { tag: 'diskFull' },
    ]);
  });

  it('cannot be written in', async () => {
    expect(await inspectPlace('/x', computer({ writable: () => Promise.resolve('no') }))).toEqual([
      { tag: 'folderReadOnly' },
    ]);
  });

  it.each([
    ['linux', '/mnt/h', 0xff534d42],
    ['linux', '/mnt/h', 0x6969],
    ['win32', '\\\\server\\hem\\asa', 0],
    ['win32', '\\\\?\\UNC\\server\\hem', 0],
  ])('is on a network: %s %s %d', async (platform, dir, type) => {
    const disk = () => Promise.resolve({ free: 50 * gigabyte, type });
    expect(await inspectPlace(dir, computer({ platform, disk }))).toEqual([{ tag: 'folderOnNetwork' }]);
  });

  it('is kept alike by a service, by its name, its variable or its traces', async () => {
    const tagged = (service: string) => [{ tag: 'folderSynced', service }];
    expect(await inspectPlace('/home/asa/OneDrive - Verket/lager', computer())).toEqual(tagged('OneDrive'));
    expect(await inspectPlace('/home/asa/Nextcloud/lager', computer())).toEqual(tagged('Nextcloud'));
    expect(
      await inspectPlace('/data/moln/lager', computer({ environment: { OneDriveCommercial: '/data/moln' } })),
    ).toEqual(tagged('OneDrive'));
    const folder = newFolder();
    mkdirSync(join(folder, 'lager'));
    writeFileSync(join(folder, '.sync_journal.db'), '');
    expect(await inspectPlace(join(folder, 'lager'), computer())).toEqual(tagged('Nextcloud'));
    expect(await inspectPlace('/home/asa/OneDrivers', computer())).toEqual([]);
  });

  it('is in a profile on a server', async () => {
    const environment = { APPDATA: '\\\\server\\profil\\asa' };
    const found = await inspectPlace(
      '\\\\server\\profil\\asa\\Spr',
      computer({ platform: 'win32', environment }),
    );
    expect(found.map(({ tag }) => tag)).toEqual(['folderOnNetwork', 'profileRedirected']);
  });

  it.each([
    ['a drive of its own', 'H:\\profil\\asa', ['profileRedirected']],
    ['the same drive as what stays on the computer', 'C:\\Users\\asa\\AppData\\Roaming', []],
  ])('is in a profile that is copied between computers when it lies on %s', async (_on, roaming, tags) => {
    const environment = { APPDATA: roaming, LOCALAPPDATA: 'C:\\Users\\asa\\AppData\\Local' };
    const found = await inspectPlace(`${roaming}\\Spr`, computer({ platform: 'win32', environment }));
    expect(found.map(({ tag }) => tag)).toEqual(tags);
    const elsewhere = await inspectPlace('D:\\lager', computer({ platform: 'win32', environment }));
    expect(elsewhere).toEqual([]);
  });

  it('is looked at for real: a written probe is gone again', async () => {
    const folder = newFolder();
    expect(await thisComputer.writable(folder)).toBe('yes');
    expect(await thisComputer.writable(join(folder, 'saknas'))).toBe('no');
    expect((await thisComputer.disk(folder))?.free).toBeGreaterThan(0);
  });
});

describe('a fault of the disk (ST-40)', () => {
  const failed = (code: string) => Object.assign(new Error('x'), { code });
  it.each([
    ['SQLITE_FULL', 'diskFull'],
    ['SQLITE_READONLY_DBMOVED', 'folderReadOnly'],
    ['SQLITE_BUSY', 'fileLocked'],
    ['SQLITE_CANTOPEN', 'folderUnreachable'],
    ['SQLITE_IOERR_WRITE', 'diskFault'],
    ['SQLITE_CORRUPT', 'damagedStore'],
    ['SQLITE_NOTADB', 'damagedStore'],
    ['ENOSPC', 'diskFull'],
    ['EDQUOT', 'diskFull'],
    ['EFBIG', 'diskFull'],
    ['EROFS', 'folderReadOnly'],
    ['EBUSY', 'fileLocked'],
  ])('%s is %s', (code, tag) => {
    expect(diskFault(failed(code))?.tag).toBe(tag);
  });

  it('is no bug: a constraint, a type or an unknown code is one', () => {
    for (const code of ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_ERROR', 'ERR_INVALID_ARG_TYPE', ''])
      expect(diskFault(failed(code))).toBeUndefined();
    expect(diskFault('text')).toBeUndefined();
  });
});
