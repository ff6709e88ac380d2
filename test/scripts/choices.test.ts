// The set-up's choices: which Node, which Electron, which packages of the system, which switches.
import { describe, expect, it } from 'vitest';
import { addonFolderName } from '../../scripts/setup/addon.mjs';
import { checks } from '../../scripts/commands/check.mjs';
import { buildStamp } from '../../scripts/commands/build.mjs';
import { missingPackages } from '../../scripts/commands/foreign.mjs';
import { electronArguments } from '../../scripts/commands/launch.mjs';
import { hasDisplay } from '../../scripts/setup/display.mjs';
import { chooseElectron, downloadUrl, refusalCounts } from '../../scripts/setup/electron.mjs';
import { missingLibraries, packageNames } from '../../scripts/setup/libraries.mjs';
import { chooseNode, isNewEnough, NODE_PINS, typescriptSwitches } from '../../scripts/setup/node.mjs';
import { isInstalled, lockStamp } from '../../scripts/setup/packages.mjs';
import { failureLines, StageFailure } from '../../scripts/setup/stage.mjs';

describe('Node for the tools', () => {
  it('is the own one from 22.14', () => {
    expect(['v20.20.2', 'v22.13.9', 'v22.14.0', 'v24.0.0', 'v26.1.0'].map(isNewEnough)).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
    expect(chooseNode('v22.14.0', 'sunos', 'mips')).toEqual({ kind: 'own' });
  });

  it('is the pinned one where the own is older and the registry has one', () => {
    expect(chooseNode('v20.20.2', 'linux', 'x64')).toEqual({ kind: 'pinned', pin: NODE_PINS['linux-x64'] });
    expect(chooseNode('v20.20.2', 'win32', 'x64')).toEqual({ kind: 'pinned', pin: NODE_PINS['win32-x64'] });
  });

  it('is none where there is no pin', () => {
    expect(chooseNode('v20.20.2', 'freebsd', 'x64')).toEqual({ kind: 'none' });
  });

  it('is pinned by version and sha512', () => {
    for (const pin of Object.values(NODE_PINS)) {
      expect(pin).toEqual({
        name: expect.stringMatching(/^[\w-]+@\d+\.\d+\.\d+$/),
        integrity: expect.stringMatching(/^sha512-[\w+/]{86}==$/),
      });
    }
  });

  it('gets the switch for TypeScript only where it is needed', () => {
    const quiet = '--disable-warning=ExperimentalWarning';
    expect(typescriptSwitches('v22.17.0')).toEqual(['--experimental-strip-types', quiet]);
    expect(typescriptSwitches('v22.18.0')).toEqual([quiet]);
    expect(typescriptSwitches('v23.5.0')).toEqual(['--experimental-strip-types', quiet]);
    expect(typescriptSwitches('v24.21.0')).toEqual([quiet]);
  });
});

describe('Electron', () => {
  const linux = { platform: 'linux', arch: 'x64' };

  it('is the official one when it is there or can be had', () => {
    expect(chooseElectron({ installed: true, answers: false, ...linux })).toBe('official');
    expect(chooseElectron({ installed: false, answers: true, ...linux })).toBe('official');
  });

  it('is the fallback on Linux x64 only', () => {
    expect(chooseElectron({ installed: false, answers: false, ...linux })).toBe('fallback');
    expect(chooseElectron({ installed: false, answers: false, platform: 'linux', arch: 'arm64' })).toBe(
      'none',
    );
    expect(chooseElectron({ installed: false, answers: false, platform: 'darwin', arch: 'x64' })).toBe(
      'none',
    );
    expect(chooseElectron({ installed: false, answers: false, platform: 'win32', arch: 'x64' })).toBe('none');
  });

  it('is asked for at its own host or at a mirror', () => {
    expect(downloadUrl('1.2.3', { ...linux, mirror: undefined })).toMatch(
      /^https:\/\/github\.com\/.*\/v1\.2\.3\/electron-v1\.2\.3-linux-x64\.zip$/,
    );
    expect(downloadUrl('1.2.3', { ...linux, mirror: 'https://m.example/e' })).toBe(
      'https://m.example/e/v1.2.3/electron-v1.2.3-linux-x64.zip',
    );
  });

  it('remembers a refusal of this address for an hour', () => {
    const record = { url: 'u', at: 1_000_000 };
    expect(refusalCounts(record, 'u', 1_000_000 + 3_599_999)).toBe(true);
    expect(refusalCounts(record, 'u', 1_000_000 + 3_600_000)).toBe(false);
    expect(refusalCounts(record, 'another', 1_000_001)).toBe(false);
    expect(refusalCounts(record, 'u', 999_999)).toBe(false);
    expect(refusalCounts(undefined, 'u', 1)).toBe(false);
  });

  it('keeps its sandbox for everybody but root', () => {
    const start = { folder: '/app', args: ['--x'], env: { DISPLAY: ':0' }, platform: 'linux' };
    expect(electronArguments({ ...start, uid: 0 })).toEqual(['--no-sandbox', '--log-level=3', '/app', '--x']);
    expect(electronArguments({ ...start, uid: 1000 })).toEqual(['--log-level=3', '/app', '--x']);
  });

  it('is told of Wayland when there is no X', () => {
    const start = { folder: '/app', args: [], uid: 1000, platform: 'linux' };
    expect(electronArguments({ ...start, env: { WAYLAND_DISPLAY: 'w' } })).toContain(
      '--ozone-platform=wayland',
    );
    expect(electronArguments({ ...start, env: { WAYLAND_DISPLAY: 'w', DISPLAY: ':0' } })).not.toContain(
      '--ozone-platform=wayland',
    );
  });

  it('has an addon per version and system', () => {
    expect(addonFolderName('1.0.0', 'linux', 'x64')).not.toBe(addonFolderName('1.0.1', 'linux', 'x64'));
    expect(addonFolderName('1.0.0', 'linux', 'x64')).not.toBe(addonFolderName('1.0.0', 'linux', 'arm64'));
  });
});

