// One set-up stage: what it does, how long it took, and one sentence on what to do when it fails.
// Says nothing on stdout: the runner's answers stand there alone.

/** A failure a person can act on. `remedy` is the one sentence that says how. */
export class StageFailure extends Error {
  constructor(message, remedy) {
    super(message);
    this.name = 'StageFailure';
    this.remedy = remedy;
  }
}

export const seconds = (ms) => `${(ms / 1000).toFixed(ms < 100 ? 2 : 1)} s`;

export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Runs `work` and prints one line when it is done, or `title` and the failure when it is not. */
export async function stage(title, work) {
  const started = performance.now();
  try {
    const value = await work();
    say(`set-up: ${title}: ${seconds(performance.now() - started)}`);
    return value;
  } catch (error) {
    throw error instanceof StageFailure
      ? error
      : new StageFailure(
          `${title} failed: ${error instanceof Error ? error.message : String(error)}`,
          'Read the message above, and run the same command again when its cause is gone.',
        );
  }
}

/** The lines for a failed stage, ready for stderr. */
export function failureLines(failure) {
  return [`set-up stopped: ${failure.message}`, `What to do: ${failure.remedy}`];
}
