// Sums what the test runners report into one line. A run that says nothing readable counts as a failure.
import { appendFile, readFile } from 'node:fs/promises';

/** Tests of a vitest JSON report. A file that could not even be loaded counts as one failure. */
export function countVitest(report) {
  const files = report.testResults ?? [];
  const broken = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}

/** Tests of a Playwright JSON report. One that passed only when repeated counts as failed. */
export function countPlaywright(report) {
  const { expected, unexpected, flaky } = report.stats;
  return { passed: expected, failed: unexpected + flaky + (report.errors ?? []).length };
}

/**
 * One suite's count out of its report and exit code: a runner that failed without a failed test, or that ran
 * nothing although it was started because files exist, is one failure.
 */
export function judge(count, exitCode) {
  if (count === undefined) return { passed: 0, failed: 1 };
  const ranNothing = count.passed + count.failed === 0;
  return count.failed === 0 && (exitCode !== 0 || ranNothing) ? { ...count, failed: 1 } : count;
}

/** The count of a report file, or undefined when the runner wrote none or a broken one. */
export async function readReport(path, count) {
  try {
    return count(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}

export function addUp(counts) {
  return counts.reduce(
    (sum, count) => ({ passed: sum.passed + count.passed, failed: sum.failed + count.failed }),
    { passed: 0, failed: 0 },
  );
}

export const sentence = ({ passed, failed }) => `${passed} passed, ${failed} failed`;

/**
 * Ends a command: one plain line, or, when .ci/run adds up several commands, a line with a name in front and the
 * figures in its file. Returns the exit code.
 */
export async function close(name, sum) {
  const tally = process.env.SPRANGBRADAN_TALLY;
  if (tally === undefined) process.stdout.write(`${sentence(sum)}\n`);
  else {
    await appendFile(tally, `${sum.passed} ${sum.failed}\n`);
    process.stdout.write(`${name}: ${sentence(sum)}\n`);
  }
  return sum.failed === 0 ? 0 : 1;
}
