// Owns: when a store that nobody uses is locked: told a minute before, never while a job runs.
// Must not: lock by itself; what it is given does.
export type IdleWatch = {
  /** A key or the pointer was used. Gives the seconds until the lock. */
  readonly touch: () => number;
  /** Looks at the clock; call it every few seconds. */
  readonly tick: () => void;
};

export type IdleOptions = {
  readonly minutes: () => number;
  /** Monotonic, in milliseconds: a wall clock set back must not keep a store open. */
  readonly now: () => number;
  /** False while there is nothing to lock, or a job must end first. */
  readonly mayLock: () => boolean;
  readonly warn: (seconds: number) => void;
  readonly lock: () => void;
};

/** Long enough to read the line and press a key (WCAG 2.2.1 asks for twenty seconds). */
const warnSeconds = 60;

export function createIdleWatch({ minutes, now, mayLock, warn, lock }: IdleOptions): IdleWatch {
  let last = now();
  let warned = false;
  const left = () => Math.ceil(minutes() * 60 - (now() - last) / 1000);
  return {
    touch: () => {
      last = now();
      warned = false;
      return left();
    },
    tick: () => {
      if (!mayLock()) {
        // A job that runs, or a store that is shut, is no idleness: the time counts from its end.
        last = now();
        return;
      }
      const seconds = left();
      if (seconds <= 0) {
        last = now();
        warned = false;
        lock();
      } else if (seconds <= warnSeconds && !warned) {
        warned = true;
        warn(seconds);
      }
    },
  };
}