describe('the system', () => {
  it('has a display outside Linux, or by X or Wayland', () => {
    expect(hasDisplay({}, 'win32')).toBe(true);
    expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true);
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
    expect(hasDisplay({ DISPLAY: '' }, 'linux')).toBe(false);
  });

  it('names the packages as its release does', () => {
    const names = ['libgtk-3-0', 'libnss3', 'libasound2'];
    const newer = ['libgtk-3-0t64', 'libnss3', 'libasound2t64'];
    expect(packageNames(names, 'ID=debian\nVERSION_ID="12"\n')).toEqual(names);
    expect(packageNames(names, 'ID=debian\nVERSION_ID="13"\n')).toEqual(newer);
    expect(packageNames(names, 'NAME="Debian"\nID=debian\n')).toEqual(newer);
    expect(packageNames(names, 'ID=ubuntu\nVERSION_ID="22.04"\n')).toEqual(names);
    expect(packageNames(names, 'ID=ubuntu\nVERSION_ID="24.04"\n')).toEqual(newer);
    expect(packageNames(names, '')).toEqual(names);
  });

  it('lacks the libraries that the loader does not find', () => {
    const ldd =
      '\tlibc.so.6 => /lib/libc.so.6 (0x1)\n\tlibgtk-3.so.0 => not found\n\tlibXss.so.1 => not found\n';
    expect(missingLibraries(ldd)).toEqual(['libgtk-3.so.0', 'libXss.so.1']);
    expect(missingLibraries('\tlibc.so.6 => /lib/libc.so.6 (0x1)\n')).toEqual([]);
  });

  it('lacks the foreign programs that are not found, by package', () => {
    const found = new Set(['age', 'qpdf', 'pdftotext', 'pdfinfo', 'soffice']);
    expect(missingPackages((name: string) => (found.has(name) ? name : undefined))).toEqual(['age']);
    const all = ['age', 'qpdf', 'poppler-utils', 'libreoffice-calc-nogui'];
    expect(missingPackages(() => undefined)).toEqual(all);
  });
});

describe('stamps', () => {
  it('of the packages change with the lock, the system and the processor', () => {
    const stamp = lockStamp('lock', 'linux', 'x64');
    expect(isInstalled(stamp, lockStamp('lock', 'linux', 'x64'))).toBe(true);
    expect(isInstalled(stamp, lockStamp('lock2', 'linux', 'x64'))).toBe(false);
    expect(isInstalled(stamp, lockStamp('lock', 'darwin', 'x64'))).toBe(false);
    expect(isInstalled(undefined, stamp)).toBe(false);
  });

  it('of the build change when a file comes, goes, grows or is written', () => {
    const one = [['main/a.ts', 10, 1]];
    const others = [
      [],
      [['main/a.ts', 11, 1]],
      [['main/a.ts', 10, 2]],
      [['main/b.ts', 10, 1]],
      [...one, ...one],
    ];
    expect(buildStamp(one)).toBe(buildStamp([['main/a.ts', 10, 1]]));
    expect(others.filter((files) => buildStamp(files) === buildStamp(one))).toEqual([]);
  });
});

describe('the checks', () => {
  it('cover every folder, the older Node, lint, format, imports and unused code', () => {
    const names = checks(['domain', 'test']).map(([name]: string[]) => name);
    expect(names).toEqual([
      'types of domain',
      'types of test',
      'types of the configuration',
      'types on Node 20',
      'lint',
      'format',
      'imports',
      'unused code',
    ]);
  });
});

describe('a failed stage', () => {
  it('says what happened and what to do', () => {
    expect(failureLines(new StageFailure('the disk is full', 'Free 1 GB.'))).toEqual([
      'set-up stopped: the disk is full',
      'What to do: Free 1 GB.',
    ]);
  });
});
