// The cache outside the clone: where it is, what counts as the pinned file, and that a cut download never counts.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheFolder, makeWhole, matchesIntegrity, sha512Of } from '../../scripts/setup/cache.mjs';

const temporary = () => mkdtempSync(join(tmpdir(), 'cache-test-'));

describe('the cache folder', () => {
  it('follows XDG_CACHE_HOME', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/c' }, 'linux')).toBe(join('/c', 'sprangbradan'));
  });

  it('is the local application data on Windows', () => {
    expect(cacheFolder({ LOCALAPPDATA: '/local' }, 'win32')).toBe(join('/local', 'sprangbradan'));
  });

  it('is ~/.cache otherwise', () => {
    expect(cacheFolder({}, 'linux')).toMatch(/[\\/]\.cache[\\/]sprangbradan$/);
  });
});

describe('integrity', () => {
  const digest = createHash('sha512').update('tarball').digest('base64');

  it('holds for the pinned bytes', () => {
    expect(matchesIntegrity(digest, `sha512-${digest}`)).toBe(true);
  });

  it('fails for other bytes, a weaker hash and a cut hash', () => {
    const other = createHash('sha512').update('tarbalm').digest('base64');
    expect(matchesIntegrity(other, `sha512-${digest}`)).toBe(false);
    expect(matchesIntegrity(digest, `sha1-${digest}`)).toBe(false);
    expect(matchesIntegrity('', 'sha512-')).toBe(false);
    expect(matchesIntegrity(digest.slice(0, 20), `sha512-${digest.slice(0, 20)}`)).toBe(false);
  });

  it('is counted over the whole file', async () => {
    const path = join(temporary(), 'file');
    writeFileSync(path, 'tarball');
    expect(await sha512Of(path)).toBe(digest);
  });
});

describe('a folder made whole or not at all', () => {
  it('appears when it is complete', async () => {
    const folder = join(temporary(), 'tool');
    await makeWhole(folder, (part: string) => writeFileSync(join(part, 'a'), '1'));
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('1');
  });

  it('does not appear, and leaves nothing, when filling it is cut off', async () => {
    const parent = temporary();
    const cut = makeWhole(join(parent, 'tool'), (part: string) => {
      writeFileSync(join(part, 'a'), '1');
      throw new Error('cut off');
    });
    await expect(cut).rejects.toThrow('cut off');
    expect(readdirSync(parent)).toEqual([]);
  });

  it('keeps what another process made first', async () => {
    const folder = join(temporary(), 'tool');
    await makeWhole(folder, (part: string) => writeFileSync(join(part, 'a'), 'first'));
    await makeWhole(folder, (part: string) => writeFileSync(join(part, 'a'), 'second'));
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('first');
    expect(existsSync(folder)).toBe(true);
  });
});
