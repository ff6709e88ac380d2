// The closing line: what counts as passed and failed, and that silence counts as failure.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  addUp,
  close,
  countPlaywright,
  countVitest,
  judge,
  readReport,
  sentence,
} from '../../scripts/commands/report.mjs';
import { hasTests } from '../../scripts/commands/suites.mjs';

describe('a vitest report', () => {
  it('counts its tests', () => {
    const file = { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] };
    const report = { numPassedTests: 4, numFailedTests: 1, testResults: [file] };
    expect(countVitest(report)).toEqual({ passed: 4, failed: 1 });
  });

  it('counts a file that could not be loaded as one failure', () => {
    const broken = { status: 'failed', assertionResults: [] };
    const report = { numPassedTests: 4, numFailedTests: 0, testResults: [broken] };
    expect(countVitest(report)).toEqual({ passed: 4, failed: 1 });
  });
});

describe('a Playwright report', () => {
  it('counts flaky tests and errors outside tests as failed', () => {
    const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 2 };
    expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 3, failed: 3 });
    expect(countPlaywright({ stats: { ...stats, unexpected: 0, flaky: 0 } })).toEqual({
      passed: 3,
      failed: 0,
    });
  });
});

describe('a suite', () => {
  it('that passed is taken as it is', () => {
    expect(judge({ passed: 3, failed: 0 }, 0)).toEqual({ passed: 3, failed: 0 });
    expect(judge({ passed: 3, failed: 2 }, 1)).toEqual({ passed: 3, failed: 2 });
  });

  it('that ran nothing, said nothing or ended badly is one failure', () => {
    expect(judge({ passed: 0, failed: 0 }, 0)).toEqual({ passed: 0, failed: 1 });
    expect(judge({ passed: 3, failed: 0 }, 1)).toEqual({ passed: 3, failed: 1 });
    expect(judge(undefined, 0)).toEqual({ passed: 0, failed: 1 });
  });

  it('has no report when the file is missing or cut', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'report-test-')), 'a.json');
    expect(await readReport(path, countVitest)).toBeUndefined();
    writeFileSync(path, '{"numPassedTests": 1');
    expect(await readReport(path, countVitest)).toBeUndefined();
  });

  it('is there when one of its folders holds a test', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'suite-test-'));
    expect(await hasTests(folder, ['.', 'missing'])).toBe(false);
    writeFileSync(join(folder, 'a.test.ts'), '');
    expect(await hasTests(folder, ['.', 'missing'])).toBe(true);
  });
});

describe('the closing line', () => {
  let written = '';

  beforeEach(() => {
    written = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      written += String(text);
      return true;
    });
  });

  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  it('sums the suites and fails when one did', async () => {
    vi.stubEnv('SPRANGBRADAN_TALLY', undefined);
    const sum = addUp([
      { passed: 2, failed: 0 },
      { passed: 3, failed: 1 },
    ]);
    expect(sentence(sum)).toBe('5 passed, 1 failed');
    expect(await close('test', sum)).toBe(1);
    expect(written).toBe('5 passed, 1 failed\n');
    expect(await close('test', addUp([]))).toBe(0);
  });

  it('has a name in front when several commands are added up', async () => {
    const tally = join(mkdtempSync(join(tmpdir(), 'tally-test-')), 'tally');
    vi.stubEnv('SPRANGBRADAN_TALLY', tally);
    await close('test', { passed: 5, failed: 0 });
    await close('test:foreign', { passed: 2, failed: 1 });
    expect(written).toBe('test: 5 passed, 0 failed\ntest:foreign: 2 passed, 1 failed\n');
    expect(readFileSync(tally, 'utf8')).toBe('5 0\n2 1\n');
  });
});
