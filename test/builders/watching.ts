// Owns: what is done around every test of a suite, in whichever file it stands. Must not: import what a test of pure rules does not
// need: it is part of the set-up of each file. A worker keeps its modules from file to file, so a builder's own hooks would run for
// the first file alone.
type End = () => void | Promise<void>;

const ends: End[] = [];
let broken = false;
let allowed: readonly string[] = [];
let inTest = false;
let inSuite = false;

/** For a test that alters a store behind the ledger: nothing of it is proved at the end. */
export function breaksTheStore(): void {
  broken = true;
}

/** For a test that brings one breach about on purpose: any other still fails it. */
export function breaches(...names: readonly string[]): void {
  allowed = names;
}

export const watching = {
  isBroken: (): boolean => broken,
  isAllowed: (name: string): boolean => allowed.includes(name),
  isInTest: (): boolean => inTest,
  /** False in a process that a test has started: it has no tests to end. */
  isInSuite: (): boolean => inSuite,
  /** Done after each test; what was asked for last is done first. */
  atEnd: (end: End): void => {
    ends.unshift(end);
  },
};

export function beginTest(): void {
  [broken, allowed, inTest, inSuite] = [false, [], true, true];
}

export async function endTest(): Promise<void> {
  inTest = false;
  const faults: unknown[] = [];
  for (const end of ends) {
    try {
      await end();
    } catch (fault) {
      faults.push(fault);
    }
  }
  if (faults.length > 0) throw faults[0];
}
