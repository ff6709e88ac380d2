// Unpacking the fallback Electron: its archive, its fuses, its loader.
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { FALLBACK_PIN, keptName, LOADER } from '../../scripts/setup/fallback.mjs';
import { FUSES, flipFuses } from '../../scripts/setup/fuses.mjs';
import { isSafeName, unzip } from '../../scripts/setup/zip.mjs';

type Entry = { name: string; body: string; mode: number; method: 0 | 8 | 99 };

const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** A small archive as a ZIP program writes it: local headers and bodies, directory, end. */
function zipOf(entries: readonly Entry[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, body, mode, method } of entries) {
    const bytes = method === 8 ? deflateRawSync(body) : Buffer.from(body);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(method, 8);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const head = Buffer.alloc(46);
    head.writeUInt32LE(0x02014b50, 0);
    head.writeUInt16LE(method, 10);
    head.writeUInt32LE(bytes.length, 20);
    head.writeUInt32LE(Buffer.byteLength(body), 24);
    head.writeUInt16LE(Buffer.byteLength(name), 28);
    head.writeUInt32LE(((0o100000 | mode) << 16) >>> 0, 38);
    head.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), bytes);
    central.push(head, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + bytes.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

function place(bytes: Buffer): { archive: string; folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'zip-test-'));
  const archive = join(folder, 'a.zip');
  writeFileSync(archive, bytes);
  return { archive, folder: join(folder, 'out') };
}

const tree = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

describe('the archive', () => {
  const entries: Entry[] = [
    { name: 'Cypress/Cypress', body: 'program '.repeat(1000), mode: 0o755, method: 8 },
    { name: 'Cypress/locales/sv.pak', body: 'å', mode: 0o644, method: 0 },
    { name: 'Cypress/resources/app/index.js', body: 'theirs', mode: 0o644, method: 8 },
    { name: 'Cypress/browser_v8_context_snapshot.bin', body: 'theirs', mode: 0o644, method: 0 },
  ];

  it('is unpacked under our names, with its rights, without the other program', async () => {
    const { archive, folder } = place(zipOf(entries));
    await unzip(archive, folder, keptName);
    expect(tree(folder)).toEqual(['electron', 'locales', join('locales', 'sv.pak')]);
    expect(readFileSync(join(folder, 'electron'), 'utf8')).toBe('program '.repeat(1000));
    expect(readFileSync(join(folder, 'locales/sv.pak'), 'utf8')).toBe('å');
    if (process.platform !== 'win32') expect(statSync(join(folder, 'electron')).mode & 0o777).toBe(0o755);
  });

  it('is refused when it is cut off, no archive, or packed in an unknown way', async () => {
    const whole = zipOf(entries);
    const unknown = zipOf([{ name: 'a/b', body: 'x', mode: 0o644, method: 99 }]);
    for (const bytes of [whole.subarray(0, whole.length - 30), Buffer.from('no archive'), unknown]) {
      const { archive, folder } = place(bytes);
      await expect(unzip(archive, folder, keptName)).rejects.toThrow(/archive/i);
    }
  });

  it('writes nothing outside its folder', async () => {
    expect(['a/../../b', '../b', '/etc/x', 'C:\\x', '..\\x', ''].filter(isSafeName)).toEqual([]);
    expect(['a', 'a/b', 'a/..b'].filter(isSafeName)).toEqual(['a', 'a/b', 'a/..b']);
    const { archive, folder } = place(zipOf([{ name: 'x/../../evil', body: 'x', mode: 0o644, method: 0 }]));
    await expect(unzip(archive, folder, keptName)).rejects.toThrow('outside its folder');
  });
});

describe('the fuses', () => {
  const wire = (fuses: string, version = 1) =>
    Buffer.concat([
      Buffer.from(`program ${SENTINEL}`),
      Buffer.from([version, fuses.length]),
      Buffer.from(fuses),
      Buffer.from(' more'),
    ]);
  const after = (bytes: Buffer) => bytes.subarray(8 + 32 + 2, bytes.length - 5).toString();

  it('are set in place and nothing else is touched', () => {
    const bytes = wire('10100011');
    const changes = new Map([
      [FUSES.enableNodeCliInspectArguments, true],
      [FUSES.loadBrowserProcessSpecificV8Snapshot, false],
    ]);
    expect(flipFuses(bytes, changes)).toBe(1);
    expect(after(bytes)).toBe('10110001');
    expect(bytes.subarray(0, 8).toString()).toBe('program ');
    expect(bytes.subarray(-5).toString()).toBe(' more');
  });

  it('are set on every wire of a universal program', () => {
    const bytes = Buffer.concat([wire('0000'), wire('0000')]);
    expect(flipFuses(bytes, new Map([[FUSES.runAsNode, true]]))).toBe(2);
    expect(bytes.toString('latin1').match(/1000/g)).toHaveLength(2);
  });

  it('are not guessed: no wire, another version, a missing or removed fuse is an error', () => {
    const change = new Map([[3, true]]);
    expect(() => flipFuses(Buffer.from('program'), change)).toThrow('no fuses');
    expect(() => flipFuses(wire('0000', 2), change)).toThrow('version 2');
    expect(() => flipFuses(wire('000'), change)).toThrow('Fuse 3');
    expect(() => flipFuses(wire('000r'), change)).toThrow('Fuse 3');
  });
});

describe('the fallback', () => {
  it('is pinned by version and sha512', () => {
    expect(FALLBACK_PIN.name).toMatch(/@\d+\.\d+\.\d+$/);
    expect(FALLBACK_PIN.integrity).toMatch(/^sha512-[\w+/]{86}==$/);
  });

  it('has a loader that waits for the app before Electron is ready', () => {
    expect(LOADER).toMatch(/^await import\(/m);
  });
});
