// Starting other programs: quoting that survives the shell, npm found without one, exit codes passed on.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import {
  findProgram,
  npmCommand,
  quoteForCmd,
  quoteForShell,
  runAttached,
  runQuiet,
  withPathFirst,
} from '../../scripts/setup/child.mjs';

describe('quoting for a POSIX shell', () => {
  it('leaves plain words alone', () => {
    expect(quoteForShell('--nodedir=/a/b-c_1.2')).toBe('--nodedir=/a/b-c_1.2');
  });

  it.runIf(process.platform !== 'win32')('reads back as it was, whatever it holds', () => {
    const hard = ['', 'a b', "it's", '$(id)', '`x`', 'a"b', 'a\\', '*', 'åäö;|&', 'a\nb'];
    const script = `printf '%s\\0' ${hard.map(quoteForShell).join(' ')}`;
    expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1)).toEqual(hard);
  });
});

/** Reads one argument as the Windows C runtime does, after cmd.exe has taken away its carets. */
function readBack(quoted: string): string {
  const plain = quoted.replaceAll('"^%"', '%');
  if (!plain.startsWith('"')) return plain;
  return plain
    .slice(1, -1)
    .replace(/(\\*)"/g, (_, slashes: string) => `${slashes.slice(0, Math.floor(slashes.length / 2))}"`)
    .replace(/(\\+)$/, (slashes) => slashes.slice(0, slashes.length / 2));
}

describe('quoting for cmd.exe', () => {
  it('leaves plain words alone and quotes the rest', () => {
    expect(quoteForCmd('ci')).toBe('ci');
    expect(quoteForCmd('C:\\Program Files\\')).toBe('"C:\\Program Files\\\\"');
    expect(quoteForCmd('say "hej"')).toBe('"say \\"hej\\""');
    expect(quoteForCmd('')).toBe('""');
  });

  test.prop([fc.string().filter((text) => !text.includes('%'))])('reads back as it was', (text) => {
    expect(readBack(quoteForCmd(text))).toBe(text);
  });
});

describe('npm', () => {
  it('is its own script under the given Node when npm started us', () => {
    const env = { npm_execpath: '/usr/lib/npm/bin/npm-cli.js' };
    expect(npmCommand('/n/node', ['ci'], env)).toEqual({
      file: '/n/node',
      args: ['/usr/lib/npm/bin/npm-cli.js', 'ci'],
      shell: false,
    });
  });

  it.runIf(process.platform !== 'win32')('is found by name when another tool started us', () => {
    const expected = { file: 'npm', args: ['ci'], shell: false };
    expect(npmCommand('/n/node', ['ci'], {})).toEqual(expected);
    expect(npmCommand('/n/node', ['ci'], { npm_execpath: '/usr/lib/yarn.js' })).toEqual(expected);
  });
});

describe('the search path', () => {
  it('gets a folder in front under the name that the system uses', () => {
    expect(withPathFirst({ PATH: '/a' }, '/n')).toEqual({ PATH: `/n${delimiter}/a` });
    expect(withPathFirst({ Path: 'b' }, '/n')).toEqual({ Path: `/n${delimiter}b` });
    expect(withPathFirst({}, '/n')).toEqual({ PATH: '/n' });
  });

  it('finds a program or says that it is missing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'path-test-'));
    writeFileSync(join(folder, 'tool'), '');
    expect(findProgram('tool', { PATH: `/nowhere${delimiter}${folder}` })).toBe(join(folder, 'tool'));
    expect(findProgram('tool', { PATH: '/nowhere' })).toBeUndefined();
    expect(findProgram('tool', {})).toBeUndefined();
  });
});

describe('running', () => {
  it('gives the output, or the last lines of a failure', async () => {
    expect(await runQuiet(process.execPath, ['-e', 'console.log(1)'])).toBe('1\n');
    const failing = runQuiet(process.execPath, ['-e', 'console.error("a\\nb\\nc"); process.exit(3)'], {
      lines: 2,
    });
    await expect(failing).rejects.toThrow(/ended with 3\nb\nc$/);
  });

  it('passes the exit code on', async () => {
    expect(await runAttached(process.execPath, ['-e', 'process.exit(7)'])).toBe(7);
  });
});
